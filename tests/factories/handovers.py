"""A handover in short: prepared, accepted, and what of seats came of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from factories.people import TODAY, Country, scope_of

from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import Holding, Seat, User
from giamngheo.handover import actions
from giamngheo.handover.kinds import Plan
from giamngheo.handover.models import Handover

AT = datetime(2024, 11, 15, 2, tzinfo=UTC)
NEXT_WEEK = TODAY + timedelta(days=7)


def plan(giver: User, receiver: User, on: date = TODAY, **changes: Any) -> Plan:
    held = frozenset(giver.holdings.values_list("pk", flat=True))
    return replace(Plan(giver.pk, receiver.pk, on, held, "Chuyển công tác", "Quyết định số 12/QĐ-UBND"), **changes)


def prepare(by: User, where: Country, planned: Plan) -> int:
    return actions.prepare(by=scope_of(by, where), at=AT, plan=planned)


def accept(by: User, where: Country, number: int) -> None:
    actions.accept(by=scope_of(by, where), at=AT, handover_id=number)


def handed_over(giver: User, receiver: User, where: Country, on: date = TODAY, **changes: Any) -> Handover:
    number = prepare(giver, where, plan(giver, receiver, on, **changes))
    accept(receiver, where, number)
    return Handover.objects.get(pk=number)


def periods(user: User) -> list[tuple[date, date | None]]:
    return list(user.holdings.order_by("valid_from", "pk").values_list("valid_from", "valid_until"))


def seat(user: User, role: Role, place_id: int, since: date = date(2024, 1, 1), until: date | None = None) -> Holding:
    """Give a user one more seat."""
    wanted, _ = Seat.objects.get_or_create(role=role, agency=None, place_id=place_id)
    return Holding.objects.create(seat=wanted, user=user, valid_from=since, valid_until=until)
