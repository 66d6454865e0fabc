"""Seats pass from one person to another on a day, and what belongs to them with them; what cannot pass is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from factories.people import TODAY, Country, country, installation, seated

from giamngheo.accounts import queries as accounts
from giamngheo.accounts.kinds import Permission, Role
from giamngheo.accounts.models import Holding, Seat, User
from giamngheo.audit.models import Entry
from giamngheo.common.scope import OutOfScope, Scope
from giamngheo.handover import actions, queries
from giamngheo.handover.kinds import Plan, State
from giamngheo.handover.models import HandedSeat, Handover
from giamngheo.handover.queries import NoSuchGiver, NoSuchHandover
from giamngheo.handover.refusals import (
    AlreadyOver,
    AlreadyUnderWay,
    BeforeHolding,
    GivenToOneself,
    NoReason,
    NoSeatChosen,
    NotForOneself,
    NotHandedOver,
    NotHeldThen,
    NotTheirSeat,
    PreparedByReceiver,
    ReceiverClosed,
)
from giamngheo.oversight import actions as oversight
from giamngheo.oversight import queries as recommendations
from giamngheo.oversight.actions import Letter
from giamngheo.places.kinds import REFORM

pytestmark = pytest.mark.django_db
AT = datetime(2024, 11, 15, 2, tzinfo=UTC)
NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def where() -> Country:
    found = country()
    installation(found)
    return found


@pytest.fixture
def giver(where) -> User:
    return seated(Role.COMMUNE_OFFICER, where.commune, username="giao")


@pytest.fixture
def receiver(where) -> User:
    return seated(Role.HAMLET_HEAD, where.hamlet, username="nhan")


def scope_of(user: User, where: Country, on: date = TODAY) -> Scope:
    return accounts.scope_of(user.pk, on=on, top_place_id=where.district)


def plan(giver: User, receiver: User, on: date = TODAY, **changes) -> Plan:
    held = frozenset(giver.holdings.values_list("pk", flat=True))
    return replace(Plan(giver.pk, receiver.pk, on, held, "Chuyển công tác", "Quyết định số 12/QĐ-UBND"), **changes)


def prepare(by: User, where: Country, planned: Plan) -> int:
    return actions.prepare(by=scope_of(by, where), at=AT, plan=planned)


def accept(by: User, where: Country, number: int) -> None:
    actions.accept(by=scope_of(by, where), at=AT, handover_id=number)


def handed_over(giver: User, receiver: User, where: Country, on: date = TODAY, **changes) -> Handover:
    number = prepare(giver, where, plan(giver, receiver, on, **changes))
    accept(receiver, where, number)
    return Handover.objects.get(pk=number)


def periods(user: User) -> list[tuple[date, date | None]]:
    return list(user.holdings.order_by("valid_from", "pk").values_list("valid_from", "valid_until"))


def seat(user: User, role: Role, place_id: int, since: date = date(2024, 1, 1), until: date | None = None) -> Holding:
    """Give a user one more seat."""
    wanted, _ = Seat.objects.get_or_create(role=role, agency=None, place_id=place_id)
    return Holding.objects.create(seat=wanted, user=user, valid_from=since, valid_until=until)


@pytest.mark.parametrize("day", [TODAY - timedelta(days=30), TODAY, NEXT_WEEK])
def test_seats_pass_on_a_past_day_today_or_a_day_to_come_and_the_account_closes(where, giver, receiver, day):
    done = handed_over(giver, receiver, where, day)
    giver.refresh_from_db()
    assert periods(giver) == [(date(2024, 1, 1), day)]
    assert (day, None) in periods(receiver)
    assert (giver.closed_on, done.account_closed) == (day, True)
    before, after = day - timedelta(days=1), day
    assert scope_of(giver, where, before).covers(Permission.MANAGE_PLACES, where.commune)
    assert not scope_of(giver, where, after).grants
    assert not scope_of(receiver, where, before).covers(Permission.MANAGE_PLACES, where.commune)
    assert scope_of(receiver, where, after).covers(Permission.MANAGE_PLACES, where.commune)
    begun = receiver.holdings.get(valid_from=day)
    assert begun.basis == "Quyết định số 12/QĐ-UBND"


def test_nothing_passes_before_the_receiver_accepts(where, giver, receiver):
    number = prepare(giver, where, plan(giver, receiver))
    giver.refresh_from_db()
    assert periods(giver) == [(date(2024, 1, 1), None)]
    assert giver.closed_on is None
    assert [row.id for row in queries.to_receive(scope=scope_of(receiver, where))] == [number]
    accept(receiver, where, number)
    assert queries.to_receive(scope=scope_of(receiver, where)) == []


def test_work_given_to_the_seat_waits_for_the_new_holder_and_history_keeps_the_old_name(where, giver, receiver):
    overseer = scope_of(seated(Role.OVERSIGHT, where.district), where)
    to = giver.holdings.get().seat_id
    about = [
        oversight.recommend(
            by=overseer, at=AT, on=TODAY, letter=Letter(where.commune, f"Việc {number}", "Đề nghị làm.", to, NEXT_WEEK)
        )
        for number in (1, 2)
    ]
    oversight.answer(
        by=scope_of(giver, where), at=AT, on=TODAY, recommendation_id=about[0], text="Đã làm.", answered_on=TODAY
    )
    done = handed_over(giver, receiver, where)
    assert [work["text"] for work in done.work] == ["Việc 2"]
    assert recommendations.waiting_for(scope=scope_of(receiver, where), on=TODAY).rows[0].about == "Việc 2"
    assert recommendations.waiting_for(scope=scope_of(giver, where), on=TODAY).total == 0
    old = recommendations.recommendation(about[0], scope=overseer, on=TODAY)
    assert old.answers[0].writer_name == giver.full_name
    assert Entry.objects.filter(actor=giver, actor_name=giver.full_name).exists()
    oversight.answer(
        by=scope_of(receiver, where), at=AT, on=TODAY, recommendation_id=about[1], text="Xong.", answered_on=TODAY
    )
    User.objects.filter(pk=giver.pk).update(full_name="Tên mới", job_title="Chức vụ mới")
    shown = queries.handover(done.pk, scope=scope_of(receiver, where))
    assert shown.row.giver.name == "Người giữ vai Cán bộ xã"
    assert [work.text for work in shown.work] == ["Việc 2"], "the minutes stay as they were signed"


def test_preparing_accepting_and_withdrawing_each_leave_one_entry_in_the_trace(where, giver, receiver):
    first = prepare(giver, where, plan(giver, receiver))
    actions.withdraw(by=scope_of(giver, where), at=AT, handover_id=first, reason="Ghi nhầm ngày")
    second = prepare(giver, where, plan(giver, receiver))
    accept(receiver, where, second)
    entries = list(Entry.objects.order_by("pk"))
    assert [(entry.deed, entry.subject_id) for entry in entries] == [
        ("handover.prepared", str(first)),
        ("handover.withdrawn", str(first)),
        ("handover.prepared", str(second)),
        ("handover.accepted", str(second)),
    ]
    assert {entry.place_id for entry in entries} == {where.commune}
    assert entries[1].reason == "Ghi nhầm ngày"
    assert entries[3].after["closed_on"] == TODAY.isoformat()
    assert entries[3].number_of_touched == 2


def test_only_some_seats_may_pass_and_then_the_account_stays_open(where, giver, receiver):
    other = seat(giver, Role.ENUMERATOR, where.hamlet)
    passed = giver.holdings.exclude(pk=other.pk).get()
    done = handed_over(giver, receiver, where, holding_ids=frozenset({passed.pk}))
    giver.refresh_from_db()
    assert (giver.closed_on, done.account_closed, done.closes_account) == (None, False, True)
    other.refresh_from_db()
    assert other.valid_until is None


def test_a_seat_that_begins_later_keeps_the_account_open(where, giver, receiver):
    now = giver.holdings.get()
    seat(giver, Role.COMMUNE_CHAIR, where.commune, since=NEXT_WEEK)
    assert not handed_over(giver, receiver, where, holding_ids=frozenset({now.pk})).account_closed


def test_who_is_only_moved_keeps_the_account(where, giver, receiver):
    assert not handed_over(giver, receiver, where, closes_account=False).account_closed
    giver.refresh_from_db()
    assert giver.closed_on is None


def test_an_account_closed_before_stays_closed_from_the_earlier_day(where, giver, receiver):
    manager = seated(Role.ADMINISTRATOR, where.commune, username="quan-tri")
    User.objects.filter(pk=giver.pk).update(closed_on=TODAY - timedelta(days=3))
    number = prepare(manager, where, plan(giver, receiver))
    accept(receiver, where, number)
    giver.refresh_from_db()
    assert giver.closed_on == TODAY - timedelta(days=3)


def test_the_receiver_holds_no_longer_than_the_giver_would_have(where, giver, receiver):
    giver.holdings.update(valid_until=REFORM)
    handed_over(giver, receiver, where)
    assert (TODAY, REFORM) in periods(receiver)


def test_a_seat_both_held_stays_with_the_receiver_without_a_second_holding(where, giver, receiver):
    own = seat(receiver, Role.COMMUNE_OFFICER, where.commune)
    done = handed_over(giver, receiver, where)
    assert done.seats.get().begun_id == own.pk
    assert receiver.holdings.filter(seat=own.seat).count() == 1


def test_a_seat_the_receiver_gets_later_anyway_is_not_held_twice(where, giver, receiver):
    seat(receiver, Role.COMMUNE_OFFICER, where.commune, since=NEXT_WEEK)
    handed_over(giver, receiver, where)
    assert (TODAY, NEXT_WEEK) in periods(receiver)


def test_a_manager_hands_over_the_seats_of_somebody_who_has_left(where, giver, receiver):
    manager = seated(Role.ADMINISTRATOR, where.commune, username="quan-tri")
    User.objects.filter(pk=giver.pk).update(is_active=False)
    found = queries.givable(giver.pk, scope=scope_of(manager, where), on=TODAY)
    assert [held.seat.role for held in found.holdings] == [Role.COMMUNE_OFFICER]
    assert not found.is_own
    number = prepare(manager, where, plan(giver, receiver))
    accept(receiver, where, number)
    assert (TODAY, None) in periods(receiver)


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


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"holding_ids": frozenset()}, NoSeatChosen),
        ({"holding_ids": frozenset({987_654})}, NotTheirSeat),
        ({"reason": " \n "}, NoReason),
        ({"on": date(2023, 12, 31)}, BeforeHolding),
        ({"receiver_id": 987_654}, ReceiverClosed),
    ],
)
def test_what_cannot_be_prepared_is_refused_and_nothing_is_kept(where, giver, receiver, changes, error):
    with pytest.raises(error) as refused:
        prepare(giver, where, plan(giver, receiver, **changes))
    assert isinstance(refused.value, NotHandedOver)
    assert refused.value.field
    assert not Handover.objects.exists()
    assert not Entry.objects.exists()


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


def test_a_receiver_whose_account_closes_meanwhile_does_not_get_the_seat(where, giver, receiver):
    number = prepare(giver, where, plan(giver, receiver))
    User.objects.filter(pk=receiver.pk).update(closed_on=NEXT_WEEK)
    with pytest.raises(ReceiverClosed):
        accept(receiver, where, number)
    assert periods(giver) == [(date(2024, 1, 1), None)]


def test_a_seat_ended_meanwhile_does_not_pass(where, giver, receiver):
    number = prepare(giver, where, plan(giver, receiver, NEXT_WEEK))
    giver.holdings.update(valid_until=TODAY)
    with pytest.raises(NotHeldThen):
        accept(receiver, where, number)
    assert HandedSeat.objects.get().begun is None


def test_a_seat_is_handed_over_once_at_a_time(where, giver, receiver):
    number = prepare(giver, where, plan(giver, receiver))
    with pytest.raises(AlreadyUnderWay):
        prepare(giver, where, plan(giver, receiver, NEXT_WEEK))
    actions.withdraw(by=scope_of(receiver, where), at=AT, handover_id=number, reason="Chưa có quyết định")
    assert prepare(giver, where, plan(giver, receiver)) != number


def test_what_is_over_stays_over(where, giver, receiver):
    done = handed_over(giver, receiver, where, NEXT_WEEK)
    with pytest.raises(AlreadyOver):
        accept(receiver, where, done.pk)
    with pytest.raises(AlreadyOver):
        actions.withdraw(by=scope_of(giver, where), at=AT, handover_id=done.pk, reason="Đổi ý")
    assert receiver.holdings.count() == 2
    assert Entry.objects.filter(deed="handover.accepted").count() == 1


def test_withdrawing_needs_a_reason(where, giver, receiver):
    number = prepare(giver, where, plan(giver, receiver))
    with pytest.raises(NoReason):
        actions.withdraw(by=scope_of(giver, where), at=AT, handover_id=number, reason=" ")


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


def test_seats_of_two_communes_belong_to_the_district_they_lie_in(where, giver, receiver):
    seat(giver, Role.COMMUNE_OFFICER, where.other_commune)
    assert handed_over(giver, receiver, where).place_id == where.district


def test_seats_without_a_common_place_belong_to_the_whole_installation(where, giver, receiver):
    seat(giver, Role.COMMUNE_OFFICER, where.new_commune)
    number = prepare(giver_everywhere(giver, where), where, plan(giver, receiver))
    assert Handover.objects.get(pk=number).place_id is None


def giver_everywhere(giver: User, where: Country) -> User:
    """Let the giver manage users of the whole installation, so that every seat is theirs to hand over."""
    manager = seated(Role.ADMINISTRATOR, where.district, username="quan-tri-huyen")
    manager.holdings.update(user=giver)
    return giver


def test_a_list_is_narrowed_by_state_and_goes_on_page_by_page(where, giver, receiver, monkeypatch):
    monkeypatch.setattr(queries, "ROWS_AT_ONCE", 1)
    withdrawn = prepare(giver, where, plan(giver, receiver))
    actions.withdraw(by=scope_of(giver, where), at=AT, handover_id=withdrawn, reason="Ghi nhầm")
    done = handed_over(giver, receiver, where)
    scope = scope_of(receiver, where)
    first = queries.handovers(scope=scope)
    second = queries.handovers(scope=scope, older_than=first.older_than)
    assert [row.id for row in (*first.rows, *second.rows)] == [done.pk, withdrawn]
    assert second.older_than is None
    assert [row.id for row in queries.handovers(scope=scope, state=State.DONE).rows] == [done.pk]
    assert [row.id for row in queries.handovers(scope=scope, state=State.WITHDRAWN).rows] == [withdrawn]
    assert queries.handovers(scope=scope, state=State.OPEN).rows == ()
    assert {state.label for state in State} == {"chờ bên nhận", "đã bàn giao", "đã huỷ"}
    assert queries.handover(withdrawn, scope=scope).work == ()


def test_offered_as_receivers_are_open_accounts_nearby(where, giver, receiver):
    elsewhere = seated(Role.COMMUNE_OFFICER, where.other_commune, username="nguoi-khac")
    left = seated(Role.ENUMERATOR, where.commune, until=TODAY)
    closed = seated(Role.COMMUNE_CHAIR, where.commune)
    User.objects.filter(pk=closed.pk).update(closed_on=NEXT_WEEK)
    new = User.objects.create_user(username="moi", full_name="Người mới", phone="0912345678")
    near = queries.receivers(giver.pk, scope=scope_of(giver, where), on=TODAY)
    assert [one.user_id for one in near] == [receiver.pk]
    assert near[0].title == "Người giữ vai Trưởng ấp, khu phố – Trưởng ấp, khu phố – Ấp 1, Xã Đồng Lúa"
    manager = seated(Role.ADMINISTRATOR, where.district)
    all_of_them = queries.receivers(giver.pk, scope=scope_of(manager, where), on=TODAY)
    assert {one.user_id for one in all_of_them} == {receiver.pk, elsewhere.pk, manager.pk, left.pk, new.pk}
    assert all_of_them[-1].title.endswith("chưa giữ vị trí nào")


@pytest.mark.parametrize("typed", ["moi", " MOI ", "0912345678", "+84 912 345 678"])
def test_a_receiver_is_found_by_whole_user_name_or_telephone_number(typed):
    new = User.objects.create_user(username="moi", full_name="Người mới", phone="0912345678")
    assert queries.receiver_named(typed) == new.pk


@pytest.mark.parametrize("typed", ["", "mo", "091234567", "Người mới", "%", "moi' OR 1=1", "x" * 5_000, "\0"])
def test_a_receiver_is_not_found_by_part_of_a_name_or_by_tricks(typed):
    User.objects.create_user(username="moi", full_name="Người mới", phone="0912345678")
    assert queries.receiver_named(typed) is None


def test_texts_are_kept_in_one_form_and_length(where, giver, receiver):
    number = prepare(giver, where, plan(giver, receiver, reason="Nghỉ \0 hưu\n" + "x" * 400, remarks="a\0\nb"))
    kept = Handover.objects.get(pk=number)
    assert kept.reason.startswith("Nghỉ hưu x")
    assert len(kept.reason) == 300
    assert kept.remarks == "a\nb"


def test_the_giver_is_never_the_receiver_in_the_table_either(where, giver, receiver):
    prepare(giver, where, plan(giver, receiver))
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.update(receiver=giver)
