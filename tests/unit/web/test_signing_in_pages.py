"""Signing in, being locked out, leaving: what each situation shows, and what the trace tells of it."""

import logging
import re
import unicodedata
from datetime import date

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from factories.people import Country, country, installation, seated
from factories.sign_ins import NOON, PASSWORD, Clock, come, is_in

from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import Absence, User
from giamngheo.audit.models import Entry
from giamngheo.web.accounts.adapter import SignInAdapter

pytestmark = pytest.mark.django_db
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36"
)
TYPED_BY_MISTAKE = "mat-khau-go-nham-o"


@pytest.fixture
def where() -> Country:
    places = country()
    installation(places, is_demo=True)
    return places


@pytest.fixture
def an(where: Country) -> User:
    user = seated(Role.COMMUNE_OFFICER, where.commune, username="canbo.an", password=PASSWORD)
    User.objects.filter(pk=user.pk).update(phone="0912345678")
    return user


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def page_text(content: bytes) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", content.decode())


@pytest.mark.parametrize(
    "typed", ["canbo.an", " CanBo.An ", "0912345678", "0912 345 678", "+84 912.345.678", "84912345678"]
)
def test_user_name_or_telephone_number_signs_in(an: User, client: Client, typed: str) -> None:
    answer = come(client, typed)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_in(client)


def test_a_sign_in_is_told_with_the_machine_and_the_place(where: Country, an: User) -> None:
    come(Client(headers={"user-agent": CHROME}), "canbo.an")
    entry = Entry.objects.get(deed="accounts.signed_in")
    assert (entry.actor_id, entry.subject_id, entry.place_id) == (an.pk, str(an.pk), where.commune)
    assert entry.after == {"machine": "Chrome trên Windows"}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_password_is_the_same_however_the_keyboard_sends_its_accents(an: User, client: Client, form: str) -> None:
    come(client, "canbo.an", unicodedata.normalize(form, PASSWORD))
    assert is_in(client)


def test_unknown_name_and_wrong_password_answer_alike(an: User) -> None:
    wrong, unknown = (page_text(come(Client(), name, "sai bét").content) for name in ("canbo.an", "khongaibiet"))
    assert "mật khẩu chưa đúng" in wrong
    assert wrong.replace("canbo.an", "…") == unknown.replace("khongaibiet", "…")


def test_unknown_name_and_wrong_password_cost_the_same(an: User, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *a: hashed.append(a[0]) or encode(self, *a))
    costs = []
    other = seated(Role.COMMUNE_OFFICER, an.holdings.get().seat.place_id, username="canbo.binh", password=PASSWORD)
    User.objects.filter(pk=other.pk).update(phone="0912345679")
    for name in ("canbo.an", "0912345679", "khongaibiet", "0987654321"):
        hashed.clear()
        with CaptureQueriesContext(connection) as queries:
            come(Client(), name, "sai bét")
        costs.append((len(hashed), len(queries)))
    assert len(set(costs)) == 1, costs


