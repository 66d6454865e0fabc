"""Checking tables: drawn as printed, the doubtful cells marked, each explained, each leading to the other."""

from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from giamngheo.demo.tables import NOTE, table_files

from .visiting import Visit, upload


def table_of_35_communes() -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Biểu 1"
    sheet.append(["KẾT QUẢ RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO (số liệu bịa để thử)"])
    sheet.append([])
    sheet.append(["TT", "Xã, thị trấn", *(f"Số hộ nhóm {number}" for number in range(1, 13))])
    for number in range(1, 36):
        sheet.append([number, f"Xã Mẫu Số {number}", *(number * 7 + column for column in range(12))])
    sheet.append([None, "Tổng cộng", *(sum(n * 7 + column for n in range(1, 36)) for column in range(12))])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def test_the_demo_tables_mark_what_does_not_agree(visit: Visit) -> None:
    visit.open("/so-lieu/minh-hoa")
    finding = visit.page.locator(".finding", has_text="153")
    expect(finding).to_contain_text("Số ghi 135")
    expect(finding).to_contain_text("Tính được 153")
    finding.locator(".spot", has_text="ô L15").click()
    cell = visit.page.locator("#d1-t1-L15.is-here")
    expect(cell).to_be_in_viewport()
    cell.locator(".doubt").first.click()
    expect(finding).to_be_in_viewport()
    assert visit.faults() == []


def test_a_difference_between_two_tables_leads_to_both(visit: Visit) -> None:
    visit.open("/so-lieu/minh-hoa")
    finding = visit.page.locator(".rule-group", has_text="Đối chiếu giữa các biểu").locator(".finding").first
    expect(finding).to_contain_text("Biểu 2 ghi 17 Biểu 3 ghi 18")
    for cell in ("#d1-t1-E16", "#d2-t1-H16"):
        visit.show("da-doc")
        finding.locator(f".spot[href='{cell}']").click()
        expect(visit.page.locator(f"{cell}.is-here")).to_be_in_viewport()


def test_tables_handed_in_are_checked_with_each_other(visit: Visit) -> None:
    visit.hand_in("/so-lieu", *(upload(name, content) for name, content in table_files()))
    expect(visit.page.locator(".rule-group", has_text="Đối chiếu giữa các biểu")).to_have_count(1)
    assert visit.page.locator(".band-demo").count() == 0


def test_a_table_of_35_communes_scrolls_in_its_own_box_with_headings_and_names_in_sight(visit: Visit) -> None:
    visit.hand_in("/so-lieu", upload("bieu-1.xlsx", table_of_35_communes()))
    assert visit.overflow() <= 0
    visit.show("van-ban")
    box = visit.page.locator(".sheet-box")
    box.evaluate("(box) => { box.scrollIntoView(); box.scrollTo(box.scrollWidth, box.scrollHeight); }")
    expect(visit.page.get_by_role("cell", name="Tổng cộng")).to_be_in_viewport()
    top = box.bounding_box()
    heading = visit.page.locator(".is-frozen").bounding_box()
    name = visit.page.get_by_role("cell", name="Xã Mẫu Số 35").bounding_box()
    assert top
    assert heading
    assert name
    assert top["y"] <= heading["y"] <= top["y"] + 40
    assert top["x"] <= name["x"] <= top["x"] + 60
    assert visit.overflow() <= 0
    expect(visit.page.locator(".all-well").first).to_have_count(1)


def test_a_box_that_scrolls_is_reached_by_the_keyboard(laptop: Visit) -> None:
    laptop.open("/so-lieu/minh-hoa")
    box = laptop.page.locator(".sheet-box").first
    box.focus()
    for _ in range(5):
        laptop.page.keyboard.press("ArrowRight")
    laptop.page.wait_for_function("document.querySelector('.sheet-box').scrollLeft > 0")


def test_texts_are_taken_too_and_nothing_to_check_is_said_as_such(visit: Visit) -> None:
    visit.hand_in("/so-lieu", upload("cong-van.txt", "Kính gửi: UBND các xã\nĐề nghị rà soát."))
    expect(visit.page.locator("#da-doc")).to_contain_text("chưa kiểm tra được gì")
    expect(visit.page.locator("[data-download='findings']")).to_have_count(0)
    assert visit.faults() == []


def test_the_findings_are_taken_home_as_a_spreadsheet_that_says_it_is_a_demo(laptop: Visit) -> None:
    laptop.open("/so-lieu/minh-hoa")
    with laptop.page.expect_download() as taken:
        laptop.page.get_by_role("button", name="Tải số liệu cần kiểm tra").click()
    assert taken.value.suggested_filename == "so-lieu-minh-hoa-can-kiem-tra.xlsx"
    rows = list(load_workbook(BytesIO(Path(taken.value.path()).read_bytes())).worksheets[0].iter_rows(values_only=True))
    assert rows[0][:3] == ("Mục", "Mức", "Phép kiểm tra")
    [formula] = [row for row in rows if row[5] == 135]
    assert formula[4:] == (
        *("Số ghi", 135, "Tính được", 153),
        *("bieu-2-dien-bien-ho-ngheo-minh-hoa.xlsx", "Biểu 2", "ô L15"),
    )
    assert rows[-1][0] == NOTE


def test_on_paper_the_findings_come_first_on_wide_sheets(laptop: Visit) -> None:
    laptop.open("/so-lieu/minh-hoa")
    paper = PdfDocument(laptop.page.pdf(prefer_css_page_size=True))
    assert [round(size) for size in paper[0].get_size()] == [842, 595]
    first = paper[0].get_textpage().get_text_range()
    assert "không có thật" in first
    assert "được 153" in first.replace("\r\n", " ")
    assert "TỔNG HỢP DIỄN BIẾN" in " ".join(page.get_textpage().get_text_range() for page in paper)
