"""One's own account: what it shows, a new password, other machines."""

from datetime import date

import pytest
from django.test import Client
from factories.people import Country, country, installation, seated
from factories.sign_ins import NEW_PASSWORD, PASSWORD, Clock, come, is_in

from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import Absence, Holding, Seat, User
from giamngheo.audit.models import Entry

pytestmark = pytest.mark.django_db
OWN_PAGES = [
    "/tai-khoan",
    "/tai-khoan/mat-khau",
    "/tai-khoan/may-khac",
    "/tai-khoan/hai-buoc",
    "/tai-khoan/hai-buoc/tat",
    "/tai-khoan/hai-buoc/ma-du-phong",
]


@pytest.fixture
def where() -> Country:
    places = country()
    installation(places, is_demo=True)
    return places


@pytest.fixture
def an(where: Country) -> User:
    return seated(Role.COMMUNE_OFFICER, where.commune, username="canbo.an", password=PASSWORD)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def change(client: Client, current: str = PASSWORD, new: str = NEW_PASSWORD, again: str | None = None) -> str:
    answer = client.post(
        "/tai-khoan/mat-khau", {"current": current, "new": new, "again": new if again is None else again}
    )
    return "đã đổi" if answer.status_code == 302 else answer.content.decode()


@pytest.mark.parametrize("address", OWN_PAGES)
def test_without_signing_in_no_page_of_an_account_opens(where: Country, client: Client, address: str) -> None:
    assert client.get(address)["Location"] == f"/dang-nhap?next={address}"
    assert client.post(address)["Location"] == f"/dang-nhap?next={address}"


@pytest.mark.parametrize("address", OWN_PAGES)
def test_every_page_of_an_account_opens_for_its_owner_and_is_not_kept(an: User, client: Client, address: str) -> None:
    come(client, "canbo.an")
    answer = client.get(address)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert Client(enforce_csrf_checks=True).post(address).status_code == 403


def test_it_shows_who_one_is_here(where: Country, an: User, client: Client, clock: Clock) -> None:
    User.objects.filter(pk=an.pk).update(phone="0912345678", job_title="Công chức văn hóa – xã hội")
    seat = Seat.objects.create(role=Role.ENUMERATOR, place_id=where.other_commune)
    Holding.objects.create(
        seat=seat, user=an, valid_from=date(2024, 3, 1), valid_until=date(2024, 7, 1), basis="QĐ 12/QĐ-UBND"
    )
    away = seated(Role.LEADER, where.district, username="lanhdao")
    Absence.objects.create(user=away, substitute=an, valid_from=date(2024, 11, 10), valid_until=date(2024, 11, 20))
    come(client, "canbo.an", "sai bét")
    clock.pass_by(minutes=2)
    come(Client(headers={"user-agent": "Mozilla (Android 8) Chrome/109"}), "canbo.an")
    clock.pass_by(minutes=5)
    come(client, "canbo.an")
    page = " ".join(client.get("/tai-khoan").content.decode().split())
    for shown in (
        "canbo.an",
        "0912345678",
        "Công chức văn hóa – xã hội",
        "Cán bộ xã – Xã Đồng Lúa",
        "đang giữ",
        "Rà soát viên – Thị trấn Bến Cát Mẫu",
        "30/06/2024",
        "QĐ 12/QĐ-UBND",
        "Người giữ vai Lãnh đạo: Lãnh đạo – Huyện Đồng Mẫu",
        "chưa bật",
        "Lần trước lần này: <strong>12:02 15/11/2024</strong>, Chrome trên điện thoại Android.",
        "Đăng nhập không thành",
    ):
        assert shown in page, shown


def test_the_latest_twenty_sign_ins_are_ones_own(where: Country, an: User, client: Client) -> None:
    seated(Role.FINANCE, where.district, username="taichinh", password=PASSWORD)
    for _ in range(23):
        come(client, "canbo.an")
        client.post("/dang-xuat")
    come(client, "canbo.an")
    come(Client(), "taichinh", "sai bét")
    page = client.get("/tai-khoan").content.decode()
    assert page.count('data-label="Trình duyệt, máy"') == 20
    assert "Đăng nhập không thành" not in page


def test_the_head_of_a_page_names_who_is_signed_in_and_from_which_seat(
    where: Country, an: User, client: Client
) -> None:
    come(client, "canbo.an")
    assert "Cán bộ xã – Xã Đồng Lúa</span>" in client.get("/tai-khoan").content.decode()
    seat = Seat.objects.create(role=Role.ENUMERATOR, place_id=where.other_commune)
    Holding.objects.create(seat=seat, user=an, valid_from=date(2024, 3, 1))
    assert "Cán bộ xã – Xã Đồng Lúa và 1 vị trí khác</span>" in client.get("/tai-khoan").content.decode()
    Holding.objects.filter(user=an).update(valid_until=date(2024, 11, 1))
    assert "user-menu-who" in client.get("/tai-khoan").content.decode()


