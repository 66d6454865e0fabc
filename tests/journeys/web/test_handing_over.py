"""An officer leaves: what they prepared is accepted, printed, and from its day on the other one is in their place."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from .conftest import demo
from .visiting import Visit

GIVER, RECEIVER = "Minh Hoạ Cán Bộ Xã", "Minh Hoạ Cán Bộ Mới"
SEAT = "Cán bộ xã – Xã Tân Hưng"
WORK = "Niêm yết danh sách ở ấp Sông Mẫu"
AFTERWARDS = "30/6/2025"


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """A demo of our own: here somebody leaves."""
    with demo() as address:
        yield address


def test_before_it_is_accepted_nothing_has_passed_and_only_the_receiver_can_accept(laptop: Visit) -> None:
    laptop.press_account("canboxa")
    laptop.open("/ban-giao")
    laptop.page.get_by_role("link", name=f"{GIVER} → {RECEIVER}").click()
    expect(laptop.page.locator("main")).to_contain_text("30/11/2024")
    expect(laptop.page.locator("table.rows", has_text="Loại việc")).to_contain_text(WORK)
    expect(laptop.page.get_by_role("button", name="Nhận bàn giao")).to_have_count(0)
    laptop.press("Đổi người dùng")
    laptop.press(AFTERWARDS)
    laptop.press_account("canboxa")
    expect(laptop.page.locator("main")).to_contain_text(WORK)


def test_the_minutes_are_printed_on_a4_as_a_paper_with_both_names_and_the_work(laptop: Visit) -> None:
    _open_from_the_desk(laptop)
    laptop.page.get_by_role("link", name="In biên bản").click()
    expect(laptop.page.locator("h1")).to_have_count(1)
    assert laptop.faults() == []
    laptop.page.emulate_media(media="print")
    for left_out in (".site-header", ".user-menu", ".paper-tools"):
        expect(laptop.page.locator(left_out).first).to_be_hidden()
    paper = PdfDocument(laptop.page.pdf(prefer_css_page_size=True))
    assert {tuple(round(side) for side in page.get_size()) for page in paper} == {(595, 842)}
    words = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in paper)
    for said in (GIVER, RECEIVER, WORK, "30/11/2024", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "không phải văn bản thật"):
        assert said.casefold() in words.casefold()
    assert "Đổi người dùng" not in words


def test_once_accepted_the_seat_and_the_work_pass_on_the_day_and_the_account_closes(visit: Visit) -> None:
    _accept_unless_done(visit)
    page = visit.page
    assert visit.overflow() <= 0
    assert visit.faults() == []
    visit.press("Đổi người dùng")
    visit.press_account("canboxa")
    expect(page.locator("main")).to_contain_text(WORK)  # until the day the giver goes on
    visit.press("Đổi người dùng")
    visit.press(AFTERWARDS)
    visit.press_account("canboxa")
    expect(page.locator(".user-menu")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("Tài khoản này đã đóng")
    visit.press_account("canbomoi")
    expect(page.locator("main")).to_contain_text(WORK)
    page.get_by_role("link", name=WORK).click()
    expect(page.locator("main")).to_contain_text(WORK)
    visit.open("/tai-khoan")
    expect(page.locator("table.rows").first).to_contain_text(SEAT)
    expect(page.locator("table.rows").first).to_contain_text("30/11/2024")


def test_whoever_looks_back_finds_the_old_name(laptop: Visit) -> None:
    """Even after the one who left is called otherwise."""
    _accept_unless_done(laptop)
    page = laptop.page
    laptop.press("Đổi người dùng")
    laptop.press_account("quantri")
    laptop.open("/nguoi-dung")
    page.locator("main").get_by_role("link", name=GIVER, exact=True).first.click()
    page.get_by_role("link", name="Sửa thông tin").click()
    page.fill("main [name=full_name]", "Minh Hoạ Tên Khác")
    laptop.press("Lưu")
    expect(page.locator("h1")).to_have_text("Minh Hoạ Tên Khác")
    expect(page.locator("table.rows tr", has_text=SEAT)).to_contain_text("29/11/2024")
    page.get_by_role("link", name=SEAT, exact=True).click()
    laptop.press(AFTERWARDS)
    page.go_back()
    page.reload()
    expect(page.locator("table.rows tr", has_text="Cán bộ xã")).to_contain_text(RECEIVER)
    laptop.open("/ban-giao")
    expect(page.locator("table.rows")).to_contain_text(f"{GIVER} → {RECEIVER}")
    laptop.press("Đổi người dùng")
    laptop.press_account("giamsat")
    laptop.open("/dau-vet")
    expect(page.locator("main tr", has_text="Lập bàn giao").first).to_contain_text(GIVER)


def _open_from_the_desk(visit: Visit) -> None:
    visit.press_account("canbomoi")
    visit.page.get_by_role("link", name=f"Nhận bàn giao từ {GIVER}").click()
    expect(visit.page.locator("h1")).to_have_text(f"Bàn giao: {GIVER} → {RECEIVER}")


def _accept_unless_done(visit: Visit) -> None:
    """Accept as the receiver; the tests of this module share one demo, in which it happens once."""
    visit.press_account("canbomoi")
    visit.open("/ban-giao")
    visit.page.get_by_role("link", name=f"{GIVER} → {RECEIVER}").click()
    if visit.page.get_by_role("button", name="Nhận bàn giao").count():
        visit.press("Nhận bàn giao")
        expect(visit.page.get_by_role("status").first).to_contain_text("Đã nhận bàn giao")
    expect(visit.page.locator("main")).to_contain_text("đóng từ ngày 30/11/2024")
