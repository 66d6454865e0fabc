"""What an entry of the trace and an incident are made of; pages may import these."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from giamngheo.audit.names import kind_name


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be done: its code (`places.renamed`) and what the trace calls it (“Đổi tên địa bàn”)."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What it was done to: kind, id within the kind, and its name at the time."""

    kind: str
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody the trace names, by the newest name it knows."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Sought:
    """Which entries are looked for; what is None or blank does not narrow.

    Attributes:
        actor_id: done by this user.
        deed: code of the deed.
        subject: (kind, id) of what it was done to.
        place_ids: belonging to one of these places.
        since: at this instant or later.
        until: before this instant.
        text: words of the subject's name or of the reason, with or without accents.
    """

    actor_id: int | None = None
    deed: str = ""
    subject: tuple[str, str] | None = None
    place_ids: frozenset[int] | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as lists show it."""

    id: int
    at: datetime
    actor_id: int | None
    actor_name: str
    channel: str
    deed: Deed
    subject: Subject
    place_id: int | None
    reason: str
    number_of_touched: int


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Entries, newest first.

    `next_id` continues the list (None at its end). A search by words looks through a limited stretch at a time:
    `searched_to` is how far back it came without filling the page.
    """

    rows: tuple[EntryRow, ...]
    next_id: int | None
    searched_to: datetime | None = None


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of a deed: what it is called, how it was and how it became, in words. `is_hidden`: masked."""

    name: str
    before: str
    after: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class EntryDetail:
    """An entry opened: its fields, and the first of its several subjects (`row.number_of_touched` counts all)."""

    row: EntryRow
    fields: tuple[FieldRow, ...]
    touched: tuple[tuple[str, str], ...]

    @property
    def touched_in_words(self) -> tuple[str, ...]:
        """The several subjects as screens name them: “nhân khẩu 12”."""
        return tuple(f"{kind_name(kind)} {object_id}" for kind, object_id in self.touched)

    @property
    def hides(self) -> bool:
        """Whether any field is masked."""
        return any(field.is_hidden for field in self.fields)


@dataclass(frozen=True, slots=True)
class TouchedRow:
    """Somebody or something whose data a number of entries touched, between the first and the last of them."""

    kind: str
    id: str
    label: str
    number_of_entries: int
    first_at: datetime
    last_at: datetime
    last_entry_id: int

    @property
    def kind_name(self) -> str:
        """The kind as screens name it."""
        return kind_name(self.kind)


@dataclass(frozen=True, slots=True)
class TouchedPage:
    """Rows in the order of kind and id; whether more follow."""

    rows: tuple[TouchedRow, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class TouchedCount:
    """How many subjects of a kind were touched, by how many entries."""

    kind: str
    number_of_subjects: int
    number_of_entries: int

    @property
    def kind_name(self) -> str:
        """The kind as screens name it."""
        return kind_name(self.kind)


class IncidentState(StrEnum):
    """Where an incident stands towards the notice that the law demands."""

    LATE = "late"
    WAITING = "waiting"
    NOTIFIED = "notified"
    CLOSED = "closed"


class StepKind(StrEnum):
    """What is done about an incident."""

    NOTICE = "notice"
    MEASURE = "measure"
    CLOSING = "closing"
    REOPENING = "reopening"

    @property
    def label(self) -> str:
        """The step as screens name it."""
        return _STEPS[self]


_STEPS = {
    StepKind.NOTICE: "Thông báo",
    StepKind.MEASURE: "Biện pháp",
    StepKind.CLOSING: "Kết thúc",
    StepKind.REOPENING: "Mở lại",
}


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """Within how many hours an incident must be notified, by which instrument, and how sure that is."""

    hours: int
    instrument: str
    notify: str
    status: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Clock:
    """The time an incident has left, looked at `at`; no `basis` where no instrument was in force when it was known."""

    known_at: datetime
    notified_at: datetime | None
    closed_at: datetime | None
    at: datetime
    basis: LegalBasis | None

    @property
    def due_at(self) -> datetime | None:
        """Until when it must be notified."""
        return self.known_at + timedelta(hours=self.basis.hours) if self.basis else None

    @property
    def state(self) -> IncidentState:
        """Closed, notified, or waiting until it is late."""
        if self.closed_at:
            return IncidentState.CLOSED
        if self.notified_at:
            return IncidentState.NOTIFIED
        return IncidentState.LATE if self.due_at and self.at > self.due_at else IncidentState.WAITING

    @property
    def words(self) -> str:
        """The clock in words: “còn 40 giờ”, “quá hạn 5 giờ”, “đã thông báo sau 20 giờ”."""
        if self.notified_at:
            after = f"đã thông báo sau {_hours(self.notified_at - self.known_at)}"
            late = self.due_at and self.notified_at > self.due_at
            return f"{after}, muộn {_hours(self.notified_at - self.due_at)}" if late and self.due_at else after
        if self.closed_at:
            return "đã kết thúc, không thông báo"
        if self.due_at is None:
            return "chưa ghi nhận văn bản nào về thời hạn"
        if self.at > self.due_at:
            return f"quá hạn {_hours(self.at - self.due_at)}"
        return f"còn {_hours(self.due_at - self.at)}"


def _hours(time: timedelta) -> str:
    """Whole hours; below one hour, minutes: nobody is told “còn 0 giờ”."""
    minutes = int(time.total_seconds() // 60)
    return f"{minutes // 60} giờ" if minutes >= 60 else f"{minutes} phút"


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident as lists show it."""

    id: int
    what: str
    place_id: int | None
    happened_from: datetime | None
    happened_until: datetime | None
    clock: Clock


@dataclass(frozen=True, slots=True)
class StepRow:
    """One thing done about an incident: when, what, and who wrote it down."""

    kind: StepKind
    at: datetime
    to: str
    number: str
    text: str
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class IncidentDetail:
    """An incident opened, with all that was done about it, in order."""

    row: IncidentRow
    recorded_at: datetime
    recorded_by: str
    steps: tuple[StepRow, ...]
