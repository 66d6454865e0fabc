"""Absences (vắng mặt) and who stands in meanwhile: dated, on a decision."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from giamngheo.accounts.actions.managing import managed_user, place_of, require_basis, require_period, subject_of
from giamngheo.accounts.actions.seats import GivenToOneself
from giamngheo.accounts.kinds import Role
from giamngheo.accounts.mistakes import Mistake, OverBefore
from giamngheo.accounts.models import Absence, Holding, User
from giamngheo.accounts.queries.people import NoSuchUser, find
from giamngheo.accounts.queries.scopes import is_open, not_over
from giamngheo.accounts.roles import PERMISSIONS, SEPARATE
from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed
from giamngheo.common.dates import print_day
from giamngheo.common.scope import Scope

ABSENCE_ADDED = Deed("accounts.absence_added", "Ghi vắng mặt, người làm thay")
ABSENCE_ENDED = Deed("accounts.absence_ended", "Kết thúc vắng mặt sớm")
ABSENCE_CANCELLED = Deed("accounts.absence_cancelled", "Huỷ vắng mặt")


class NoSuchAbsence(LookupError):
    """There is no such absence within the scope."""


class AlreadyAway(Mistake):
    """The person is away on some of these days already."""

    field = "valid_from"

    def __init__(self, absence: Absence) -> None:
        super().__init__(
            f"Người này đã được ghi vắng mặt từ ngày {print_day(absence.valid_from)} đến trước ngày "
            f"{print_day(absence.valid_until)}; hãy sửa ngày hoặc kết thúc lần vắng mặt đó."
        )


class WrongSubstitute(Mistake):
    """This person cannot stand in."""

    field = "substitute"


class AbsenceIsOver(OverBefore):
    """The absence has ended or was cancelled."""

    said = "Lần vắng mặt này đã kết thúc hoặc đã huỷ trước ngày đó."


@transaction.atomic
def add_absence(  # noqa: PLR0913 – an absence has these parts
    *,
    by: Scope,
    at: datetime,
    on: date,
    user_id: int,
    substitute_id: int | None,
    valid_from: date,
    valid_until: date,
    reason: str = "",
    basis: str = "",
) -> int:
    """Note that somebody is away, and who holds their seats too meanwhile; return the id.

    Raises:
        NoSuchUser, OutOfScope: see `managing.managed_user`.
        WrongFrom, WrongUntil, AlreadyAway: the days cannot be kept.
        WrongSubstitute: who stands in is closed, away or the same person.
        NoBasis: somebody stands in, and the paper is not named.
        GivenToOneself: nobody lets themself approve or watch over others by standing in.
    """
    user = managed_user(user_id, by=by, on=on)
    require_period(valid_from, valid_until, on=on)
    away = _absences_of(user, valid_from, valid_until).first()
    if away:
        raise AlreadyAway(away)
    substitute = None
    if substitute_id is not None:
        substitute = _substitute(substitute_id, user, valid_from, valid_until, by=by, on=on)
        require_basis(basis)
    absence = Absence.objects.create(
        user=user,
        substitute=substitute,
        valid_from=valid_from,
        valid_until=valid_until,
        reason=reason.strip(),
        basis=basis.strip(),
    )
    audit.record(
        by=by,
        deed=ABSENCE_ADDED,
        subject=subject_of(user),
        at=at,
        place_id=place_of(user, on=on),
        after=_told(absence),
        reason=absence.reason,
    )
    return absence.pk


@transaction.atomic
def end_absence(*, by: Scope, at: datetime, on: date, absence_id: int, day: date, reason: str = "") -> None:
    """End an absence: back from a day on. Not away by then yet: the absence is cancelled.

    Raises:
        NoSuchAbsence: there is none within the scope.
        OutOfScope: see `managing.managed_user`.
        AbsenceIsOver: it has ended by that day, or was cancelled.
    """
    absence = Absence.objects.select_for_update().filter(pk=absence_id).first()
    if absence is None:
        raise NoSuchAbsence(absence_id)
    try:
        user = managed_user(absence.user_id, by=by, on=on)
    except NoSuchUser:
        raise NoSuchAbsence(absence_id) from None
    if absence.cancelled_at or absence.valid_until <= day:
        raise AbsenceIsOver
    before = {"valid_from": absence.valid_from, "valid_until": absence.valid_until}
    is_cancelled = day <= absence.valid_from
    if is_cancelled:
        absence.cancelled_at = at
    else:
        absence.valid_until = day
    absence.save(update_fields=["cancelled_at", "valid_until"])
    audit.record(
        by=by,
        deed=ABSENCE_CANCELLED if is_cancelled else ABSENCE_ENDED,
        subject=subject_of(user),
        at=at,
        place_id=place_of(user, on=on),
        before=before,
        after={} if is_cancelled else {"valid_until": day},
        reason=reason,
    )


def _absences_of(user: User, since: date, until: date) -> QuerySet[Absence]:
    """Return the absences of somebody that touch a period."""
    return Absence.objects.filter(user=user, cancelled_at=None, valid_from__lt=until, valid_until__gt=since)


def _told(absence: Absence) -> dict[str, Any]:
    """Return what the trace tells of a new absence."""
    return {
        "valid_from": absence.valid_from,
        "valid_until": absence.valid_until,
        "substitute": absence.substitute.full_name if absence.substitute else "",
        "basis": absence.basis,
    }


def _substitute(substitute_id: int, user: User, valid_from: date, valid_until: date, *, by: Scope, on: date) -> User:
    try:
        substitute = find(substitute_id, scope=by)
    except NoSuchUser:
        raise WrongSubstitute("Hãy chọn lại người làm thay trong danh sách.") from None
    if substitute.pk == user.pk:
        raise WrongSubstitute("Không ai tự làm thay cho mình; hãy chọn người khác.")
    if not is_open(substitute, on=max(valid_from, on)):
        raise WrongSubstitute("Tài khoản của người làm thay đã đóng; hãy chọn người khác.")
    if _absences_of(substitute, valid_from, valid_until).exists():
        raise WrongSubstitute("Người làm thay cũng vắng mặt trong thời gian này; hãy chọn người khác.")
    if substitute.pk == by.user_id:
        held = Holding.objects.filter(not_over(valid_from), user=user).values_list("seat__role", flat=True)
        for role in map(Role, held):
            if PERMISSIONS[role] & SEPARATE:
                raise GivenToOneself(role)
    return substitute
