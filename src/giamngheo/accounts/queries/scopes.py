"""What a user may do on a day."""

from datetime import date

from django.db.models import F, Q

from giamngheo.accounts.kinds import Permission, Role
from giamngheo.accounts.models import Absence, Holding, Seat, User
from giamngheo.accounts.roles import PERMISSIONS
from giamngheo.common.scope import EVERYWHERE, Places, Scope
from giamngheo.places import queries as places
from giamngheo.places.queries.periods import on_day


def scope_of(user_id: int, *, on: date, top_place_id: int | None, channel: str = "trang") -> Scope:
    """Return what a user may do on a day: the permissions of every seat held, and of those stood in for.

    Only the seats of the absent person themselves are lent: whoever stands in for a substitute does not get what that
    one was lent. A closed account may do nothing.

    Args:
        user_id: whose.
        on: the day.
        top_place_id: the place this installation is for; whoever has a permission for it has it everywhere here.
        channel: the way in, as the trace prints it.
    """
    user = User.objects.get(pk=user_id)
    grants: dict[str, Places] = {}
    areas: dict[int, Places] = {}
    for seat in _seats_of(user_id, on) if is_open(user, on=on) else []:
        if seat.place_id not in areas:
            is_all = seat.place_id == top_place_id
            areas[seat.place_id] = EVERYWHERE if is_all else places.area([seat.place_id], on=on)
        for permission in PERMISSIONS[Role(seat.role)]:
            grants[permission] = _joined(grants.get(permission, frozenset()), areas[seat.place_id])
    return Scope(user_id, user.full_name, channel, grants)


def may(scope: Scope, permission: Permission, place_id: int | None = None) -> bool:
    """Say whether a permission is held for a place, or at all where none is named."""
    return scope.holds(permission) if place_id is None else scope.covers(permission, place_id)


def is_open(user: User, *, on: date) -> bool:
    """Say whether an account can be used on a day."""
    return user.is_active and not (user.closed_on and user.closed_on <= on)


def not_over(day: date) -> Q:
    """Return the condition that a dated row counts on a day or later; one taken back before it began never does."""
    return Q(valid_until=None) | (Q(valid_until__gt=day) & Q(valid_until__gt=F("valid_from")))


def _joined(one: Places, other: Places) -> Places:
    return EVERYWHERE if one is EVERYWHERE or other is EVERYWHERE else one | other


def _seats_of(user_id: int, on: date) -> list[Seat]:
    away = Absence.objects.filter(on_day(on), substitute_id=user_id, cancelled_at=None).values_list(
        "user_id", flat=True
    )
    holdings = Holding.objects.filter(on_day(on), user_id__in=[user_id, *away]).select_related("seat")
    return [holding.seat for holding in holdings]
