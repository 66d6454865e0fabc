"""The incident register as lists and pages show it, each incident with its clock."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from giamngheo.audit.fields import HERE
from giamngheo.audit.kinds import Clock, IncidentDetail, IncidentRow, StepKind, StepRow
from giamngheo.audit.legal_basis import notification_basis
from giamngheo.audit.models import Incident
from giamngheo.audit.queries.reach import SEE_INCIDENTS
from giamngheo.common.scope import EVERYWHERE, OutOfScope, Scope

PAGE = 50


class NoSuchIncident(LookupError):
    """There is no such incident within the scope."""

    def __init__(self) -> None:
        super().__init__("Không có sự cố này, hoặc tài khoản đang dùng không được xem.")


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """Incidents, the one known last first; `next_id` continues them."""

    rows: tuple[IncidentRow, ...]
    next_id: int | None


def incidents(
    *, scope: Scope, at: datetime, is_open: bool | None = None, before_id: int | None = None, limit: int = PAGE
) -> IncidentPage:
    """Return a page of the incidents within the scope: open ones, closed ones, or all (None)."""
    wanted = _within(scope)
    if is_open is not None:
        wanted = wanted.filter(closed_at__isnull=is_open)
    known_at = wanted.filter(pk=before_id).values_list("known_at", flat=True).first() if before_id else None
    if known_at is not None:
        wanted = wanted.filter(Q(known_at__lt=known_at) | Q(known_at=known_at, pk__lt=before_id))
    found = list(wanted.order_by("-known_at", "-pk")[: limit + 1])
    rows = tuple(_row(one, at) for one in found[:limit])
    return IncidentPage(rows, rows[-1].id if len(found) > limit else None)


def open_incidents(*, scope: Scope, at: datetime) -> list[IncidentRow]:
    """Return the incidents within the scope that are not closed, those with the least time left first.

    Whoever may not see incidents gets none: pages of everybody may ask.
    """
    if not scope.holds(SEE_INCIDENTS):
        return []
    waiting = _within(scope).filter(closed_at=None).order_by("known_at", "pk")
    rows = [_row(one, at) for one in waiting]
    return sorted(rows, key=lambda row: row.clock.notified_at is not None)


def incident(incident_id: int, *, scope: Scope, at: datetime) -> IncidentDetail:
    """Return one incident with its steps.

    Raises:
        NoSuchIncident: there is none within the scope.
    """
    found = _within(scope).filter(pk=incident_id).first()
    if found is None:
        raise NoSuchIncident
    steps = found.steps.order_by("at", "pk")
    return IncidentDetail(
        row=_row(found, at),
        recorded_at=found.recorded_at,
        recorded_by=found.recorded_by_name,
        steps=tuple(
            StepRow(
                kind=StepKind(step.kind),
                at=step.at,
                to=step.to,
                number=step.number,
                text=step.text,
                recorded_at=step.recorded_at,
                recorded_by=step.recorded_by_name,
            )
            for step in steps
        ),
    )


def _within(scope: Scope) -> "QuerySet[Incident]":
    if not scope.holds(SEE_INCIDENTS):
        raise OutOfScope(SEE_INCIDENTS)
    places = scope.places(SEE_INCIDENTS)
    return Incident.objects.all() if places is EVERYWHERE else Incident.objects.filter(place_id__in=places)


def _row(found: Incident, at: datetime) -> IncidentRow:
    basis = notification_basis(on=found.known_at.astimezone(HERE).date())
    return IncidentRow(
        id=found.pk,
        what=found.what,
        place_id=found.place_id,
        happened_from=found.happened_from,
        happened_until=found.happened_until,
        clock=Clock(found.known_at, found.notified_at, found.closed_at, at, basis),
    )
