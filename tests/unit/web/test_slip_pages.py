"""The printed slip: who issues it, what is printed, and how it opens the way to a new password, once."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client, RequestFactory
from factories.people import Country, country, installation, seated
from factories.sign_ins import NEW_PASSWORD, PASSWORD, Clock, come, is_in, with_second_factor

from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import Holding, ResetSlip, Seat, User
from giamngheo.audit.models import Entry
from giamngheo.web.outside import address_outside

pytestmark = pytest.mark.django_db
WRONG = "hoặc mã phiếu chưa đúng"


@pytest.fixture
def where() -> Country:
    places = country()
    installation(places, is_demo=True)
    return places


@pytest.fixture
def an(where: Country) -> User:
    return seated(Role.COMMUNE_OFFICER, where.commune, username="canbo.an", password=PASSWORD)


@pytest.fixture
def admin(where: Country, clock: Clock) -> Client:
    seated(Role.ADMINISTRATOR, where.district, username="quantri", password=PASSWORD)
    browser = Client()
    come(browser, "quantri")
    return browser


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def issue(admin: Client, user: User, **more: str) -> str:
    answer = admin.post(f"/nguoi-dung/{user.pk}/phieu", {"reason": "quên mật khẩu", **more})
    assert "no-store" in answer["Cache-Control"]
    return re.search(r'class="slip-code"[^>]*>([2-9A-Z-]+)<', answer.content.decode())[1]


def use(client: Client, code: str, name: str = "canbo.an", new: str = NEW_PASSWORD) -> str:
    answer = client.post("/dang-nhap/phieu", {"name": name, "code": code, "new": new, "again": new})
    return "đã đặt" if answer.status_code == 302 else answer.content.decode()


def test_a_slip_is_printed_with_all_one_needs_and_only_its_hash_is_kept(an: User, admin: Client) -> None:
    asked = admin.get(f"/nguoi-dung/{an.pk}/phieu").content.decode()
    assert "Cán bộ xã – Xã Đồng Lúa" in asked
    answer = admin.post(f"/nguoi-dung/{an.pk}/phieu", {"reason": "quên mật khẩu, đã nhận mặt"})
    page = " ".join(answer.content.decode().split())
    code = re.search(r'class="slip-code"[^>]*>([^<]+)<', page)[1]
    assert re.fullmatch(r"([2-9A-HJKMNP-Z]{4}-){2}[2-9A-HJKMNP-Z]{4}", code)
    for shown in ("UBND huyện Đồng Mẫu", an.full_name, "canbo.an", "12:00 ngày 18/11/2024", "/dang-nhap/phieu"):
        assert shown in page, shown
    kept = str(list(ResetSlip.objects.values())) + str(list(Entry.objects.values()))
    assert code not in kept
    assert code.replace("-", "") not in kept
    entry = Entry.objects.get(deed="accounts.slip_issued")
    assert (entry.subject_id, entry.place_id, entry.reason) == (
        str(an.pk),
        an.holdings.get().seat.place_id,
        "quên mật khẩu, đã nhận mặt",
    )
    assert entry.after == {"expires_at": "2024-11-18T12:00:00+07:00", "removes_second_factor": False}


@pytest.mark.parametrize(
    ("host", "hosts", "printed"),
    [
        ("testserver", ["testserver"], "http://testserver/dang-nhap/phieu"),
        ("127.0.0.1:8000", ["127.0.0.1", "localhost", "[::1]", "192.168.1.10"], "http://192.168.1.10:8000/dang-nhap"),
        ("localhost", ["*", "[::]", "localhost", ".giamngheo.vn"], "http://giamngheo.vn/dang-nhap"),
        ("[::1]:8000", ["[::1]", "[fd00::7]"], "http://[fd00::7]:8000/dang-nhap"),
    ],
)
def test_the_address_printed_is_the_one_other_machines_type(
    an: User, admin: Client, settings: Any, host: str, hosts: list[str], printed: str
) -> None:
    settings.ALLOWED_HOSTS = hosts
    page = admin.post(f"/nguoi-dung/{an.pk}/phieu", {"reason": "quên"}, headers={"host": host}).content.decode()
    assert printed in page
    assert "GIAMNGHEO_HOSTS" not in page


def test_behind_a_server_in_front_it_is_that_ones_address(settings: Any, rf: RequestFactory) -> None:
    settings.TLS, settings.ALLOWED_HOSTS = True, ["127.0.0.1", "giamngheo.vn"]
    request = rf.get("/", headers={"host": "127.0.0.1:8000"})
    assert address_outside(request, "/dang-nhap") == "https://giamngheo.vn/dang-nhap"


def test_without_a_public_name_a_line_is_left_to_write_on(an: User, admin: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
    address = f"/nguoi-dung/{an.pk}/phieu"
    page = admin.post(address, {"reason": "quên"}, headers={"host": "127.0.0.1:8000"}).content.decode()
    assert "người cấp phiếu ghi địa chỉ): ……" in page
    assert "GIAMNGHEO_HOSTS" in page
    assert "127.0.0.1" not in page


def test_codes_differ(an: User, admin: Client) -> None:
    assert len({issue(admin, an) for _ in range(5)}) == 5


def test_the_slip_opens_the_way_once(an: User, admin: Client, client: Client) -> None:
    come(old := Client(), "canbo.an")
    code = issue(admin, an)
    come(client, "canbo.an")
    assert is_in(client), "until it is used the old password works"
    client.post("/dang-xuat")
    assert use(client, code) == "đã đặt"
    assert not is_in(client), "one signs in oneself"
    assert not is_in(old), "whoever was in with the old password is out"
    assert "Đã đặt mật khẩu mới" in client.get("/dang-nhap").content.decode()
    come(client, "canbo.an", NEW_PASSWORD)
    assert is_in(client)
    assert WRONG in use(Client(), code, new="bảy con gà mái tơ")
    an.refresh_from_db()
    assert an.check_password(NEW_PASSWORD)
    entry = Entry.objects.get(deed="accounts.slip_used")
    assert (entry.actor_id, entry.subject_id) == (an.pk, str(an.pk))


@pytest.mark.parametrize("spell", [str.lower, lambda code: code.replace("-", " "), lambda code: code.replace("-", "")])
def test_the_code_is_read_as_people_type_it(an: User, admin: Client, client: Client, spell: object) -> None:
    assert use(client, " " + spell(issue(admin, an)) + " ", name=" CANBO.AN ") == "đã đặt"


def test_the_telephone_number_does_for_the_name(an: User, admin: Client, client: Client) -> None:
    User.objects.filter(pk=an.pk).update(phone="0912345678")
    assert use(client, issue(admin, an), name="0912 345 678") == "đã đặt"


def test_after_three_days_the_slip_is_void(an: User, admin: Client, client: Client, clock: Clock) -> None:
    code = issue(admin, an)
    clock.pass_by(days=3)
    assert WRONG in use(client, code)
    clock.pass_by(seconds=-1)
    assert use(client, code) == "đã đặt"


def test_five_wrong_tries_void_the_slip_but_do_not_lock_the_account(an: User, admin: Client, client: Client) -> None:
    code = issue(admin, an)
    for _ in range(5):
        assert WRONG in use(client, "2222-2222-2222")
    assert WRONG in use(client, code)
    assert ResetSlip.objects.get().wrong_tries == 5
    assert Entry.objects.filter(deed="accounts.slip_refused", subject_id=str(an.pk)).count() == 6
    come(client, "canbo.an")
    assert is_in(client)


def test_four_wrong_tries_do_not(an: User, admin: Client, client: Client) -> None:
    code = issue(admin, an)
    for _ in range(4):
        use(client, "2222-2222-2222")
    assert use(client, code) == "đã đặt"


def test_a_new_slip_voids_the_one_before(an: User, admin: Client, client: Client) -> None:
    before, now = issue(admin, an), issue(admin, an)
    assert WRONG in use(client, before)
    assert use(client, now) == "đã đặt"
    assert WRONG in use(client, before, new="bảy con gà mái tơ"), "nor when the newer one is used up"


def test_a_colleague_signed_in_with_this_browser_is_out(
    where: Country, an: User, admin: Client, client: Client
) -> None:
    colleague = seated(Role.FINANCE, where.district, username="taichinh", password=PASSWORD)
    come(client, "taichinh")
    assert use(client, issue(admin, an)) == "đã đặt"
    assert not is_in(client)
    assert Entry.objects.get(deed="accounts.signed_out").actor_id == colleague.pk


def test_who_has_a_slip_does_not_show_in_the_time_it_takes(
    where: Country, an: User, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    seated(Role.FINANCE, where.district, username="taichinh", password=PASSWORD)
    issue(admin, an)
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *a: hashed.append(a[0]) or encode(self, *a))
    for name in ("canbo.an", "taichinh", "khongaibiet"):
        use(Client(), "2222-2222-2222", name=name)
        assert len(hashed) == 1, name
        hashed.clear()


def test_the_slip_of_one_is_no_use_to_another(where: Country, an: User, admin: Client, client: Client) -> None:
    seated(Role.FINANCE, where.district, username="taichinh", password=PASSWORD)
    assert WRONG in use(client, issue(admin, an), name="taichinh")


def test_unknown_name_and_wrong_code_answer_alike_and_nothing_typed_is_kept(
    an: User, admin: Client, client: Client
) -> None:
    issue(admin, an)
    pages = []
    for name in ("canbo.an", "khongaibiet"):
        page = use(client, "2222-2222-2222", name=name).replace(name, "…")
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page))
    assert pages[0] == pages[1]
    entry = Entry.objects.filter(deed="accounts.slip_refused").last()
    assert (entry.subject_id, entry.subject_label) == ("", "không có tài khoản này")
    assert "khongaibiet" not in str(list(Entry.objects.values()))


def test_a_weak_password_is_refused_and_the_slip_stays_good(an: User, admin: Client, client: Client) -> None:
    code = issue(admin, an)
    assert "giống họ tên" in use(client, code, new="canbo.an2024")
    assert ResetSlip.objects.get().wrong_tries == 0
    assert use(client, code) == "đã đặt"


def test_typed_differently_the_second_time_the_slip_stays_good(an: User, admin: Client, client: Client) -> None:
    code = issue(admin, an)
    typed = {"name": "canbo.an", "code": code, "new": NEW_PASSWORD, "again": "khác hẳn rồi nhé"}
    assert "chưa giống nhau" in client.post("/dang-nhap/phieu", typed).content.decode()
    assert use(client, code) == "đã đặt"


@pytest.mark.parametrize("code", ["", "\x00", "A" * 5000, "<script>", "ĐẶNG-ĐẶNG-ĐẶNG"])
def test_odd_codes_are_answered_by_the_form(an: User, admin: Client, client: Client, code: str) -> None:
    issue(admin, an)
    assert "<script>" not in use(client, code)
    assert ResetSlip.objects.get().used_at is None


def test_the_slip_lifts_the_lock_of_whoever_forgot_the_password(an: User, admin: Client, client: Client) -> None:
    for _ in range(5):
        come(client, "canbo.an", "sai bét")
    assert use(client, issue(admin, an)) == "đã đặt"
    come(client, "canbo.an", NEW_PASSWORD)
    assert is_in(client)


@pytest.mark.parametrize(("ticked", "left"), [({"removes_second_factor": "on"}, 0), ({}, 2)])
def test_it_removes_the_second_factor_only_if_it_says_so(
    an: User, admin: Client, client: Client, ticked: dict[str, str], left: int
) -> None:
    with_second_factor(an)
    assert "đang bật" in admin.get(f"/nguoi-dung/{an.pk}/phieu").content.decode()
    code = issue(admin, an, **ticked)
    assert Authenticator.objects.count() == 2, "not before it is used"
    assert use(client, code) == "đã đặt"
    assert Authenticator.objects.count() == left


def test_it_does_for_a_password_that_had_to_be_changed(an: User, admin: Client, client: Client) -> None:
    User.objects.filter(pk=an.pk).update(must_change_password=True)
    use(client, issue(admin, an))
    come(client, "canbo.an", NEW_PASSWORD)
    assert is_in(client)


def test_a_closed_account_gets_no_slip_and_cannot_use_an_old_one(an: User, admin: Client, client: Client) -> None:
    code = issue(admin, an)
    User.objects.filter(pk=an.pk).update(is_active=False)
    answer = admin.post(f"/nguoi-dung/{an.pk}/phieu", {"reason": "quên"})
    assert "đã đóng" in answer.content.decode()
    assert ResetSlip.objects.count() == 1
    assert WRONG in use(client, code)


def test_a_slip_without_a_reason_is_not_issued(an: User, admin: Client) -> None:
    answer = admin.post(f"/nguoi-dung/{an.pk}/phieu", {"reason": " "})
    assert "is-wrong" in answer.content.decode()
    assert not ResetSlip.objects.exists()


def test_an_administrator_may_issue_one_to_themself_and_it_is_told(admin: Client) -> None:
    own = User.objects.get(username="quantri")
    issue(admin, own)
    entry = Entry.objects.get(deed="accounts.slip_issued")
    assert (entry.actor_id, entry.subject_id) == (own.pk, str(own.pk))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_no_other_role_issues_slips(where: Country, an: User, client: Client, role: Role) -> None:
    seated(role, where.district, username="nguoi.khac", password=PASSWORD)
    come(client, "nguoi.khac")
    assert client.get(f"/nguoi-dung/{an.pk}/phieu").status_code == 403
    assert client.post(f"/nguoi-dung/{an.pk}/phieu", {"reason": "tò mò"}).status_code == 403
    assert not ResetSlip.objects.exists()


def test_the_administrator_of_a_commune_issues_them_there_and_nowhere_else(
    where: Country, an: User, client: Client
) -> None:
    seated(Role.ADMINISTRATOR, where.commune, username="quantri.xa", password=PASSWORD)
    elsewhere = seated(Role.COMMUNE_OFFICER, where.other_commune, username="xakhac")
    above = seated(Role.LEADER, where.district, username="lanhdao")
    nowhere = User.objects.create_user(username="khongvitri", full_name="Không vị trí")
    come(client, "quantri.xa")
    assert client.get(f"/nguoi-dung/{an.pk}/phieu").status_code == 200
    for user_id in (elsewhere.pk, above.pk, nowhere.pk, 999_999, 10**30):
        assert client.get(f"/nguoi-dung/{user_id}/phieu").status_code == 404
        assert client.post(f"/nguoi-dung/{user_id}/phieu", {"reason": "thử"}).status_code == 404
    assert not ResetSlip.objects.exists()


def test_whoever_works_in_two_places_is_helped_by_whoever_manages_both(
    where: Country, an: User, client: Client
) -> None:
    """Else the administrator of a hamlet could take over the account of a leader who also has a seat there."""
    seated(Role.ADMINISTRATOR, where.commune, username="quantri.xa", password=PASSWORD)
    seat = Seat.objects.create(role=Role.LEADER, place_id=where.district)
    Holding.objects.create(seat=seat, user=an, valid_from="2024-02-01")
    come(client, "quantri.xa")
    assert client.get(f"/nguoi-dung/{an.pk}/phieu").status_code == 404
