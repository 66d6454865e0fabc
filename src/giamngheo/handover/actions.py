"""What can be done here: prepare a handover, accept it or enter its signed minutes, withdraw it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from giamngheo.accounts.kinds import HoldingRow, Permission
from giamngheo.accounts.models import Holding, User
from giamngheo.accounts.roles import PERMISSIONS, SEPARATE
from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed, Subject
from giamngheo.common.scope import OutOfScope, Scope
from giamngheo.common.text import compose, squeeze
from giamngheo.handover import queries
from giamngheo.handover.common_place import common_place
from giamngheo.handover.kinds import LONGEST_BASIS, LONGEST_REASON, LONGEST_REMARKS, OpenWork, Plan
from giamngheo.handover.models import HandedSeat, Handover
from giamngheo.handover.passing import close_account_if_nothing_is_left, pass_seats
from giamngheo.handover.queries import NoSuchHandover
from giamngheo.handover.refusals import (
    AlreadyOver,
    AlreadyUnderWay,
    GivenToOneself,
    NoReason,
    NoScan,
    NoSeatChosen,
    NotForOneself,
    NotTheirSeat,
    PreparedByReceiver,
    ReceiverClosed,
    require_held,
)
from giamngheo.norms import actions as norms
from giamngheo.norms.kinds import PaperDetails, PaperRow, Scan
from giamngheo.norms.queries.papers import paper

PREPARED = Deed("handover.prepared", "Lập bàn giao")
ACCEPTED = Deed("handover.accepted", "Nhận bàn giao trong hệ thống")
DONE_BY_PAPER = Deed("handover.done_by_paper", "Hoàn tất bàn giao theo biên bản đã ký")
WITHDRAWN = Deed("handover.withdrawn", "Huỷ bàn giao")


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a handover was done: in the system, or by a paper."""

    deed: Deed
    paper: PaperRow | None = None


@transaction.atomic
def prepare(*, by: Scope, at: datetime, plan: Plan) -> int:
    """Prepare a handover of some seats of one person to another; return its id. Nothing passes yet.

    Raises:
        OutOfScope: a seat is neither the user's own, to be handed over, nor of a place whose users they manage.
        NotHandedOver: it cannot be done as planned (the subclasses in `refusals` say why).
    """
    if by.user_id is None:
        raise OutOfScope(Permission.HAND_OVER)
    giver, receiver = _parties(plan)
    holdings = list(Holding.objects.select_for_update().filter(pk__in=plan.holding_ids, user_id=giver.pk))
    if len(holdings) != len(plan.holding_ids):
        raise NotTheirSeat(giver.full_name)
    for holding in queries.rows_of(holdings, on=plan.on):
        _require_giving(holding, plan, by)
        require_held(holding, on=plan.on)
    _require_free(holdings, plan.on)
    one = Handover.objects.create(
        giver=giver,
        giver_name=giver.full_name,
        giver_title=giver.job_title,
        receiver=receiver,
        receiver_name=receiver.full_name,
        receiver_title=receiver.job_title,
        on=plan.on,
        reason=_line(plan.reason, LONGEST_REASON),
        basis=_line(plan.basis, LONGEST_BASIS),
        remarks=compose(plan.remarks).replace("\0", "").strip()[:LONGEST_REMARKS],
        closes_account=plan.closes_account,
        place_id=common_place((holding.seat.place_id for holding in holdings), on=plan.on),
        prepared_at=at,
        prepared_by_id=by.user_id,
    )
    HandedSeat.objects.bulk_create(HandedSeat(handover=one, ended=holding) for holding in holdings)
    _record(one, by=by, at=at, deed=PREPARED, closes_account=one.closes_account)
    return one.pk


@transaction.atomic
def accept(*, by: Scope, at: datetime, handover_id: int) -> None:
    """Accept as the receiver: the seats pass on the day of the handover, and what belongs to them with them.

    Raises:
        NoSuchHandover: there is none, or it is not for this user to see.
        OutOfScope: the user is not the receiver.
        NotHandedOver: it is over already, or cannot be done any more (`refusals`).
    """
    one = _locked(handover_id, by)
    if one.receiver_id != by.user_id:
        raise OutOfScope(Permission.HAND_OVER)
    if one.prepared_by_id == by.user_id:
        raise PreparedByReceiver
    _finish(one, by=by, at=at, manner=_Manner(ACCEPTED))


@transaction.atomic
def enter_minutes(
    *, by: Scope, at: datetime, on: date, handover_id: int, details: PaperDetails, scan: Scan | None
) -> None:
    """Enter the minutes that both signed on paper, with their scan; this stands for the receiver's acceptance.

    Raises:
        NoSuchHandover: there is none, or it is not for this user to see.
        OutOfScope: the user is no party and no manager, or keeps no files there.
        NotHandedOver: it is over already, there is no scan, or it cannot be done any more (`refusals`).
        NotYetSigned, PaperIsThere, NoSuchAuthority, NotAccepted: the paper or its scan is not taken.
    """
    one = _locked(handover_id, by)
    _require_entering(one, by)
    if scan is None:
        raise NoScan
    paper_id = norms.enter_paper(by=by, at=at, on=on, details=details, scan=scan)
    _finish(one, by=by, at=at, manner=_Manner(DONE_BY_PAPER, paper(paper_id, scope=by)))


