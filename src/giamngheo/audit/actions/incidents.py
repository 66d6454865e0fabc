"""The incident register: what is known is written down, corrected with a reason, and what is done about it is added."""

from datetime import datetime
from typing import Any

from django.db import transaction

from giamngheo.audit.actions.exports import ReasonMissing
from giamngheo.audit.actions.recording import record
from giamngheo.audit.kinds import Deed, StepKind, Subject
from giamngheo.audit.models import Incident, IncidentStep
from giamngheo.audit.queries.reach import MANAGE_INCIDENTS
from giamngheo.audit.queries.register import NoSuchIncident
from giamngheo.audit.values import clean
from giamngheo.common.scope import EVERYWHERE, OutOfScope, Scope
from giamngheo.common.text import squeeze

RECORDED = Deed("incident.recorded", "Ghi sự cố dữ liệu")
CORRECTED = Deed("incident.corrected", "Sửa thông tin sự cố")
STEPS = {
    StepKind.NOTICE: Deed("incident.notified", "Thông báo sự cố"),
    StepKind.MEASURE: Deed("incident.measure_added", "Thêm biện pháp xử lý sự cố"),
    StepKind.CLOSING: Deed("incident.closed", "Kết thúc sự cố"),
    StepKind.REOPENING: Deed("incident.reopened", "Mở lại sự cố"),
}

LONGEST = {"what": 5_000, "to": 200, "number": 60, "text": 5_000}
_FACTS = ("known_at", "happened_from", "happened_until", "what", "place_id")


class WrongInstants(ValueError):
    """The instants of an incident contradict one another; the message says which."""


class NothingWritten(ValueError):
    """A text that the step needs is blank; the message says which."""


class TextTooLong(ValueError):
    """A text is longer than what is kept of it."""

    def __init__(self, longest: int) -> None:
        super().__init__(f"Dài quá {longest} ký tự; hãy viết ngắn lại hoặc để trong văn bản kèm theo.")


class AlreadyWritten(ValueError):
    """The same was already written, most likely by sending a form twice."""

    def __init__(self) -> None:
        super().__init__("Nội dung này đã được ghi rồi, không ghi lần nữa.")


class IncidentClosed(ValueError):
    """A closed incident takes no more steps until it is opened again, and an open one needs no opening."""

    def __init__(self, *, is_closed: bool) -> None:
        super().__init__("Sự cố này đã kết thúc; hãy mở lại trước khi ghi thêm." if is_closed else "Sự cố này đang mở.")


@transaction.atomic
def record_incident(  # noqa: PLR0913 – what is known of an incident, each named by its caller
    *,
    by: Scope,
    at: datetime,
    known_at: datetime,
    what: str,
    place_id: int | None = None,
    happened_from: datetime | None = None,
    happened_until: datetime | None = None,
) -> int:
    """Write an incident into the register; from `known_at` its clock runs. Return its id.

    Raises:
        OutOfScope: incidents of this place are not this user's.
        WrongInstants: known in the future, or happened after it was known.
        NothingWritten: it is not said what happened.
        AlreadyWritten: the same incident is there.
    """
    by.require(MANAGE_INCIDENTS, place_id)
    facts = _facts(at, known_at, what, place_id, happened_from, happened_until)
    if Incident.objects.filter(**facts).exists():
        raise AlreadyWritten
    incident = Incident.objects.create(**facts, recorded_at=at, recorded_by_id=_person(by), recorded_by_name=by.name)
    record(by=by, deed=RECORDED, subject=_subject(incident), at=at, place_id=place_id, after=facts)
    return incident.pk


