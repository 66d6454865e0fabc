"""What a seal of the trace is, and what a check finds; pages may import these."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class SealRow:
    """A seal (niêm phong): the hash over all entries up to one, and over the seal before."""

    number: int
    at: datetime
    by: str
    up_to_id: int
    number_of_entries: int
    hash: str

    @property
    def code(self) -> str:
        """The first 80 bits of the hash, as they are written on paper: “3f2a-…”, five groups of four."""
        return "-".join(self.hash[at : at + 4] for at in range(0, 20, 4))


class Flaw(StrEnum):
    """How the trace differs from what was sealed."""

    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    SEAL = "seal"

    @property
    def label(self) -> str:
        """The flaw as screens name it."""
        return _FLAWS[self]


_FLAWS = {
    Flaw.CHANGED: "nội dung khác lúc niêm phong",
    Flaw.MISSING: "đã bị xoá sau khi niêm phong",
    Flaw.ADDED: "được chèn thêm sau khi niêm phong",
    Flaw.SEAL: "chính niêm phong đã bị sửa hoặc bị mất",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where the trace is not as it was sealed; no entry where the seal itself is the place."""

    flaw: Flaw
    seal_number: int
    entry_id: int | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the trace found. `missing_guards` are triggers that no longer stand in the database."""

    number_of_seals: int
    number_of_entries: int
    number_unsealed: int
    difference: Difference | None
    missing_guards: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing was found wrong."""
        return self.difference is None and not self.missing_guards
