"""May this account be used on this day?"""

from datetime import date

from giamngheo.accounts.models import User
from giamngheo.accounts.queries.scopes import is_open, scope_of


class AccountClosed(PermissionError):
    """The account was closed, for good or for now."""

    def __init__(self) -> None:
        super().__init__(
            "Tài khoản này đã đóng. Nếu vẫn còn việc cần làm trên hệ thống, hãy liên hệ người quản trị của đơn vị."
        )


class NoSeat(PermissionError):
    """The user holds no seat on this day, and stands in for nobody."""

    def __init__(self) -> None:
        super().__init__(
            "Tài khoản này hiện không giữ vị trí công tác nào nên chưa vào được. "
            "Hãy nhờ người quản trị của đơn vị giao vị trí."
        )


def require_open(user: User, *, on: date) -> None:
    """Raise `AccountClosed` for an account that is closed on a day."""
    if not is_open(user, on=on):
        raise AccountClosed


def require_standing(user: User, *, on: date) -> None:
    """Raise `AccountClosed` or `NoSeat` for an account that cannot be used on a day."""
    require_open(user, on=on)
    if not scope_of(user.pk, on=on, top_place_id=None).grants:
        raise NoSeat
