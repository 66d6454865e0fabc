"""Coming and going, as the trace tells it; and the code of the second factor, which is good once."""

from datetime import date, datetime

from django.db import transaction

from giamngheo.accounts import second_factor
from giamngheo.accounts.models import User
from giamngheo.accounts.own_account import first_place
from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed, Subject
from giamngheo.common.scope import Scope

SIGNED_IN = Deed("accounts.signed_in", "Đăng nhập")
SIGNED_OUT = Deed("accounts.signed_out", "Đăng xuất")
REFUSED = Deed("accounts.sign_in_refused", "Đăng nhập không thành")
LOCKED = Deed("accounts.locked_out", "Tạm khóa đăng nhập")
CODE_REFUSED = Deed("accounts.second_factor_refused", "Mã xác thực hai bước không đúng")
CODE_OF_PAPER_USED = Deed("accounts.recovery_code_used", "Dùng mã dự phòng")

_NOBODY = Subject("user", "", "không có tài khoản này")


def subject_of(user: User) -> Subject:
    """Return a user as entries of the trace name one."""
    return Subject("user", str(user.pk), user.full_name)


@transaction.atomic
def signed_in(*, user_id: int, at: datetime, on: date, machine: str) -> None:
    """Record that somebody came in; `machine` is the browser and system, as a page can know them."""
    user = User.objects.get(pk=user_id)
    audit.record(
        by=Scope(user.pk, user.full_name),
        deed=SIGNED_IN,
        subject=subject_of(user),
        at=at,
        place_id=first_place(user.pk, on=on),
        after={"machine": machine},
    )


@transaction.atomic
def signed_out(*, by: Scope, user_id: int, at: datetime, on: date, reason: str = "") -> None:
    """Record that somebody left, or why the system ended the session."""
    user = User.objects.get(pk=user_id)
    audit.record(
        by=by,
        deed=SIGNED_OUT,
        subject=subject_of(user),
        at=at,
        place_id=first_place(user.pk, on=on),
        reason=reason,
    )


@transaction.atomic
def refused(  # noqa: PLR0913 – who, whom, when and why are each a fact of their own
    *, by: Scope, user_id: int | None, at: datetime, on: date, machine: str, reason: str = "", locks: bool = False
) -> None:
    """Record a try that failed; of a name that nobody has, nothing that was typed is kept."""
    user = User.objects.filter(pk=user_id or 0).first()  # for a name nobody has too: the same work for every name
    audit.record(
        by=by,
        deed=LOCKED if locks else REFUSED,
        subject=subject_of(user) if user else _NOBODY,
        at=at,
        place_id=first_place(user_id or 0, on=on),
        after={"machine": machine},
        reason=reason,
    )


@transaction.atomic
def answer_second_factor(*, by: Scope, user_id: int, typed: str, at: datetime, on: date) -> bool:
    """Say whether the code is right; a right one is used up, a wrong one and one from paper are recorded."""
    if second_factor.is_code_of_application(user_id, typed, at):
        return True  # told by the entry of the sign-in itself
    is_right = second_factor.is_recovery_code(user_id, typed, at)
    user = User.objects.get(pk=user_id)
    audit.record(
        by=by,
        deed=CODE_OF_PAPER_USED if is_right else CODE_REFUSED,
        subject=subject_of(user),
        at=at,
        place_id=first_place(user.pk, on=on),
        after={"paper_codes_left": second_factor.recovery_codes_left(user.pk)} if is_right else None,
    )
    return is_right
