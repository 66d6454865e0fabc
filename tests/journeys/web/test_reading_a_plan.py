"""Reading a plan: its text on one side, what was read on the other, each leading to the other."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from factories.office_files import paragraph, word_file
from openpyxl import load_workbook
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from giamngheo.demo.plans import NOTE, plan_files

from .visiting import PHONE, Visit, upload

TEXT = plan_files()[0].read_text(encoding="utf-8")
WRONG = TEXT.replace("Tổng số 1.749 triệu", "Tổng số 1.794 triệu")
TABLE = "TT,Xã,Hộ nghèo\n1,Xã Mẫu Một,10\n2,Xã Mẫu Hai,15\n"


def as_word() -> bytes:
    return word_file("".join(paragraph(line) for line in TEXT.splitlines() if line.strip()))


@pytest.mark.parametrize(("name", "content"), [("ke-hoach.txt", TEXT), ("ke-hoach.docx", as_word())])
def test_a_plan_is_handed_in_and_read(visit: Visit, name: str, content: str | bytes) -> None:
    visit.hand_in("/ke-hoach", upload(name, content))
    expect(visit.page.locator("h1")).to_have_text("Giảm nghèo bền vững năm 2024 trên địa bàn huyện Hớn Quản")
    expect(visit.page.locator("#chi-tieu-so-1")).to_contain_text("68 hộ")
    assert visit.overflow() <= 0
    assert visit.faults() == []


def test_a_part_leads_to_its_lines_and_a_line_back_to_its_part(visit: Visit) -> None:
    visit.open("/ke-hoach/minh-hoa")
    visit.page.click("#kinh-phi-chung .spot")
    lit = visit.page.locator(".line.is-here")
    expect(lit).to_have_count(4)
    expect(lit.first).to_be_in_viewport()
    expect(lit.first).to_contain_text("4.034 triệu đồng")
    lit.first.locator(".mark").click()
    expect(visit.page.locator("#kinh-phi-chung")).to_be_in_viewport()
    expect(visit.page.locator(".line.is-here")).to_have_count(0)
    visit.page.go_back()
    expect(visit.page.locator(".line.is-here").first).to_be_in_viewport()


def test_on_a_phone_the_two_sides_are_shown_in_turn(phone: Visit) -> None:
    phone.open("/ke-hoach/minh-hoa")
    text, read = phone.page.locator("#van-ban"), phone.page.locator("#da-doc")
    expect(read).to_be_visible()
    expect(text).to_be_hidden()
    phone.show("van-ban")
    expect(text).to_be_visible()
    expect(read).to_be_hidden()


def test_on_a_laptop_both_sides_stand_beside_each_other_and_scroll_alone(laptop: Visit) -> None:
    laptop.open("/ke-hoach/minh-hoa")
    text, read = laptop.page.locator("#van-ban").bounding_box(), laptop.page.locator("#da-doc").bounding_box()
    assert text
    assert read
    assert text["x"] + text["width"] <= read["x"] + 1
    laptop.page.evaluate("document.querySelector('#da-doc').scrollTo(0, 2000)")
    assert laptop.page.evaluate("document.querySelector('#van-ban').scrollTop") == 0


def test_a_sum_that_does_not_hold_shows_both_figures_and_leads_to_its_line(visit: Visit) -> None:
    visit.hand_in("/ke-hoach", upload("ke-hoach.txt", WRONG))
    finding = visit.page.locator(".finding", has_text="1.794").filter(has_text="1.749").last
    expect(finding).to_contain_text("Số ghi")
    expect(finding).to_contain_text("Tính được")
    finding.locator(".spot").first.click()
    line = visit.page.locator(".line.is-here.has-doubt").first
    expect(line).to_be_in_viewport()
    line.locator(".doubt").first.click()
    expect(visit.page.locator(".finding.is-here")).to_be_in_viewport()
    assert visit.faults() == []


def test_several_files_are_read_together_and_a_bad_one_is_named(visit: Visit) -> None:
    bad = upload("hong.docx", b"PK\x03\x04 cut off")
    visit.hand_in("/ke-hoach", upload("ke-hoach.txt", TEXT), upload("phu-luc.csv", TABLE), bad)
    expect(visit.page.get_by_role("alert")).to_contain_text("“hong.docx”")
    assert visit.page.locator(".file-name").all_text_contents() == ["ke-hoach.txt", "phu-luc.csv"]
    assert visit.overflow() <= 0
    assert visit.faults() == []


def test_searching_needs_no_accents_and_says_what_it_did_not_find(visit: Visit) -> None:
    visit.open("/ke-hoach/minh-hoa")
    visit.show("van-ban")
    visit.page.fill("#tim", "ngheo ben vung")
    expect(visit.page.locator("mark.is-current")).to_be_in_viewport()
    count = visit.page.locator("[data-search-count]")
    expect(count).to_contain_text("1/")
    visit.page.keyboard.press("Enter")
    expect(count).to_contain_text("2/")
    visit.page.fill("#tim", "xyzxyz")
    expect(count).to_have_text("không thấy")
    assert visit.page.locator("mark").count() == 0


def test_parts_are_folded_and_unfolded_and_found_by_the_index(visit: Visit) -> None:
    visit.open("/ke-hoach/minh-hoa")
    visit.page.get_by_role("button", name="Thu gọn tất cả").click()
    expect(visit.page.locator("#tinh-hinh-1")).to_be_hidden()
    visit.page.get_by_role("button", name="Mở tất cả").click()
    visit.page.locator(".index a[href='#du-an']").click()
    expect(visit.page.locator("#du-an h2")).to_be_in_viewport()


def test_the_result_is_taken_home_as_json_and_as_a_spreadsheet_that_says_it_is_a_demo(laptop: Visit) -> None:
    laptop.open("/ke-hoach/minh-hoa")
    with laptop.page.expect_download() as taken:
        laptop.page.get_by_role("button", name=".json").click()
    assert taken.value.suggested_filename == "ke-hoach-minh-hoa.json"
    assert json.loads(Path(taken.value.path()).read_text(encoding="utf-8"))["budget"]["total"] == 4_034_000_000
    with laptop.page.expect_download() as taken:
        laptop.page.get_by_role("button", name="Tải bảng kinh phí").click()
    assert taken.value.suggested_filename == "ke-hoach-minh-hoa-kinh-phi.xlsx"
    sheet = load_workbook(BytesIO(Path(taken.value.path()).read_bytes())).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:2] == ("Nội dung", "Tổng số (triệu đồng)")
    assert rows[1][:5] == ("Toàn Chương trình", 4034, 3507, 176, 351)
    assert rows[-1][0] == NOTE


def test_on_paper_it_is_a_summary_with_the_numbers_of_the_lines(laptop: Visit) -> None:
    laptop.open("/ke-hoach/minh-hoa")
    laptop.page.get_by_role("button", name="Thu gọn tất cả").click()
    laptop.page.emulate_media(media="print")
    for left_out in (".site-header", ".pane-text", ".index", ".tools"):
        expect(laptop.page.locator(left_out).first).to_be_hidden()
    paper = PdfDocument(laptop.page.pdf(prefer_css_page_size=True))
    words = " ".join(page.get_textpage().get_text_range() for page in paper)
    assert "Kế hoạch minh họa, không có giá trị pháp lý" in words
    assert "[dòng 29]" in words
    assert "Trung tâm Y tế huyện" in words
    assert [round(size) for size in paper[0].get_size()] == [595, 842]


def test_without_scripts_a_plan_is_read_all_the_same(without_scripts: Visit) -> None:
    visit = without_scripts
    answer = visit.hand_in("/ke-hoach", upload("ke-hoach.txt", TEXT))
    assert answer is not None
    assert answer.ok
    expect(visit.page.locator("#van-ban")).to_be_visible()
    expect(visit.page.locator("#da-doc")).to_be_visible()
    expect(visit.page.locator("[data-tools]")).to_be_hidden()
    visit.page.click("#chi-tieu-so-1 .spot")
    expect(visit.page.locator("#d1-l29")).to_be_in_viewport()


def test_a_plan_of_many_pages_stays_usable(visit: Visit) -> None:
    many = TEXT.replace(
        "II. MỤC TIÊU\n",
        "".join(f"- Yêu cầu thứ {number} của kế hoạch.\n" for number in range(1500)) + "II. MỤC TIÊU\n",
    )
    visit.hand_in("/ke-hoach", upload("dai.txt", many))
    visit.page.click("#chi-tieu-so-1 .spot")
    expect(visit.page.locator(".line.is-here")).to_be_in_viewport()
    if visit.page.viewport_size == {"width": PHONE[0], "height": PHONE[1]}:
        expect(visit.page.locator("[data-switch]")).to_be_in_viewport()
    assert visit.overflow() <= 0
