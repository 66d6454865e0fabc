"""What a check says: one doubtful figure, where it stands, and what was expected instead."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How sure the check is that something is wrong."""

    ERROR = "error"
    """Both figures cannot be true (không thể cùng đúng)."""
    WARNING = "warning"
    """Doubtful: a person must look (cần xem lại)."""
    NOTE = "note"
    """Within rounding (sai lệch do làm tròn)."""


class Rule(StrEnum):
    """The named checks."""

    ROW_FORMULA = "row_formula"
    COLUMN_SUM = "column_sum"
    ROW_SUM = "row_sum"
    SHARE_OVER_100 = "share_over_100"
    ZERO_DENOMINATOR = "zero_denominator"
    PART_OVER_WHOLE = "part_over_whole"
    CROSS_TABLE = "cross_table"
    STATED_SHARE = "stated_share"
    STATED_SUM = "stated_sum"
    WORDS_VS_DIGITS = "words_vs_digits"
    UNIT = "unit"


def finding(severity: Severity, rule: Rule, where: Sequence[str], said: tuple[str, str], message: str) -> "Finding":
    """Return a finding in the file of its first place; `said` is what was found and what was expected."""
    return Finding(where[0].partition("#")[0], severity, rule, tuple(dict.fromkeys(where)), *said, message)


@dataclass(frozen=True, slots=True)
class Finding:
    """A figure to be looked at (số liệu cần kiểm tra).

    `where` holds every cell or line range concerned: `bieu-2.xlsx#Biểu 2!L20`, `ke-hoach.txt#27-29`.
    `found` and `expected` are printed the Vietnamese way; `message` is one whole Vietnamese sentence.
    """

    file: str
    severity: Severity
    rule: Rule
    where: tuple[str, ...]
    found: str
    expected: str
    message: str

    def as_json(self) -> dict[str, Any]:
        """Return it as the JSON contract has it: file, severity, rule, where, found, expected, message."""
        return {**asdict(self), "where": list(self.where)}
