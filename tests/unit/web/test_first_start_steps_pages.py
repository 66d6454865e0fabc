"""The steps of the first start in pages: place, profile, years, hamlets, users; skipped, resumed, corrected."""

from typing import Any

import pytest
from django.test import Client
from factories.first_start import BACKEND, FIRST, HERE, NOW, choose_commune, profile_fields, words
from factories.people import Country, country

from giamngheo.accounts.models import User
from giamngheo.norms.models import Profile, Workspace
from giamngheo.places.kinds import Level
from giamngheo.places.models import Place
from giamngheo.places.queries import NoSuchPlace

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day_of_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("giamngheo.web.asking.timezone.now", lambda: NOW)


@pytest.fixture
def where() -> Country:
    return country()


@pytest.fixture
def client() -> Client:
    """A browser at the machine itself."""
    return Client(**HERE)  # type: ignore[arg-type]


@pytest.fixture
def begun(client: Client, where: Country) -> Client:
    """The same, after the first administrator was made."""
    answer = client.post("/bat-dau/moi", FIRST)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/thiet-lap/bat-dau")
    return client


def test_a_commune_of_2026_is_set_up_without_any_district(begun: Client, where: Country) -> None:
    page = words(begun.get("/thiet-lap/bat-dau/dia-ban", {"tinh": where.new_province}))
    assert "Xã Đồng Lúa" in page
    assert 'name="huyen" value=""' in page
    assert 'id="huyen"' not in page, "from July 2025 no district is asked for"
    choose_commune(begun, where)
    page = words(begun.get("/thiet-lap/bat-dau/ho-so"))
    assert 'value="UBND xã Đồng Lúa"' in page
    assert 'value="UBND tỉnh Sông Mẫu"' in page
    assert 'value="02/03/2026"' in page
    begun.post("/thiet-lap/bat-dau/ho-so", profile_fields(standing_office="Phòng Kinh tế Mẫu"))
    begun.post("/thiet-lap/bat-dau/nam", {"first": "2026", "last": "2030"})
    begun.post("/thiet-lap/bat-dau/thon-ap", {"text": "Ấp\tHai\nẤp\tBa", "confirm": "1"})
    people = "Người Một Mẫu\t0912000001\tChủ tịch\tChủ tịch UBND xã\t\t"
    answer = begun.post("/thiet-lap/bat-dau/nguoi-dung", {"text": people, "since": "02/03/2026", "confirm": "1"})
    assert answer.headers["Location"] == "/thiet-lap/bat-dau/tom-tat", words(answer)
    page = words(begun.get("/thiet-lap/bat-dau/tom-tat"))
    assert page.count("đã xong") >= 5
    answer = begun.post("/thiet-lap/bat-dau/tom-tat")
    assert answer.headers["Location"] == "/"
    workspace = Workspace.objects.get()
    assert (workspace.ready_at, workspace.first_year, workspace.last_year) == (NOW, 2026, 2030)
    assert not Profile.objects.filter(place__level=Level.DISTRICT).exists()
    assert Place.objects.filter(level=Level.HAMLET, names__name__in=["Hai", "Ba"]).count() == 2
    assert User.objects.count() == 2
    for address in ("/thiet-lap", "/thiet-lap/van-ban", "/thiet-lap/van-ban/them", "/thiet-lap/phe-duyet"):
        assert begun.get(address).status_code == 200


def test_in_2024_the_commune_is_found_through_its_district(begun: Client, where: Country) -> None:
    asked = {"ngay": "15/11/2024", "cap": "commune", "tinh": where.province}
    page = words(begun.get("/thiet-lap/bat-dau/dia-ban", asked))
    assert 'id="huyen"' in page
    assert "Thị trấn Bến Cát Mẫu" not in page
    page = words(begun.get("/thiet-lap/bat-dau/dia-ban", asked | {"huyen": where.district}))
    assert "Thị trấn Bến Cát Mẫu" in page
    page = words(begun.get("/thiet-lap/bat-dau/dia-ban", asked | {"cap": "district"}))
    assert "Huyện Đồng Mẫu" in page
    page = words(begun.get("/thiet-lap/bat-dau/dia-ban", {"ngay": "15/11/2024", "cap": "province"}))
    assert "Tỉnh Sông Mẫu" in page


def test_a_place_is_found_by_its_name_without_accents(begun: Client) -> None:
    page = words(begun.get("/thiet-lap/bat-dau/dia-ban", {"tim": "dong lua"}))
    assert "Xã Đồng Lúa" in page
    assert "Tỉnh Sông Mẫu" in page, "with what it lies in"
    assert "Không tìm thấy" in words(begun.get("/thiet-lap/bat-dau/dia-ban", {"tim": "khong co dau"}))
    assert "không phải là ngày" in words(begun.get("/thiet-lap/bat-dau/dia-ban", {"ngay": "hôm nay"}))


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"noi": "", "ngay": "02/03/2026"}, "Không có địa bàn này"),
        ({"noi": "9" * 40, "ngay": "02/03/2026"}, "Không có địa bàn này"),
        ({"noi": "1", "ngay": "31/02/2026"}, "không phải là ngày"),
        ({"noi": "1", "ngay": "03/03/2026"}, "chưa tới"),
    ],
)
def test_a_place_or_day_that_cannot_be_is_told(begun: Client, sent: dict[str, str], told: str) -> None:
    answer = begun.post("/thiet-lap/bat-dau/dia-ban", sent)
    assert answer.status_code == 422
    assert told in words(answer)


