"""Rows and words of the workspace, its profile, signed papers and approvals that pages may import."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import IO

from giamngheo.accounts.kinds import Capacity
from giamngheo.audit.kinds import Subject
from giamngheo.common.dates import print_day
from giamngheo.places.kinds import PlaceRow

FIRST_YEAR, LAST_YEAR = 2016, 2100
"""Between which years a programme can be entered; 2016 began the first programme with multidimensional poverty."""


class Step(StrEnum):
    """A step of the first start that can be skipped and resumed."""

    PLACE = "place"
    PROFILE = "profile"
    YEARS = "years"
    HAMLETS = "hamlets"
    USERS = "users"

    @property
    def label(self) -> str:
        """The step as screens name it."""
        return _STEPS[self]


_STEPS = {
    Step.PLACE: "Địa bàn và cấp",
    Step.PROFILE: "Hồ sơ đơn vị",
    Step.YEARS: "Năm làm việc",
    Step.HAMLETS: "Thôn, ấp, khu phố",
    Step.USERS: "Người dùng",
}


class StepState(StrEnum):
    """What became of a step."""

    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class WorkspaceRow:
    """What this database is for, and how far its first start has come; `place_on` is the day the place is meant for."""

    is_demo: bool
    opened_at: datetime
    opened_by_id: int | None
    place_id: int | None
    place_on: date | None
    first_year: int | None
    last_year: int | None
    steps_done: dict[str, str]
    ready_at: datetime | None

    @property
    def steps_left(self) -> tuple[Step, ...]:
        """The steps nobody has finished yet: untouched or skipped."""
        return tuple(step for step in Step if self.steps_done.get(step) != StepState.DONE)


@dataclass(frozen=True, slots=True)
class ProfileDetails:
    """What is entered of a profile; offices by their names, an empty text where unknown."""

    place_id: int
    authority: str
    valid_from: date
    leader_title: str = ""
    leader_name: str = ""
    standing_office: str = ""
    finance_office: str = ""
    reports_to: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """Whose installation this is on a day."""

    id: int
    place: PlaceRow
    authority: str
    leader_title: str
    leader_name: str
    standing_office: str
    finance_office: str
    reports_to: str
    valid_from: date
    valid_until: date | None
    basis: str


@dataclass(frozen=True, slots=True)
class SigningChoice:
    """Somebody who may sign on a day: in what capacity, for whom, on what paper."""

    id: int
    user_id: int
    name: str
    capacity: Capacity
    for_whom: str
    basis: str

    @property
    def title(self) -> str:
        """Capacity, whom for and name on one line: “KT. (ký thay) Chủ tịch – …”."""
        return " – ".join(part for part in (f"{self.capacity.label} {self.for_whom}".strip(), self.name) if part)


@dataclass(frozen=True, slots=True)
class PaperDetails:
    """What is entered of a signed paper; `authority_id` names the recorded right to sign that was chosen, if any."""

    number: str
    signed_on: date
    title: str
    authority: str
    place_id: int | None = None
    signatory: str = ""
    capacity: Capacity = Capacity.OWN
    for_whom: str = ""
    authority_id: int | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """The scan of a paper as it was handed in."""

    name: str
    content: IO[bytes]


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper signed outside the system."""

    id: int
    number: str
    signed_on: date
    title: str
    authority: str
    signatory: str
    capacity: Capacity
    for_whom: str
    signer_id: int | None
    is_authority_recorded: bool
    scan_id: int | None
    place_id: int | None
    entered_at: datetime
    entered_by: str
    entered_by_id: int
    withdrawn_at: datetime | None
    withdrawn_reason: str

    @property
    def signature(self) -> str:
        """Who signed, in what capacity and for whom."""
        before = self.capacity.label if self.capacity != Capacity.OWN else ""
        return " ".join(part for part in (before, self.for_whom, self.signatory) if part)

    @property
    def citation(self) -> str:
        """The paper as it is referred to: “số … ngày …”."""
        return f"số {self.number} ngày {print_day(self.signed_on)}"


class ApprovalState(StrEnum):
    """Where an approval stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    BY_PAPER = "by_paper"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """What was put before a second person, and what came of it."""

    id: int
    subject: Subject
    place_id: int | None
    asked_at: datetime
    asked_by: str
    asked_by_id: int
    prepared_by_id: int
    decided_at: datetime | None
    decided_by: str
    state: ApprovalState
    paper: PaperRow | None
    remark: str

    @property
    def manner(self) -> str:
        """How it was decided; a signed paper is never told as an approval in the system."""
        match self.state:
            case ApprovalState.WAITING:
                return "chờ phê duyệt"
            case ApprovalState.APPROVED:
                return "phê duyệt trong hệ thống"
            case ApprovalState.BY_PAPER if self.paper:
                return f"theo văn bản đã ký {self.paper.citation}"
            case ApprovalState.REFUSED:
                return "không đồng ý"
            case _:
                return "người trình đã rút lại"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A profile that waits for a second person or was turned down, with its approval."""

    profile: ProfileRow
    approval: ApprovalRow
