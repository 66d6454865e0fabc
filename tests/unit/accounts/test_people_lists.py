"""Lists of people within a scope: in order, found, and one person with the seats held over time."""

import sys
from datetime import date
from typing import Any

import pytest
from factories.offices import AT, Office, person
from factories.people import TODAY

from giamngheo.accounts import queries
from giamngheo.accounts.actions import people, seats
from giamngheo.accounts.kinds import PeopleSought, Role
from giamngheo.accounts.models import Holding, User
from giamngheo.common.scope import OutOfScope, Scope

WHEN: dict[str, Any] = {"at": AT, "on": TODAY}


def create(office: Office, name: str = "Nguyễn Văn An", by: Scope | None = None, seat: Any = None, **more: str) -> int:
    return people.create_user(by=by or office.by, person=person(name, **more), seat=seat or office.seat(), **WHEN)


def names(office: Office, by: Scope | None = None, after: int | None = None, **sought: Any) -> list[str]:
    found = queries.people(scope=by or office.by, on=TODAY, sought=PeopleSought(**sought), after=after)
    return [row.full_name for row in found.rows]


@pytest.fixture
def staff(office: Office) -> dict[str, int]:
    where = office.where
    return {
        "An": create(office, "Nguyễn Văn An", phone="0912345678"),
        "Bé": create(office, "Trần Thị Bé", seat=office.seat(Role.HAMLET_HEAD, where.hamlet)),
        "Đào": create(office, "Lê Đào", seat=office.seat(Role.COMMUNE_CHAIR, where.other_commune)),
        "Cũ": create(office, "Phạm Cũ", seat=office.seat(since=date(2024, 1, 1), valid_until=date(2024, 6, 1))),
    }


def test_people_are_listed_by_given_name_within_the_scope(office: Office, staff: dict[str, int]) -> None:
    assert names(office) == [
        "Nguyễn Văn An",
        "Trần Thị Bé",
        "Lê Đào",
        "Người giữ vai Quản trị",
        "Người giữ vai Quản trị",
    ]
    assert names(office, office.by_commune) == ["Nguyễn Văn An", "Trần Thị Bé", "Người giữ vai Quản trị"]


def test_those_who_left_and_closed_accounts_are_listed_when_asked_for(office: Office, staff: dict[str, int]) -> None:
    people.close_account(by=office.by, user_id=staff["Bé"], day=TODAY, reason="", **WHEN)
    assert names(office, office.by_commune, with_former=True) == [
        "Nguyễn Văn An",
        "Trần Thị Bé",
        "Phạm Cũ",
        "Người giữ vai Quản trị",
    ]
    assert "Trần Thị Bé" not in names(office)
    User.objects.create_user(username="khongvitri", full_name="Không Vị Trí")
    assert "Không Vị Trí" in names(office, with_former=True)
    assert "Không Vị Trí" not in names(office)


@pytest.mark.parametrize(
    "text", ["an", "NGUYỄN văn", "nguyen an", "nguyenvanan", "0912", "0912 345 678", "+84 912 345 678", "an van"]
)
def test_people_are_found_by_name_user_name_and_number(text: str, office: Office, staff: dict[str, int]) -> None:
    assert "Nguyễn Văn An" in names(office, text=text)
    assert "Lê Đào" not in names(office, text=text)


@pytest.mark.parametrize("text", ["không ai", "%", "_", "'; drop table", "\\", "0999"])
def test_nobody_is_found_by_what_nobody_is_called(text: str, office: Office, staff: dict[str, int]) -> None:
    assert names(office, text=text) == []


def test_people_are_narrowed_by_role_and_place(office: Office, staff: dict[str, int]) -> None:
    assert names(office, role=Role.HAMLET_HEAD) == ["Trần Thị Bé"]
    assert names(office, place_id=office.where.other_commune) == ["Lê Đào"]
    assert names(office, office.by_commune, place_id=office.where.hamlet) == ["Trần Thị Bé"]
    assert names(office, office.by_commune, place_id=office.where.other_commune) == []


