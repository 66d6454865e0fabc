"""Handovers within a scope: those one gives, receives or prepares, and those of the places one manages or oversees."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from django.db.models import Count, Q, QuerySet

from giamngheo.accounts import queries as accounts
from giamngheo.accounts.kinds import HoldingRow, Permission
from giamngheo.accounts.models import Holding, User
from giamngheo.accounts.queries.scopes import not_over
from giamngheo.common.codes import NoTelephoneNumber, telephone
from giamngheo.common.scope import EVERYWHERE, Places, Scope
from giamngheo.common.text import compose
from giamngheo.handover.kinds import (
    Candidate,
    Givable,
    HandoverDetail,
    HandoverPage,
    HandoverRow,
    OpenWork,
    Party,
    SignedMinutes,
    State,
    WorkKind,
)
from giamngheo.handover.models import Handover
from giamngheo.handover.open_work import Leaving, open_work
from giamngheo.norms.queries.papers import paper_row

ROWS_AT_ONCE = 50


class NoSuchHandover(LookupError):
    """There is no such handover, or it is not for this user to see."""


class NoSuchGiver(LookupError):
    """There is no such user, or none of their seats is this user's to hand over."""


def handovers(*, scope: Scope, state: State | None = None, older_than: int | None = None) -> HandoverPage:
    """Return the handovers a user may see, the newest first; `older_than` goes on behind one of them."""
    wanted = _visible(scope).annotate(number_of_seats=Count("seats"))
    if state is not None:
        wanted = wanted.filter(_standing(state))
    if older_than is not None:
        wanted = wanted.filter(pk__lt=older_than)
    found = list(wanted.order_by("-pk")[: ROWS_AT_ONCE + 1])
    rows = tuple(_row(one, one.number_of_seats) for one in found[:ROWS_AT_ONCE])
    return HandoverPage(rows, rows[-1].id if len(found) > ROWS_AT_ONCE else None)


def to_receive(*, scope: Scope) -> list[HandoverRow]:
    """Return what waits for this user's acceptance, the oldest first (for the home page as well)."""
    wanted = Handover.objects.filter(_standing(State.OPEN), receiver_id=scope.user_id)
    counted = wanted.exclude(prepared_by_id=scope.user_id).annotate(number_of_seats=Count("seats"))
    return [_row(one, one.number_of_seats) for one in counted.order_by("pk")]


def handover(handover_id: int, *, scope: Scope) -> HandoverDetail:
    """Return one handover with its seats and its open work.

    Raises:
        NoSuchHandover: there is none, or it is not for this user to see.
    """
    names = ("prepared_by", "done_by", "withdrawn_by", "paper__signed_under", "paper__entered_by")
    one = _visible(scope).filter(pk=handover_id).select_related(*names).first()
    if one is None:
        raise NoSuchHandover(handover_id)
    seats = seats_of(one)
    return HandoverDetail(
        row=_row(one, len(seats)),
        place_id=one.place_id,
        basis=one.basis,
        remarks=one.remarks,
        closes_account=one.closes_account,
        account_closed=one.account_closed,
        seats=seats,
        work=work_of(one, seats),
        prepared_at=one.prepared_at,
        prepared_by=one.prepared_by.full_name,
        done_at=one.done_at,
        done_by=one.done_by.full_name if one.done_by else "",
        minutes=_minutes(one),
        withdrawn_at=one.withdrawn_at,
        withdrawn_by=one.withdrawn_by.full_name if one.withdrawn_by else "",
        withdrawn_reason=one.withdrawn_reason,
        may_accept=may_accept(one, scope),
        may_enter_minutes=may_enter_minutes(one, scope),
        may_withdraw=may_withdraw(one, scope),
    )


