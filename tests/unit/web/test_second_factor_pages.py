"""The second factor: turned on, asked for, replayed, guessed, lost."""

import re
from time import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from factories.people import Country, country, installation, seated
from factories.sign_ins import PASSWORD, Clock, code_at, come, is_in, with_second_factor

from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import User
from giamngheo.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def where() -> Country:
    places = country()
    installation(places, is_demo=True)
    return places


@pytest.fixture
def an(where: Country) -> User:
    return seated(Role.LEADER, where.district, username="lanhdao.an", password=PASSWORD)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def answer_code(client: Client, code: str, **more: str) -> int:
    return client.post("/dang-nhap/hai-buoc", {"code": code, **more}).status_code


def deeds() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("deed", flat=True))


def test_it_is_turned_on_with_the_code_of_the_application_and_asked_for_ever_after(
    an: User, client: Client, clock: Clock
) -> None:
    come(client, "lanhdao.an")
    page = client.get("/tai-khoan/hai-buoc").content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    secret = re.search(r'class="secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    shown = client.post("/tai-khoan/hai-buoc", {"code": code_at(secret, clock.now), "current": PASSWORD})
    codes = re.findall(r"<code>(\d{4} \d{4})</code>", shown.content.decode())
    assert len(set(codes)) == 10
    assert "no-store" in shown["Cache-Control"]
    assert "đang bật" in client.get("/tai-khoan").content.decode()
    assert not any(code in client.get("/tai-khoan").content.decode() for code in codes), "shown once"
    client.post("/dang-xuat")

    assert come(client, "lanhdao.an")["Location"] == "/dang-nhap/hai-buoc"
    assert not is_in(client), "the password alone opens nothing"
    clock.pass_by(seconds=30)
    assert answer_code(client, code_at(secret, clock.now)) == 302
    assert is_in(client)
    assert deeds() == [
        "accounts.signed_in",
        "accounts.second_factor_on",
        "accounts.signed_out",
        "accounts.signed_in",
    ]


def test_the_page_asked_for_is_kept_over_the_second_step(an: User, client: Client, clock: Clock) -> None:
    secret, _ = with_second_factor(an)
    come(client, "lanhdao.an", next="/tai-khoan")
    answer = client.post("/dang-nhap/hai-buoc", {"code": code_at(secret, clock.now)})
    assert answer["Location"] == "/tai-khoan"


def test_a_code_is_good_once_and_none_before_it_after_that(an: User, clock: Clock) -> None:
    secret, _ = with_second_factor(an)
    code, before = code_at(secret, clock.now), code_at(secret, clock.now.replace(minute=0, second=0))
    first, second = Client(), Client()
    for browser in (first, second):
        come(browser, "lanhdao.an")
    assert answer_code(first, code) == 302
    cache.clear()  # another process of the server remembers nothing in memory
    assert answer_code(second, code) == 200
    assert not is_in(second)
    clock.pass_by(seconds=30)
    assert answer_code(second, before) == 200, "the one before is still near enough in time, but used up with its next"
    assert answer_code(second, code_at(secret, clock.now)) == 302


def test_a_telephone_half_a_minute_off_is_let_in_and_a_code_of_a_minute_ago_is_not(an: User, clock: Clock) -> None:
    secret, _ = with_second_factor(an)
    for seconds, status in ((60, 200), (-60, 200), (-30, 302), (30, 302)):
        client = Client()
        come(client, "lanhdao.an")
        other = Clock.__new__(Clock)
        other.now = clock.now
        other.pass_by(seconds=seconds)
        assert answer_code(client, code_at(secret, other.now)) == status, seconds


def test_codes_are_read_as_applications_and_papers_print_them(an: User, clock: Clock) -> None:
    secret, codes = with_second_factor(an)
    code = code_at(secret, clock.now)
    for typed in (f" {code[:3]} {code[3:]} ", f"{codes[0][:4]} {codes[0][4:]}"):
        client = Client()
        come(client, "lanhdao.an")
        assert answer_code(client, typed) == 302


def test_a_recovery_code_is_good_once_and_told(an: User, clock: Clock) -> None:
    _, codes = with_second_factor(an)
    come(first := Client(), "lanhdao.an")
    assert answer_code(first, codes[3]) == 302
    entry = Entry.objects.get(deed="accounts.recovery_code_used")
    assert entry.after == {"paper_codes_left": 9}
    assert "Còn 9 mã dự phòng" in first.get("/tai-khoan").content.decode()
    come(second := Client(), "lanhdao.an")
    assert answer_code(second, codes[3]) == 200
    assert not is_in(second)


@pytest.mark.parametrize("typed", ["", "abcdef", "12345", "１２３４５６", "9" * 5000, "\x00", "<b>", "-1"])
def test_codes_that_are_none_are_answered_by_the_form(an: User, client: Client, clock: Clock, typed: str) -> None:
    with_second_factor(an)
    come(client, "lanhdao.an")
    assert answer_code(client, typed) == 200
    assert not is_in(client)


def test_guessing_codes_locks_the_name_also_for_whoever_knows_the_password(
    an: User, client: Client, clock: Clock
) -> None:
    secret, _ = with_second_factor(an)
    come(client, "lanhdao.an")
    assert [answer_code(client, f"00000{n}") for n in range(4)] == [200] * 4
    come(other := Client(), "lanhdao.an")
    locked = other.post("/dang-nhap/hai-buoc", {"code": "000009"})
    assert (locked.status_code, "12:15 ngày 15/11/2024" in locked.content.decode()) == (429, True)
    assert answer_code(client, code_at(secret, clock.now)) == 429
    assert come(Client(), "lanhdao.an").status_code == 429
    assert deeds() == ["accounts.second_factor_refused"] * 5
    assert {entry.subject_id for entry in Entry.objects.all()} == {str(an.pk)}
    clock.pass_by(minutes=15, seconds=1)
    come(again := Client(), "lanhdao.an")
    assert answer_code(again, code_at(secret, clock.now)) == 302


def test_without_the_password_there_is_no_second_step(an: User, client: Client, clock: Clock) -> None:
    secret, _ = with_second_factor(an)
    for answer in (
        client.get("/dang-nhap/hai-buoc"),
        client.post("/dang-nhap/hai-buoc", {"code": code_at(secret, clock.now)}),
    ):
        assert answer["Location"] == "/dang-nhap"
    assert not is_in(client)


def test_the_second_step_waits_a_quarter_of_an_hour(
    an: User, client: Client, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret, _ = with_second_factor(an)
    come(client, "lanhdao.an")
    began = time()
    monkeypatch.setattr("allauth.account.internal.stagekit.time.time", lambda: began + 15 * 60 + 1)
    answer = client.post("/dang-nhap/hai-buoc", {"code": code_at(secret, clock.now)})
    assert answer["Location"] == "/dang-nhap"
    assert not is_in(client)


def test_the_next_person_at_the_machine_can_leave_a_second_step_that_waits(
    where: Country, an: User, client: Client, clock: Clock
) -> None:
    with_second_factor(an)
    seated(Role.FINANCE, where.district, username="taichinh", password=PASSWORD)
    come(client, "lanhdao.an")
    assert "Đăng nhập bằng tài khoản khác" in client.get("/dang-nhap/hai-buoc").content.decode()
    client.post("/dang-xuat")
    come(client, "taichinh")
    assert is_in(client)
    assert client.get("/tai-khoan").content.decode().count("taichinh") == 1


def test_an_account_closed_between_the_steps_is_out_at_the_next_page(an: User, client: Client, clock: Clock) -> None:
    secret, _ = with_second_factor(an)
    come(client, "lanhdao.an")
    User.objects.filter(pk=an.pk).update(is_active=False)
    answer_code(client, code_at(secret, clock.now))
    assert not is_in(client)


def test_secrets_are_kept_encrypted_and_under_a_lost_key_the_page_says_what_to_do(
    an: User, clock: Clock, settings: Any
) -> None:
    secret, codes = with_second_factor(an)
    kept = str(list(Authenticator.objects.values("data")))
    assert secret not in kept
    assert not any(code in kept for code in codes)
    key = settings.SECRET_KEY
    settings.SECRET_KEY = "another-key-of-another-machine"  # noqa: S105 – of nobody
    come(moved := Client(), "lanhdao.an")
    answer = moved.post("/dang-nhap/hai-buoc", {"code": code_at(secret, clock.now)})
    assert "cấp phiếu đặt lại mật khẩu có gỡ xác thực hai bước" in answer.content.decode()
    settings.SECRET_KEY_FALLBACKS = [key]
    assert answer_code(moved, code_at(secret, clock.now)) == 302, "the former key still reads what it wrote"


def test_turning_on_wants_the_right_code_and_the_password_and_keeps_the_picture(
    an: User, client: Client, clock: Clock
) -> None:
    come(client, "lanhdao.an")
    page = client.get("/tai-khoan/hai-buoc").content.decode()
    secret = re.search(r'class="secret">([A-Z2-7 ]+)<', page)[1]
    good = code_at(secret.replace(" ", ""), clock.now)
    bad = f"{(int(good) + 1) % 10**6:06}"
    wrong_code = client.post("/tai-khoan/hai-buoc", {"code": bad, "current": PASSWORD}).content.decode()
    wrong_password = client.post("/tai-khoan/hai-buoc", {"code": good, "current": "sai bét"}).content.decode()
    assert "Mã chưa đúng" in wrong_code
    assert "Mật khẩu hiện tại chưa đúng" in wrong_password
    assert secret in wrong_code
    assert secret in wrong_password
    assert not Authenticator.objects.exists()
    assert client.post("/tai-khoan/hai-buoc", {"code": good, "current": PASSWORD}).status_code == 200
    assert Authenticator.objects.count() == 2


def test_the_code_that_turned_it_on_does_not_sign_in(an: User, client: Client, clock: Clock) -> None:
    come(client, "lanhdao.an")
    page = client.get("/tai-khoan/hai-buoc").content.decode()
    secret = re.search(r'class="secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    code = code_at(secret, clock.now)
    client.post("/tai-khoan/hai-buoc", {"code": code, "current": PASSWORD})
    come(other := Client(), "lanhdao.an")
    assert answer_code(other, code) == 200


def test_sent_twice_it_is_turned_on_once(an: User, client: Client, clock: Clock) -> None:
    come(client, "lanhdao.an")
    with_second_factor(an)
    page = client.get("/tai-khoan/hai-buoc").content.decode()
    assert "đang bật" in page
    assert "<svg" not in page
    answer = client.post("/tai-khoan/hai-buoc", {"code": "123456", "current": PASSWORD}).content.decode()
    assert "Xác thực hai bước đang bật" in answer
    assert Authenticator.objects.count() == 2


def test_it_is_turned_off_with_the_password_only(an: User, client: Client, clock: Clock) -> None:
    come(client, "lanhdao.an")
    with_second_factor(an)
    assert client.post("/tai-khoan/hai-buoc/tat", {"current": "sai bét"}).status_code == 200
    assert Authenticator.objects.count() == 2
    assert client.post("/tai-khoan/hai-buoc/tat", {"current": PASSWORD}).status_code == 302
    assert not Authenticator.objects.exists()
    client.post("/tai-khoan/hai-buoc/tat", {"current": PASSWORD})
    assert deeds().count("accounts.second_factor_off") == 1, "off already is no deed"


def test_new_recovery_codes_take_the_place_of_the_old(an: User, client: Client, clock: Clock) -> None:
    come(client, "lanhdao.an")
    address = "/tai-khoan/hai-buoc/ma-du-phong"
    assert "chưa bật" in client.post(address, {"current": PASSWORD}).content.decode()
    _, old = with_second_factor(an)
    assert "Mật khẩu hiện tại chưa đúng" in client.post(address, {"current": "sai bét"}).content.decode()
    shown = client.post(address, {"current": PASSWORD}).content.decode()
    new = [code.replace(" ", "") for code in re.findall(r"<code>(\d{4} \d{4})</code>", shown)]
    assert (len(new), set(new) & set(old)) == (10, set())
    come(other := Client(), "lanhdao.an")
    assert answer_code(other, old[0]) == 200
    assert answer_code(other, new[0]) == 302
    assert "accounts.recovery_codes_made" in deeds()
