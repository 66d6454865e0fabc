"""Signed papers in pages: entered, with or without a recorded right to sign, listed, found, withdrawn."""

import html
import io
import re
from datetime import date

import pytest
from factories.norms_pages import NOON, PAPER, enter, propose, scan, signed_in, words
from factories.people import TODAY, seated
from factories.staffed_district import District, staffed_district

from giamngheo.accounts.kinds import Capacity, Role
from giamngheo.accounts.models import SigningAuthority
from giamngheo.norms.models import SignedPaper
from giamngheo.places.kinds import REFORM

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day_of_2024(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("giamngheo.web.asking.timezone.now", lambda: NOON)


@pytest.fixture
def district() -> District:
    return staffed_district()


def test_a_paper_by_somebody_without_recorded_right_carries_a_warning(district: District) -> None:
    answer = enter(district)
    page = words(signed_in(district.leader).get(answer.headers["Location"]))
    assert "chưa có thẩm quyền ký được ghi nhận cho ngày này" in page
    assert "chưa có thẩm quyền ký" in words(signed_in(district.leader).get("/thiet-lap/van-ban"))


def test_signatories_are_offered_for_the_day_of_the_paper(district: District) -> None:
    right = SigningAuthority.objects.create(
        user=district.leader,
        capacity=Capacity.DEPUTY,
        for_whom="Chủ tịch",
        valid_from=date(2024, 6, 1),
        valid_until=date(2024, 9, 1),
        basis="QĐ 5",
    )
    standing = signed_in(district.standing)
    option = f'<option value="{right.pk}">KT. (ký thay) Chủ tịch'
    assert option not in words(standing.get("/thiet-lap/van-ban/them"))
    shown = standing.post("/thiet-lap/van-ban/them", PAPER | {"signed_on": "15/07/2024", "show": "1"})
    assert shown.status_code == 200
    assert option in words(shown)
    assert 'value="Về việc đổi hồ sơ đơn vị"' in words(shown)
    assert not SignedPaper.objects.exists()
    wrong_day = enter(district, signed_by=str(right.pk))
    assert wrong_day.status_code == 422
    assert "chọn lại trong danh sách của ngày đó" in words(wrong_day)
    kept = enter(district, signed_on="15/07/2024", signed_by=str(right.pk))
    page = words(standing.get(kept.headers["Location"]))
    assert "KT. (ký thay) Chủ tịch Người giữ vai Lãnh đạo" in page
    assert "chưa có thẩm quyền ký" not in page


def test_a_right_that_ended_while_the_form_was_open_is_told(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = SigningAuthority.objects.create(
        user=district.leader, capacity=Capacity.DEPUTY, for_whom="Chủ tịch", valid_from=TODAY, basis="QĐ 5"
    )
    monkeypatch.setattr("giamngheo.norms.actions.papers.signing_rights", lambda **_: [])
    answer = enter(district, signed_by=str(right.pk))
    assert answer.status_code == 422
    assert "chưa có thẩm quyền ký được ghi nhận cho ngày 15/11/2024" in words(answer)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"signed_on": "16/11/2024"}, "Ngày ký chưa tới"),
        ({"signed_on": "hôm qua"}, "không phải là ngày"),
        ({"number": "x" * 61}, "60"),
        ({"signatory": ""}, "Hãy ghi họ tên người ký"),
        ({"signed_by": "999"}, "chọn lại trong danh sách"),
        ({"place": "1"}, "chọn hợp lệ"),
        ({"title": "a\0b"}, "Null"),
    ],
)
def test_a_paper_that_cannot_be_is_told_and_stays_typed(district: District, changed: dict[str, str], told: str) -> None:
    answer = enter(district, **changed)
    assert answer.status_code == 422
    assert told.lower() in words(answer).lower()
    assert "UBND huyện Đồng Mẫu" in words(answer)
    assert not SignedPaper.objects.exists()


