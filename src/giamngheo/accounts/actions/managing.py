"""Who may change an account: whoever manages the users of every place it works for."""

from datetime import date

from giamngheo.accounts.kinds import Permission
from giamngheo.accounts.mistakes import Mistake
from giamngheo.accounts.models import User
from giamngheo.accounts.queries.people import find, places_of
from giamngheo.audit.kinds import Subject
from giamngheo.common.dates import print_day
from giamngheo.common.scope import Scope

_EARLIEST = date(1990, 1, 1)
_YEARS_AHEAD = 10


class WrongFrom(Mistake):
    """The first day is none that can be meant."""

    field = "valid_from"


class WrongUntil(Mistake):
    """The period would end before it begins, or on a day that cannot be meant."""

    field = "valid_until"


class NoBasis(Mistake):
    """What lends somebody's rights rests on a paper, which was not named."""

    field = "basis"

    def __init__(self) -> None:
        super().__init__("Hãy ghi căn cứ: số, ngày của văn bản phân công hoặc uỷ quyền.")


def require_basis(basis: str) -> str:
    """Return the paper something rests on, without the blanks around it.

    Raises:
        NoBasis: it is not named.
    """
    named = basis.strip()
    if not named:
        raise NoBasis
    return named


def managed_user(user_id: int, *, by: Scope, on: date) -> User:
    """Return a user to be changed, locked until the transaction ends.

    Raises:
        NoSuchUser: there is none within the scope.
        OutOfScope: the user works for a place too that `by` does not manage.
    """
    find(user_id, scope=by)
    for place_id in places_of(user_id, on=on):
        by.require(Permission.MANAGE_USERS, place_id)
    return User.objects.select_for_update().get(pk=user_id)


def require_period(valid_from: date, valid_until: date | None, *, on: date) -> None:
    """Refuse days that are slips of the keyboard, and a period that ends before it begins.

    Raises:
        WrongFrom: the first day is long past or far ahead.
        WrongUntil: the end comes before the beginning, or is far ahead.
    """
    latest = date(on.year + _YEARS_AHEAD, 12, 31)
    if not _EARLIEST <= valid_from <= latest:
        raise WrongFrom(f"Ngày {print_day(valid_from)} không hợp lý; hãy xem lại năm.")
    if valid_until is None:
        return
    if valid_until <= valid_from:
        raise WrongUntil("Ngày kết thúc phải từ ngày bắt đầu trở đi; hãy sửa một trong hai ngày.")
    if valid_until > latest:
        raise WrongUntil(f"Ngày {print_day(valid_until)} không hợp lý; hãy xem lại năm.")


def subject_of(user: User) -> Subject:
    """Return a user as entries of the trace name one."""
    return Subject("user", str(user.pk), user.full_name)


def place_of(user: User, *, on: date) -> int | None:
    """Return the place under which the trace of an account is read."""
    return places_of(user.pk, on=on)[0]