def givable(giver_id: int, *, scope: Scope, on: date) -> Givable:
    """Return a user with those of their seats, held now or later, that this user may hand over.

    Raises:
        OutOfScope: the user hands nothing over, not even their own seats.
        NoSuchGiver: none of that user's seats is theirs to hand over.
    """
    is_own = giver_id == scope.user_id
    if not is_own or not scope.holds(Permission.MANAGE_USERS):
        _require_anywhere(scope, Permission.HAND_OVER if is_own else Permission.MANAGE_USERS)
    giver = User.objects.filter(pk=giver_id).first()
    if giver is None:
        raise NoSuchGiver(giver_id)
    held = accounts.holdings_of([giver_id], on=on)
    allowed = tuple(one for one in held if may_give(one.seat.place_id, scope, is_own=is_own))
    if not (allowed or is_own):
        raise NoSuchGiver(giver_id)
    return Givable(Party(giver.pk, giver.full_name, giver.job_title), allowed, is_own, len(allowed) < len(held))


def givers(*, scope: Scope, on: date) -> list[Candidate]:
    """Return the others whose seats this user may hand over, those whose account is closed too.

    Raises:
        OutOfScope: the user manages no users.
    """
    _require_anywhere(scope, Permission.MANAGE_USERS)
    held = Holding.objects.filter(not_over(on)).filter(_in(scope.places(Permission.MANAGE_USERS)))
    return [one for one in _candidates(held, on) if one.user_id != scope.user_id]


def receivers(giver_id: int, *, scope: Scope, on: date) -> list[Candidate]:
    """Return whom a form offers as receiver: open accounts with seats in the user's places.

    Whoever manages the whole installation is offered the accounts without any seat as well.
    """
    held = Holding.objects.filter(not_over(on), _near(scope), user__is_active=True, user__closed_on=None)
    found = [one for one in _candidates(held, on) if one.user_id != giver_id]
    if scope.places(Permission.MANAGE_USERS) is EVERYWHERE:
        seated = Holding.objects.filter(not_over(on)).values("user_id")
        new = User.objects.filter(is_active=True, closed_on=None).exclude(pk__in=seated).exclude(pk=giver_id)
        found += [Candidate(user.pk, user.full_name, ()) for user in new.order_by("sort_key", "pk")]
    return found


def receiver_named(typed: str) -> int | None:
    """Return the open account whose user name or telephone number was typed whole; None where there is none."""
    name = compose(typed.replace("\0", "").strip()).lower()
    wanted = Q(username=name)
    with suppress(NoTelephoneNumber):  # then it can only be a user name
        wanted |= Q(phone=telephone(name))
    return User.objects.filter(wanted, is_active=True, closed_on=None).values_list("pk", flat=True).first()


def is_visible(handover_id: int, *, scope: Scope) -> bool:
    """Say whether there is such a handover for this user to see; for the actions of this package."""
    return _visible(scope).filter(pk=handover_id).exists()


def rows_of(holdings: Iterable[Holding], *, on: date) -> list[HoldingRow]:
    """Turn holdings into rows; for the actions of this package."""
    return accounts.holding_rows(Holding.objects.filter(pk__in=[one.pk for one in holdings]), on=on)


def seats_of(one: Handover) -> tuple[HoldingRow, ...]:
    """Return the holdings that end, with the names of places as of the day; for the other modules of this package."""
    ended = Holding.objects.filter(pk__in=one.seats.values("ended_id"))
    return tuple(accounts.holding_rows(ended, on=one.on))


def work_of(one: Handover, seats: Iterable[HoldingRow]) -> tuple[OpenWork, ...]:
    """Return the work that is open now or, where the handover is over, that was open when it was done."""
    if one.done_at or one.withdrawn_at:
        return tuple(
            OpenWork(
                kind=WorkKind(kept["kind"]),
                subject_id=kept["subject_id"],
                text=kept["text"],
                place=kept["place"],
                due=date.fromisoformat(kept["due"]) if kept["due"] else None,
            )
            for kept in one.work
        )
    return open_work(Leaving(one.giver_id, one.giver_name, tuple(held.seat for held in seats), one.on))


def may_give(place_id: int, scope: Scope, *, is_own: bool) -> bool:
    """Say whether a seat of a place is this user's to hand over: their own, or as manager of the place's users."""
    return scope.covers(Permission.MANAGE_USERS, place_id) or (is_own and scope.covers(Permission.HAND_OVER, place_id))


