"""Accounts and seats: who may make, change, close and give what, and what is refused."""

import sys
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from factories.offices import AT, Office, deeds, person
from factories.people import TODAY, seated

from giamngheo.accounts import queries
from giamngheo.accounts.actions import new_users, people, seats
from giamngheo.accounts.actions.managing import WrongFrom, WrongUntil
from giamngheo.accounts.kinds import PeopleSought, PersonDetails, Role
from giamngheo.accounts.mistakes import Mistake
from giamngheo.accounts.models import Absence, Agency, Holding, Seat, User
from giamngheo.accounts.roles import LEVELS
from giamngheo.audit.models import Entry
from giamngheo.common.scope import OutOfScope, Scope
from giamngheo.places.kinds import REFORM, Level

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


# Giving seats


def test_a_seat_is_given_from_a_day_on_what_decision(office: Office) -> None:
    user_id = create(office)
    agency = Agency.objects.create(name="UBND xã Đồng Lúa", place_id=office.where.commune)
    wanted = office.seat(agency_id=agency.pk, since=date(2025, 1, 1), valid_until=date(2025, 6, 1), basis="QĐ 05")
    seats.give_seat(by=office.by_commune, user_id=user_id, seat=wanted, **WHEN)
    held = Holding.objects.latest("pk")
    assert (held.valid_from, held.valid_until, held.basis) == (date(2025, 1, 1), date(2025, 6, 1), "QĐ 05")
    assert Entry.objects.latest("id").after["agency"] == "UBND xã Đồng Lúa"


def test_two_people_hold_the_same_seat_side_by_side(office: Office) -> None:
    create(office)
    create(office)
    assert Seat.objects.filter(role=Role.COMMUNE_OFFICER).count() == 1


@pytest.mark.parametrize(
    ("role", "place_name", "fits"),
    [
        (Role.HAMLET_HEAD, "hamlet", True),
        (Role.HAMLET_HEAD, "commune", False),
        (Role.ENUMERATOR, "hamlet", True),
        (Role.ENUMERATOR, "district", False),
        (Role.COMMUNE_CHAIR, "commune", True),
        (Role.COMMUNE_CHAIR, "district", False),
        (Role.LEADER, "district", True),
        (Role.LEADER, "hamlet", False),
        (Role.ADMINISTRATOR, "hamlet", False),
    ],
)
def test_a_role_has_its_seat_where_it_belongs(role: Role, place_name: str, fits: bool, office: Office) -> None:
    wanted = office.seat(role, getattr(office.where, place_name))
    if fits:
        create(office, seat=wanted)
    else:
        with pytest.raises(seats.RoleNotForPlace):
            create(office, seat=wanted)


def test_no_seat_at_a_place_that_does_not_exist_on_its_first_day(office: Office) -> None:
    with pytest.raises(seats.PlaceNotThere):
        create(office, seat=office.seat(since=REFORM))
    with pytest.raises(seats.PlaceNotThere):
        create(office, seat=office.seat(place_id=office.where.new_commune))
    create(office, seat=office.seat(place_id=office.where.new_commune, since=REFORM))


@pytest.mark.parametrize(
    ("agency", "fits"),
    [
        ({"place": "commune"}, True),
        ({"place": "district"}, True),
        ({"place": "other_commune"}, False),
        ({"place": "commune", "valid_from": date(2025, 1, 1)}, False),
        ({"place": "commune", "valid_until": TODAY}, False),
    ],
)
def test_an_agency_works_for_the_place_on_that_day(agency: dict[str, Any], fits: bool, office: Office) -> None:
    place_id = getattr(office.where, agency.pop("place"))
    wanted = office.seat(agency_id=Agency.objects.create(name="Cơ quan thử", place_id=place_id, **agency).pk)
    if fits:
        create(office, seat=wanted)
    else:
        with pytest.raises(seats.AgencyNotThere):
            create(office, seat=wanted)


