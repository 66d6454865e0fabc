"""Who may do what, where and when: each test is a situation in the district of 2024 or the commune after July 2025."""

from datetime import date, datetime, timedelta, timezone

import pytest
from factories.people import TODAY, Country, country, place, seated

from giamngheo.accounts.kinds import Permission, Role
from giamngheo.accounts.models import Absence, Holding, User
from giamngheo.accounts.queries import may, scope_of
from giamngheo.accounts.roles import LEVELS, PERMISSIONS, SEPARATE
from giamngheo.common.scope import EVERYWHERE, Scope
from giamngheo.places.kinds import REFORM, Level

pytestmark = pytest.mark.django_db

AFTER = date(2026, 3, 1)
AT = datetime(2024, 11, 15, 8, tzinfo=timezone(timedelta(hours=7)))


@pytest.fixture
def where() -> Country:
    return country()


def scope(user: User, on: date = TODAY, top: int | None = None) -> Scope:
    return scope_of(user.pk, on=on, top_place_id=top)


def home_of(role: Role, where: Country) -> int:
    """Where a seat of this role is: as low as the role goes."""
    at = {Level.HAMLET: where.hamlet, Level.COMMUNE: where.commune, Level.DISTRICT: where.district}
    return next(at[level] for level in at if level in LEVELS[role])


@pytest.mark.parametrize("role", list(Role))
def test_a_role_gets_its_permissions_in_the_area_of_its_seat_and_nowhere_else(role: Role, where: Country) -> None:
    home = home_of(role, where)
    granted = scope(seated(role, home), top=where.district)
    assert set(granted.grants) == PERMISSIONS[role]
    for permission in Permission:
        held = permission in PERMISSIONS[role]
        assert granted.covers(permission, home) is held
        assert granted.covers(permission, where.hamlet) is held
        assert not granted.covers(permission, where.other_commune)
        assert not granted.covers(permission, where.other_hamlet)
        assert not granted.covers(permission, where.district)
        assert not granted.covers(permission, None)


@pytest.mark.parametrize("role", [role for role in Role if Level.DISTRICT in LEVELS[role]])
def test_a_seat_at_the_top_place_is_good_everywhere_here(role: Role, where: Country) -> None:
    granted = scope(seated(role, where.district), top=where.district)
    assert all(granted.places(permission) is EVERYWHERE for permission in PERMISSIONS[role])
    assert granted.covers(Permission.CHECK_DOCUMENTS, None)


def test_the_same_seat_is_not_everywhere_while_the_installation_has_no_profile(where: Country) -> None:
    granted = scope(seated(Role.ADMINISTRATOR, where.district), top=None)
    assert granted.covers(Permission.MANAGE_USERS, where.other_hamlet)
    assert not granted.covers(Permission.MANAGE_USERS, None)


def test_nobody_below_the_top_place_is_everywhere(where: Country) -> None:
    granted = scope(seated(Role.ADMINISTRATOR, where.commune), top=where.district)
    assert granted.places(Permission.MANAGE_USERS) == {where.commune, where.hamlet}


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2024, 3, 3), False),  # the day before
        (date(2024, 3, 4), True),  # the first day
        (date(2024, 6, 30), True),  # the last day
        (date(2024, 7, 1), False),  # the day after
    ],
)
def test_a_seat_counts_from_its_first_to_its_last_day(day: date, counts: bool, where: Country) -> None:
    user = seated(Role.COMMUNE_OFFICER, where.commune, since=date(2024, 3, 4), until=date(2024, 7, 1))
    assert bool(scope(user, day).grants) is counts


def test_a_seat_taken_back_before_it_began_never_counts(where: Country) -> None:
    user = seated(Role.LEADER, where.district, since=date(2024, 3, 4), until=date(2024, 3, 4))
    assert not scope(user, date(2024, 3, 4)).grants


def test_two_seats_add_up_each_in_its_own_area(where: Country) -> None:
    user = seated(Role.COMMUNE_OFFICER, where.commune)
    seat = seated(Role.OVERSIGHT, where.other_commune).holdings.get().seat
    Holding.objects.create(seat=seat, user=user, valid_from=TODAY)
    granted = scope(user)
    assert granted.places(Permission.SEE_TRACE) == {where.other_commune, where.other_hamlet}
    assert granted.places(Permission.MANAGE_PLACES) == {where.commune, where.hamlet}
    assert granted.places(Permission.SEE_PEOPLE) == granted.places(Permission.SEE_TRACE) | {
        where.commune,
        where.hamlet,
    }


def test_the_officers_of_the_merged_commune_see_the_hamlets_of_both_old_ones(where: Country) -> None:
    granted = scope(seated(Role.COMMUNE_OFFICER, where.new_commune, since=REFORM), AFTER)
    for place_id in (where.new_commune, where.hamlet, where.other_hamlet, where.commune, where.other_commune):
        assert granted.covers(Permission.SEE_PEOPLE, place_id)
    assert not granted.covers(Permission.SEE_PEOPLE, where.district)
    assert not granted.covers(Permission.SEE_PEOPLE, where.new_province)


def test_the_merged_commune_is_the_top_place_of_its_own_installation(where: Country) -> None:
    granted = scope(seated(Role.COMMUNE_CHAIR, where.new_commune, since=REFORM), AFTER, top=where.new_commune)
    assert granted.places(Permission.APPROVE) is EVERYWHERE


def test_a_neighbouring_commune_of_the_new_order_is_not_seen(where: Country) -> None:
    neighbour = place(Level.COMMUNE, "Phường", "Láng Giềng", "90103", where.new_province, start=REFORM)
    granted = scope(seated(Role.COMMUNE_OFFICER, where.new_commune, since=REFORM), AFTER)
    assert not granted.covers(Permission.SEE_PEOPLE, neighbour)


