"""Coming in and going out: name or telephone number, wrong tries, the second factor, the slip, the next person."""

import hmac
import struct
import time
from base64 import b32decode
from collections.abc import Iterator
from hashlib import sha1

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from giamngheo.demo.people import PASSWORD

from .conftest import demo
from .visiting import Visit

PERIOD = 30
CHOSEN = "mùa gặt tháng mười"


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """A demo of our own: here passwords change and names are locked."""
    with demo() as address:
        yield address


def _sees_the_desk_of(visit: Visit, full_name: str) -> None:
    expect(visit.page.locator("h1")).to_have_text("Bàn làm việc")
    expect(visit.page.locator(".user-menu-who")).to_contain_text(full_name)


def _address_of(visit: Visit, full_name: str) -> str:
    """The page of a person, found by an administrator in the list."""
    visit.open("/nguoi-dung")
    address = visit.page.locator("main").get_by_role("link", name=full_name, exact=True).first.get_attribute("href")
    assert address is not None
    return address


def _code(secret: str, step: int) -> str:
    """What an application shows: RFC 6238, six digits, SHA-1."""
    seal = hmac.digest(b32decode(secret.replace(" ", "")), struct.pack(">Q", step), sha1)
    start = seal[-1] & 15
    return f"{(int.from_bytes(seal[start : start + 4], 'big') & 0x7FFFFFFF) % 10**6:06d}"


def test_by_user_name_or_by_the_telephone_number_the_administrator_entered(visit: Visit) -> None:
    visit.sign_in("canbothitran", PASSWORD)
    _sees_the_desk_of(visit, "Minh Hoạ Cán Bộ Thị Trấn")
    visit.press("Đổi người dùng")
    visit.press_account("quantri")
    visit.open(f"{_address_of(visit, 'Minh Hoạ Cán Bộ Thị Trấn')}/sua")
    visit.page.fill("main [name=phone]", "0912 000 009")
    visit.press("Lưu")
    visit.press("Đổi người dùng")
    visit.sign_in("0912000009", PASSWORD)
    _sees_the_desk_of(visit, "Minh Hoạ Cán Bộ Thị Trấn")


def test_a_wrong_password_says_the_same_as_a_name_nobody_has(visit: Visit) -> None:
    for name in ("chutri", "khong-co-ai"):
        visit.sign_in(name, "không phải mật khẩu")
        told = visit.page.get_by_role("alert")
        expect(told).to_contain_text("hoặc mật khẩu chưa đúng. Hãy xem phím Caps Lock và bộ gõ tiếng Việt")
        expect(visit.page.get_by_label("Tên đăng nhập hoặc số điện thoại")).to_have_value(name)
        expect(visit.page.get_by_label("Mật khẩu", exact=True)).to_have_value("")
        assert visit.overflow() <= 0
        assert visit.faults() == []
    visit.sign_in("chutri", PASSWORD)
    _sees_the_desk_of(visit, "Minh Hoạ Chủ Trì")


def test_after_five_wrong_tries_the_name_is_locked_for_a_quarter_of_an_hour_and_others_are_not(laptop: Visit) -> None:
    for _ in range(4):
        laptop.sign_in("taichinh", "không phải mật khẩu")
        expect(laptop.page.locator("h1")).to_have_text("Đăng nhập")
    laptop.sign_in("taichinh", "không phải mật khẩu")
    for _ in range(2):
        expect(laptop.page.locator("h1")).to_have_text("Tạm khóa vì nhập sai nhiều lần")
        expect(laptop.page.locator("main")).to_contain_text("nhập sai 5 lần nên tạm khóa 15 phút")
        assert laptop.faults() == []
        laptop.sign_in("taichinh", PASSWORD)
    laptop.sign_in("lanhdao", PASSWORD)
    _sees_the_desk_of(laptop, "Minh Hoạ Lãnh Đạo")


