"""Seats pass from one person to another on a day, and what belongs to them with them; what cannot pass is refused."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from factories.handovers import AT, NEXT_WEEK, accept, handed_over, periods, plan, prepare, seat
from factories.people import TODAY, Country, scope_of, seated

from giamngheo.accounts.kinds import Permission, Role
from giamngheo.accounts.models import User
from giamngheo.audit.models import Entry
from giamngheo.handover import actions, queries
from giamngheo.handover.models import HandedSeat, Handover
from giamngheo.handover.refusals import (
    AlreadyOver,
    AlreadyUnderWay,
    BeforeHolding,
    NoReason,
    NoSeatChosen,
    NotHandedOver,
    NotHeldThen,
    NotTheirSeat,
    ReceiverClosed,
)
from giamngheo.oversight import actions as oversight
from giamngheo.oversight import queries as recommendations
from giamngheo.oversight.actions import Letter
from giamngheo.places.kinds import REFORM

pytestmark = pytest.mark.django_db


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
