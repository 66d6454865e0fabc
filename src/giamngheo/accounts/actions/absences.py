"""Absences (vắng mặt) with who stands in, and who may sign for whom (KT., TL., TUQ.): dated, on a decision."""

from datetime import date, datetime

from django.db import transaction

from giamngheo.accounts.actions.managing import managed_user, place_of, require_period, subject_of
from giamngheo.accounts.actions.seats import GivenToOneself
from giamngheo.accounts.kinds import Capacity, Role
from giamngheo.accounts.mistakes import Mistake
from giamngheo.accounts.models import Absence, Holding, SigningAuthority, User
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
AUTHORITY_GIVEN = Deed("accounts.authority_given", "Ghi thẩm quyền ký")
AUTHORITY_ENDED = Deed("accounts.authority_ended", "Kết thúc thẩm quyền ký")


class NoSuchAbsence(LookupError):
    """There is no such absence within the scope."""


class NoSuchAuthority(LookupError):
    """There is no such authority to sign within the scope."""


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


class NoBasis(Mistake):
    """What lends somebody's rights rests on a paper, which was not named."""

    field = "basis"

    def __init__(self) -> None:
        super().__init__("Hãy ghi căn cứ: số, ngày của văn bản phân công hoặc uỷ quyền.")


class AbsenceIsOver(Mistake):
    """The absence has ended or was cancelled."""

    field = "day"

    def __init__(self) -> None:
        super().__init__("Lần vắng mặt này đã kết thúc hoặc đã huỷ trước ngày đó.")


class NoPrincipal(Mistake):
    """Nobody signs KT., TL. or TUQ. of nobody."""

    field = "for_whom"

    def __init__(self) -> None:
        super().__init__("Hãy ghi ký cho ai, ví dụ: Chủ tịch UBND xã.")


class SameAuthority(Mistake):
    """This authority counts on some of these days already."""

    def __init__(self) -> None:
        super().__init__("Người này đã có đúng thẩm quyền ký đó trong thời gian này.")


class AuthorityIsOver(Mistake):
    """The authority to sign has ended by that day."""

    field = "day"

    def __init__(self) -> None:
        super().__init__("Thẩm quyền ký này đã kết thúc trước ngày đó.")


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
    away = Absence.objects.filter(
        user=user, cancelled_at=None, valid_from__lt=valid_until, valid_until__gt=valid_from
    ).first()
    if away:
        raise AlreadyAway(away)
    substitute = None
    if substitute_id is not None:
        substitute = _substitute(substitute_id, user, valid_from, valid_until, by=by, on=on)
        if not basis.strip():
            raise NoBasis
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
        after={
            "valid_from": valid_from,
            "valid_until": valid_until,
            "substitute": substitute.full_name if substitute else "",
            "basis": absence.basis,
        },
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


@transaction.atomic
def give_authority(  # noqa: PLR0913 – an authority has these parts
    *,
    by: Scope,
    at: datetime,
    on: date,
    user_id: int,
    capacity: Capacity,
    for_whom: str,
    valid_from: date,
    valid_until: date | None,
    basis: str,
) -> int:
    """Note in what capacity somebody may sign, for whom, on what paper; return the id.

    Raises:
        NoSuchUser, OutOfScope: see `managing.managed_user`.
        WrongFrom, WrongUntil: the days cannot be meant.
        NoPrincipal, NoBasis: for whom, or on what paper, is not said.
        SameAuthority: it counts on some of these days already.
    """
    user = managed_user(user_id, by=by, on=on)
    require_period(valid_from, valid_until, on=on)
    if capacity != Capacity.OWN and not for_whom.strip():
        raise NoPrincipal
    if not basis.strip():
        raise NoBasis
    same = SigningAuthority.objects.filter(
        not_over(valid_from), user=user, capacity=capacity, for_whom=for_whom.strip()
    )
    if (same.filter(valid_from__lt=valid_until) if valid_until else same).exists():
        raise SameAuthority
    authority = SigningAuthority.objects.create(
        user=user,
        capacity=capacity,
        for_whom=for_whom.strip(),
        valid_from=valid_from,
        valid_until=valid_until,
        basis=basis.strip(),
    )
    audit.record(
        by=by,
        deed=AUTHORITY_GIVEN,
        subject=subject_of(user),
        at=at,
        place_id=place_of(user, on=on),
        after={
            "capacity": capacity.label,
            "for_whom": authority.for_whom,
            "valid_from": valid_from,
            "valid_until": valid_until,
            "basis": authority.basis,
        },
    )
    return authority.pk


@transaction.atomic
def end_authority(*, by: Scope, at: datetime, on: date, authority_id: int, day: date, reason: str = "") -> None:
    """End that somebody may sign, from a day on; on its first day or before: take it back.

    Raises:
        NoSuchAuthority: there is none within the scope.
        OutOfScope: see `managing.managed_user`.
        AuthorityIsOver: it has ended by that day.
        WrongUntil: the day cannot be meant.
    """
    authority = SigningAuthority.objects.select_for_update().filter(pk=authority_id).first()
    if authority is None:
        raise NoSuchAuthority(authority_id)
    try:
        user = managed_user(authority.user_id, by=by, on=on)
    except NoSuchUser:
        raise NoSuchAuthority(authority_id) from None
    if authority.valid_until and authority.valid_until <= day:
        raise AuthorityIsOver
    end = max(day, authority.valid_from)
    if end > authority.valid_from:
        require_period(authority.valid_from, end, on=on)
    before = {"valid_until": authority.valid_until}
    authority.valid_until = end
    authority.save(update_fields=["valid_until"])
    audit.record(
        by=by,
        deed=AUTHORITY_ENDED,
        subject=subject_of(user),
        at=at,
        place_id=place_of(user, on=on),
        before=before,
        after={"capacity": Capacity(authority.capacity).label, "for_whom": authority.for_whom, "valid_until": end},
        reason=reason,
    )


def _substitute(substitute_id: int, user: User, valid_from: date, valid_until: date, *, by: Scope, on: date) -> User:
    try:
        substitute = find(substitute_id, scope=by)
    except NoSuchUser:
        raise WrongSubstitute("Hãy chọn lại người làm thay trong danh sách.") from None
    if substitute.pk == user.pk:
        raise WrongSubstitute("Không ai tự làm thay cho mình; hãy chọn người khác.")
    if not is_open(substitute, on=max(valid_from, on)):
        raise WrongSubstitute("Tài khoản của người làm thay đã đóng; hãy chọn người khác.")
    is_away = Absence.objects.filter(
        user=substitute, cancelled_at=None, valid_from__lt=valid_until, valid_until__gt=valid_from
    )
    if is_away.exists():
        raise WrongSubstitute("Người làm thay cũng vắng mặt trong thời gian này; hãy chọn người khác.")
    if substitute.pk == by.user_id:
        held = Holding.objects.filter(not_over(valid_from), user=user).values_list("seat__role", flat=True)
        for role in map(Role, held):
            if PERMISSIONS[role] & SEPARATE:
                raise GivenToOneself(role)
    return substitute