def test_each_step_can_be_skipped_and_is_resumed_later(begun: Client, where: Country) -> None:
    for step, following in (
        ("dia-ban", "ho-so"),
        ("ho-so", "nam"),
        ("nam", "thon-ap"),
        ("thon-ap", "nguoi-dung"),
        ("nguoi-dung", "tom-tat"),
    ):
        answer = begun.post(f"/thiet-lap/bat-dau/{step}", {"skip": "1"})
        assert answer.headers["Location"] == f"/thiet-lap/bat-dau/{following}"
    page = words(begun.get("/thiet-lap/bat-dau", follow=True))
    assert page.count("đã bỏ qua") >= 5
    assert 'href="/thiet-lap/bat-dau/nam"' in page
    answer = begun.post("/thiet-lap/bat-dau/tom-tat")
    assert answer.status_code == 422
    assert "Cần chọn địa bàn" in words(answer)
    for step in ("ho-so", "thon-ap", "nguoi-dung"):
        assert "địa bàn chưa được chọn" in words(begun.get(f"/thiet-lap/bat-dau/{step}"))
    assert "Thiết lập lần đầu còn bước chưa làm" in words(begun.get("/thiet-lap"))


def test_after_a_restart_the_same_person_goes_on_where_they_were(begun: Client, where: Country) -> None:
    choose_commune(begun, where)
    later = Client(**HERE)  # type: ignore[arg-type]
    later.force_login(User.objects.get(), backend=BACKEND)
    answer = later.get("/thiet-lap/bat-dau", follow=True)
    assert answer.redirect_chain[-1][0] == "/thiet-lap/bat-dau/ho-so"
    back = words(answer)
    assert 'href="/thiet-lap/bat-dau/dia-ban"' in back
    assert "Đang chọn: <strong>Xã Đồng Lúa</strong>" in words(later.get("/thiet-lap/bat-dau/dia-ban"))


def test_a_profile_that_cannot_be_is_told_and_stays_typed(begun: Client, where: Country) -> None:
    choose_commune(begun, where)
    for changed, told in (
        ({"valid_from": "03/03/2026"}, "hôm nay hoặc một ngày đã qua"),
        ({"valid_from": "01/06/2025"}, "Không có địa bàn này vào ngày 01/06/2025"),
        ({"valid_from": "ngày mai"}, "không phải là ngày"),
        ({"authority": ""}, "Chưa ghi mục này"),
    ):
        answer = begun.post("/thiet-lap/bat-dau/ho-so", profile_fields(leader_name="Tên Mẫu") | changed)
        assert answer.status_code == 422
        assert told in words(answer)
        assert 'value="Tên Mẫu"' in words(answer)
    assert not Profile.objects.exists()


def test_the_profile_can_be_corrected_until_the_end(begun: Client, where: Country) -> None:
    choose_commune(begun, where)
    begun.post("/thiet-lap/bat-dau/ho-so", profile_fields(leader_name="Tên Sai"))
    assert 'value="Tên Sai"' in words(begun.get("/thiet-lap/bat-dau/ho-so"))
    begun.post("/thiet-lap/bat-dau/ho-so", profile_fields(leader_name="Tên Đúng"))
    assert Profile.objects.get().leader_name == "Tên Đúng"
    begun.post("/thiet-lap/bat-dau/tom-tat")
    answer = begun.post("/thiet-lap/bat-dau/ho-so", profile_fields(leader_name="Muộn"))
    assert answer.status_code == 422
    assert "muốn đổi, hãy thêm hồ sơ mới" in words(answer)
    answer = begun.post("/thiet-lap/bat-dau/dia-ban", {"noi": where.new_province, "ngay": "02/03/2026"})
    assert "muốn đổi, hãy thêm hồ sơ mới" in words(answer)


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [("2027", "2026", "trước năm đầu"), ("1900", "2026", "từ 2016"), ("hai", "2026", "bằng số")],
)
def test_years_that_cannot_be_are_told(begun: Client, first: str, last: str, told: str) -> None:
    answer = begun.post("/thiet-lap/bat-dau/nam", {"first": first, "last": last})
    assert answer.status_code == 422
    assert told in words(answer)


