"""Who may sign for whom (KT., TL., TUQ.): dated, on a decision."""

from datetime import date, datetime

from django.db import transaction

from giamngheo.accounts.actions.managing import managed_user, place_of, require_basis, require_period, subject_of
from giamngheo.accounts.kinds import Capacity
from giamngheo.accounts.mistakes import Mistake, OverBefore
from giamngheo.accounts.models import SigningAuthority
from giamngheo.accounts.queries.people import NoSuchUser
from giamngheo.accounts.queries.scopes import not_over
from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed
from giamngheo.common.scope import Scope

AUTHORITY_GIVEN = Deed("accounts.authority_given", "Ghi thẩm quyền ký")
AUTHORITY_ENDED = Deed("accounts.authority_ended", "Kết thúc thẩm quyền ký")


class NoSuchAuthority(LookupError):
    """There is no such authority to sign within the scope."""


class NoPrincipal(Mistake):
    """Nobody signs KT., TL. or TUQ. of nobody."""

    field = "for_whom"

    def __init__(self) -> None:
        super().__init__("Hãy ghi ký cho ai, ví dụ: Chủ tịch UBND xã.")


class SameAuthority(Mistake):
    """This authority counts on some of these days already."""

    def __init__(self) -> None:
        super().__init__("Người này đã có đúng thẩm quyền ký đó trong thời gian này.")


class AuthorityIsOver(OverBefore):
    """The authority to sign has ended by that day."""

    said = "Thẩm quyền ký này đã kết thúc trước ngày đó."


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
    authority = SigningAuthority(
        user=user,
        capacity=capacity,
        for_whom=for_whom.strip(),
        valid_from=valid_from,
        valid_until=valid_until,
        basis=require_basis(basis),
    )
    _require_new(authority)
    authority.save(force_insert=True)
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


def _require_new(authority: SigningAuthority) -> None:
    same = SigningAuthority.objects.filter(
        not_over(authority.valid_from),
        user=authority.user,
        capacity=authority.capacity,
        for_whom=authority.for_whom,
    )
    if authority.valid_until:
        same = same.filter(valid_from__lt=authority.valid_until)
    if same.exists():
        raise SameAuthority
