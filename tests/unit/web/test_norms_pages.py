"""Profile, signed papers and approvals in pages: a district of 2024, and a commune of 2026 without any district."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from factories.norms_pages import COMMUNE, NOON, enter, propose, scan, signed_in, words
from factories.people import country, seated
from factories.staffed_district import District, acting, staffed_district

from giamngheo.accounts.kinds import Role
from giamngheo.audit.kinds import Subject
from giamngheo.audit.models import Entry
from giamngheo.norms import queries
from giamngheo.norms.actions import ask_approval
from giamngheo.norms.models import Approval, Profile, SignedPaper, Workspace
from giamngheo.places.kinds import REFORM, Level
from giamngheo.places.models import Place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day_of_2024(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("giamngheo.web.asking.timezone.now", lambda: NOON)


@pytest.fixture
def district() -> District:
    return staffed_district()


def test_everybody_signed_in_sees_whose_installation_it_is(district: District) -> None:
    for user in (district.leader, district.chair, seated(Role.ENUMERATOR, district.where.hamlet)):
        page = words(signed_in(user).get("/thiet-lap"))
        assert "UBND huyện Đồng Mẫu" in page
        assert "đến trước ngày 01/07/2025" in page
        assert "Thêm hồ sơ từ một ngày" not in page
    assert "Thêm hồ sơ từ một ngày" in words(signed_in(district.standing).get("/thiet-lap"))
    assert Client().get("/thiet-lap").status_code == 302


def test_the_tab_of_approvals_is_for_those_it_leads_somewhere(district: District) -> None:
    asker, overseer = (seated(role, district.where.district) for role in (Role.FINANCE, Role.OVERSIGHT))
    for user in (asker, overseer):
        for address in ("/thiet-lap", "/thiet-lap/van-ban"):
            page = words(signed_in(user).get(address))
            assert 'aria-label="Thiết lập"' in page
            assert 'href="/thiet-lap/phe-duyet"' not in page
    assert 'href="/thiet-lap/phe-duyet"' in words(signed_in(district.leader).get("/thiet-lap"))
    assert 'href="/thiet-lap/phe-duyet"' in words(signed_in(asker).get("/thiet-lap/phe-duyet"))
    Approval.objects.create(
        subject_kind="profile",
        subject_id="0",
        subject_label="Việc đã trình",
        asked_at=NOON,
        asked_by=asker,
        prepared_by=asker,
    )
    assert 'href="/thiet-lap/phe-duyet"' in words(signed_in(asker).get("/thiet-lap"))


def test_a_proposal_waits_and_a_second_person_approves_it(district: District) -> None:
    seated(Role.ADMINISTRATOR, district.where.new_commune, since=REFORM)
    address = propose(district)
    own = words(signed_in(district.standing).get(address))
    assert "Người trình không tự phê duyệt" in own
    assert 'name="yes"' not in own
    leader = signed_in(district.leader)
    assert address in words(leader.get("/thiet-lap/phe-duyet"))
    assert "chờ phê duyệt" in words(leader.get(address))
    answer = leader.post(address, {"yes": "1", "yes-remark": "Nhất trí"}, follow=True)
    assert "Đã phê duyệt" in words(answer)
    assert "phê duyệt trong hệ thống" in words(answer)
    assert queries.top_place_id(on=REFORM) == district.where.new_commune
    page = words(leader.get("/thiet-lap"))
    assert "Qua các thời kỳ" in page
    assert "UBND xã Đồng Lúa" in page
    again = leader.post(address, {"yes": "1"})
    assert again.status_code == 422
    assert "đã có người quyết định" in words(again)


def test_sent_by_hand_whoever_asked_still_cannot_approve(district: District) -> None:
    answer = signed_in(district.standing).post(propose(district), {"yes": "1"})
    assert answer.status_code == 422
    assert "cần một người thứ hai" in words(answer)
    assert queries.profile(on=REFORM) is None


def test_a_refusal_needs_a_reason_and_goes_back_with_it(district: District) -> None:
    address = propose(district)
    leader = signed_in(district.leader)
    answer = leader.post(address, {"no": "1", "no-reason": " "})
    assert answer.status_code == 422
    assert "Hãy ghi lý do" in words(answer)
    leader.post(address, {"no": "1", "no-reason": "Tên chưa đúng"})
    assert "Tên chưa đúng" in words(signed_in(district.standing).get(address))
    assert "không đồng ý" in words(signed_in(district.standing).get("/thiet-lap/phe-duyet"))


def test_what_was_asked_can_be_taken_back(district: District) -> None:
    address = propose(district)
    assert address in words(signed_in(district.standing).get("/thiet-lap/phe-duyet"))
    answer = signed_in(district.standing).post(address, {"withdraw": "1"}, follow=True)
    assert "người trình đã rút lại" in words(answer)
    assert signed_in(district.leader).post(address, {"withdraw": "1"}).status_code == 422


def test_a_profile_nobody_could_manage_is_held_back_with_what_to_do(district: District) -> None:
    answer = signed_in(district.leader).post(propose(district), {"yes": "1"})
    assert answer.status_code == 422
    assert "hãy giao vị trí “Quản trị” tại đó trước" in words(answer)
    assert "chờ phê duyệt" in words(answer)


def test_a_signed_paper_approves_and_is_told_apart(district: District) -> None:
    seated(Role.ADMINISTRATOR, district.where.new_commune, since=REFORM)
    address = propose(district)
    enter(district, scan=scan())
    paper = SignedPaper.objects.get()
    standing = signed_in(district.standing)
    assert "số 12/QĐ-UBND ngày 15/11/2024" in words(standing.get(address))
    answer = standing.post(address, {"paper": "1", "paper-paper": str(paper.pk)}, follow=True)
    page = words(answer)
    assert "theo văn bản đã ký số 12/QĐ-UBND ngày 15/11/2024" in page
    assert "phê duyệt trong hệ thống" not in page
    assert "chưa có thẩm quyền ký được ghi nhận cho ngày này" in page
    assert queries.top_place_id(on=REFORM) == district.where.new_commune


def test_a_paper_without_scan_is_not_offered_and_a_guessed_one_is_refused(district: District) -> None:
    address = propose(district)
    enter(district)
    paper = SignedPaper.objects.get()
    standing = signed_in(district.standing)
    assert f'<option value="{paper.pk}"' not in words(standing.get(address))
    for guessed in (str(paper.pk), "999999", ""):
        assert standing.post(address, {"paper": "1", "paper-paper": guessed}).status_code == 422
    assert standing.post(address, {}).status_code == 200
    assert queries.profile(on=REFORM) is None


def test_a_paper_withdrawn_meanwhile_is_told(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    """Offered when the page was opened, gone when the button is pressed."""
    address = propose(district)
    enter(district, scan=scan())
    paper = SignedPaper.objects.get()

    def gone(**_: Any) -> None:
        raise queries.NoSuchPaper(paper.pk)

    monkeypatch.setattr("giamngheo.web.norms.approval_views.norms.approve_profile_by_paper", gone)
    answer = signed_in(district.standing).post(address, {"paper": "1", "paper-paper": str(paper.pk)})
    assert answer.status_code == 422
    assert "Không có văn bản này" in words(answer)


def test_proposing_starts_with_a_place_of_that_day(district: District) -> None:
    standing = signed_in(district.standing)
    page = words(standing.get("/thiet-lap/ho-so/dia-ban", {"ngay": "01/07/2025", "tim": "dong lua"}))
    assert 'action="/thiet-lap/ho-so/them"' in page
    for asked in ("", "noi=0&ngay=01/07/2025", f"noi={district.where.new_commune}&ngay=15/11/2024", "noi=x&ngay=y"):
        assert standing.get(f"/thiet-lap/ho-so/them?{asked}").headers["Location"] == "/thiet-lap/ho-so/dia-ban"
    page = words(standing.get(f"/thiet-lap/ho-so/them?noi={district.where.new_commune}&ngay=01/07/2025"))
    assert 'value="UBND xã Đồng Lúa"' in page


def test_where_the_place_stays_the_form_goes_on_from_the_profile_before(district: District) -> None:
    Profile.objects.update(leader_name="Người Đứng Đầu Mẫu")
    address = f"/thiet-lap/ho-so/them?noi={district.where.district}&ngay=01/12/2024"
    page = words(signed_in(district.standing).get(address))
    assert 'value="Người Đứng Đầu Mẫu"' in page
    assert 'value="01/12/2024"' in page


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"valid_from": "02/01/2024"}, "Không có địa bàn này vào ngày 02/01/2024"),
        ({"valid_from": "01/01/2024"}, "Đã có hồ sơ đơn vị từ ngày 01/01/2024"),
        ({"valid_from": ""}, "Chưa ghi mục này"),
        ({"authority": "x" * 201}, "200"),
    ],
)
def test_a_proposal_that_cannot_be_is_told_and_stays_typed(
    district: District, changed: dict[str, str], told: str
) -> None:
    address = f"/thiet-lap/ho-so/them?noi={district.where.new_commune}&ngay=01/07/2025"
    answer = signed_in(district.standing).post(address, COMMUNE | {"leader_name": "Tên Mẫu"} | changed)
    assert answer.status_code == 422
    assert told in words(answer)
    assert 'value="Tên Mẫu"' in words(answer)
    assert Profile.objects.count() == 1


def test_proposed_twice_it_waits_once(district: District) -> None:
    propose(district)
    address = f"/thiet-lap/ho-so/them?noi={district.where.new_commune}&ngay=01/07/2025"
    answer = signed_in(district.standing).post(address, COMMUNE)
    assert answer.status_code == 422
    assert "đang chờ phê duyệt" in words(answer)
    assert "đang chờ phê duyệt" in words(signed_in(district.leader).get("/thiet-lap")).lower()


def test_who_may_not_is_refused_and_the_trace_says_so(district: District) -> None:
    address = propose(district)
    commune_standing = seated(Role.STANDING_OFFICE, district.where.commune)
    for user, target in (
        (district.leader, "/thiet-lap/ho-so/dia-ban"),
        (district.leader, "/thiet-lap/ho-so/them?noi=1&ngay=01/07/2025"),
        (commune_standing, "/thiet-lap/ho-so/dia-ban"),
        (commune_standing, "/thiet-lap/ho-so/them?noi=1&ngay=01/07/2025"),
        (district.chair, "/thiet-lap/van-ban/them"),
        (seated(Role.ENUMERATOR, district.where.hamlet), "/thiet-lap/van-ban"),
    ):
        assert signed_in(user).get(target).status_code == 403, (user.username, target)
    assert Entry.objects.filter(deed="page.refused").count() == 6
    assert signed_in(district.chair).get(address).status_code == 404
    assert signed_in(district.chair).post(address, {"yes": "1"}).status_code == 404
    assert signed_in(district.leader).get("/thiet-lap/phe-duyet/999999").status_code == 404
    assert signed_in(district.leader).post("/thiet-lap/phe-duyet").status_code == 405


def test_what_belongs_to_another_package_is_listed_but_not_decided_here(district: District) -> None:
    ask_approval(by=acting(district.standing), at=NOON, subject=Subject("plan", "1", "Kế hoạch mẫu"), place_id=None)
    leader = signed_in(district.leader)
    assert "Kế hoạch mẫu" in words(leader.get("/thiet-lap/phe-duyet"))
    assert leader.get(f"/thiet-lap/phe-duyet/{Approval.objects.get().pk}").status_code == 404


def test_where_no_profile_is_in_force_the_page_says_what_to_do(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    after = datetime(2025, 7, 2, 8, 0, tzinfo=NOON.tzinfo)
    monkeypatch.setattr("giamngheo.web.asking.timezone.now", lambda: after)
    page = words(signed_in(district.standing).get("/thiet-lap"))
    assert "Hôm nay không có hồ sơ nào còn hiệu lực" in page
    assert "Thêm hồ sơ từ một ngày" in page
    Profile.objects.all().delete()
    assert "Chưa có hồ sơ đơn vị" in words(signed_in(district.chair).get("/thiet-lap"))


@pytest.mark.parametrize(
    "address",
    [
        "/thiet-lap",
        "/thiet-lap/van-ban",
        "/thiet-lap/van-ban/them",
        "/thiet-lap/phe-duyet",
        "/thiet-lap/ho-so/dia-ban",
        "/thiet-lap/bat-dau/tom-tat",
    ],
)
def test_no_page_of_a_commune_of_2026_needs_a_district(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every place of the district level is gone from the database altogether."""
    later = datetime(2026, 3, 2, 9, 0, tzinfo=NOON.tzinfo)
    monkeypatch.setattr("giamngheo.web.asking.timezone.now", lambda: later)
    where = country()
    without_district(where.district)
    Workspace.objects.create(is_demo=False, opened_at=later, ready_at=later)
    Profile.objects.create(place_id=where.new_commune, authority="UBND xã Đồng Lúa", valid_from=date(2026, 1, 1))
    administrator = signed_in(seated(Role.ADMINISTRATOR, where.new_commune, since=date(2026, 1, 1)))
    assert not Place.objects.filter(level=Level.DISTRICT).exists()
    answer = administrator.get(address)
    assert answer.status_code == 200
    assert "huyện" not in words(answer).lower().replace("có cấp huyện", "").replace("huyện đến hết 30/6/2025", "")


def without_district(district_id: int) -> None:
    """Take the district out, as if it had never been entered."""
    place = Place.objects.get(pk=district_id)
    place.children.all().delete()
    place.attachments.all().delete()
    place.names.all().delete()
    place.delete()
