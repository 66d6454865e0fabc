"""Seats: who may give and end what, where, and that somebody is left to manage users."""

from datetime import date, timedelta
from typing import Any

import pytest
from factories.offices import AT, Office, deeds, person
from factories.people import TODAY, seated

from giamngheo.accounts import queries
from giamngheo.accounts.actions import people, seats
from giamngheo.accounts.actions.managing import WrongFrom, WrongUntil
from giamngheo.accounts.kinds import Role
from giamngheo.accounts.mistakes import Mistake
from giamngheo.accounts.models import Agency, Holding, Seat, User
from giamngheo.audit.models import Entry
from giamngheo.common.scope import OutOfScope, Scope
from giamngheo.places.kinds import REFORM

WHEN: dict[str, Any] = {"at": AT, "on": TODAY}


def create(office: Office, name: str = "Nguyễn Văn An", by: Scope | None = None, seat: Any = None, **more: str) -> int:
    return people.create_user(by=by or office.by, person=person(name, **more), seat=seat or office.seat(), **WHEN)


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