@transaction.atomic
def use_minutes(*, by: Scope, at: datetime, handover_id: int, paper_id: int) -> None:
    """Do a handover by signed minutes that were entered before.

    Raises:
        NoSuchHandover, NoSuchPaper: there is none, or it is not for this user to see.
        OutOfScope: the user is no party and no manager, or keeps no files there.
        NotHandedOver: it is over already, the paper has no scan, or it cannot be done any more (`refusals`).
    """
    one = _locked(handover_id, by)
    _require_entering(one, by)
    signed = paper(paper_id, scope=by)
    if signed.scan_id is None or signed.withdrawn_at:
        raise NoScan
    _finish(one, by=by, at=at, manner=_Manner(DONE_BY_PAPER, signed))


@transaction.atomic
def withdraw(*, by: Scope, at: datetime, handover_id: int, reason: str) -> None:
    """Withdraw a handover that is not done, or decline to receive it; nothing passes.

    Raises:
        NoSuchHandover: there is none, or it is not for this user to see.
        OutOfScope: the user is no party and no manager.
        NotHandedOver: it is over already, or no reason is given.
    """
    one = _locked(handover_id, by)
    if not queries.may_withdraw(one, by):
        raise OutOfScope(Permission.HAND_OVER)
    why = _line(reason, LONGEST_REASON)
    if not why:
        raise NoReason
    one.withdrawn_at, one.withdrawn_by_id, one.withdrawn_reason = at, by.user_id, why
    one.save()
    _record(one, by=by, at=at, deed=WITHDRAWN, reason=why)


def _parties(plan: Plan) -> tuple[User, User]:
    if plan.giver_id == plan.receiver_id:
        raise NotForOneself
    if not plan.holding_ids:
        raise NoSeatChosen
    if not squeeze(plan.reason):
        raise NoReason
    users = User.objects.in_bulk([plan.giver_id, plan.receiver_id])
    if plan.giver_id not in users:
        raise queries.NoSuchGiver(plan.giver_id)
    if plan.receiver_id not in users:
        raise ReceiverClosed
    _require_receiving(users[plan.receiver_id])
    return users[plan.giver_id], users[plan.receiver_id]


def _require_giving(held: HoldingRow, plan: Plan, by: Scope) -> None:
    is_own = plan.giver_id == by.user_id
    if not queries.may_give(held.seat.place_id, by, is_own=is_own):
        raise OutOfScope(Permission.HAND_OVER if is_own else Permission.MANAGE_USERS)
    if plan.receiver_id == by.user_id and PERMISSIONS[held.seat.role] & SEPARATE:
        raise GivenToOneself(held.seat.role)


def _require_receiving(receiver: User) -> None:
    if not receiver.is_active or receiver.closed_on is not None:
        raise ReceiverClosed


def _require_free(holdings: list[Holding], on: date) -> None:
    open_ones = HandedSeat.objects.filter(handover__done_at=None, handover__withdrawn_at=None, ended__in=holdings)
    if taken := list(open_ones.values_list("ended_id", flat=True)):
        rows = queries.rows_of([one for one in holdings if one.pk in taken], on=on)
        raise AlreadyUnderWay(rows[0].seat.title)


def _locked(handover_id: int, by: Scope) -> Handover:
    """Lock an open handover that the user may see, so that of two who end it at once one is told."""
    if not queries.is_visible(handover_id, scope=by):
        raise NoSuchHandover(handover_id)
    one = Handover.objects.select_for_update().get(pk=handover_id)
    if one.done_at or one.withdrawn_at:
        raise AlreadyOver
    return one


def _require_entering(one: Handover, by: Scope) -> None:
    if not queries.may_enter_minutes(one, by):
        raise OutOfScope(Permission.KEEP_FILES)


def _finish(one: Handover, *, by: Scope, at: datetime, manner: _Manner) -> None:
    """End the holdings and begin the receiver's; close the account; keep the work as it is now."""
    _require_receiving(User.objects.select_for_update().get(pk=one.receiver_id))
    seats = queries.seats_of(one)
    for held in seats:
        require_held(held, on=one.on)
    one.work = [_kept(work) for work in queries.work_of(one, seats)]
    basis = f"Biên bản bàn giao {manner.paper.citation}" if manner.paper else one.basis or f"Bàn giao số {one.pk}"
    pass_seats(one, basis=basis[:LONGEST_BASIS])
    one.account_closed = one.closes_account and close_account_if_nothing_is_left(one.giver_id, on=one.on)
    one.done_at, one.done_by_id = at, by.user_id
    one.paper_id = manner.paper.id if manner.paper else None
    one.save()
    closed_on = one.on if one.account_closed else None
    paper_number = manner.paper.citation if manner.paper else None
    _record(one, by=by, at=at, deed=manner.deed, paper=paper_number, closed_on=closed_on)


def _record(one: Handover, *, by: Scope, at: datetime, deed: Deed, reason: str = "", **more: object) -> None:
    after = {
        "giver": one.giver_name,
        "receiver": one.receiver_name,
        "on": one.on,
        "seats": [held.seat.title for held in queries.seats_of(one)],
        "basis": one.basis,
        **more,
    }
    label = f"Bàn giao: {one.giver_name} → {one.receiver_name}"
    audit.record(
        by=by,
        deed=deed,
        subject=Subject("handover", str(one.pk), label),
        at=at,
        place_id=one.place_id,
        after=after,
        reason=reason or one.reason,
        touched=[("user", str(one.giver_id)), ("user", str(one.receiver_id))],
    )


def _kept(work: OpenWork) -> dict[str, str | None]:
    return {
        "kind": work.kind,
        "subject_id": work.subject_id,
        "text": work.text,
        "place": work.place,
        "due": work.due.isoformat() if work.due else None,
    }


def _line(text: str, longest: int) -> str:
    return squeeze(compose(text).replace("\0", ""))[:longest]
