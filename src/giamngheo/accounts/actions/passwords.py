"""One's own password and second factor, changed by oneself."""

from datetime import date, datetime

from django.db import transaction

from giamngheo.accounts import second_factor
from giamngheo.accounts.actions.signing_in import subject_of
from giamngheo.accounts.models import User
from giamngheo.accounts.own_account import first_place
from giamngheo.accounts.password_rules import require_good
from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed
from giamngheo.common.scope import Scope
from giamngheo.common.text import compose

PASSWORD_CHANGED = Deed("accounts.password_changed", "Đổi mật khẩu")
SESSIONS_ENDED = Deed("accounts.sessions_ended", "Đăng xuất khỏi mọi máy khác")
SECOND_FACTOR_ON = Deed("accounts.second_factor_on", "Bật xác thực hai bước")
SECOND_FACTOR_OFF = Deed("accounts.second_factor_off", "Tắt xác thực hai bước")
RECOVERY_CODES_MADE = Deed("accounts.recovery_codes_made", "Lập mã dự phòng mới")


class WrongPassword(PermissionError):
    """The password given for a change of one's own account is not the account's."""

    def __init__(self) -> None:
        super().__init__("Mật khẩu hiện tại chưa đúng. Hãy xem phím Caps Lock và bộ gõ tiếng Việt rồi nhập lại.")


class WrongCode(ValueError):
    """The code is none that an application with this secret shows now."""

    def __init__(self) -> None:
        super().__init__(
            "Mã chưa đúng. Hãy xem giờ trên điện thoại có đúng không, rồi nhập mã đang hiện trong ứng dụng."
        )


class AlreadyOn(ValueError):
    """The second factor is on already; it is turned off before another application takes its place."""

    def __init__(self) -> None:
        super().__init__("Xác thực hai bước đang bật. Muốn chuyển sang điện thoại khác, hãy tắt rồi bật lại.")


class NotOn(ValueError):
    """The second factor is off, so there is nothing to make recovery codes for."""

    def __init__(self) -> None:
        super().__init__("Xác thực hai bước chưa bật nên chưa cần mã dự phòng.")


@transaction.atomic
def change_password(*, by: Scope, current: str, new: str, at: datetime, on: date) -> None:
    """Set one's own password; every session of the user ends with it.

    Raises:
        WrongPassword: `current` is not the password.
        WeakPassword: the new one breaks a rule.
    """
    user = _self(by, current)
    require_good(new, user)
    user.set_password(compose(new))
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    _record(by, PASSWORD_CHANGED, user, at, on)


@transaction.atomic
def end_sessions(*, by: Scope, current: str, at: datetime, on: date) -> None:
    """End every session of oneself.

    A session holds a digest of the password as kept; keeping the same password with new salt ends them all.

    Raises:
        WrongPassword: `current` is not the password.
    """
    user = _self(by, current)
    user.set_password(compose(current))
    user.save(update_fields=["password"])
    _record(by, SESSIONS_ENDED, user, at, on)


@transaction.atomic
def turn_second_factor_on(*, by: Scope, current: str, secret: str, code: str, at: datetime, on: date) -> list[str]:
    """Ask for a code at each sign-in from now on; return the recovery codes, to be shown once.

    Raises:
        WrongPassword: `current` is not the password.
        WrongCode: the application does not know the secret.
        AlreadyOn: it is on already.
    """
    user = _self(by, current)
    if second_factor.has_second_factor(user.pk):
        raise AlreadyOn
    step = second_factor.step_of(secret, code, at)
    if step is None:
        raise WrongCode
    second_factor.keep(user, secret, step)
    codes = second_factor.new_recovery_codes(user)
    _record(by, SECOND_FACTOR_ON, user, at, on)
    return codes


@transaction.atomic
def turn_second_factor_off(*, by: Scope, current: str, at: datetime, on: date) -> None:
    """Ask for the password only from now on. Off already is no fault.

    Raises:
        WrongPassword: `current` is not the password.
    """
    user = _self(by, current)
    if second_factor.forget(user.pk):
        _record(by, SECOND_FACTOR_OFF, user, at, on)


@transaction.atomic
def make_recovery_codes(*, by: Scope, current: str, at: datetime, on: date) -> list[str]:
    """Put ten new recovery codes in place of the old; return them, to be shown once.

    Raises:
        WrongPassword: `current` is not the password.
        NotOn: the second factor is off.
    """
    user = _self(by, current)
    if not second_factor.has_second_factor(user.pk):
        raise NotOn
    codes = second_factor.new_recovery_codes(user)
    _record(by, RECOVERY_CODES_MADE, user, at, on)
    return codes


def _self(by: Scope, current: str) -> User:
    user = User.objects.select_for_update().get(pk=by.user_id or 0)
    if not user.check_password(compose(current)):
        raise WrongPassword
    return user


def _record(by: Scope, deed: Deed, user: User, at: datetime, on: date) -> None:
    audit.record(by=by, deed=deed, subject=subject_of(user), at=at, place_id=first_place(user.pk, on=on))
