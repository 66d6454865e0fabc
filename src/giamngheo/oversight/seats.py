"""Who answers for a seat on a day: whoever holds it, and whoever stands in for them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import Absence, Holding, Seat
from giamngheo.places import queries as places
from giamngheo.places.kinds import Level
from giamngheo.places.queries.periods import on_day

ANSWERING_FOR_PLACE = frozenset({Role.LEADER, Role.STANDING_OFFICE, Role.COMMUNE_CHAIR, Role.COMMUNE_OFFICER})
"""Who has to answer what is sent to a place as a whole; other offices of it may, but it does not wait for them."""


def waits_for(seat_ids: Iterable[int], *, on: date) -> Q:
    """Return the condition of recommendations that seats have to answer: sent to them, or to their own place.

    A place's own are also those of the places that were wholly merged into it, but not of places that lie in it.
    """
    wanted = set(seat_ids)
    answering: dict[str, set[int]] = defaultdict(set)
    for seat in Seat.objects.filter(pk__in=wanted, role__in=ANSWERING_FOR_PLACE).select_related("place"):
        answering[Level(seat.place.level)].add(seat.place_id)
    found = Q(addressed_to_id__in=wanted)
    for level, ids in answering.items():
        found |= Q(addressed_to=None, place__level=level, place_id__in=places.area(ids, on=on))
    return found


def held_by(user_id: int | None, *, on: date) -> frozenset[int]:
    """Return the ids of the seats a user holds on a day, their own and those they stand in for."""
    if user_id is None:
        return frozenset()
    away = Absence.objects.filter(on_day(on), substitute_id=user_id, cancelled_at=None).values_list("user_id")
    held = Holding.objects.filter(on_day(on)).filter(Q(user_id=user_id) | Q(user_id__in=away))
    return frozenset(held.values_list("seat_id", flat=True))


def holders(seat_ids: Iterable[int], *, on: date) -> dict[int, tuple[str, ...]]:
    """Return the names of those who hold seats on a day, by seat: “Họ tên”, or “Họ tên (Người thay thay)”."""
    held = Holding.objects.filter(on_day(on), seat_id__in=set(seat_ids)).select_related("user").order_by("pk")
    holdings = list(held)
    away = Absence.objects.filter(
        on_day(on), user_id__in=[one.user_id for one in holdings], cancelled_at=None
    ).select_related("substitute")
    substitutes = {one.user_id: one.substitute.full_name for one in away if one.substitute}
    names: dict[int, list[str]] = defaultdict(list)
    for one in holdings:
        substitute = substitutes.get(one.user_id)
        names[one.seat_id].append(f"{one.user.full_name} ({substitute} thay)" if substitute else one.user.full_name)
    return {seat_id: tuple(found) for seat_id, found in names.items()}
