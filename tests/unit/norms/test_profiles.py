"""The profile changes from a day on, with a second person; a district until 30/6/2025, a commune after."""

from datetime import date

import pytest
from factories.people import TODAY, Country, place, seated
from factories.staffed_district import NOW, District, acting

from giamngheo.accounts.kinds import Permission, Role
from giamngheo.accounts.models import User
from giamngheo.audit.models import Entry
from giamngheo.common.scope import EVERYWHERE, OutOfScope
from giamngheo.norms import actions, queries
from giamngheo.norms.kinds import ApprovalState, ProfileDetails
from giamngheo.norms.models import Profile
from giamngheo.places.kinds import REFORM, Level
from giamngheo.places.models import Place


def commune_details(where: Country, since: date = REFORM) -> ProfileDetails:
    return ProfileDetails(
        place_id=where.new_commune, authority="UBND xã Đồng Lúa", valid_from=since, reports_to="UBND tỉnh Sông Mẫu"
    )


def propose(district: District, details: ProfileDetails, on: date = TODAY) -> int:
    """Propose as the standing office; return the profile's id."""
    actions.propose_profile(by=acting(district.standing, on), at=NOW, details=details)
    return Profile.objects.latest("pk").pk


def commune_administrator(district: District) -> User:
    return seated(Role.ADMINISTRATOR, district.where.new_commune, since=REFORM)


def test_a_proposal_counts_for_nothing_until_a_second_person_approves(district: District) -> None:
    commune_administrator(district)
    profile_id = propose(district, commune_details(district.where))
    assert queries.profile(on=REFORM) is None
    assert [one.authority for one in queries.profiles()] == ["UBND huyện Đồng Mẫu"]
    [waiting] = queries.proposals(scope=acting(district.leader))
    assert waiting.profile.authority == "UBND xã Đồng Lúa"
    actions.approve_profile(by=acting(district.leader), at=NOW, on=TODAY, profile_id=profile_id, remark=" Đồng  ý ")
    before, after = queries.profile(on=date(2025, 6, 30)), queries.profile(on=REFORM)
    assert before is not None
    assert after is not None
    assert (before.place.level, before.valid_until) == (Level.DISTRICT, REFORM)
    assert (after.place.level, after.valid_until) == (Level.COMMUNE, None)
    assert queries.proposals(scope=acting(district.leader)) == []
    decided = queries.proposal(waiting.approval.id, scope=acting(district.standing)).approval
    assert (decided.state, decided.manner, decided.remark) == (
        ApprovalState.APPROVED,
        "phê duyệt trong hệ thống",
        "Đồng ý",
    )
    assert list(Entry.objects.order_by("pk").values_list("deed", flat=True)) == [
        "norms.asked",
        "norms.approved",
        "norms.profile_in_force",
    ]


def test_who_proposed_cannot_approve_though_their_role_could(district: District) -> None:
    commune_administrator(district)
    profile_id = propose(district, commune_details(district.where))
    with pytest.raises(actions.OwnWork, match="cần một người thứ hai"):
        actions.approve_profile(by=acting(district.standing), at=NOW, on=TODAY, profile_id=profile_id)
    with pytest.raises(OutOfScope):
        actions.approve_profile(by=acting(district.chair), at=NOW, on=TODAY, profile_id=profile_id)
    assert queries.profile(on=REFORM) is None


def test_a_refused_proposal_stays_without_effect_and_can_be_made_anew(district: District) -> None:
    commune_administrator(district)
    refused = propose(district, commune_details(district.where))
    actions.refuse(by=acting(district.leader), at=NOW, kind="profile", subject_id=str(refused), reason="Sai tên")
    with pytest.raises(actions.AlreadyDecided):
        actions.approve_profile(by=acting(district.leader), at=NOW, on=TODAY, profile_id=refused)
    again = propose(district, commune_details(district.where))
    actions.approve_profile(by=acting(district.leader), at=NOW, on=TODAY, profile_id=again)
    assert queries.top_place_id(on=REFORM) == district.where.new_commune


