"""The printed one-time slip (phiếu đặt lại mật khẩu): issued by an administrator, used once by its owner."""

import re
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F

from giamngheo.accounts import second_factor
from giamngheo.accounts.actions.signing_in import subject_of
from giamngheo.accounts.backends import user_of_name
from giamngheo.accounts.kinds import Permission
from giamngheo.accounts.models import ResetSlip, User
from giamngheo.accounts.own_account import first_place, slip_receiver
from giamngheo.accounts.password_rules import require_good
from giamngheo.accounts.standing import AccountClosed, require_open
from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed, Subject
from giamngheo.common.scope import OutOfScope, Scope
from giamngheo.common.text import compose

ISSUED = Deed("accounts.slip_issued", "Cấp phiếu đặt lại mật khẩu")
USED = Deed("accounts.slip_used", "Đặt lại mật khẩu bằng phiếu")
REFUSED = Deed("accounts.slip_refused", "Mã phiếu đặt lại mật khẩu không đúng")

GOOD_FOR = timedelta(days=3)
WRONG_TRIES = 5
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""None that a printed page lets you take for another: no 0 and O, no 1, I and L."""
LENGTH = 12
_NOBODY = Subject("user", "", "không có tài khoản này")


class WrongSlip(PermissionError):
    """No open slip of this user has this code. Which of the two is wrong is not told."""

    def __init__(self) -> None:
        super().__init__(
            "Tên đăng nhập hoặc mã phiếu chưa đúng, hoặc phiếu đã dùng, đã quá hạn hay đã có phiếu mới thay. Hãy xem "
            f"lại từng ký tự trên phiếu; nhập sai {WRONG_TRIES} lần thì phiếu bị hủy, khi đó phải xin phiếu mới."
        )


@dataclass(frozen=True, slots=True)
class IssuedSlip:
    """A slip as it is printed, once: only a hash of the code is kept."""

    code: str
    full_name: str
    username: str
    issued_at: datetime
    expires_at: datetime
    issued_by: str
    removes_second_factor: bool


@transaction.atomic
def issue_slip(
    *, by: Scope, user_id: int, removes_second_factor: bool, reason: str, at: datetime, on: date
) -> IssuedSlip:
    """Issue a slip for a user; every earlier one of theirs is void.

    Raises:
        OutOfScope: nobody in particular would issue it.
        NoSuchUser: the user works for a place this issuer does not manage.
        AccountClosed: the account is closed.
    """
    receiver = slip_receiver(by, user_id, on=on)
    if by.user_id is None:
        raise OutOfScope(Permission.MANAGE_USERS)
    user = User.objects.select_for_update().get(pk=receiver.id)
    require_open(user, on=on)
    ResetSlip.objects.filter(user=user, used_at=None, expires_at__gt=at).update(expires_at=at)
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    slip = ResetSlip.objects.create(
        user=user,
        code_hash=make_password(letters),
        issued_by_id=by.user_id,
        issued_at=at,
        expires_at=at + GOOD_FOR,
        removes_second_factor=removes_second_factor,
    )
    audit.record(
        by=by,
        deed=ISSUED,
        subject=subject_of(user),
        at=at,
        place_id=first_place(user.pk, on=on),
        after={"expires_at": slip.expires_at.isoformat(), "removes_second_factor": removes_second_factor},
        reason=reason,
    )
    return IssuedSlip(
        code=_in_groups(letters),
        full_name=user.full_name,
        username=user.username,
        issued_at=at,
        expires_at=slip.expires_at,
        issued_by=by.name,
        removes_second_factor=removes_second_factor,
    )


def use_slip(*, by: Scope, name: str, code: str, new: str, at: datetime, on: date) -> str:
    """Set a new password with a slip; return the user name. Every session of the user ends.

    Raises:
        WrongSlip: the code is that of no open slip of this user; a try is counted, which stays counted.
        WeakPassword: the new password breaks a rule; the slip stays good.
    """
    with transaction.atomic():
        slip = _open_slip(name, at, on)
        if slip is not None and check_password(_letters(code), slip.code_hash):
            return _set(slip, new, at, on)
        if slip is None:
            make_password(_letters(code))  # as long as checking one, so that time does not tell who has a slip
        _count(slip, name, by, at, on)
    raise WrongSlip


def _open_slip(name: str, at: datetime, on: date) -> ResetSlip | None:
    user = user_of_name(name)
    slip = (
        ResetSlip.objects.select_for_update()
        .filter(user=user, used_at=None, expires_at__gt=at, wrong_tries__lt=WRONG_TRIES)
        .order_by("-pk")
        .first()
    )
    try:
        if slip:
            require_open(slip.user, on=on)
    except AccountClosed:
        return None
    return slip


def _letters(code: str) -> str:
    return re.sub(r"[\s\-–—.]", "", code).upper()


def _count(slip: ResetSlip | None, name: str, by: Scope, at: datetime, on: date) -> None:
    user = slip.user if slip else user_of_name(name)
    if slip:
        ResetSlip.objects.filter(pk=slip.pk).update(wrong_tries=F("wrong_tries") + 1)
    audit.record(
        by=by,
        deed=REFUSED,
        subject=subject_of(user) if user else _NOBODY,
        at=at,
        place_id=first_place(user.pk, on=on) if user else None,
    )


def _set(slip: ResetSlip, new: str, at: datetime, on: date) -> str:
    user = slip.user
    require_good(new, user)
    user.set_password(compose(new))
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    slip.used_at = at
    slip.save(update_fields=["used_at"])
    if slip.removes_second_factor:
        second_factor.forget(user.pk)
    audit.record(
        by=Scope(user.pk, user.full_name),
        deed=USED,
        subject=subject_of(user),
        at=at,
        place_id=first_place(user.pk, on=on),
        after={"removes_second_factor": slip.removes_second_factor},
    )
    return user.username


def _in_groups(letters: str) -> str:
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
