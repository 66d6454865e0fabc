"""Lists of handovers, and finding who receives."""

import pytest
from factories.handovers import AT, NEXT_WEEK, handed_over, plan, prepare
from factories.people import TODAY, scope_of, seated

from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import User
from giamngheo.handover import actions, queries
from giamngheo.handover.kinds import State

pytestmark = pytest.mark.django_db


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
