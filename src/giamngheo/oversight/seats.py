"""Who answers for a seat on a day: whoever holds it, and whoever stands in for them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from giamngheo.accounts.models import Absence, Holding
from giamngheo.accounts.queries.scopes import on_day


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
