"""Words and rows of handovers that pages may import."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from giamngheo.accounts.kinds import HoldingRow

LONGEST_REASON = 300
LONGEST_BASIS = 200
LONGEST_REMARKS = 5_000


class State(StrEnum):
    """Where a handover stands."""

    OPEN = "open"
    DONE = "done"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The state as screens name it."""
        return {"open": "chờ bên nhận", "done": "đã bàn giao", "withdrawn": "đã huỷ"}[self.value]


class WorkKind(StrEnum):
    """What open work is; the kinds stand in the minutes in this order."""

    RECOMMENDATION = "recommendation"
    TO_APPROVE = "to_approve"
    ASKED = "asked"
    STANDING_IN = "standing_in"
    ABSENCE = "absence"

    @property
    def label(self) -> str:
        """The kind as screens and minutes name it."""
        return _WORK[self]


_WORK = {
    WorkKind.RECOMMENDATION: "Kiến nghị giám sát phải trả lời",
    WorkKind.TO_APPROVE: "Nội dung chờ phê duyệt",
    WorkKind.ASKED: "Nội dung đã trình, chưa được quyết định",
    WorkKind.STANDING_IN: "Đang làm thay người vắng mặt (không tự chuyển; cần bố trí lại)",
    WorkKind.ABSENCE: "Vắng mặt đã ghi, có người làm thay",
}


@dataclass(frozen=True, slots=True)
class OpenWork:
    """One piece of work not finished when the seats pass: what, where, until when; `subject_id` finds its page."""

    kind: WorkKind
    subject_id: str
    text: str
    place: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Party:
    """The giver or the receiver, by the name and job title of the day the handover was prepared."""

    user_id: int
    name: str
    job_title: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is entered of a handover; `holding_ids` are the holdings that end."""

    giver_id: int
    receiver_id: int
    on: date
    holding_ids: frozenset[int]
    reason: str
    basis: str = ""
    remarks: str = ""
    closes_account: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody the seats can pass to."""

    user_id: int
    name: str
    seats: tuple[str, ...]

    @property
    def title(self) -> str:
        """Name and seats on one line."""
        return f"{self.name} – {'; '.join(self.seats)}" if self.seats else f"{self.name} – chưa giữ vị trí nào"


@dataclass(frozen=True, slots=True)
class Givable:
    """A user and those of their seats that may be handed over; `keeps_others` where they hold more than these."""

    giver: Party
    holdings: tuple[HoldingRow, ...]
    is_own: bool
    keeps_others: bool


@dataclass(frozen=True, slots=True)
class SignedMinutes:
    """The signed paper by which a handover was done."""

    paper_id: int
    citation: str
    signature: str
    scan_id: int | None
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """A handover as lists show it."""

    id: int
    giver: Party
    receiver: Party
    on: date
    reason: str
    state: State
    number_of_seats: int


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """Some handovers, the newest first; `older_than` continues the list, None at its end."""

    rows: tuple[HandoverRow, ...]
    older_than: int | None


@dataclass(frozen=True, slots=True)
class HandoverDetail:
    """A handover opened: its seats, the work open now or, once done, then; and what the user may do with it."""

    row: HandoverRow
    place_id: int | None
    basis: str
    remarks: str
    closes_account: bool
    account_closed: bool
    seats: tuple[HoldingRow, ...]
    work: tuple[OpenWork, ...]
    prepared_at: datetime
    prepared_by: str
    done_at: datetime | None
    done_by: str
    minutes: SignedMinutes | None
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawn_reason: str
    may_accept: bool
    may_enter_minutes: bool
    may_withdraw: bool
