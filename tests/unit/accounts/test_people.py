"""Accounts: made, changed, closed and opened again; who may, and what is refused."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from factories.offices import AT, Office, deeds, person
from factories.people import TODAY, seated

from giamngheo.accounts import queries
from giamngheo.accounts.actions import new_users, people, seats
from giamngheo.accounts.kinds import PersonDetails, Role
from giamngheo.accounts.models import Absence, User
from giamngheo.accounts.roles import LEVELS
from giamngheo.audit.models import Entry
from giamngheo.common.scope import OutOfScope, Scope
from giamngheo.places.kinds import Level

WHEN: dict[str, Any] = {"at": AT, "on": TODAY}


def create(office: Office, name: str = "Nguyễn Văn An", by: Scope | None = None, seat: Any = None, **more: str) -> int:
    return people.create_user(by=by or office.by, person=person(name, **more), seat=seat or office.seat(), **WHEN)


# Making users


def test_a_new_user_has_a_name_to_sign_in_with_a_seat_and_no_password(office: Office) -> None:
    user = User.objects.get(pk=create(office, "  Nguyễn  Văn An ", phone="+84 912 345 678", job_title="Công chức"))
    assert (user.username, user.full_name, user.phone, user.job_title) == (
        "nguyenvanan",
        "Nguyễn Văn An",
        "0912345678",
        "Công chức",
    )
    assert not user.has_usable_password()
    holding = user.holdings.get()
    assert (holding.seat.role, holding.seat.place_id, holding.valid_from) == (
        "commune_officer",
        office.where.commune,
        TODAY,
    )


def test_the_trace_tells_of_a_new_user_once_and_for_the_place_of_the_seat(office: Office) -> None:
    user_id = create(office, phone="0912345678")
    entry = Entry.objects.get()
    assert (entry.deed, entry.subject_id, entry.place_id) == (
        "accounts.user_created",
        str(user_id),
        office.where.commune,
    )
    assert entry.after["role"] == "Cán bộ xã"
    assert entry.after["username"] == "nguyenvanan"


@pytest.mark.parametrize(
    ("name", "username"),
    [
        ("Nguyễn Văn An", "nguyenvanan"),
        ("Điểu Thị B'Rúc", "dieuthibruc"),
        ("Lý A", "lya"),
        ("Ô", "nguoidungo"),
        ("Đặng " + "Thị Hoàng " * 5, "dangthihoangthihoangthihoangth"),
        ("王", "nguoidung"),
    ],
)
def test_a_user_name_is_made_of_the_name(name: str, username: str, office: Office) -> None:
    assert queries.suggest_username(name) == username


def test_the_third_of_the_same_name_gets_a_number(office: Office) -> None:
    names = [User.objects.get(pk=create(office)).username for _ in range(3)]
    assert names == ["nguyenvanan", "nguyenvanan2", "nguyenvanan3"]


def test_a_user_name_can_be_chosen(office: Office) -> None:
    assert User.objects.get(pk=create(office, username="An.NV")).username == "an.nv"


@pytest.mark.parametrize("typed", ["an", "0912345678", "nguyễn", "a b c", "../etc", "a" * 61, "<b>an</b>"])
def test_what_nobody_could_sign_in_with_is_refused(typed: str, office: Office) -> None:
    with pytest.raises(new_users.WrongUserName):
        create(office, username=typed)
    assert User.objects.count() == 2


def test_a_user_name_belongs_to_one_person(office: Office) -> None:
    with pytest.raises(new_users.UserNameTaken):
        create(office, username="QuanTri")
    assert deeds() == []


def test_a_telephone_number_belongs_to_one_person(office: Office) -> None:
    create(office, phone="0912345678")
    with pytest.raises(new_users.PhoneTaken) as refused:
        create(office, "Trần Thị Bé", phone="+84912345678")
    assert "Nguyễn" not in str(refused.value)  # whose it is may be none of their business


def test_two_people_may_have_no_telephone(office: Office) -> None:
    create(office)
    create(office)
    assert User.objects.filter(phone=None).count() == 4


@pytest.mark.parametrize("typed", ["12345", "không có", "0912345678901"])
def test_what_is_no_telephone_number_is_refused(typed: str, office: Office) -> None:
    with pytest.raises(new_users.WrongPhone):
        create(office, phone=typed)


@pytest.mark.parametrize("typed", ["", "   ", "123", "Nguyễn Văn 2", "…", "x" * 201])
def test_what_is_no_name_is_refused(typed: str, office: Office) -> None:
    with pytest.raises(new_users.WrongName):
        create(office, typed)


def test_names_taken_by_somebody_else_in_the_same_moment_are_suggested_anew(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, tries = User.objects.create_user, []

    def meanwhile(**details: Any) -> User:
        tries.append(details["username"])
        if len(tries) == 1:
            real(**details | {"full_name": "Người nhanh hơn", "phone": ""})
        return real(**details)

    monkeypatch.setattr(User.objects, "create_user", meanwhile)
    assert User.objects.get(pk=create(office)).username in {"nguyenvanan", "nguyenvanan2"}
    assert len(tries) == 2


def test_a_name_that_stays_taken_is_told(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(**_: Any) -> User:
        raise IntegrityError

    monkeypatch.setattr(User.objects, "create_user", meanwhile)
    for username in ("", "an.nv"):
        with pytest.raises(new_users.UserNameTaken):
            create(office, username=username)


def test_an_administrator_of_a_commune_gives_seats_within_the_commune_only(office: Office) -> None:
    create(office, by=office.by_commune)
    create(office, by=office.by_commune, seat=office.seat(Role.HAMLET_HEAD, office.where.hamlet))
    for place_id in (office.where.other_commune, office.where.district):
        with pytest.raises(OutOfScope):
            create(office, by=office.by_commune, seat=office.seat(Role.LEADER, place_id))
    assert User.objects.count() == 4


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_make_users(role: Role, office: Office) -> None:
    at = {Level.DISTRICT: office.where.district, Level.COMMUNE: office.where.commune, Level.HAMLET: office.where.hamlet}
    home = next(place_id for level, place_id in at.items() if level in LEVELS[role])
    with pytest.raises(OutOfScope):
        create(office, by=office.scope(seated(role, home)), seat=office.seat(place_id=home))


def test_a_user_and_a_seat_come_together_or_not_at_all(office: Office) -> None:
    with pytest.raises(seats.RoleNotForPlace):
        create(office, seat=office.seat(Role.HAMLET_HEAD, office.where.commune))
    assert User.objects.count() == 2
    assert deeds() == []


# Changing, closing, opening again


def test_name_number_and_title_change_and_the_user_name_stays(office: Office) -> None:
    user_id = create(office, phone="0912345678")
    changed = PersonDetails("Nguyễn Văn Ân", phone="0987654321", job_title="Phó Chủ tịch", username="khac")
    people.change_person(by=office.by_commune, user_id=user_id, person=changed, **WHEN)
    user = User.objects.get(pk=user_id)
    assert (user.full_name, user.phone, user.job_title, user.username) == (
        "Nguyễn Văn Ân",
        "0987654321",
        "Phó Chủ tịch",
        "nguyenvanan",
    )
    assert Entry.objects.latest("id").before == {
        "full_name": "Nguyễn Văn An",
        "phone": "0912345678",
        "job_title": "",
    }


def test_a_change_of_nothing_is_not_recorded(office: Office) -> None:
    user_id = create(office, phone="0912345678")
    people.change_person(by=office.by, user_id=user_id, person=person(phone="0912 345 678"), **WHEN)
    assert deeds() == ["accounts.user_created"]


def test_a_number_can_be_taken_away_and_not_be_somebody_elses(office: Office) -> None:
    first, second = create(office, phone="0912345678"), create(office, "Trần Thị Bé")
    with pytest.raises(new_users.PhoneTaken):
        people.change_person(by=office.by, user_id=second, person=person("Trần Thị Bé", phone="0912345678"), **WHEN)
    people.change_person(by=office.by, user_id=first, person=person(), **WHEN)
    assert User.objects.get(pk=first).phone is None


def test_a_number_taken_while_a_change_is_saved_is_told(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    user_id = create(office)

    def meanwhile(*_: Any, **__: Any) -> None:
        raise IntegrityError

    monkeypatch.setattr(User, "save", meanwhile)
    with pytest.raises(new_users.PhoneTaken):
        people.change_person(by=office.by, user_id=user_id, person=person(phone="0912345678"), **WHEN)


def test_who_works_elsewhere_too_is_changed_by_who_manages_both_places(office: Office) -> None:
    user_id = create(office)
    elsewhere = office.seat(Role.ENUMERATOR, office.where.other_hamlet)
    seats.give_seat(by=office.by, user_id=user_id, seat=elsewhere, **WHEN)
    changes: list[Callable[[Scope], Any]] = [
        lambda by: people.change_person(by=by, user_id=user_id, person=person("Tên Mới"), **WHEN),
        lambda by: people.close_account(by=by, user_id=user_id, day=TODAY, reason="", **WHEN),
        lambda by: people.reopen_account(by=by, user_id=user_id, reason="", **WHEN),
    ]
    for change in changes:
        with pytest.raises(OutOfScope):
            change(office.by_commune)
        change(office.by)


def test_who_works_nowhere_any_more_is_managed_by_where_they_worked_last(office: Office) -> None:
    user_id = create(office, seat=office.seat(since=date(2024, 1, 1), valid_until=date(2024, 6, 1)))
    people.change_person(by=office.by_commune, user_id=user_id, person=person("Tên Mới"), **WHEN)


def test_who_never_had_a_seat_is_managed_by_the_whole_installation(office: Office) -> None:
    user = User.objects.create_user(username="moi", full_name="Người Mới")
    people.change_person(by=office.by, user_id=user.pk, person=person("Tên Mới"), **WHEN)
    with pytest.raises(queries.NoSuchUser):
        people.change_person(by=office.by_commune, user_id=user.pk, person=person("Khác"), **WHEN)


def test_an_account_closes_on_a_day_and_opens_again(office: Office) -> None:
    user_id = create(office)
    people.close_account(by=office.by_commune, user_id=user_id, day=TODAY, reason="nghỉ thai sản", **WHEN)
    user = User.objects.get(pk=user_id)
    assert (user.closed_on, user.is_active) == (TODAY, False)
    assert user.holdings.get().valid_until is None  # the seat waits for a handover
    with pytest.raises(people.AlreadyClosed):
        people.close_account(by=office.by, user_id=user_id, day=TODAY, reason="", **WHEN)
    people.reopen_account(by=office.by_commune, user_id=user_id, reason="đi làm lại", **WHEN)
    user.refresh_from_db()
    assert (user.closed_on, user.is_active) == (None, True)
    with pytest.raises(people.NotClosed):
        people.reopen_account(by=office.by, user_id=user_id, reason="", **WHEN)
    assert deeds()[1:] == ["accounts.account_closed", "accounts.account_reopened"]


def test_an_account_that_will_close_works_until_then_and_may_close_sooner(office: Office) -> None:
    user_id = create(office)
    later = TODAY + timedelta(days=10)
    people.close_account(by=office.by, user_id=user_id, day=later, reason="", **WHEN)
    user = User.objects.get(pk=user_id)
    assert office.scope(user).grants
    assert not office.scope(user, later).grants
    with pytest.raises(people.AlreadyClosed, match="đã đóng từ ngày"):
        people.close_account(by=office.by, user_id=user_id, day=later, reason="", **WHEN)
    people.close_account(by=office.by, user_id=user_id, day=TODAY, reason="", **WHEN)
    assert not office.scope(User.objects.get(pk=user_id)).grants


def test_an_account_switched_off_without_a_day_is_closed_too(office: Office) -> None:
    user_id = create(office)
    User.objects.filter(pk=user_id).update(is_active=False)
    with pytest.raises(people.AlreadyClosed, match=r"đã đóng\."):
        people.close_account(by=office.by, user_id=user_id, day=TODAY, reason="", **WHEN)


def test_nobody_closes_their_own_account(office: Office) -> None:
    with pytest.raises(people.ClosedByOneself):
        people.close_account(by=office.by, user_id=office.admin.pk, day=TODAY, reason="", **WHEN)


def test_the_account_of_the_only_administrator_is_not_closed_by_who_stands_in(office: Office) -> None:
    head = seated(Role.HAMLET_HEAD, office.where.hamlet)
    Absence.objects.create(
        user=office.admin, substitute=head, valid_from=TODAY, valid_until=TODAY + timedelta(days=3), basis="01"
    )
    with pytest.raises(seats.LastAdministrator):
        people.close_account(by=office.scope(head), user_id=office.admin.pk, day=TODAY, reason="", **WHEN)