def test_what_was_typed_for_an_unknown_name_is_kept_nowhere(
    an: User, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        for _ in range(6):
            come(client, TYPED_BY_MISTAKE, "bí mật nào đó", next="/tai-khoan")
    entry = Entry.objects.filter(deed="accounts.sign_in_refused").first()
    assert (entry.actor_id, entry.subject_id, entry.subject_label) == (None, "", "không có tài khoản này")
    kept = str(list(Entry.objects.values())) + str(list(AccessAttempt.objects.values())) + caplog.text
    assert TYPED_BY_MISTAKE not in kept
    assert "bí mật nào đó" not in kept


def test_logs_name_nobody(an: User, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        come(client, "canbo.an")
        client.post("/dang-xuat")
        for _ in range(6):
            come(client, "canbo.an", "sai bét")
    told = [record for record in caplog.records if not record.name.startswith("django.db")]
    assert any(record.name.startswith("axes") for record in told)
    assert not any("canbo.an" in record.getMessage() or an.full_name in record.getMessage() for record in told)


def test_five_wrong_tries_lock_the_name_for_a_quarter_of_an_hour(an: User, client: Client, clock: Clock) -> None:
    for _ in range(4):
        assert come(client, "canbo.an", "sai bét").status_code == 200
    clock.pass_by(minutes=1)
    fifth = come(client, "0912345678", "sai bét")
    assert fifth.status_code == 429
    assert "đến <strong>12:16 ngày 15/11/2024</strong>" in fifth.content.decode()
    clock.pass_by(minutes=14)
    assert come(client, "canbo.an").status_code == 429, "the right password does not open a locked name"
    assert not is_in(client)
    clock.pass_by(minutes=1, seconds=1)
    come(client, "canbo.an")
    assert is_in(client)


def test_the_lock_is_told_once_and_tries_during_it_do_not_lengthen_it(an: User, client: Client, clock: Clock) -> None:
    for _ in range(9):
        come(client, "canbo.an", "sai bét")
        clock.pass_by(minutes=1)
    deeds = list(Entry.objects.order_by("id").values_list("deed", flat=True))
    assert deeds == ["accounts.sign_in_refused"] * 4 + ["accounts.locked_out"]
    assert set(Entry.objects.values_list("subject_id", flat=True)) == {str(an.pk)}
    clock.now = NOON.replace(hour=12, minute=19, second=1)
    come(client, "canbo.an")
    assert is_in(client)


def test_a_name_that_nobody_has_locks_with_the_same_page(an: User, client: Client, clock: Clock) -> None:
    pages = []
    for name in ("canbo.an", "khongaibiet"):
        for _ in range(5):
            answer = come(client, name, "sai bét")
        pages.append(page_text(answer.content))
    assert pages[0] == pages[1]


def test_at_a_shared_machine_a_colleague_still_gets_in(where: Country, an: User, client: Client) -> None:
    seated(Role.FINANCE, where.district, username="taichinh", password=PASSWORD)
    for _ in range(6):
        come(client, "canbo.an", "sai bét")
    come(client, "taichinh")
    assert is_in(client)


def test_a_sign_in_clears_the_wrong_tries_before_it(an: User, client: Client) -> None:
    for _ in range(4):
        come(client, "canbo.an", "sai bét")
    come(client, "canbo.an")
    client.post("/dang-xuat")
    for _ in range(4):
        assert come(client, "canbo.an", "sai bét").status_code == 200


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"closed_on": date(2024, 11, 15)}, "đã đóng"),
        ({"is_active": False}, "đã đóng"),
    ],
)
def test_a_closed_account_is_turned_away_with_a_sentence(
    an: User, client: Client, change: dict[str, object], sentence: str
) -> None:
    User.objects.filter(pk=an.pk).update(**change)
    answer = come(client, "canbo.an")
    assert answer.status_code == 403
    assert sentence in answer.content.decode()
    assert not is_in(client)
    entry = Entry.objects.get()
    assert (entry.deed, entry.subject_id) == ("accounts.sign_in_refused", str(an.pk))
    assert sentence in entry.reason
    assert sentence not in come(client, "canbo.an", "sai bét").content.decode(), "only its owner is told"


def test_an_account_that_closes_tomorrow_works_today(an: User, client: Client) -> None:
    User.objects.filter(pk=an.pk).update(closed_on=date(2024, 11, 16))
    come(client, "canbo.an")
    assert is_in(client)


def test_whoever_holds_no_seat_is_turned_away_unless_standing_in(where: Country, an: User, client: Client) -> None:
    former = seated(
        Role.COMMUNE_OFFICER, where.other_commune, username="cu", password=PASSWORD, until=date(2024, 11, 15)
    )
    answer = come(client, "cu")
    assert answer.status_code == 403
    assert "không giữ vị trí công tác nào" in answer.content.decode()
    Absence.objects.create(user=an, substitute=former, valid_from=date(2024, 11, 15), valid_until=date(2024, 11, 20))
    come(client, "cu")
    assert is_in(client)


def test_the_key_of_the_session_changes_at_the_sign_in(an: User, client: Client) -> None:
    come(client, "canbo.an", "sai bét")
    planted = Client()
    planted.cookies["sessionid"] = "a" * 32
    come(planted, "canbo.an")
    assert planted.cookies["sessionid"].value != "a" * 32
    before = planted.cookies["sessionid"].value
    planted.post("/dang-xuat")
    come(planted, "canbo.an")
    assert planted.cookies["sessionid"].value != before
    assert not Session.objects.filter(session_key__in=["a" * 32, before]).exists()


def test_the_cookie_of_the_session_goes_with_the_browser(an: User, client: Client) -> None:
    come(client, "canbo.an")
    cookie = client.cookies["sessionid"]
    assert (cookie["max-age"], cookie["expires"], cookie["httponly"], cookie["samesite"]) == ("", "", True, "Lax")
    client.get("/tai-khoan")
    assert client.cookies["sessionid"]["max-age"] == ""
    begun_otherwise = Client()
    begun_otherwise.force_login(an)
    begun_otherwise.get("/tai-khoan")
    assert begun_otherwise.cookies["sessionid"]["max-age"] == ""


@pytest.mark.parametrize(
    ("target", "arrives"),
    [
        ("/tai-khoan?a=1", "/tai-khoan?a=1"),
        ("https://xau.example/", "/"),
        ("//xau.example/", "/"),
        ("/\\xau.example", "/"),
        ("http://localhost/", "/"),
        ("javascript:alert(1)", "/"),
        ("http:///xau.example", "/"),
        (" https://xau.example", "/"),
    ],
)
def test_after_signing_in_one_stays_on_this_site(an: User, client: Client, target: str, arrives: str) -> None:
    assert come(client, "canbo.an", next=target)["Location"] == arrives


def test_the_address_asked_for_is_opened_after_signing_in(an: User, client: Client) -> None:
    asked = client.get("/tai-khoan")
    assert asked["Location"] == "/dang-nhap?next=/tai-khoan"
    assert '<input type="hidden" name="next" value="/tai-khoan">' in client.get(asked["Location"]).content.decode()