@transaction.atomic
def correct_incident(  # noqa: PLR0913 – what is known of an incident, each named by its caller
    incident_id: int,
    *,
    by: Scope,
    at: datetime,
    known_at: datetime,
    what: str,
    place_id: int | None,
    happened_from: datetime | None,
    happened_until: datetime | None,
    reason: str,
) -> None:
    """Correct what is known of an incident; the trace keeps what stood there before, and why it changed.

    Raises:
        NoSuchIncident: there is none that this user manages.
        OutOfScope: incidents of the new place are not this user's.
        IncidentClosed: it is closed.
        WrongInstants: see `record_incident`.
        NothingWritten: see `record_incident`.
        ReasonMissing: no reason is given.
    """
    incident = _managed(incident_id, by)
    by.require(MANAGE_INCIDENTS, place_id)
    _require_open(incident)
    if not squeeze(reason):
        raise ReasonMissing
    facts = _facts(at, known_at, what, place_id, happened_from, happened_until)
    changed = {name: value for name, value in facts.items() if value != getattr(incident, name)}
    if not changed:
        return
    first_step = incident.steps.order_by("at").values_list("at", flat=True).first()
    if first_step and first_step < known_at:
        raise WrongInstants("Lúc biết sự cố không thể ở sau việc xử lý đầu tiên đã ghi.")
    before = {name: getattr(incident, name) for name in changed}
    Incident.objects.filter(pk=incident.pk).update(**changed)
    record(
        by=by,
        deed=CORRECTED,
        subject=_subject(incident),
        at=at,
        place_id=place_id,
        before=before,
        after=changed,
        reason=reason,
    )


def notify(  # noqa: PLR0913 – what a notice says, each named by its caller
    incident_id: int, *, by: Scope, at: datetime, notified_at: datetime, to: str, number: str = "", text: str = ""
) -> None:
    """Note that an incident was notified: when, to whom, by which document. A later notice supplements the first.

    Raises:
        NoSuchIncident: there is none that this user manages.
        IncidentClosed: it is closed.
        WrongInstants: notified in the future, or before the incident was known.
        NothingWritten: it is not said to whom.
        AlreadyWritten: this notice is there.
    """
    if not squeeze(to):
        raise NothingWritten("Hãy ghi đã thông báo cho cơ quan nào.")
    _add(StepKind.NOTICE, incident_id, by=by, at=at, done_at=notified_at, to=to, number=number, text=text)


def add_measure(incident_id: int, *, by: Scope, at: datetime, done_at: datetime, text: str) -> None:
    """Note what was done about an incident, and when.

    Raises:
        NoSuchIncident: there is none that this user manages.
        IncidentClosed: it is closed.
        WrongInstants: done in the future, or before the incident was known.
        NothingWritten: it is not said what.
        AlreadyWritten: this measure is there.
    """
    if not squeeze(text):
        raise NothingWritten("Hãy ghi đã làm gì.")
    _add(StepKind.MEASURE, incident_id, by=by, at=at, done_at=done_at, text=text)


def close(incident_id: int, *, by: Scope, at: datetime, text: str) -> None:
    """Close an incident with a conclusion; one that was not notified says there why it need not be.

    Raises:
        NoSuchIncident: there is none that this user manages.
        IncidentClosed: it is closed already.
        NothingWritten: there is no conclusion.
    """
    if not squeeze(text):
        raise NothingWritten("Hãy ghi kết luận; nếu không thông báo thì ghi rõ vì sao.")
    _add(StepKind.CLOSING, incident_id, by=by, at=at, done_at=at, text=text)


def reopen(incident_id: int, *, by: Scope, at: datetime, text: str) -> None:
    """Open a closed incident again, for a reason.

    Raises:
        NoSuchIncident: there is none that this user manages.
        IncidentClosed: it is open.
        NothingWritten: no reason is given.
    """
    if not squeeze(text):
        raise NothingWritten("Hãy ghi lý do mở lại.")
    _add(StepKind.REOPENING, incident_id, by=by, at=at, done_at=at, text=text)


