"""Who may hand over, receive and look; everybody else is refused."""

from dataclasses import replace

import pytest
from factories.handovers import AT, NEXT_WEEK, accept, plan, prepare, seat
from factories.people import TODAY, scope_of, seated

from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import User
from giamngheo.common.scope import OutOfScope, Scope
from giamngheo.handover import actions, queries
from giamngheo.handover.models import Handover
from giamngheo.handover.queries import NoSuchGiver, NoSuchHandover
from giamngheo.handover.refusals import (
    GivenToOneself,
    NotForOneself,
    PreparedByReceiver,
    ReceiverClosed,
)

pytestmark = pytest.mark.django_db


def test_a_manager_sees_only_the_seats_of_their_own_places(where, giver, receiver):
    elsewhere = seat(giver, Role.COMMUNE_OFFICER, where.other_commune)
    manager = seated(Role.ADMINISTRATOR, where.commune, username="quan-tri")
    found = queries.givable(giver.pk, scope=scope_of(manager, where), on=TODAY)
    assert found.keeps_others
    assert elsewhere.pk not in {held.id for held in found.holdings}
    with pytest.raises(OutOfScope):
        prepare(manager, where, plan(giver, receiver))
    stranger = seated(Role.COMMUNE_OFFICER, where.other_commune, username="nguoi-khac")
    with pytest.raises(NoSuchGiver):
        queries.givable(stranger.pk, scope=scope_of(manager, where), on=TODAY)
    assert stranger.pk not in {one.user_id for one in queries.givers(scope=scope_of(manager, where), on=TODAY)}
    assert manager.pk not in {one.user_id for one in queries.givers(scope=scope_of(manager, where), on=TODAY)}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_a_manager_hands_over_the_seats_of_others(where, giver, receiver, role):
    user = seated(role, where.commune, username="ai-do")
    with pytest.raises(OutOfScope):
        prepare(user, where, plan(giver, receiver))
    with pytest.raises(OutOfScope):
        queries.givable(giver.pk, scope=scope_of(user, where), on=TODAY)
    with pytest.raises(OutOfScope):
        queries.givers(scope=scope_of(user, where), on=TODAY)


def test_an_enumerator_or_overseer_does_not_hand_over_alone(where, receiver):
    for role in (Role.ENUMERATOR, Role.OVERSIGHT):
        user = seated(role, where.commune)
        with pytest.raises(OutOfScope):
            prepare(user, where, plan(user, receiver))
        with pytest.raises(OutOfScope):
            queries.givable(user.pk, scope=scope_of(user, where), on=TODAY)


def test_nobody_hands_over_to_themselves_or_to_a_closed_account(where, giver, receiver):
    with pytest.raises(NotForOneself):
        prepare(giver, where, plan(giver, giver))
    User.objects.filter(pk=receiver.pk).update(closed_on=NEXT_WEEK)
    with pytest.raises(ReceiverClosed):
        prepare(giver, where, plan(giver, receiver))
    User.objects.filter(pk=receiver.pk).update(closed_on=None, is_active=False)
    with pytest.raises(ReceiverClosed):
        prepare(giver, where, plan(giver, receiver))


def test_nobody_hands_over_from_an_account_that_is_not_there(where, receiver):
    manager = seated(Role.ADMINISTRATOR, where.district)
    with pytest.raises(NoSuchGiver):
        prepare(manager, where, replace(plan(receiver, receiver), giver_id=987_654))
    with pytest.raises(NoSuchGiver):
        queries.givable(987_654, scope=scope_of(manager, where), on=TODAY)


def test_only_the_receiver_accepts(where, giver, receiver):
    manager = seated(Role.ADMINISTRATOR, where.commune, username="quan-tri")
    number = prepare(giver, where, plan(giver, receiver))
    for user in (giver, manager):
        with pytest.raises(OutOfScope):
            accept(user, where, number)
    assert not Handover.objects.get().done_at


def test_who_prepares_for_somebody_else_does_not_accept_alone(where, giver):
    manager = seated(Role.ADMINISTRATOR, where.commune, username="quan-tri")
    number = prepare(manager, where, plan(giver, manager))
    assert queries.to_receive(scope=scope_of(manager, where)) == []
    with pytest.raises(PreparedByReceiver):
        accept(manager, where, number)


@pytest.mark.parametrize("role", [Role.COMMUNE_CHAIR, Role.OVERSIGHT])
def test_a_manager_does_not_take_a_seat_that_approves_or_watches_over_others(where, role):
    manager = seated(Role.ADMINISTRATOR, where.commune, username="quan-tri")
    leaver = seated(role, where.commune)
    with pytest.raises(GivenToOneself):
        prepare(manager, where, plan(leaver, manager))


def test_others_neither_see_nor_touch_a_handover(where, giver, receiver):
    number = prepare(giver, where, plan(giver, receiver))
    stranger = scope_of(seated(Role.ADMINISTRATOR, where.other_commune, username="nguoi-khac"), where)
    neighbour = scope_of(seated(Role.COMMUNE_CHAIR, where.commune), where)
    for scope in (stranger, neighbour, Scope(None, "chưa đăng nhập")):
        assert queries.handovers(scope=scope).rows == ()
        with pytest.raises(NoSuchHandover):
            queries.handover(number, scope=scope)
        with pytest.raises(NoSuchHandover):
            actions.accept(by=scope, at=AT, handover_id=number)
        with pytest.raises(NoSuchHandover):
            actions.withdraw(by=scope, at=AT, handover_id=number, reason="x")


def test_an_overseer_reads_the_handovers_of_the_area_and_does_nothing_with_them(where, giver, receiver):
    number = prepare(giver, where, plan(giver, receiver))
    overseer = scope_of(seated(Role.OVERSIGHT, where.district), where)
    commune = scope_of(seated(Role.OVERSIGHT, where.other_commune, username="gs-khac"), where)
    shown = queries.handover(number, scope=overseer)
    assert (shown.may_accept, shown.may_enter_minutes, shown.may_withdraw) == (False, False, False)
    assert queries.handovers(scope=commune).rows == ()
    with pytest.raises(OutOfScope):
        actions.accept(by=overseer, at=AT, handover_id=number)
    with pytest.raises(OutOfScope):
        actions.withdraw(by=overseer, at=AT, handover_id=number, reason="x")


def test_the_system_itself_hands_nothing_over(where, giver, receiver):
    with pytest.raises(OutOfScope):
        actions.prepare(by=Scope(None, "hệ thống", grants={"hand_over": None}), at=AT, plan=plan(giver, receiver))