def test_a_new_password_ends_the_other_machines_and_not_this_one(an: User, client: Client) -> None:
    come(client, "canbo.an")
    come(other := Client(), "canbo.an")
    key = client.cookies["sessionid"].value
    assert change(client) == "đã đổi"
    assert is_in(client)
    assert client.cookies["sessionid"].value != key
    assert not is_in(other)
    come(other, "canbo.an")
    assert not is_in(other), "the old password is no use"
    come(other, "canbo.an", NEW_PASSWORD)
    assert is_in(other)
    entry = Entry.objects.get(deed="accounts.password_changed")
    assert (entry.actor_id, entry.before, entry.after) == (an.pk, {}, {})


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        ("ngắn quá", "cần ít nhất 10 ký tự"),
        ("12345678910", "dễ bị đoán"),
        ("qwertyuiop", "dễ bị đoán"),
        ("mật khẩu 2024", "dễ bị đoán"),
        ("GiamNgheo@2024", "dễ bị đoán"),
        ("aaaaaaaaaaaa", "dễ bị đoán"),
        ("canbo.an2024", "giống họ tên"),
        ("Người giữ vai cán bộ xã", "giống họ tên"),
        ("nguoigiuvaicanboxa1", "giống họ tên"),
        ("0912345678", "giống họ tên"),
        (PASSWORD, "phải khác mật khẩu đang dùng"),
        ("", "là bắt buộc"),
        ("a" * 129, "tối đa 128"),
        ("mười ký\x00 tự trở lên", "Null"),
    ],
)
def test_weak_passwords_are_refused_with_the_rule_they_break(an: User, client: Client, new: str, sentence: str) -> None:
    User.objects.filter(pk=an.pk).update(phone="0912345678")
    come(client, "canbo.an")
    answer = change(client, new=new)
    assert "is-wrong" in answer
    assert sentence in answer
    an.refresh_from_db()
    assert an.check_password(PASSWORD)


def test_typed_differently_the_second_time_nothing_changes(an: User, client: Client) -> None:
    come(client, "canbo.an")
    assert "chưa giống nhau" in change(client, again=NEW_PASSWORD + " ")
    an.refresh_from_db()
    assert an.check_password(PASSWORD)


def test_guessing_the_current_password_locks_the_name_too(an: User, client: Client, clock: Clock) -> None:
    come(client, "canbo.an")
    for _ in range(4):
        assert "Mật khẩu hiện tại chưa đúng" in change(client, current="sai bét")
    assert "Tạm khóa" in change(client, current="sai bét")
    assert "Tạm khóa" in change(client), "the right one neither, until the lock ends"
    an.refresh_from_db()
    assert an.check_password(PASSWORD)
    told = list(Entry.objects.order_by("id").values_list("deed", "reason"))[1:]
    assert told == [("accounts.sign_in_refused", "nhập sai mật khẩu hiện tại")] * 4 + [
        ("accounts.locked_out", "nhập sai mật khẩu hiện tại")
    ]
    clock.pass_by(minutes=15, seconds=1)
    assert change(client) == "đã đổi"


def test_whoever_has_to_choose_a_password_does_so_before_anything_else(an: User, client: Client) -> None:
    User.objects.filter(pk=an.pk).update(must_change_password=True)
    come(client, "canbo.an")
    for address in ("/", "/tai-khoan", "/tai-khoan/hai-buoc", "/so-lieu"):
        assert client.get(address)["Location"] == "/tai-khoan/mat-khau"
    assert client.post("/tai-khoan/may-khac", {"current": PASSWORD})["Location"] == "/tai-khoan/mat-khau"
    page = client.get("/tai-khoan/mat-khau").content.decode()
    assert "do người quản trị đặt" in page
    assert "Đổi người dùng" in page
    assert change(client) == "đã đổi"
    assert is_in(client)


def test_whoever_has_to_choose_a_password_can_leave(an: User, client: Client) -> None:
    User.objects.filter(pk=an.pk).update(must_change_password=True)
    come(client, "canbo.an")
    assert client.post("/dang-xuat")["Location"] == "/dang-nhap"


def test_signing_out_everywhere_else(an: User, client: Client) -> None:
    come(client, "canbo.an")
    come(other := Client(), "canbo.an")
    assert "chưa đúng" in client.post("/tai-khoan/may-khac", {"current": "sai bét"}).content.decode()
    assert is_in(other)
    assert client.post("/tai-khoan/may-khac", {"current": PASSWORD})["Location"] == "/tai-khoan"
    assert is_in(client)
    assert not is_in(other)
    come(other, "canbo.an")
    assert is_in(other), "the password stays"
    assert Entry.objects.filter(deed="accounts.sessions_ended").count() == 1