@transaction.atomic
def _add(kind: StepKind, incident_id: int, *, by: Scope, at: datetime, done_at: datetime, **what: str) -> None:
    incident = _managed(incident_id, by)
    if kind is not StepKind.REOPENING:
        _require_open(incident)
    elif incident.closed_at is None:
        raise IncidentClosed(is_closed=False)
    _require_instants(done_at, incident.known_at, at)
    step = {name: _fitting(name, text) for name, text in what.items()}
    if kind in (StepKind.NOTICE, StepKind.MEASURE) and _has_step(incident, kind=kind, at=done_at, **step):
        raise AlreadyWritten
    IncidentStep.objects.create(
        incident=incident,
        kind=kind,
        at=done_at,
        recorded_at=at,
        recorded_by_id=_person(by),
        recorded_by_name=by.name,
        **step,
    )
    changed = _changed_by(kind, incident, done_at)
    before = {name: getattr(incident, name) for name in changed}
    Incident.objects.filter(pk=incident.pk).update(**changed)
    record(
        by=by,
        deed=STEPS[kind],
        subject=_subject(incident),
        at=at,
        place_id=incident.place_id,
        before=before,
        after={"at": done_at, **step, **changed},
    )


def _changed_by(kind: StepKind, incident: Incident, done_at: datetime) -> dict[str, datetime | None]:
    """What a step changes of the incident itself; the clock stops at the earliest notice."""
    if kind is StepKind.NOTICE:
        return {"notified_at": min(done_at, incident.notified_at or done_at)}
    if kind is StepKind.MEASURE:
        return {}
    return {"closed_at": done_at if kind is StepKind.CLOSING else None}


def _managed(incident_id: int, by: Scope) -> Incident:
    """Fetch an incident to change it; nobody else does meanwhile."""
    places = by.places(MANAGE_INCIDENTS)
    wanted = Incident.objects.select_for_update().filter(pk=incident_id)
    found = (wanted if places is EVERYWHERE else wanted.filter(place_id__in=places)).first()
    if found is None:
        raise NoSuchIncident
    return found


def _has_step(incident: Incident, **step: Any) -> bool:
    return IncidentStep.objects.filter(incident=incident, **step).exists()


def _require_open(incident: Incident) -> None:
    if incident.closed_at is not None:
        raise IncidentClosed(is_closed=True)


def _require_instants(done_at: datetime, known_at: datetime, at: datetime) -> None:
    if done_at > at:
        raise WrongInstants("Thời điểm này ở sau lúc ghi; hãy ghi việc đã làm xong.")
    if done_at < known_at:
        raise WrongInstants("Thời điểm này ở trước lúc biết sự cố; hãy xem lại ngày giờ.")


def _facts(
    at: datetime, known_at: datetime, what: str, place_id: int | None, start: datetime | None, end: datetime | None
) -> dict[str, Any]:
    """Hold the facts of an incident against one another and return them as they are kept."""
    if not squeeze(what):
        raise NothingWritten("Hãy ghi chuyện gì đã xảy ra.")
    if known_at > at:
        raise WrongInstants("Lúc biết sự cố không thể ở sau lúc ghi.")
    if start and start > known_at:
        raise WrongInstants("Sự cố không thể bắt đầu sau lúc biết.")
    if start and end and end < start:
        raise WrongInstants("Sự cố không thể dứt trước khi bắt đầu.")
    values = (known_at, start, end, _fitting("what", what), place_id)
    return dict(zip(_FACTS, values, strict=True))


def _fitting(name: str, text: str) -> str:
    cleaned = clean(text.strip(), len(text) or 1)
    if len(cleaned) > LONGEST[name]:
        raise TextTooLong(LONGEST[name])
    return cleaned


def _person(by: Scope) -> int:
    if by.user_id is None:
        raise OutOfScope(MANAGE_INCIDENTS)
    return by.user_id


def _subject(incident: Incident) -> Subject:
    return Subject("incident", str(incident.pk), f"Sự cố số {incident.pk}")
