"""What is not finished when seats pass: collected from the packages that know, for the list and the minutes.

A package whose work belongs to seats (households to visit, deliveries to make) adds a function here: it takes a
`Leaving` and returns `OpenWork`. That is why handover stands above those packages (docs/adr/0010).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from giamngheo.accounts.kinds import Permission, SeatRow
from giamngheo.accounts.models import Absence
from giamngheo.accounts.roles import PERMISSIONS
from giamngheo.common.dates import print_day
from giamngheo.common.scope import EVERYWHERE, Places, Scope
from giamngheo.handover.kinds import OpenWork, WorkKind
from giamngheo.norms import queries as norms
from giamngheo.norms.kinds import ApprovalRow
from giamngheo.oversight import queries as oversight
from giamngheo.oversight.kinds import RecommendationRow
from giamngheo.places import queries as places


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who leaves which seats on which day."""

    user_id: int
    name: str
    seats: tuple[SeatRow, ...]
    on: date


Collector = Callable[[Leaving], list[OpenWork]]


def open_work(leaving: Leaving) -> tuple[OpenWork, ...]:
    """Return all work that waits for these seats, kind by kind."""
    return tuple(work for collect in COLLECTORS for work in collect(leaving))


def recommendations(leaving: Leaving) -> list[OpenWork]:
    """Recommendations not answered that were sent to the seats, or to a place for which the seats answer."""
    rows = oversight.waiting_for_seats((seat.id for seat in leaving.seats), on=leaving.on)
    return [_recommendation(row) for row in rows]


def approvals(leaving: Leaving) -> list[OpenWork]:
    """What the seats may decide and have not; and what the leaver asked for there and nobody has decided."""
    approving = [seat for seat in leaving.seats if Permission.APPROVE in PERMISSIONS[seat.role]]
    scope = Scope(leaving.user_id, leaving.name, grants={Permission.APPROVE: _area(approving, leaving.on)})
    area = _area(leaving.seats, leaving.on)
    asked = [
        row for row in norms.asked_by_me(scope) if area is EVERYWHERE or row.place_id is None or row.place_id in area
    ]
    to_approve = norms.waiting_approvals(scope) if approving else []
    named = places.titles((row.place_id for row in (*asked, *to_approve) if row.place_id is not None), on=leaving.on)
    return [
        *(_approval(WorkKind.TO_APPROVE, row, named) for row in to_approve),
        *(_approval(WorkKind.ASKED, row, named) for row in asked),
    ]


def absences(leaving: Leaving) -> list[OpenWork]:
    """For whom the leaver stands in (that does not pass by itself), and who stands in for the leaver."""
    current = Absence.objects.filter(cancelled_at=None, valid_until__gt=leaving.on).select_related("user", "substitute")
    for_others = current.filter(substitute_id=leaving.user_id).order_by("valid_from", "pk")
    own = current.filter(user_id=leaving.user_id).order_by("valid_from", "pk")
    return [
        *(_absence(WorkKind.STANDING_IN, one, f"Làm thay {one.user.full_name}") for one in for_others),
        *(
            _absence(
                WorkKind.ABSENCE, one, f"Người làm thay: {one.substitute.full_name if one.substitute else 'không'}"
            )
            for one in own
        ),
    ]


COLLECTORS: tuple[Collector, ...] = (recommendations, approvals, absences)
"""Who is asked, in the order of the minutes."""


def _area(seats: list[SeatRow] | tuple[SeatRow, ...], on: date) -> Places:
    ids = {seat.place_id for seat in seats}
    return EVERYWHERE if norms.top_place_id(on=on) in ids else places.area(ids, on=on)


def _recommendation(row: RecommendationRow) -> OpenWork:
    text = f"{row.about} (gửi chung địa bàn)" if row.is_to_place else row.about
    return OpenWork(WorkKind.RECOMMENDATION, str(row.id), text, row.place, row.clock.answer_by)


def _approval(kind: WorkKind, row: ApprovalRow, named: dict[int, str]) -> OpenWork:
    place = named[row.place_id] if row.place_id is not None else ""
    text = f"{row.subject.label} (do {row.asked_by} trình)" if kind is WorkKind.TO_APPROVE else row.subject.label
    return OpenWork(kind, str(row.id), text, place, None)


def _absence(kind: WorkKind, one: Absence, text: str) -> OpenWork:
    last = one.valid_until - timedelta(days=1)
    days = f"từ {print_day(one.valid_from)} đến hết {print_day(last)}"
    return OpenWork(kind, str(one.pk), f"{text}, {days}", "", last)