def may_accept(one: Handover, scope: Scope) -> bool:
    """Say whether the user may accept: the receiver, unless they prepared it themselves for somebody else."""
    return _is_open(one) and scope.user_id is not None and one.receiver_id == scope.user_id != one.prepared_by_id


def may_enter_minutes(one: Handover, scope: Scope) -> bool:
    """Say whether the user may enter the signed minutes: a party or a manager, who may keep files of the place."""
    is_party = scope.user_id in {one.giver_id, one.receiver_id, one.prepared_by_id}
    manages = scope.covers(Permission.MANAGE_USERS, one.place_id)
    return _is_open(one) and (is_party or manages) and scope.covers(Permission.KEEP_FILES, one.place_id)


def may_withdraw(one: Handover, scope: Scope) -> bool:
    """Say whether the user may withdraw it, or decline to receive: a party, who prepared it, or a manager."""
    is_party = scope.user_id in {one.giver_id, one.receiver_id, one.prepared_by_id}
    return _is_open(one) and (is_party or scope.covers(Permission.MANAGE_USERS, one.place_id))


def _is_open(one: Handover) -> bool:
    return one.done_at is None and one.withdrawn_at is None


def _standing(state: State) -> Q:
    match state:
        case State.OPEN:
            return Q(done_at=None, withdrawn_at=None)
        case State.DONE:
            return Q(done_at__isnull=False)
        case State.WITHDRAWN:
            return Q(withdrawn_at__isnull=False)


def _visible(scope: Scope) -> "QuerySet[Handover]":
    if scope.user_id is None:
        return Handover.objects.none()
    seen = Q(giver_id=scope.user_id) | Q(receiver_id=scope.user_id) | Q(prepared_by_id=scope.user_id)
    for permission in (Permission.MANAGE_USERS, Permission.SEE_TRACE):
        wanted = scope.places(permission)
        if wanted is EVERYWHERE:
            return Handover.objects.all()
        seen |= Q(place_id__in=wanted)
    return Handover.objects.filter(seen)


def _require_anywhere(scope: Scope, permission: Permission) -> None:
    if not scope.holds(permission):
        scope.require(permission, None)


def _near(scope: Scope) -> Q:
    """In a place where the user sees people, or may hand seats over."""
    wanted = [scope.places(one) for one in (Permission.SEE_PEOPLE, Permission.HAND_OVER, Permission.MANAGE_USERS)]
    if EVERYWHERE in wanted:
        return Q()
    return Q(seat__place_id__in=frozenset().union(*(places for places in wanted if places is not EVERYWHERE)))


def _in(wanted: Places) -> Q:
    return Q() if wanted is EVERYWHERE else Q(seat__place_id__in=wanted)


def _candidates(held: "QuerySet[Holding]", on: date) -> list[Candidate]:
    seats: dict[int, dict[str, None]] = {}
    for one in accounts.holding_rows(held, on=on):
        seats.setdefault(one.user_id, {})[one.seat.title] = None
    named = User.objects.filter(pk__in=seats).order_by("sort_key", "pk").values_list("pk", "full_name")
    return [Candidate(user_id, name, tuple(seats[user_id])) for user_id, name in named]


def _row(one: Handover, number_of_seats: int) -> HandoverRow:
    state = State.DONE if one.done_at else State.WITHDRAWN if one.withdrawn_at else State.OPEN
    giver = Party(one.giver_id, one.giver_name, one.giver_title)
    receiver = Party(one.receiver_id, one.receiver_name, one.receiver_title)
    return HandoverRow(one.pk, giver, receiver, one.on, one.reason, state, number_of_seats)


def _minutes(one: Handover) -> SignedMinutes | None:
    if one.paper is None:
        return None
    row = paper_row(one.paper)
    return SignedMinutes(row.id, row.citation, row.signature, row.scan_id, row.withdrawn_at is not None)