def test_the_district_of_2024_and_the_commune_of_2026_stand_side_by_side(where: Country) -> None:
    of_district = seated(Role.STANDING_OFFICE, where.district, until=REFORM)
    of_commune = seated(Role.COMMUNE_OFFICER, where.new_commune, since=REFORM)
    assert scope(of_district, TODAY, where.district).places(Permission.APPROVE) is EVERYWHERE
    assert not scope(of_district, AFTER, where.new_commune).grants
    assert not scope(of_commune, TODAY, where.district).grants
    assert scope(of_commune, AFTER, where.new_commune).places(Permission.KEEP_FILES) is EVERYWHERE


def away(user: User, substitute: User, start: date = TODAY, until: date | None = None) -> Absence:
    until = until or start + timedelta(days=5)
    return Absence.objects.create(
        user=user, substitute=substitute, valid_from=start, valid_until=until, basis="phân công 01"
    )


def test_who_stands_in_holds_the_seats_too_from_the_first_to_the_last_day_of_the_absence(where: Country) -> None:
    chair, officer = seated(Role.COMMUNE_CHAIR, where.commune), seated(Role.HAMLET_HEAD, where.hamlet)
    away(chair, officer)
    days = {
        day: scope(officer, TODAY + timedelta(days=day)).covers(Permission.APPROVE, where.commune)
        for day in range(-1, 7)
    }
    assert days == {-1: False, 0: True, 1: True, 2: True, 3: True, 4: True, 5: False, 6: False}
    assert scope(officer).covers(Permission.KEEP_FILES, where.hamlet)  # their own work goes on


def test_who_is_away_keeps_their_own_seats(where: Country) -> None:
    chair = seated(Role.COMMUNE_CHAIR, where.commune)
    away(chair, seated(Role.HAMLET_HEAD, where.hamlet))
    assert scope(chair).covers(Permission.APPROVE, where.commune)


def test_a_substitute_of_a_substitute_does_not_get_what_was_lent(where: Country) -> None:
    chair, officer, head = (
        seated(Role.COMMUNE_CHAIR, where.commune),
        seated(Role.COMMUNE_OFFICER, where.other_commune),
        seated(Role.HAMLET_HEAD, where.hamlet),
    )
    away(chair, officer)
    away(officer, head)
    assert scope(officer).covers(Permission.APPROVE, where.commune)
    assert scope(head).covers(Permission.MANAGE_PLACES, where.other_commune)
    assert not scope(head).holds(Permission.APPROVE)


def test_a_cancelled_absence_lends_nothing(where: Country) -> None:
    chair, head = seated(Role.COMMUNE_CHAIR, where.commune), seated(Role.HAMLET_HEAD, where.hamlet)
    absence = away(chair, head)
    absence.cancelled_at = AT
    absence.save()
    assert not scope(head).holds(Permission.APPROVE)


def test_what_is_lent_ends_with_the_seat_of_who_is_away(where: Country) -> None:
    chair = seated(Role.COMMUNE_CHAIR, where.commune, until=TODAY + timedelta(days=2))
    head = seated(Role.HAMLET_HEAD, where.hamlet)
    away(chair, head)
    assert scope(head, TODAY + timedelta(days=1)).holds(Permission.APPROVE)
    assert not scope(head, TODAY + timedelta(days=2)).holds(Permission.APPROVE)


def test_standing_in_for_the_top_place_is_everywhere_too(where: Country) -> None:
    leader, officer = seated(Role.LEADER, where.district), seated(Role.COMMUNE_OFFICER, where.commune)
    away(leader, officer)
    assert scope(officer, top=where.district).places(Permission.APPROVE) is EVERYWHERE
    assert scope(officer, top=where.district).places(Permission.KEEP_FILES) == {where.commune, where.hamlet}


def test_a_closed_account_may_do_nothing_from_its_day_on(where: Country) -> None:
    user = seated(Role.ADMINISTRATOR, where.district)
    user.closed_on = TODAY
    user.save()
    assert scope(user, TODAY - timedelta(days=1)).grants
    assert not scope(user, TODAY).grants


def test_an_account_switched_off_may_do_nothing(where: Country) -> None:
    user = seated(Role.ADMINISTRATOR, where.district)
    user.is_active = False
    user.save()
    assert not scope(user).grants


def test_may_asks_for_a_place_or_for_anywhere(where: Country) -> None:
    granted = scope(seated(Role.COMMUNE_CHAIR, where.commune))
    assert may(granted, Permission.APPROVE)
    assert may(granted, Permission.APPROVE, where.hamlet)
    assert not may(granted, Permission.APPROVE, where.other_commune)
    assert not may(granted, Permission.MANAGE_USERS)


def test_the_scope_names_its_user_and_the_way_in(where: Country) -> None:
    user = seated(Role.COMMUNE_CHAIR, where.commune)
    granted = scope_of(user.pk, on=TODAY, top_place_id=None, channel="dòng lệnh")
    assert (granted.user_id, granted.name, granted.channel) == (user.pk, user.full_name, "dòng lệnh")


def test_whoever_can_change_accounts_reads_no_trace_and_approves_nothing() -> None:
    assert not PERMISSIONS[Role.ADMINISTRATOR] & SEPARATE
    assert [role for role in Role if Permission.MANAGE_USERS in PERMISSIONS[role]] == [Role.ADMINISTRATOR]


def test_every_role_has_a_label_and_a_level() -> None:
    assert len({role.label for role in Role}) == len(Role)
    assert all(LEVELS[role] for role in Role)
