"""Giving seats to people and ending that they hold them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from giamngheo.accounts.actions.managing import WrongFrom, WrongUntil, require_period, subject_of
from giamngheo.accounts.kinds import Permission, Role, SeatDetails
from giamngheo.accounts.mistakes import Mistake
from giamngheo.accounts.models import Agency, Holding, Seat, User
from giamngheo.accounts.queries.people import find
from giamngheo.accounts.queries.scopes import is_open
from giamngheo.accounts.queries.seats import NoSuchHolding, place_titles
from giamngheo.accounts.roles import LEVELS, PERMISSIONS, SEPARATE
from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed
from giamngheo.common.dates import print_day
from giamngheo.common.scope import Scope
from giamngheo.places import queries as places
from giamngheo.places.queries.periods import on_day

SEAT_GIVEN = Deed("accounts.seat_given", "Giao vị trí công tác")
HOLDING_ENDED = Deed("accounts.holding_ended", "Thôi giữ vị trí công tác")


class PlaceNotThere(Mistake):
    """The place does not exist on the first day of the seat."""

    field = "place"

    def __init__(self, day: date) -> None:
        super().__init__(f"Vào ngày {print_day(day)} không có địa bàn này; hãy chọn địa bàn khác hoặc sửa ngày.")


class RoleNotForPlace(Mistake):
    """No seat of this role is for a place of this level."""

    field = "place"


class AgencyNotThere(Mistake):
    """The agency does not exist on the first day, or works for another place."""

    field = "agency"

    def __init__(self, day: date) -> None:
        super().__init__(
            f"Cơ quan này không làm việc cho địa bàn đã chọn vào ngày {print_day(day)}; hãy chọn cơ quan khác hoặc để "
            "trống."
        )


class AlreadyHeld(Mistake):
    """The person holds this seat on some of these days already."""

    def __init__(self) -> None:
        super().__init__("Người này đã giữ đúng vị trí đó trong thời gian này; không cần giao lại.")


class GivenToOneself(Mistake):
    """Whoever manages users would let themself approve, or watch over their own deeds."""

    field = "role"

    def __init__(self, role: Role) -> None:
        super().__init__(
            f"Không ai tự giao cho mình vai trò “{role.label}”, vì vai trò này phê duyệt hoặc giám sát việc của người "
            "khác; hãy nhờ một người quản trị khác giao."
        )


class ClosedAccount(Mistake):
    """The account is closed."""

    def __init__(self) -> None:
        super().__init__("Tài khoản này đã đóng; hãy mở lại tài khoản trước.")


class AlreadyEnded(Mistake):
    """The seat is not held any more on that day."""

    field = "day"

    def __init__(self, day: date) -> None:
        super().__init__(f"Người này đã thôi giữ vị trí từ ngày {print_day(day)}; chỉ có thể chọn ngày sớm hơn.")


class LastAdministrator(Mistake):
    """Nobody could manage users any more."""

    def __init__(self) -> None:
        super().__init__(
            "Đây là người quản trị duy nhất của địa bàn; nếu thôi thì không còn ai quản lý người dùng. Hãy giao vị trí "
            "“Quản trị” cho một người khác trước."
        )


@transaction.atomic
def give_seat(*, by: Scope, at: datetime, on: date, user_id: int, seat: SeatDetails) -> int:
    """Give somebody a seat from a day on; return the id of the holding.

    Raises:
        NoSuchUser: there is no such user within the scope.
        OutOfScope: the place of the seat is none whose users `by` manages.
        PlaceNotThere, RoleNotForPlace, AgencyNotThere, WrongFrom, WrongUntil: see `hold`.
        AlreadyHeld, ClosedAccount, GivenToOneself: likewise.
    """
    by.require(Permission.MANAGE_USERS, seat.place_id)
    find(user_id, scope=by)
    user = User.objects.select_for_update().get(pk=user_id)
    holding = hold(user, seat, by=by, on=on)
    audit.record(
        by=by, deed=SEAT_GIVEN, subject=subject_of(user), at=at, place_id=seat.place_id, after=told(holding, on=on)
    )
    return holding.pk


@transaction.atomic
def end_holding(*, by: Scope, at: datetime, on: date, holding_id: int, day: date, reason: str = "") -> None:
    """End that somebody holds a seat; from the day on it gives no permission. Before its first day: take it back.

    Raises:
        NoSuchHolding: there is none within the scope.
        OutOfScope: the place of the seat is none whose users `by` manages.
        WrongUntil: the day is long past or far ahead, or before the seat was held.
        AlreadyEnded: it had ended by that day.
        LastAdministrator: nobody would manage the users of the place any more.
    """
    holding = Holding.objects.select_for_update().filter(pk=holding_id).first()
    if holding is None or not by.covers(Permission.SEE_PEOPLE, holding.seat.place_id):
        raise NoSuchHolding(holding_id)
    by.require(Permission.MANAGE_USERS, holding.seat.place_id)
    if holding.valid_until and holding.valid_until <= day:
        raise AlreadyEnded(holding.valid_until)
    if day < holding.valid_from:
        raise WrongUntil(f"Người này giữ vị trí từ ngày {print_day(holding.valid_from)}; hãy ghi từ ngày đó trở đi.")
    if day > holding.valid_from:
        require_period(holding.valid_from, day, on=on)
    require_administrator_left([holding], on=max(day, on))
    before = {"valid_until": holding.valid_until}
    holding.valid_until = day
    holding.save(update_fields=["valid_until"])
    audit.record(
        by=by,
        deed=HOLDING_ENDED,
        subject=subject_of(holding.user),
        at=at,
        place_id=holding.seat.place_id,
        before=before,
        after=told(holding, on=on),
        reason=reason,
    )


def hold(user: User, wanted: SeatDetails, *, by: Scope, on: date) -> Holding:
    """Let a user hold a seat, made where it is not there yet; not recorded: the action that calls this does.

    Raises:
        WrongFrom, WrongUntil: the days cannot be meant.
        PlaceNotThere: the place does not exist on the first day.
        RoleNotForPlace: no seat of this role is for a place of this level.
        AgencyNotThere: the agency does not exist then, or works for another place.
        AlreadyHeld: the person holds the seat on some of these days already.
        ClosedAccount: the account is closed.
        GivenToOneself: nobody lets themself approve or watch over others.
    """
    if not is_open(user, on=on):
        raise ClosedAccount
    if by.user_id == user.pk and PERMISSIONS[wanted.role] & SEPARATE:
        raise GivenToOneself(wanted.role)
    require_period(wanted.valid_from, wanted.valid_until, on=on)
    agency = _fitting_agency(wanted)
    seat, _ = Seat.objects.get_or_create(role=wanted.role, agency=agency, place_id=wanted.place_id)
    if _overlaps(user, seat, wanted):
        raise AlreadyHeld
    return Holding.objects.create(
        seat=seat, user=user, valid_from=wanted.valid_from, valid_until=wanted.valid_until, basis=wanted.basis
    )


def require_administrator_left(ended: Iterable[Holding], *, on: date) -> None:
    """Refuse to leave a place without anybody who manages its users.

    Counted are the other administrators on the day whose accounts are open and whose area has the place; where the
    place itself is no more by then, anybody who manages users anywhere will do.

    Raises:
        LastAdministrator: there would be none.
    """
    ending = [holding for holding in ended if holding.seat.role == Role.ADMINISTRATOR]
    if not ending:
        return
    held = Holding.objects.select_for_update(of=("self",)).filter(on_day(on), seat__role=Role.ADMINISTRATOR)
    others = held.exclude(pk__in=[holding.pk for holding in ending]).select_related("seat", "user")
    seats = {one.seat.place_id for one in others if is_open(one.user, on=on)}
    area = places.area(seats, on=on)
    for holding in ending:
        if not (holding.seat.place_id in area if _exists(holding.seat.place_id, on) else seats):
            raise LastAdministrator


def told(holding: Holding, *, on: date) -> dict[str, Any]:
    """Return a seat and its days as the trace keeps them."""
    seat = holding.seat
    return {
        "role": Role(seat.role).label,
        "agency": seat.agency.name if seat.agency else "",
        "place": place_titles([seat.place_id], on=on)[seat.place_id],
        "valid_from": holding.valid_from,
        "valid_until": holding.valid_until,
        "basis": holding.basis,
    }


def _fitting_agency(wanted: SeatDetails) -> Agency | None:
    try:
        path = places.path_to(wanted.place_id, on=wanted.valid_from)
    except places.NoSuchPlace:
        raise PlaceNotThere(wanted.valid_from) from None
    if path[-1].level not in LEVELS[wanted.role]:
        raise RoleNotForPlace(f"Vai trò “{wanted.role.label}” không dùng cho {path[-1].level.label}; hãy chọn lại.")
    if wanted.agency_id is None:
        return None
    day = wanted.valid_from
    in_charge = [place.id for place in path]
    agency = Agency.objects.filter(on_day(day), pk=wanted.agency_id, place_id__in=in_charge).first()
    if agency is None:
        raise AgencyNotThere(day)
    return agency


def _overlaps(user: User, seat: Seat, wanted: SeatDetails) -> bool:
    """Say whether the user holds the seat on any of the days; those taken back before they began do not count."""
    same = Holding.objects.filter(user=user, seat=seat).filter(
        Q(valid_until=None) | Q(valid_until__gt=wanted.valid_from)
    )
    if wanted.valid_until:
        same = same.filter(valid_from__lt=wanted.valid_until)
    return any(one.valid_until != one.valid_from for one in same)


def _exists(place_id: int, on: date) -> bool:
    try:
        places.place(place_id, on=on)
    except places.NoSuchPlace:
        return False
    return True


__all__ = [
    "AgencyNotThere",
    "AlreadyEnded",
    "AlreadyHeld",
    "ClosedAccount",
    "GivenToOneself",
    "LastAdministrator",
    "PlaceNotThere",
    "RoleNotForPlace",
    "WrongFrom",
    "WrongUntil",
    "end_holding",
    "give_seat",
]
