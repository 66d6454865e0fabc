"""Who may do what on a day, and the lists of people, seats and agencies, each within a scope."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from giamngheo.accounts.kinds import HoldingRow, Permission, Role, SeatRow
from giamngheo.accounts.models import Absence, Holding, Seat, User
from giamngheo.accounts.roles import PERMISSIONS
from giamngheo.common.scope import EVERYWHERE, Places, Scope
from giamngheo.places import queries as places


class NoSuchUser(LookupError):
    """There is no such user within the scope."""


def scope_of(user_id: int, *, on: date, top_place_id: int | None, channel: str = "trang") -> Scope:
    """Return what a user may do on a day: the permissions of every seat held, and of those stood in for.

    Args:
        user_id: whose.
        on: the day.
        top_place_id: the place this installation is for; whoever has a permission for it has it everywhere here.
        channel: the way in, as the trace prints it.
    """
    user = User.objects.get(pk=user_id)
    grants: dict[str, Places] = {}
    areas: dict[int, Places] = {}
    for seat in _seats_of(user_id, on):
        if seat.place_id not in areas:
            is_all = seat.place_id == top_place_id
            areas[seat.place_id] = EVERYWHERE if is_all else places.area([seat.place_id], on=on)
        for permission in PERMISSIONS[Role(seat.role)]:
            grants[permission] = _joined(grants.get(permission, frozenset()), areas[seat.place_id])
    return Scope(user_id, user.full_name, channel, grants)


def _joined(one: Places, other: Places) -> Places:
    return EVERYWHERE if one is EVERYWHERE or other is EVERYWHERE else one | other


def _seats_of(user_id: int, on: date) -> list[Seat]:
    away = Absence.objects.filter(_on(on), substitute_id=user_id, cancelled_at=None).values_list("user_id", flat=True)
    holdings = Holding.objects.filter(_on(on), user_id__in=[user_id, *away]).select_related("seat")
    return [holding.seat for holding in holdings]


def holdings_of(user_ids: Iterable[int], *, on: date) -> list[HoldingRow]:
    """Return the seats held by users on a day or later, with the names of places and agencies as of the day."""
    wanted = Holding.objects.filter(user_id__in=set(user_ids)).filter(Q(valid_until=None) | Q(valid_until__gt=on))
    return holding_rows(wanted, on=on)


def holding_rows(wanted: "QuerySet[Holding]", *, on: date) -> list[HoldingRow]:
    """Turn holdings into rows: two statements, whatever their number."""
    holdings = list(wanted.select_related("seat__agency", "user").order_by("valid_from", "pk"))
    names = places.titles((holding.seat.place_id for holding in holdings), on=on)
    return [
        HoldingRow(
            id=holding.pk,
            seat=seat_row(holding.seat, names[holding.seat.place_id]),
            user_id=holding.user_id,
            user_name=holding.user.full_name,
            valid_from=holding.valid_from,
            valid_until=holding.valid_until,
            basis=holding.basis,
        )
        for holding in holdings
    ]


def seat_row(seat: Seat, place: str) -> SeatRow:
    """Turn a seat, its agency loaded, into a row."""
    agency = seat.agency.name if seat.agency else ""
    return SeatRow(seat.pk, Role(seat.role), seat.agency_id, agency, seat.place_id, place)


def may(scope: Scope, permission: Permission, place_id: int | None = None) -> bool:
    """Say whether a permission is held for a place, or at all where none is named."""
    return scope.holds(permission) if place_id is None else scope.covers(permission, place_id)


def _on(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_until=None) | Q(valid_until__gt=day))
