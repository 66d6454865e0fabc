"""The first start in pages: from an empty system to a ready one, step by step, skipped, resumed, taken from others."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from factories.people import Country, country, installation, seated

from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import User
from giamngheo.files import restoring
from giamngheo.files.backups.problems import NotABackup, WrongPassphrase
from giamngheo.norms import queries
from giamngheo.norms.actions import SYSTEM, open_workspace
from giamngheo.norms.models import Profile, Workspace
from giamngheo.places.kinds import Level
from giamngheo.places.models import Place
from giamngheo.web.norms import starting

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
HERE = {"SERVER_NAME": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1"}
BACKEND = "django.contrib.auth.backends.ModelBackend"
FIRST = {
    "full_name": "Người Quản Trị Mẫu",
    "username": "Quan.Tri",
    "phone": "0912 345 678",
    "password": "cày cấy mùa xuân",
    "repeated": "cày cấy mùa xuân",
}


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


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def choose_commune(client: Client, where: Country) -> None:
    answer = client.post("/thiet-lap/bat-dau/dia-ban", {"noi": where.new_commune, "ngay": "02/03/2026"})
    assert answer.headers["Location"] == "/thiet-lap/bat-dau/ho-so"


def profile_fields(**changed: str) -> dict[str, str]:
    return {"valid_from": "02/03/2026", "authority": "UBND xã Đồng Lúa", "leader_title": "Chủ tịch"} | changed


@pytest.mark.parametrize("address", ["/", "/ke-hoach", "/thiet-lap", "/thiet-lap/bat-dau/nam", "/khong-co"])
def test_while_nothing_is_opened_every_page_leads_to_the_first_start(client: Client, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/bat-dau")


def test_health_answers_all_the_same(client: Client) -> None:
    assert client.get("/suc-khoe").json()["status"] == "ok"


@pytest.mark.parametrize("address", ["/", "/bat-dau", "/bat-dau/moi", "/bat-dau/khoi-phuc"])
@pytest.mark.parametrize(
    "elsewhere",
    [{"REMOTE_ADDR": "192.168.1.9"}, {"HTTP_X_FORWARDED_FOR": "192.168.1.9"}, {"SERVER_NAME": "testserver"}],
)
def test_from_another_machine_nobody_begins(elsewhere: dict[str, str], address: str) -> None:
    for answer in (
        Client(**(HERE | elsewhere)).get(address),  # type: ignore[arg-type]
        Client(**(HERE | elsewhere)).post(address, FIRST),  # type: ignore[arg-type]
    ):
        assert answer.status_code == 403
        assert "Hệ thống chưa thiết lập" in words(answer)
    assert not User.objects.exists()


def test_the_first_page_offers_both_ways(client: Client) -> None:
    page = words(client.get("/bat-dau"))
    assert 'href="/bat-dau/moi"' in page
    assert 'href="/bat-dau/khoi-phuc"' in page
    assert client.get("/bat-dau/moi").status_code == 200
    assert client.post("/bat-dau").status_code == 405


def test_the_first_administrator_is_signed_in_and_led_to_the_place(begun: Client) -> None:
    user = User.objects.get()
    assert (user.username, user.phone) == ("quan.tri", "0912345678")
    answer = begun.get("/thiet-lap/bat-dau", follow=True)
    assert answer.redirect_chain[-1][0] == "/thiet-lap/bat-dau/dia-ban"
    page = words(answer)
    assert "Đã lập người quản trị" in page
    assert 'aria-current="step"' in page


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"repeated": "khác hẳn đi mà"}, "chưa giống nhau"),
        ({"password": "ngắn", "repeated": "ngắn"}, "cần ít nhất 10 ký tự"),
        ({"phone": "12"}, "không phải số điện thoại"),
        ({"username": "quan tri"}, "không được có khoảng trắng"),
        ({"full_name": "  "}, "Chưa ghi mục này"),
        ({"full_name": "A\0B"}, "Null"),
        ({"username": "a" * 151}, "150"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(client: Client, changed: dict[str, str], told: str) -> None:
    answer = client.post("/bat-dau/moi", FIRST | changed)
    assert answer.status_code == 422
    page = words(answer)
    assert told in page
    assert "0912" in page or "phone" in changed
    assert "cày cấy" not in page, "passwords are never sent back"
    assert not User.objects.exists()
    assert queries.workspace() is None


def test_a_user_name_that_is_taken_is_told(client: Client) -> None:
    User.objects.create_user(username="quan.tri", full_name="Người đã có")
    answer = client.post("/bat-dau/moi", FIRST)
    assert answer.status_code == 422
    assert "đã có người dùng" in words(answer)


def test_whoever_comes_second_is_told_in_a_sentence(client: Client, where: Country) -> None:
    second = Client(**HERE)  # type: ignore[arg-type]
    assert second.get("/bat-dau/moi").status_code == 200
    client.post("/bat-dau/moi", FIRST)
    answer = second.post("/bat-dau/moi", FIRST | {"username": "nguoi.khac", "phone": ""})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert "người khác vừa mở trước" in str(answer.wsgi_request._messages._queued_messages)  # type: ignore[attr-defined]
    assert User.objects.count() == 1
    assert second.get("/bat-dau").headers["Location"] == "/"
    assert client.get("/bat-dau").headers["Location"] == "/thiet-lap/bat-dau"
    assert client.post("/bat-dau/moi", FIRST).headers["Location"] == "/thiet-lap/bat-dau"


def test_of_two_at_the_very_same_time_the_second_is_told(
    client: Client, where: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at the workspace and the writing somebody else was faster."""
    monkeypatch.setattr("giamngheo.web.asking.norms.workspace", lambda: None)
    open_workspace(by=SYSTEM, at=NOW, is_demo=False)
    answer = client.post("/bat-dau/moi", FIRST)
    assert answer.headers["Location"] == "/"
    assert not User.objects.exists()


