"""The first start in pages: from an empty system to a ready one, step by step, skipped, resumed, taken from others."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from factories.first_start import BACKEND, FIRST, HERE, NOW, choose_commune, profile_fields, words
from factories.people import Country, country, installation, seated

from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import User
from giamngheo.files import restoring
from giamngheo.files.backups.problems import NotABackup, WrongPassphrase
from giamngheo.norms import queries
from giamngheo.norms.actions import SYSTEM, open_workspace
from giamngheo.web.norms import starting

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


def test_a_stick_that_was_pulled_out_is_told(client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = starting.FoundBackup("khoa", tmp_path / "khong-con.gnbak", 1, "USB “mẫu”")
    monkeypatch.setattr(starting, "backups_in_reach", lambda: [found])
    answer = client.post("/bat-dau/khoi-phuc", {"passphrase": "mật khẩu của bản sao lưu", "chosen": "khoa"})
    assert answer.status_code == 422
    assert "cắm lại USB" in words(answer)


def test_the_first_administrator_signs_in_again_before_any_place_was_chosen(begun: Client) -> None:
    """The browser was closed after the first step: no seat yet, and still this account must get in."""
    again = Client(**HERE)  # type: ignore[arg-type]
    sign_in = {"login": "0912345678", "password": "cày cấy mùa xuân"}
    answer = again.post(reverse("account_login"), sign_in)
    assert answer.status_code == 302, words(answer)
    assert again.get("/thiet-lap/bat-dau", follow=True).redirect_chain[-1][0] == "/thiet-lap/bat-dau/dia-ban"
