"""The steps of the first start: each can be skipped, gone through again, and resumed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from factories.people import TODAY, Country, country, installation, seated
from factories.staffed_district import NOW, acting

from giamngheo.accounts.kinds import Permission, Role
from giamngheo.accounts.models import Agency, Holding, User
from giamngheo.audit.models import Entry
from giamngheo.common.scope import EVERYWHERE, OutOfScope, Scope
from giamngheo.norms import actions, queries
from giamngheo.norms.actions import FirstAdministrator
from giamngheo.norms.kinds import ProfileDetails, Step, StepState, WorkspaceRow
from giamngheo.places.kinds import REFORM

LATER = date(2026, 3, 2)


@pytest.fixture
def where(db: None) -> Country:
    return country()


@pytest.fixture
def opened(where: Country) -> User:
    first = FirstAdministrator("Người Quản Trị Mẫu", "quan.tri", "", "cày cấy mùa xuân")
    return User.objects.get(pk=actions.start_work(at=NOW, administrator=first))


def workspace() -> WorkspaceRow:
    found = queries.workspace()
    assert found is not None
    return found


def details(place_id: int, since: date = date(2024, 1, 1)) -> ProfileDetails:
    return ProfileDetails(
        place_id=place_id,
        authority="UBND huyện Đồng Mẫu",
        valid_from=since,
        leader_title="Chủ tịch",
        standing_office="Phòng Lao động Mẫu",
        finance_office="Phòng Tài chính Mẫu",
    )


def test_the_administrator_gets_the_seat_of_the_place_chosen(opened: User, where: Country) -> None:
    actions.choose_place(by=acting(opened), at=NOW, on=TODAY, place_id=where.district, day=TODAY)
    assert (workspace().place_id, workspace().place_on) == (where.district, TODAY)
    assert workspace().steps_done == {"place": "done"}
    assert acting(opened).covers(Permission.MANAGE_USERS, where.hamlet)
    entry = Entry.objects.get(deed="norms.place_chosen")
    assert entry.after["ten"] == "Huyện Đồng Mẫu"
    assert entry.place_id == where.district


def test_choosing_again_moves_the_seat_and_a_profile_made_before(opened: User, where: Country) -> None:
    actions.choose_place(by=acting(opened), at=NOW, on=TODAY, place_id=where.other_commune, day=TODAY)
    mistaken = details(where.other_commune)
    actions.enter_first_profile(by=acting(opened), at=NOW, on=TODAY, details=mistaken)
    actions.choose_place(by=acting(opened), at=NOW, on=TODAY, place_id=where.district, day=TODAY)
    profile = queries.profile(on=TODAY)
    assert profile is not None
    assert (profile.place.id, profile.valid_from, profile.valid_until) == (where.district, TODAY, REFORM)
    assert workspace().steps_done == {"place": "done", "profile": "skipped"}
    assert acting(opened).places(Permission.MANAGE_USERS) is EVERYWHERE
    ended, held = Holding.objects.order_by("pk")
    assert (ended.seat.place_id, ended.valid_from, ended.valid_until) == (where.other_commune, TODAY, TODAY)
    assert (held.seat.place_id, held.valid_until) == (where.district, None)
    actions.choose_place(by=acting(opened), at=NOW, on=TODAY, place_id=where.district, day=TODAY)
    assert Holding.objects.count() == 2


def test_a_place_of_another_day_a_hamlet_and_a_day_to_come_are_refused(opened: User, where: Country) -> None:
    by = acting(opened)
    with pytest.raises(actions.WrongPlace, match="Không có địa bàn này vào ngày 15/11/2024"):
        actions.choose_place(by=by, at=NOW, on=TODAY, place_id=where.new_commune, day=TODAY)
    with pytest.raises(actions.WrongPlace, match="không mở riêng cho một thôn"):
        actions.choose_place(by=by, at=NOW, on=TODAY, place_id=where.hamlet, day=TODAY)
    with pytest.raises(actions.WrongDay, match="chưa tới"):
        actions.choose_place(by=by, at=NOW, on=TODAY, place_id=where.district, day=TODAY + timedelta(days=1))
    assert workspace().place_id is None
    assert not Holding.objects.exists()


def test_the_first_profile_counts_at_once_and_gives_its_administrator_everything(opened: User, where: Country) -> None:
    actions.choose_place(by=acting(opened), at=NOW, on=TODAY, place_id=where.district, day=TODAY)
    actions.enter_first_profile(by=acting(opened), at=NOW, on=TODAY, details=details(where.district))
    profile = queries.profile(on=TODAY)
    assert profile is not None
    assert profile.standing_office == "Phòng Lao động Mẫu"
    assert profile.valid_until == REFORM, "a district ends with its level"
    assert acting(opened).places(Permission.MANAGE_PROFILE) is EVERYWHERE
    assert queries.may_set_up(acting(opened))


def test_the_first_profile_can_be_corrected_until_the_first_start_is_over(opened: User, where: Country) -> None:
    by = acting(opened)
    actions.choose_place(by=by, at=NOW, on=TODAY, place_id=where.district, day=TODAY)
    first = actions.enter_first_profile(by=by, at=NOW, on=TODAY, details=details(where.district))
    better = replace(details(where.district), leader_name="Người Đứng Đầu Mẫu", place_id=where.commune)
    assert actions.enter_first_profile(by=acting(opened), at=NOW, on=TODAY, details=better) == first
    [profile] = queries.profiles()
    assert profile.leader_name == "Người Đứng Đầu Mẫu"
    assert profile.place.id == where.district, "the place is the one chosen in its own step"
    assert Agency.objects.count() == 2, "offices are not made twice"
    actions.finish_setting_up(by=acting(opened), at=NOW)
    with pytest.raises(actions.ProfileIsThere):
        actions.enter_first_profile(by=acting(opened), at=NOW, on=TODAY, details=better)
    with pytest.raises(actions.ProfileIsThere):
        actions.choose_place(by=acting(opened), at=NOW, on=TODAY, place_id=where.commune, day=TODAY)


def test_a_profile_needs_a_place_and_a_day_that_has_come(opened: User, where: Country) -> None:
    by = acting(opened)
    with pytest.raises(actions.NoPlaceYet, match="Địa bàn và cấp"):
        actions.enter_first_profile(by=by, at=NOW, on=TODAY, details=details(where.district))
    actions.choose_place(by=by, at=NOW, on=TODAY, place_id=where.district, day=TODAY)
    late = details(where.district, TODAY + timedelta(days=1))
    with pytest.raises(actions.WrongDay):
        actions.enter_first_profile(by=acting(opened), at=NOW, on=TODAY, details=late)
    assert queries.profiles() == []


@pytest.mark.parametrize(("first", "last"), [(2025, 2024), (1990, 2024), (2024, 9999)])
def test_years_that_cannot_be_are_refused(opened: User, first: int, last: int) -> None:
    with pytest.raises(actions.WrongYears):
        actions.enter_years(by=acting(opened), at=NOW, first=first, last=last)
    assert workspace().first_year is None


def test_skipping_is_remembered_and_does_not_undo_what_is_done(opened: User) -> None:
    by = acting(opened)
    actions.mark_step(by=by, at=NOW, step=Step.YEARS, state=StepState.SKIPPED)
    actions.mark_step(by=by, at=NOW, step=Step.YEARS, state=StepState.SKIPPED)
    assert workspace().steps_done == {"years": "skipped"}
    actions.enter_years(by=by, at=NOW, first=2024, last=2025)
    actions.mark_step(by=by, at=NOW, step=Step.YEARS, state=StepState.SKIPPED)
    assert workspace().steps_done == {"years": "done"}
    assert Entry.objects.filter(deed="norms.step_marked").count() == 1
    assert Step.YEARS not in workspace().steps_left


def test_it_ends_only_with_a_profile_and_only_once(opened: User, where: Country) -> None:
    with pytest.raises(actions.NoPlaceYet):
        actions.finish_setting_up(by=acting(opened), at=NOW)
    actions.choose_place(by=acting(opened), at=NOW, on=TODAY, place_id=where.district, day=TODAY)
    actions.enter_first_profile(by=acting(opened), at=NOW, on=TODAY, details=details(where.district))
    actions.finish_setting_up(by=acting(opened), at=NOW)
    actions.finish_setting_up(by=acting(opened), at=NOW + timedelta(hours=1))
    assert workspace().ready_at == NOW
    assert Entry.objects.filter(deed="norms.ready").count() == 1


def test_nobody_else_goes_through_the_steps(opened: User, where: Country) -> None:
    stranger = Scope(opened.pk + 1, "Người lạ")
    with pytest.raises(OutOfScope):
        actions.choose_place(by=stranger, at=NOW, on=TODAY, place_id=where.district, day=TODAY)
    with pytest.raises(OutOfScope):
        actions.enter_years(by=stranger, at=NOW, first=2024, last=2024)


def test_the_demo_has_no_first_start(where: Country) -> None:
    installation(where, is_demo=True)
    administrator = seated(Role.ADMINISTRATOR, where.district)
    with pytest.raises(queries.NoRealWorkspace):
        actions.enter_years(by=acting(administrator), at=NOW, first=2024, last=2024)


def test_a_commune_of_2026_needs_no_district(opened: User, where: Country) -> None:
    by = acting(opened, LATER)
    actions.choose_place(by=by, at=NOW, on=LATER, place_id=where.new_commune, day=LATER)
    commune = replace(details(where.new_commune, LATER), authority="UBND xã Đồng Lúa")
    actions.enter_first_profile(by=by, at=NOW, on=LATER, details=commune)
    actions.finish_setting_up(by=acting(opened, LATER), at=NOW)
    profile = queries.profile(on=LATER)
    assert profile is not None
    assert (profile.place.title, profile.valid_until) == ("Xã Đồng Lúa", None)
    assert acting(opened, LATER).covers(Permission.MANAGE_USERS, where.hamlet)