def test_the_reference_data_are_loaded_where_they_are_missing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[Any] = []
    monkeypatch.setattr(
        "giamngheo.norms.actions.setting_up.places.load_reference", lambda **given: loaded.append(given)
    )
    client.post("/bat-dau/moi", FIRST)
    [given] = loaded
    assert given["by"].user_id == User.objects.get().pk
    page = words(client.get("/thiet-lap/bat-dau/dia-ban"))
    assert "Chưa có danh mục" in page
    client.post("/thiet-lap/bat-dau/dia-ban", {"load": "1"})
    assert len(loaded) == 2


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


def test_a_hostile_or_huge_list_enters_nothing(begun: Client, where: Country) -> None:
    choose_commune(begun, where)
    number_before = Place.objects.count()
    for text in ("\0\x01\x02", "<script>alert(1)</script>\t=1+1\tx\ty", "ấp\t" * 200_000):
        answer = begun.post("/thiet-lap/bat-dau/thon-ap", {"text": text, "confirm": "1"})
        assert answer.status_code in {400, 422}
        assert "<script>alert" not in words(answer)
    assert Place.objects.count() == number_before


def test_nobody_else_gets_into_the_steps(begun: Client, where: Country) -> None:
    choose_commune(begun, where)
    begun.post("/thiet-lap/bat-dau/ho-so", profile_fields())
    chair = seated(Role.COMMUNE_CHAIR, where.new_commune)
    other = Client(**HERE)  # type: ignore[arg-type]
    assert other.get("/thiet-lap/bat-dau").status_code == 302
    other.force_login(chair, backend=BACKEND)
    for step in ("", "/dia-ban", "/ho-so", "/nam", "/thon-ap", "/nguoi-dung", "/tom-tat"):
        assert other.get(f"/thiet-lap/bat-dau{step}").status_code == 403


def test_the_demo_has_no_first_start(client: Client, where: Country) -> None:
    installation(where, is_demo=True)
    client.force_login(seated(Role.ADMINISTRATOR, where.district), backend=BACKEND)
    assert client.get("/thiet-lap/bat-dau").status_code == 403
    assert client.get("/bat-dau/khoi-phuc").headers["Location"] == "/"
    assert client.get("/thiet-lap").status_code == 200


def test_restoring_asks_for_a_backup_and_its_passphrase(client: Client) -> None:
    assert client.get("/bat-dau/khoi-phuc").status_code == 200
    page = words(client.post("/bat-dau/khoi-phuc", {"passphrase": "mật khẩu của bản sao lưu"}))
    assert "Hãy chọn một bản sao lưu" in page
    file = SimpleUploadedFile("sao-luu.gnbak", b"khong phai ban sao luu")
    answer = client.post("/bat-dau/khoi-phuc", {"passphrase": "mật khẩu của bản sao lưu", "file": file})
    assert answer.status_code == 422
    assert str(NotABackup()) in words(answer).replace("&quot;", '"')
    assert queries.workspace() is None
    assert not list(Path(settings.DATA_FOLDER).glob("*.gnbak"))


def test_a_wrong_passphrase_is_told_at_its_field(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: Any) -> None:
        raise WrongPassphrase

    monkeypatch.setattr(restoring, "restore", refuse)
    file = SimpleUploadedFile("sao-luu.gnbak", b"x")
    answer = client.post("/bat-dau/khoi-phuc", {"passphrase": "sai", "file": file})
    assert answer.status_code == 422
    assert 'id="id_passphrase_error0"' in words(answer)


def test_a_backup_on_a_stick_is_restored_from_there(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "sao-luu.gnbak"
    path.write_bytes(b"x")
    found = starting.FoundBackup("khoa", path, 1, "USB “mẫu”")
    given: dict[str, Any] = {}

    def restore(**asked: Any) -> restoring.Restored:
        given.update(asked)
        return restoring.Restored(NOW, 10, 1, 0)

    monkeypatch.setattr(starting, "backups_in_reach", lambda: [found])
    monkeypatch.setattr(restoring, "restore", restore)
    answer = client.post("/bat-dau/khoi-phuc", {"passphrase": "đúng", "chosen": "khoa"})
    assert answer.status_code == 302
    assert (given["source"], given["passphrase"]) == (path, "đúng")


def test_the_first_administrator_signs_in_again_before_any_place_was_chosen(begun: Client) -> None:
    """The browser was closed after the first step: no seat yet, and still this account must get in."""
    again = Client(**HERE)  # type: ignore[arg-type]
    sign_in = {"login": "0912345678", "password": "cày cấy mùa xuân"}
    answer = again.post(reverse("account_login"), sign_in)
    assert answer.status_code == 302, words(answer)
    assert again.get("/thiet-lap/bat-dau", follow=True).redirect_chain[-1][0] == "/thiet-lap/bat-dau/dia-ban"
