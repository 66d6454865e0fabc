"""Accounts of people: made, changed, closed and opened again."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from giamngheo.accounts.actions.managing import managed_user, place_of, require_period, subject_of
from giamngheo.accounts.actions.new_users import (
    PhoneTaken,
    job_title,
    make_user,
    person_name,
    phone_number,
    require_free_phone,
)
from giamngheo.accounts.actions.pasted_people import PastedListHasFaults, import_people
from giamngheo.accounts.actions.seats import hold, require_administrator_left, told
from giamngheo.accounts.kinds import Permission, PersonDetails, SeatDetails
from giamngheo.accounts.mistakes import Mistake
from giamngheo.accounts.models import Holding, User
from giamngheo.accounts.queries.scopes import not_over
from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed
from giamngheo.common.dates import print_day
from giamngheo.common.scope import Scope

USER_CREATED = Deed("accounts.user_created", "Thêm người dùng")
PERSON_CHANGED = Deed("accounts.person_changed", "Sửa thông tin người dùng")
ACCOUNT_CLOSED = Deed("accounts.account_closed", "Đóng tài khoản")
ACCOUNT_REOPENED = Deed("accounts.account_reopened", "Mở lại tài khoản")


class AlreadyClosed(Mistake):
    """The account is, or will be, closed by that day."""

    field = "day"

    def __init__(self, day: date | None) -> None:
        super().__init__(f"Tài khoản này đã đóng từ ngày {print_day(day)}." if day else "Tài khoản này đã đóng.")


class NotClosed(Mistake):
    """The account is open."""

    def __init__(self) -> None:
        super().__init__("Tài khoản này đang mở, không cần mở lại.")


class ClosedByOneself(Mistake):
    """Nobody closes their own account: they could not open it again."""

    def __init__(self) -> None:
        super().__init__("Không ai tự đóng tài khoản của mình; hãy nhờ một người quản trị khác, hoặc lập bàn giao.")


@transaction.atomic
def create_user(*, by: Scope, at: datetime, on: date, person: PersonDetails, seat: SeatDetails) -> int:
    """Make a user with a first seat; return the user's id. The first password comes with a printed slip.

    Raises:
        OutOfScope: the place of the seat is none whose users `by` manages.
        WrongName, WrongPhone, PhoneTaken, WrongUserName, UserNameTaken: see `new_users.make_user`.
        PlaceNotThere, RoleNotForPlace, AgencyNotThere, WrongFrom, WrongUntil: see `seats.hold`.
    """
    by.require(Permission.MANAGE_USERS, seat.place_id)
    user = make_user(person)
    holding = hold(user, seat, by=by, on=on)
    audit.record(
        by=by,
        deed=USER_CREATED,
        subject=subject_of(user),
        at=at,
        place_id=seat.place_id,
        after=_told(user) | {"username": user.username} | told(holding, on=on),
    )
    return user.pk


@transaction.atomic
def change_person(*, by: Scope, at: datetime, on: date, user_id: int, person: PersonDetails) -> None:
    """Change name, telephone number and job title; the user name stays. Nothing changed, nothing recorded.

    Raises:
        NoSuchUser, OutOfScope: see `managing.managed_user`.
        WrongName, WrongPhone, PhoneTaken: see `new_users`.
    """
    user = managed_user(user_id, by=by, on=on)
    before, phone = _told(user), phone_number(person.phone)
    require_free_phone(phone, but_of=user.pk)
    user.call(person_name(person.full_name))
    user.phone, user.job_title = phone or None, job_title(person.job_title)
    after = _told(user)
    changed = [name for name in before if before[name] != after[name]]
    if not changed:
        return
    try:
        with transaction.atomic():  # somebody else may take the number at the same time
            user.save()
    except IntegrityError:
        raise PhoneTaken from None
    audit.record(
        by=by,
        deed=PERSON_CHANGED,
        subject=subject_of(user),
        at=at,
        place_id=place_of(user, on=on),
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )


@transaction.atomic
def close_account(*, by: Scope, at: datetime, on: date, user_id: int, day: date, reason: str) -> None:
    """Close an account from a day on; the seats stay as they are, to be handed over or ended.

    Raises:
        NoSuchUser, OutOfScope: see `managing.managed_user`.
        ClosedByOneself: nobody closes their own.
        AlreadyClosed: it is closed by that day.
        WrongFrom: the day cannot be meant.
        LastAdministrator: nobody would manage the users of a place any more.
    """
    user = managed_user(user_id, by=by, on=on)
    if user.pk == by.user_id:
        raise ClosedByOneself
    if not user.is_active or (user.closed_on and user.closed_on <= day):
        raise AlreadyClosed(user.closed_on)
    require_period(day, None, on=on)
    held = Holding.objects.filter(not_over(max(day, on)), user=user).select_related("seat")
    require_administrator_left(held, on=max(day, on))
    before = {"closed_on": user.closed_on}
    user.closed_on, user.is_active = day, day > on
    user.save(update_fields=["closed_on", "is_active"])
    audit.record(
        by=by,
        deed=ACCOUNT_CLOSED,
        subject=subject_of(user),
        at=at,
        place_id=place_of(user, on=on),
        before=before,
        after={"closed_on": day},
        reason=reason,
    )


@transaction.atomic
def reopen_account(*, by: Scope, at: datetime, on: date, user_id: int, reason: str) -> None:
    """Open a closed account again, or take back that it will close. The password is the old one.

    Raises:
        NoSuchUser, OutOfScope: see `managing.managed_user`.
        NotClosed: it is open.
    """
    user = managed_user(user_id, by=by, on=on)
    if user.is_active and user.closed_on is None:
        raise NotClosed
    before = {"closed_on": user.closed_on, "is_active": user.is_active}
    user.closed_on, user.is_active = None, True
    user.save(update_fields=["closed_on", "is_active"])
    audit.record(
        by=by,
        deed=ACCOUNT_REOPENED,
        subject=subject_of(user),
        at=at,
        place_id=place_of(user, on=on),
        before=before,
        after={"closed_on": None, "is_active": True},
        reason=reason,
    )


def _told(user: User) -> dict[str, str]:
    return {"full_name": user.full_name, "phone": user.phone or "", "job_title": user.job_title}


__all__ = [
    "PastedListHasFaults",
    "change_person",
    "close_account",
    "create_user",
    "import_people",
    "reopen_account",
]
