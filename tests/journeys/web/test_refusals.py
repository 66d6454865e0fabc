"""When something goes wrong, the page says what and what to do, and stays usable."""

from http import HTTPStatus
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .visiting import FORMS, Visit, upload

LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
MEGABYTE = 1024 * 1024


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file over the limit of one file, under that of a request; it takes no room on the disk."""
    return _file(tmp_path / "to.txt", 31)


@pytest.fixture
def huge(tmp_path: Path) -> Path:
    """A file over the limit of a request."""
    return _file(tmp_path / "rat-to.txt", 52)


def _file(path: Path, megabytes: int) -> Path:
    with path.open("wb") as file:
        file.truncate(megabytes * MEGABYTE)
    return path


@pytest.mark.parametrize("address", FORMS)
def test_an_empty_form_asks_for_a_file_at_once(visit: Visit, address: str) -> None:
    visit.open(address)
    visit.page.click("[data-send]")
    expect(visit.page.get_by_role("alert")).to_contain_text("Chưa có tệp nào được chọn")
    assert visit.page.evaluate("document.activeElement.id") == "tep"
    assert visit.faults() == []


@pytest.mark.parametrize("address", FORMS)
def test_an_empty_form_asks_for_a_file_without_scripts_too(without_scripts: Visit, address: str) -> None:
    without_scripts.open(address)
    without_scripts.page.click("[data-send]")
    expect(without_scripts.page.get_by_role("alert")).to_contain_text("Chưa có tệp nào được chọn")
    assert without_scripts.page.locator("#tep").bounding_box()


def test_wrong_locked_and_broken_files_are_each_named(visit: Visit) -> None:
    wrong = upload("anh.docx", b"\x89PNG\r\n\x1a\n" + bytes(100))
    answer = visit.hand_in("/ke-hoach", wrong, upload("khoa.docx", LOCKED), upload("hong.xlsx", b"PK\x03\x04 cut"))
    assert answer is not None
    assert answer.status == HTTPStatus.UNPROCESSABLE_ENTITY
    told = visit.page.get_by_role("alert")
    expect(told).to_contain_text("“anh.docx” là ảnh PNG")
    expect(told).to_contain_text("“khoa.docx” có đặt mật khẩu")
    expect(told).to_contain_text("“hong.xlsx” bị hỏng")
    assert visit.overflow() <= 0
    assert visit.faults() == []
    assert visit.page.title().startswith("Chưa đọc được tệp")


def test_what_was_chosen_is_shown_and_too_large_is_told_before_it_is_sent(visit: Visit, large: Path) -> None:
    visit.open("/so-lieu")
    visit.page.set_input_files("#tep", [upload("nho.txt", "1 hộ")])
    expect(visit.page.locator("[data-chosen]")).to_contain_text("nho.txt")
    visit.page.set_input_files("#tep", large)
    expect(visit.page.get_by_role("alert")).to_contain_text("“to.txt” nặng 31,0 MB, quá 30 MB")
    expect(visit.page.locator("[data-send]")).to_be_disabled()
    visit.page.set_input_files("#tep", [upload("nho.txt", "1 hộ")])
    expect(visit.page.locator("[data-refusals]")).to_be_hidden()
    expect(visit.page.locator("[data-send]")).to_be_enabled()


def test_too_large_is_told_without_scripts_too(without_scripts: Visit, large: Path, huge: Path) -> None:
    for file, words in ((large, "“to.txt” nặng hơn 30 MB"), (huge, "quá lớn")):
        answer = without_scripts.hand_in("/ke-hoach", file)
        assert answer is not None
        assert answer.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        expect(without_scripts.page.locator("body")).to_contain_text(words)


def test_a_dropped_file_is_taken(laptop: Visit) -> None:
    laptop.open("/ke-hoach")
    dropped = laptop.page.evaluate_handle(
        "() => { const data = new DataTransfer(); data.items.add(new File(['100% hộ'], 'tha.txt')); return data; }"
    )
    laptop.page.dispatch_event("[data-drop]", "drop", {"dataTransfer": dropped})
    expect(laptop.page.locator("[data-chosen]")).to_contain_text("tha.txt")


def test_while_a_file_is_read_the_page_says_so_and_cannot_be_sent_twice(laptop: Visit) -> None:
    laptop.open("/ke-hoach")
    laptop.page.set_input_files("#tep", [upload("ke-hoach.txt", "100% hộ nghèo")])
    # As if the answer took its time: the form is sent, but the page stays.
    laptop.page.evaluate(
        "document.querySelector('main form').addEventListener('submit', (event) => event.preventDefault())"
    )
    laptop.page.click("[data-send]")
    expect(laptop.page.locator("[data-progress]")).to_contain_text("Đang đọc tệp… 1 giây")
    expect(laptop.page.locator("[data-send]")).to_be_disabled()


def test_a_form_without_its_cookie_leads_back_to_itself(visit: Visit) -> None:
    visit.open("/ke-hoach")
    visit.context.clear_cookies()
    visit.page.set_input_files("#tep", [upload("ke-hoach.txt", "100% hộ nghèo")])
    visit.page.click("[data-send]")
    expect(visit.page.locator("h1")).to_contain_text("Trang đã để quá lâu")
    assert visit.faults() == []
    visit.page.get_by_role("link", name="Mở lại trang").click()
    expect(visit.page.locator("h1")).to_have_text("Đọc kế hoạch")


def test_an_unknown_address_and_a_wrong_method_lead_back_to_the_start(visit: Visit) -> None:
    assert visit.open("/khong-co").status == HTTPStatus.NOT_FOUND
    expect(visit.page.get_by_role("link", name="Về trang đầu")).to_be_visible()
    visit.open("/ke-hoach")
    visit.page.evaluate("document.querySelector('main form').action = '/ke-hoach/minh-hoa'")
    visit.page.set_input_files("#tep", [upload("ke-hoach.txt", "100% hộ nghèo")])
    visit.page.click("[data-send]")
    expect(visit.page.locator("h1")).to_have_text("Trang này không nhận cách gửi đó")
    assert visit.overflow() <= 0
    assert visit.faults() == []
    visit.page.get_by_role("link", name="Về trang đầu").click()
    assert visit.page.url == f"{visit.base}/"