def test_the_second_factor_asks_for_a_code_which_is_good_once(laptop: Visit) -> None:
    page = laptop.page
    laptop.press_account("chutichxa")
    laptop.open("/tai-khoan/hai-buoc")
    secret = page.locator("code.secret").inner_text()
    assert page.evaluate("document.querySelector('img.qr').naturalWidth") > 0
    first = int(time.time()) // PERIOD
    page.fill("main [name=code]", _code(secret, first))
    page.fill("main [name=current]", PASSWORD)
    laptop.press("Bật xác thực hai bước")
    expect(page.locator(".codes li")).to_have_count(10)
    [spare, *_] = page.locator(".codes code").all_inner_texts()
    laptop.press("Đổi người dùng")
    laptop.sign_in("chutichxa", PASSWORD)
    expect(page.locator("h1")).to_have_text("Xác thực hai bước")
    laptop.open("/nguoi-dung")
    expect(page.locator("h1")).to_have_text("Xác thực hai bước")  # the password alone opens nothing
    page.fill("main [name=code]", _code(secret, first))
    laptop.press("Đăng nhập")
    expect(page.get_by_role("alert")).to_contain_text("Mã chưa đúng hoặc đã dùng rồi")
    assert laptop.faults() == []
    # The next code of the application: a clock may be half a minute ahead.
    page.fill("main [name=code]", _code(secret, first + 1))
    laptop.press("Đăng nhập")
    _sees_the_desk_of(laptop, "Minh Hoạ Chủ Tịch Xã")
    for is_used in (False, True):
        laptop.press("Đổi người dùng")
        laptop.sign_in("chutichxa", PASSWORD)
        page.fill("main [name=code]", spare)
        laptop.press("Đăng nhập")
        if not is_used:
            _sees_the_desk_of(laptop, "Minh Hoạ Chủ Tịch Xã")
    expect(page.get_by_role("alert")).to_contain_text("Mã chưa đúng hoặc đã dùng rồi")


def test_whoever_forgot_the_password_chooses_a_new_one_with_a_slip_which_is_good_once(laptop: Visit) -> None:
    page = laptop.page
    laptop.press_account("quantri")
    laptop.open(f"{_address_of(laptop, 'Minh Hoạ Trưởng Ấp')}/phieu")
    page.fill("main [name=reason]", "quên mật khẩu, đã gặp tại cơ quan")
    laptop.press("Cấp phiếu")
    expect(page.locator("h1")).to_have_text("Phiếu đặt lại mật khẩu")
    code = page.locator(".slip-code").inner_text()
    assert laptop.faults() == []
    page.emulate_media(media="print")
    for left_out in (".site-header", ".user-menu", ".screen-only"):
        expect(page.locator(left_out).first).to_be_hidden()
    paper = PdfDocument(page.pdf(prefer_css_page_size=True))
    page.emulate_media(media="screen")
    assert len(paper) == 1
    words = paper[0].get_textpage().get_text_range()
    assert code in words
    assert "truongap" in words
    laptop.press("Đổi người dùng")
    for is_used in (False, True):
        page.get_by_role("link", name="đặt mật khẩu mới bằng phiếu").click()
        for name, typed in {"name": "truongap", "code": code, "new": CHOSEN, "again": CHOSEN}.items():
            page.fill(f"main [name={name}]", typed)
        laptop.press("Đặt mật khẩu mới")
        if not is_used:
            expect(page.get_by_role("status").first).to_contain_text("Đã đặt mật khẩu mới")
            laptop.sign_in("truongap", CHOSEN)
            _sees_the_desk_of(laptop, "Minh Hoạ Trưởng Ấp")
            laptop.press("Đổi người dùng")
    expect(page.get_by_role("alert")).to_contain_text("phiếu")
    expect(page.locator("h1")).to_have_text("Đặt mật khẩu mới bằng phiếu")
    laptop.sign_in("truongap", PASSWORD)
    expect(page.get_by_role("alert")).to_contain_text("mật khẩu chưa đúng")


def test_the_next_person_at_the_machine_finds_nothing_of_the_one_before(visit: Visit) -> None:
    page = visit.page
    visit.press_account("canboxa")
    _sees_the_desk_of(visit, "Minh Hoạ Cán Bộ Xã")
    visit.open("/tai-khoan")
    page.evaluate("localStorage.setItem('còn', 'lại'); sessionStorage.setItem('còn', 'lại')")
    former = {cookie["name"]: cookie["value"] for cookie in visit.context.cookies()}
    visit.press("Đổi người dùng")
    expect(page.locator("h1")).to_have_text("Đăng nhập")
    kept = {cookie["name"]: cookie["value"] for cookie in visit.context.cookies()}
    assert "Minh Hoạ Cán Bộ Xã" not in page.locator("body").inner_text()
    assert not [name for name in kept if "session" in name]
    assert not [name for name, value in kept.items() if former.get(name) == value]
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    for heading in ("Đăng nhập", "Đọc kế hoạch giảm nghèo"):  # the desk has become the first page for everybody
        page.go_back()
        expect(page.locator("h1")).to_contain_text(heading)
        expect(page.locator("body")).not_to_contain_text("Minh Hoạ Cán Bộ")
        expect(page.locator(".user-menu")).to_have_count(0)
    visit.open("/tai-khoan")
    expect(page.locator("h1")).to_have_text("Đăng nhập")