def test_who_may_see_nobody_sees_nobody(office: Office, staff: dict[str, int]) -> None:
    assert names(office, office.scope(User.objects.get(pk=staff["Bé"]))) == []


def test_a_list_goes_on_where_the_page_before_ended(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[queries.people.__module__], "PAGE", 3)
    wanted = ["Nguyễn Văn An", "Nguyễn Văn An", "Nguyễn Văn An", "Trần Thị Bé", "Lê Chi"]
    for name in reversed(wanted):
        create(office, name)
    found, after = [], None
    while True:
        page = queries.people(scope=office.by, on=TODAY, after=after)
        found += [row.full_name for row in page.rows]
        after = page.next_id
        if after is None:
            break
    assert found == [*wanted, "Người giữ vai Quản trị", "Người giữ vai Quản trị"]
    assert names(office, after=999_999)[0] == "Nguyễn Văn An"


def test_a_list_costs_the_same_statements_however_long(
    office: Office, staff: dict[str, int], django_assert_max_num_queries: Any
) -> None:
    by = office.by
    with django_assert_max_num_queries(10):
        names(office, by)


def test_a_person_is_shown_with_the_seats_held_over_time(office: Office, staff: dict[str, int]) -> None:
    found = queries.person(staff["Cũ"], scope=office.by_commune, on=TODAY)
    assert [(row.seat.title, row.last_day) for row in found.holdings] == [
        ("Cán bộ xã – Xã Đồng Lúa", date(2024, 5, 31))
    ]
    assert found.user.seats == ()
    assert found.is_managed
    assert not found.has_seats_elsewhere


def test_seats_outside_the_scope_are_not_told(office: Office, staff: dict[str, int]) -> None:
    elsewhere = office.seat(Role.OVERSIGHT, office.where.other_commune)
    seats.give_seat(by=office.by, user_id=staff["An"], seat=elsewhere, **WHEN)
    found = queries.person(staff["An"], scope=office.by_commune, on=TODAY)
    assert [row.seat.role for row in found.holdings] == [Role.COMMUNE_OFFICER]
    assert found.has_seats_elsewhere
    assert not found.is_managed


def test_a_person_outside_the_scope_is_nobody(office: Office, staff: dict[str, int]) -> None:
    for user_id in (staff["Đào"], 999_999):
        with pytest.raises(queries.NoSuchUser):
            queries.person(user_id, scope=office.by_commune, on=TODAY)


def test_the_seats_of_a_place_with_who_holds_them_and_vacant_ones(office: Office, staff: dict[str, int]) -> None:
    create(office, seat=office.seat(Role.COMMUNE_CHAIR, since=date(2024, 1, 1), valid_until=date(2024, 6, 1)))
    found = queries.seats_of_place(office.where.commune, scope=office.by_commune, on=TODAY)
    assert [(one.seat.role, [row.user_name for row in one.holders]) for one in found] == [
        (Role.ADMINISTRATOR, ["Người giữ vai Quản trị"]),
        (Role.COMMUNE_CHAIR, []),
        (Role.COMMUNE_OFFICER, ["Nguyễn Văn An"]),
    ]
    with pytest.raises(OutOfScope):
        queries.seats_of_place(office.where.other_commune, scope=office.by_commune, on=TODAY)


def test_a_holding_is_found_within_the_scope(office: Office, staff: dict[str, int]) -> None:
    mine, theirs = (Holding.objects.get(user_id=staff[name]).pk for name in ("An", "Đào"))
    assert queries.holding(mine, scope=office.by_commune, on=TODAY).user_name == "Nguyễn Văn An"
    for holding_id in (theirs, 999_999):
        with pytest.raises(queries.NoSuchHolding):
            queries.holding(holding_id, scope=office.by_commune, on=TODAY)