def test_the_same_paper_sent_twice_is_kept_once(district: District) -> None:
    enter(district)
    answer = enter(district)
    assert answer.status_code == 422
    assert "đã được nhập rồi" in words(answer)
    assert SignedPaper.objects.count() == 1


def test_a_scan_that_is_none_is_refused_and_the_paper_with_it(district: District) -> None:
    bad = io.BytesIO(b"MZ\x90 chuong trinh")
    bad.name = "quyet-dinh.pdf"
    answer = enter(district, scan=bad)
    assert answer.status_code == 422
    assert 'id="id_scan_error0"' in words(answer)
    assert not SignedPaper.objects.exists()


def test_a_paper_entered_wrongly_is_withdrawn_with_its_reason(district: District) -> None:
    address = enter(district).headers["Location"]
    standing = signed_in(district.standing)
    assert standing.post(address, {"reason": ""}).status_code == 422
    answer = standing.post(address, {"reason": "Nhập nhầm số"}, follow=True)
    assert "vì: Nhập nhầm số" in words(answer)
    again = standing.post(address, {"reason": "Lần nữa"})
    assert again.status_code == 422
    assert "đã được rút trước đó" in words(again)
    assert "đã rút" in words(standing.get("/thiet-lap/van-ban"))


def test_a_paper_something_rests_on_is_not_withdrawn(district: District) -> None:
    seated(Role.ADMINISTRATOR, district.where.new_commune, since=REFORM)
    approval = propose(district)
    address = enter(district, scan=scan()).headers["Location"]
    standing = signed_in(district.standing)
    standing.post(approval, {"paper": "1", "paper-paper": str(SignedPaper.objects.get().pk)})
    answer = standing.post(address, {"reason": "Muốn rút"})
    assert answer.status_code == 422
    assert "không rút được" in words(answer)


def test_papers_are_searched_paged_and_kept_to_their_places(district: District) -> None:
    for number in range(52):
        SignedPaper.objects.create(
            number=f"{number}/TB",
            signed_on=TODAY,
            title="Thông báo",
            authority="UBND",
            signatory="Mẫu",
            capacity="own",
            folded=f"{number}/tb thong bao",
            entered_at=NOON,
            entered_by=district.standing,
        )
    leader = signed_in(district.leader)
    page = words(leader.post("/thiet-lap/van-ban", {"tim": "thông báo"}, follow=True))
    assert page.count('scope="row"') == 50
    [onward] = re.findall(r'href="(\?[^"]*truoc=[^"]*)"', page)
    assert "bao" not in onward  # words of a search may be a name: none stands in an address
    rest = words(leader.get("/thiet-lap/van-ban" + html.unescape(onward)))
    assert rest.count('scope="row"') == 2
    assert "Về đầu danh sách" in rest
    assert "Không có văn bản nào có “xyz”" in words(leader.post("/thiet-lap/van-ban", {"tim": "xyz"}, follow=True))
    assert "Chưa nhập văn bản nào" in words(signed_in(district.chair).get("/thiet-lap/van-ban"))
    one = SignedPaper.objects.latest("pk").pk
    assert signed_in(district.chair).get(f"/thiet-lap/van-ban/{one}").status_code == 404
    assert leader.get("/thiet-lap/van-ban", {"truoc": "x'--"}).status_code == 200


def test_a_commune_officer_enters_for_the_own_commune_only(district: District) -> None:
    officer = signed_in(seated(Role.COMMUNE_OFFICER, district.where.commune))
    page = words(officer.get("/thiet-lap/van-ban/them"))
    assert "Toàn đơn vị" not in page
    assert "Xã Đồng Lúa" in page
    answer = officer.post("/thiet-lap/van-ban/them", PAPER | {"place": str(district.where.commune)})
    page = words(officer.get(answer.headers["Location"]))
    assert "Xã Đồng Lúa" in page
    for place in ("tat-ca", str(district.where.other_commune)):
        assert officer.post("/thiet-lap/van-ban/them", PAPER | {"place": place, "number": "9"}).status_code == 422
