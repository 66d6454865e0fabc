"""How seats pass: the giver's holdings end on the day, the receiver's begin; for the actions of this package."""

from datetime import date

from giamngheo.accounts.models import Holding, User
from giamngheo.accounts.queries.scopes import not_over
from giamngheo.handover.models import Handover
from giamngheo.places.queries.periods import on_day


def pass_seats(one: Handover, *, basis: str) -> None:
    """End the holdings of a handover on its day and give the receiver theirs, to the day the old ones would end."""
    for passed in one.seats.select_related("ended"):
        ended = passed.ended
        passed.begun = _receiving(one, ended, basis)
        passed.save()
        ended.valid_until = one.on
        ended.save()


def close_account_if_nothing_is_left(user_id: int, *, on: date) -> bool:
    """Close an account from a day on, unless its user holds a seat on that day or later; say whether it is closed."""
    if Holding.objects.filter(not_over(on), user_id=user_id).exists():
        return False
    user = User.objects.select_for_update().get(pk=user_id)
    if user.closed_on is None or user.closed_on > on:
        user.closed_on = on
        user.save(update_fields=["closed_on"])
    return True


def _receiving(one: Handover, ended: Holding, basis: str) -> Holding:
    """The receiver's holding: the one they have already, where both held the seat, or a new one until their next."""
    own = Holding.objects.filter(seat_id=ended.seat_id, user_id=one.receiver_id).order_by("valid_from", "pk")
    if (held := own.filter(on_day(one.on)).first()) is not None:
        return held
    later = own.filter(not_over(one.on), valid_from__gt=one.on).values_list("valid_from", flat=True).first()
    ends = [day for day in (ended.valid_until, later) if day is not None]
    return Holding.objects.create(
        seat_id=ended.seat_id,
        user_id=one.receiver_id,
        valid_from=one.on,
        valid_until=min(ends, default=None),
        basis=basis,
    )