@pytest.mark.parametrize("address", ["/dang-nhap", "/dang-nhap/hai-buoc", "/dang-nhap/phieu", "/dang-xuat"])
def test_a_form_without_its_token_is_refused(an: User, address: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(address, {"login": "canbo.an", "password": PASSWORD})
    assert answer.status_code == 403
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "typed",
    ["", " ", "\x00", "an\x00", "a" * 5000, "'; drop table accounts_user; --", "<script>", "Ŧ\u202eĦ", "＋８４"],
)
def test_odd_names_are_answered_by_the_form(an: User, client: Client, typed: str) -> None:
    answer = come(client, typed, "x" * 100_000)
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()
    assert not is_in(client)


def test_bytes_that_are_no_text_are_answered_by_the_form(an: User, client: Client) -> None:
    answer = client.post("/dang-nhap", b"login=%ff%fe&password=%80", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200


def test_there_is_no_way_to_make_an_account_for_oneself(where: Country, client: Client) -> None:
    assert "Đăng ký" not in client.get("/dang-nhap").content.decode()
    for address in ("/signup/", "/accounts/signup/", "/dang-ky"):
        assert client.get(address).status_code == 404
    assert not SignInAdapter().is_open_for_signup(None)


def test_switching_users_leaves_nothing(an: User, client: Client) -> None:
    come(client, "canbo.an")
    page = client.get("/tai-khoan")
    assert "no-store" in page["Cache-Control"]
    assert "Đổi người dùng" in page.content.decode()
    key = client.cookies["sessionid"].value
    answer = client.post("/dang-xuat")
    assert (answer.status_code, answer["Location"]) == (302, "/dang-nhap")
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not Session.objects.filter(session_key=key).exists()
    again = Client()
    again.cookies["sessionid"] = key
    assert not is_in(again), "the old key opens nothing"
    assert "no-store" in client.get("/dang-nhap")["Cache-Control"]
    assert an.full_name not in client.get("/dang-nhap").content.decode()
    entry = Entry.objects.get(deed="accounts.signed_out")
    assert (entry.actor_id, entry.subject_id) == (an.pk, str(an.pk))


def test_a_link_does_not_sign_out(an: User, client: Client) -> None:
    come(client, "canbo.an")
    assert client.get("/dang-xuat").status_code == 405
    assert is_in(client)


def test_signing_out_twice_is_no_fault(where: Country, client: Client) -> None:
    assert client.post("/dang-xuat").status_code == 302
    assert not Entry.objects.exists()


def test_half_an_hour_of_rest_ends_the_session(an: User, client: Client, clock: Clock) -> None:
    come(client, "canbo.an")
    for _ in range(3):
        clock.pass_by(minutes=29)
        assert is_in(client), "each page opened begins the half hour anew"
    clock.pass_by(minutes=31)
    assert not is_in(client)


def test_twelve_hours_end_the_session_and_bring_back_to_the_page(an: User, client: Client, clock: Clock) -> None:
    come(client, "canbo.an")
    for _ in range(12 * 3 - 1):
        clock.pass_by(minutes=20)
        assert is_in(client)
    clock.pass_by(minutes=20)
    answer = client.get("/tai-khoan", follow=True)
    assert answer.redirect_chain == [("/dang-nhap?next=/tai-khoan", 302)]
    assert "Đã làm việc liên tục 12 giờ" in answer.content.decode()
    assert "12 giờ" in Entry.objects.get(deed="accounts.signed_out").reason
    come(client, "canbo.an")
    assert is_in(client), "a new session begins its own twelve hours"


def test_an_account_that_is_closed_meanwhile_is_out_at_once(an: User, client: Client) -> None:
    come(client, "canbo.an")
    User.objects.filter(pk=an.pk).update(closed_on=date(2024, 11, 1))
    answer = client.get("/tai-khoan", follow=True)
    assert "đã đóng" in answer.content.decode()
    assert not is_in(client)


def test_sessions_that_ended_by_themselves_are_swept_out(an: User, client: Client, clock: Clock) -> None:
    come(Client(), "canbo.an")
    clock.pass_by(hours=1)
    come(client, "canbo.an")
    assert Session.objects.count() == 1


def test_who_is_signed_in_goes_on_from_the_sign_in_page(an: User, client: Client) -> None:
    come(client, "canbo.an")
    assert client.get("/dang-nhap")["Location"] == "/"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (CHROME, "Chrome trên Windows"),
        (CHROME + " coc_coc_browser/109.0", "Cốc Cốc trên Windows"),
        ("Mozilla/5.0 (Linux; Android 8.0) AppleWebKit Chrome/109 Mobile Safari", "Chrome trên điện thoại Android"),
        ("<b>lạ</b>", "trình duyệt khác"),
    ],
)
def test_of_what_a_browser_says_only_a_known_name_is_kept(an: User, said: str, shown: str) -> None:
    come(Client(headers={"user-agent": said.encode("ascii", "replace").decode()}), "canbo.an")
    assert Entry.objects.get().after == {"machine": shown}