@pytest.mark.parametrize(
    ("since", "until", "wrong"),
    [
        (date(204, 1, 1), None, WrongFrom),
        (date(2204, 1, 1), None, WrongFrom),
        (TODAY, date(2204, 1, 1), WrongUntil),
        (TODAY, TODAY, WrongUntil),
        (TODAY, TODAY - timedelta(days=1), WrongUntil),
    ],
)
def test_days_that_are_slips_of_the_keyboard_are_refused(
    since: date, until: date | None, wrong: type[Mistake], office: Office
) -> None:
    with pytest.raises(wrong):
        create(office, seat=office.seat(since=since, valid_until=until))


@pytest.mark.parametrize(
    ("since", "until", "refused"),
    [
        (date(2024, 5, 1), None, True),  # inside
        (date(2023, 1, 1), None, True),  # around
        (date(2023, 1, 1), date(2024, 1, 1), False),  # ends the day the other begins
        (date(2024, 7, 1), None, False),  # begins the day the other ends
    ],
)
def test_nobody_holds_the_same_seat_twice_on_a_day(
    since: date, until: date | None, refused: bool, office: Office
) -> None:
    user_id = create(office, seat=office.seat(since=date(2024, 1, 1), valid_until=date(2024, 7, 1)))
    give = {"by": office.by, "user_id": user_id, "seat": office.seat(since=since, valid_until=until), **WHEN}
    if refused:
        with pytest.raises(seats.AlreadyHeld):
            seats.give_seat(**give)
    else:
        seats.give_seat(**give)


def test_nobody_lets_themself_approve_or_watch_over_others(office: Office) -> None:
    for role in (Role.LEADER, Role.STANDING_OFFICE, Role.OVERSIGHT):
        with pytest.raises(seats.GivenToOneself):
            seats.give_seat(
                by=office.by, user_id=office.admin.pk, seat=office.seat(role, office.where.district), **WHEN
            )
    seats.give_seat(by=office.by, user_id=office.admin.pk, seat=office.seat(), **WHEN)  # officer work is no approval


def test_a_closed_account_is_given_no_seat(office: Office) -> None:
    user_id = create(office)
    people.close_account(by=office.by, user_id=user_id, day=TODAY, reason="nghỉ việc", **WHEN)
    with pytest.raises(seats.ClosedAccount):
        seats.give_seat(by=office.by, user_id=user_id, seat=office.seat(Role.COMMUNE_CHAIR), **WHEN)


def test_guessed_ids_are_nobody(office: Office) -> None:
    stranger = create(office, seat=office.seat(place_id=office.where.other_commune))
    for user_id in (stranger, 999_999):
        with pytest.raises(queries.NoSuchUser):
            seats.give_seat(by=office.by_commune, user_id=user_id, seat=office.seat(), **WHEN)
        with pytest.raises(queries.NoSuchUser):
            people.change_person(by=office.by_commune, user_id=user_id, person=person("Tên Khác"), **WHEN)
        with pytest.raises(queries.NoSuchUser):
            people.close_account(by=office.by_commune, user_id=user_id, day=TODAY, reason="", **WHEN)
        with pytest.raises(queries.NoSuchUser):
            people.reopen_account(by=office.by_commune, user_id=user_id, reason="", **WHEN)
    other = Holding.objects.get(user_id=stranger).pk
    for holding_id in (other, 999_999):
        with pytest.raises(queries.NoSuchHolding):
            seats.end_holding(by=office.by_commune, holding_id=holding_id, day=TODAY, **WHEN)


# Ending


def test_a_seat_ends_on_a_day_and_the_trace_says_why(office: Office) -> None:
    user_id = create(office, seat=office.seat(since=date(2024, 2, 1)))
    holding = Holding.objects.get(user_id=user_id)
    seats.end_holding(by=office.by_commune, holding_id=holding.pk, day=TODAY, reason="chuyển công tác", **WHEN)
    assert Holding.objects.get(pk=holding.pk).valid_until == TODAY
    entry = Entry.objects.latest("id")
    assert (entry.deed, entry.reason, entry.before) == (
        "accounts.holding_ended",
        "chuyển công tác",
        {"valid_until": None},
    )
    assert not office.scope(User.objects.get(pk=user_id)).grants