def test_a_proposal_sent_twice_waits_once(district: District) -> None:
    propose(district, commune_details(district.where))
    with pytest.raises(actions.AlreadyWaiting):
        propose(district, commune_details(district.where))
    assert Profile.objects.filter(is_proposed=True).count() == 1


def test_two_profiles_cannot_begin_on_one_day(district: District) -> None:
    with pytest.raises(actions.ProfileStartsThatDay, match="01/01/2024"):
        propose(district, ProfileDetails(district.where.district, "UBND huyện Đồng Mẫu", date(2024, 1, 1)))


def test_a_profile_under_which_nobody_could_manage_users_is_held_back(district: District) -> None:
    profile_id = propose(district, commune_details(district.where))
    with pytest.raises(actions.NobodyWouldManage, match="Xã Đồng Lúa vào ngày 01/07/2025"):
        actions.approve_profile(by=acting(district.leader), at=NOW, on=TODAY, profile_id=profile_id)
    assert queries.profile(on=REFORM) is None
    [waiting] = queries.waiting_approvals(acting(district.leader))
    assert waiting.state == ApprovalState.WAITING, "the approval is undone with its effect"


def test_only_who_manages_the_whole_installation_proposes(district: District) -> None:
    commune_standing = seated(Role.STANDING_OFFICE, district.where.commune)
    for user in (commune_standing, district.leader):
        with pytest.raises(OutOfScope):
            actions.propose_profile(by=acting(user), at=NOW, details=commune_details(district.where))
    assert queries.proposals(scope=acting(commune_standing)) == []


def test_after_the_district_ended_its_people_can_still_enter_the_next_profile(district: District) -> None:
    """Nobody entered the new profile in time: on 2/7/2025 none is in force, and yet somebody must be able to act."""
    late = date(2025, 7, 2)
    assert queries.profile(on=late) is None
    assert queries.top_place_id(on=late) == district.where.district
    assert acting(district.administrator, late).places(Permission.BACK_UP) is EVERYWHERE
    commune_administrator(district)
    profile_id = propose(district, commune_details(district.where), on=late)
    actions.approve_profile(by=acting(district.leader, late), at=NOW, on=late, profile_id=profile_id)
    assert queries.top_place_id(on=late) == district.where.new_commune


def test_a_profile_of_years_past_fits_in_before_those_there_are(district: District) -> None:
    before = date(2022, 1, 1)
    details = ProfileDetails(district.where.district, "UBND huyện Đồng Mẫu (2022)", before)
    profile_id = propose(district, details)
    actions.approve_profile(by=acting(district.leader), at=NOW, on=TODAY, profile_id=profile_id)
    newest, oldest = queries.profiles()
    assert (oldest.valid_from, oldest.valid_until) == (before, date(2024, 1, 1))
    assert (newest.valid_from, newest.valid_until) == (date(2024, 1, 1), REFORM)


def test_an_open_profile_ends_where_the_next_begins(district: District) -> None:
    later = place(Level.COMMUNE, "Xã", "Đồng Lúa Mới", "90109", district.where.new_province, start=date(2026, 1, 1))
    seated(Role.ADMINISTRATOR, later, since=date(2026, 1, 1))
    commune_administrator(district)
    first = propose(district, commune_details(district.where))
    actions.approve_profile(by=acting(district.leader), at=NOW, on=TODAY, profile_id=first)
    second = propose(district, ProfileDetails(later, "UBND xã Đồng Lúa Mới", date(2026, 1, 1)))
    actions.approve_profile(by=acting(district.leader), at=NOW, on=TODAY, profile_id=second)
    assert [(row.authority, row.valid_until) for row in queries.profiles()] == [
        ("UBND xã Đồng Lúa Mới", None),
        ("UBND xã Đồng Lúa", date(2026, 1, 1)),
        ("UBND huyện Đồng Mẫu", REFORM),
    ]


def test_a_profile_whose_place_was_ended_later_still_opens(district: District) -> None:
    Profile.objects.update(valid_until=None)
    profile = queries.profile(on=date(2025, 8, 1))
    assert profile is not None
    assert Place.objects.get(pk=profile.place.id).valid_until == REFORM
    assert profile.place.title == "Huyện Đồng Mẫu"