def test_a_list_of_hamlets_is_shown_before_it_is_entered(begun: Client, where: Country) -> None:
    choose_commune(begun, where)
    address = "/thiet-lap/bat-dau/thon-ap"
    number_before = Place.objects.count()
    page = words(begun.post(address, {"text": "Ấp\tHai\nẤp\t1"}))
    assert "Sẽ nhập 1 thôn" in page
    assert "1 đã có" in page
    assert Place.objects.count() == number_before
    answer = begun.post(address, {"text": "Ấp\tHai\nẤp\t1", "confirm": "1"}, follow=True)
    assert "Đã nhập 1 thôn, ấp, khu phố. 1 đã có từ trước." in words(answer)
    for sent in ({"text": ""}, {"text": "Xã Không Có\tẤp\tBa"}, {"text": "Xã Không Có\tẤp\tBa", "confirm": "1"}):
        answer = begun.post(address, sent)
        assert answer.status_code == 422
    assert "Dòng 1" in words(answer)
    assert "Xã Không Có" in words(answer), "the list stays"
    assert Place.objects.count() == number_before + 1


def test_a_list_of_people_is_shown_before_it_is_entered(begun: Client, where: Country) -> None:
    choose_commune(begun, where)
    begun.post("/thiet-lap/bat-dau/ho-so", profile_fields())
    address = "/thiet-lap/bat-dau/nguoi-dung"
    good = "Người Một Mẫu\t0912000001\tCông chức\tCán bộ xã\tPhòng Kinh tế Mẫu\t"
    page = words(begun.post(address, {"text": good, "since": "02/03/2026"}))
    assert "Đã hiểu 1 dòng" in page
    assert "Phòng Kinh tế Mẫu" in page
    assert User.objects.count() == 1
    for changed in (
        {"text": "Người Hai Mẫu\t0912000002\tCông chức\tVai không có\t\t"},
        {"text": "Người Hai Mẫu\t0912000002\tCông chức\tVai không có\t\t", "confirm": "1"},
        {"since": "hôm nay"},
        {"since": "01/01/1900"},
        {"text": " "},
    ):
        answer = begun.post(address, {"text": good, "since": "02/03/2026"} | changed)
        assert answer.status_code == 422, changed
    assert User.objects.count() == 1
    answer = begun.post(address, {"text": good, "since": "02/03/2026", "confirm": "1"}, follow=True)
    assert "Đã thêm 1 người hoặc vị trí" in words(answer)


def test_for_a_district_of_2024_people_are_seated_from_the_day_it_is_meant_for(begun: Client, where: Country) -> None:
    begun.post("/thiet-lap/bat-dau/dia-ban", {"noi": where.district, "ngay": "15/11/2024"})
    begun.post("/thiet-lap/bat-dau/ho-so", profile_fields(valid_from="01/01/2024", authority="UBND huyện Đồng Mẫu"))
    address = "/thiet-lap/bat-dau/nguoi-dung"
    assert 'value="15/11/2024"' in words(begun.get(address))
    people = "Người Một Mẫu\t0912000001\tTrưởng phòng\tLãnh đạo\t\t\nNgười Hai Mẫu\t\t\tCán bộ xã\t\tXã Đồng Lúa"
    page = words(begun.post(address, {"text": people, "since": "02/03/2026"}))
    for line in (1, 2):
        assert f"Dòng {line}: vào ngày 02/03/2026 không có Huyện Đồng Mẫu; hãy chọn ngày khác" in page
    answer = begun.post(address, {"text": people, "since": "15/11/2024", "confirm": "1"}, follow=True)
    assert "Đã thêm 2 người hoặc vị trí" in words(answer)


def test_for_a_place_of_today_people_are_seated_from_today(begun: Client, where: Country) -> None:
    choose_commune(begun, where)
    begun.post("/thiet-lap/bat-dau/ho-so", profile_fields())
    assert 'value="02/03/2026"' in words(begun.get("/thiet-lap/bat-dau/nguoi-dung"))


def test_people_are_not_seated_on_a_day_or_at_a_place_that_cannot_be(
    begun: Client, where: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_commune(begun, where)
    begun.post("/thiet-lap/bat-dau/ho-so", profile_fields())
    sent = {"text": "Người Một Mẫu\t0912000001\tCông chức\tCán bộ xã\t\t", "since": "01/01/1900", "confirm": "1"}
    answer = begun.post("/thiet-lap/bat-dau/nguoi-dung", sent)
    assert answer.status_code == 422
    assert 'id="id_since_error0"' in words(answer)

    def gone(*_: Any, **__: Any) -> None:
        raise NoSuchPlace(where.new_commune)

    monkeypatch.setattr("giamngheo.web.norms.pasted_lists.plan_of", gone)
    answer = begun.post("/thiet-lap/bat-dau/nguoi-dung", {"text": sent["text"], "since": "02/03/2026"})
    assert answer.status_code == 422
    assert "Địa bàn đã chọn không còn vào ngày này" in words(answer)
    assert User.objects.count() == 1


def test_a_hostile_or_huge_list_enters_nothing(begun: Client, where: Country) -> None:
    choose_commune(begun, where)
    number_before = Place.objects.count()
    for text in ("\0\x01\x02", "<script>alert(1)</script>\t=1+1\tx\ty", "ấp\t" * 200_000):
        answer = begun.post("/thiet-lap/bat-dau/thon-ap", {"text": text, "confirm": "1"})
        assert answer.status_code in {400, 422}
        assert "<script>alert" not in words(answer)
    assert Place.objects.count() == number_before