def test_a_seat_given_by_mistake_is_taken_back_and_can_be_given_again(office: Office) -> None:
    user_id = create(office, seat=office.seat(since=date(2025, 1, 1)))
    holding = Holding.objects.get(user_id=user_id)
    seats.end_holding(by=office.by, holding_id=holding.pk, day=date(2025, 1, 1), **WHEN)
    assert queries.person(user_id, scope=office.by, on=TODAY).holdings == ()
    seats.give_seat(by=office.by, user_id=user_id, seat=office.seat(since=date(2025, 1, 1)), **WHEN)


@pytest.mark.parametrize(
    ("day", "wrong"),
    [
        (date(2024, 1, 31), WrongUntil),  # before it was held
        (date(2204, 1, 1), WrongUntil),
        (date(2024, 6, 1), seats.AlreadyEnded),
        (date(2024, 7, 1), seats.AlreadyEnded),
    ],
)
def test_a_seat_does_not_end_before_it_was_held_nor_again_later(
    day: date, wrong: type[Mistake], office: Office
) -> None:
    until = date(2024, 6, 1) if wrong is seats.AlreadyEnded else None
    user_id = create(office, seat=office.seat(since=date(2024, 2, 1), valid_until=until))
    with pytest.raises(wrong):
        seats.end_holding(by=office.by, holding_id=Holding.objects.get(user_id=user_id).pk, day=day, **WHEN)


def test_an_administrator_of_a_commune_cannot_end_what_is_not_theirs(office: Office) -> None:
    reader = seated(Role.COMMUNE_CHAIR, office.where.commune)
    with pytest.raises(OutOfScope):
        seats.end_holding(by=office.scope(reader), holding_id=reader.holdings.get().pk, day=TODAY, **WHEN)


def own_seat(office: Office) -> int:
    return office.admin.holdings.get().pk


def test_the_only_administrator_does_not_end_their_own_seat(office: Office) -> None:
    with pytest.raises(seats.LastAdministrator):
        seats.end_holding(by=office.by, holding_id=own_seat(office), day=TODAY, **WHEN)
    assert Holding.objects.get(pk=own_seat(office)).valid_until is None


def test_with_a_second_administrator_the_first_may_go(office: Office) -> None:
    seated(Role.ADMINISTRATOR, office.where.district, username="thuhai")
    seats.end_holding(by=office.by, holding_id=own_seat(office), day=TODAY, **WHEN)
    assert deeds() == ["accounts.holding_ended"]


@pytest.mark.parametrize("second", ["closed", "off", "of a commune", "not yet", "over"])
def test_somebody_who_could_not_manage_is_no_second_administrator(second: str, office: Office) -> None:
    place_id = office.where.other_commune if second == "of a commune" else office.where.district
    since = TODAY + timedelta(days=1) if second == "not yet" else date(2024, 1, 1)
    other = seated(
        Role.ADMINISTRATOR, place_id, username="thuhai", since=since, until=TODAY if second == "over" else None
    )
    other.closed_on = TODAY if second == "closed" else None
    other.is_active = second != "off"
    other.save()
    with pytest.raises(seats.LastAdministrator):
        seats.end_holding(by=office.by, holding_id=own_seat(office), day=TODAY, **WHEN)


def test_the_administrator_of_a_commune_may_go_while_the_district_has_one(office: Office) -> None:
    held = office.commune_admin.holdings.get().pk
    seats.end_holding(by=office.by_commune, holding_id=held, day=TODAY, **WHEN)
    assert deeds() == ["accounts.holding_ended"]


def test_when_the_district_is_no_more_its_administrator_goes_if_anybody_manages_users(office: Office) -> None:
    Holding.objects.filter(user=office.commune_admin).update(valid_until=REFORM)
    with pytest.raises(seats.LastAdministrator):
        seats.end_holding(by=office.by, holding_id=own_seat(office), day=REFORM, **WHEN)
    seated(Role.ADMINISTRATOR, office.where.new_commune, since=REFORM, username="xamoi")
    seats.end_holding(by=office.by, holding_id=own_seat(office), day=REFORM, **WHEN)


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


# Lists


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
    with django_assert_max_num_queries(6):
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
