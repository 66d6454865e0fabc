"""Two statutory tables of an invented district, with a few figures that do not agree, as Excel files."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

NOTE = "Biểu minh họa: tên huyện, xã và số liệu không có thật; có vài số cố ý viết lệch."
"""Said wherever the demo tables show."""
_LINE = Side(style="thin", color="808080")
_WIDTHS = (6, 24, 12, 12, 12, 12, 14, 14, 10, 10, 14, 16)
_FORMULA_ROW = ("", "", "", "1", "2", "3", "4", "5", "6", "7", "8", "9=1-2-3-4+5+6+7+8")
_MERGED = ("A6:A8", "B6:B8", "C6:C8", "D6:D8", "E6:G6", "G7:G8", "H6:K6", "H7:H8", "I7:J7", "K7:K8", "L6:L8")

Counts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    """One form: its file, its title, its heading by cell, and two rows (households, persons) for each place."""

    file: str
    sheet: str
    title: str
    headings: dict[str, str]
    merged: tuple[str, ...]
    places: tuple[tuple[str, str, Counts, Counts], ...]


_POOR = _Form(
    file="bieu-2-dien-bien-ho-ngheo-minh-hoa.xlsx",
    sheet="Biểu 2",
    title="TỔNG HỢP DIỄN BIẾN HỘ NGHÈO",
    headings={
        "D6": "Tổng số hộ nghèo đầu kỳ",
        "E6": "Diễn biến giảm số hộ nghèo",
        "E7": "Số hộ thoát nghèo",
        "E8": "Trở thành hộ cận nghèo",
        "F8": "Vượt chuẩn cận nghèo",
        "G7": "Giảm khác",
        "H6": "Diễn biến tăng số hộ nghèo",
        "H7": "Số hộ cận nghèo trở thành hộ nghèo",
        "I7": "Số hộ nghèo bổ sung",
        "I8": "Tái nghèo",
        "J8": "Phát sinh mới",
        "K7": "Tăng khác",
        "L6": "Tổng số hộ nghèo cuối kỳ",
    },
    merged=(*_MERGED, "E7:F7"),
    places=(
        ("I", "Huyện Bình Minh Họa", (125, 38, 22, 3, 9, 2, 11, 4, 88), (541, 162, 95, 13, 37, 8, 45, 17, 378)),
        ("1", "Thị trấn Ví Dụ", (20, 6, 4, 1, 2, 0, 2, 1, 14), (86, 26, 17, 4, 8, 0, 8, 4, 59)),
        # Persons at the end: the formula gives 153, 135 is what a hurried hand types.
        ("2", "Xã Mẫu Một", (48, 15, 8, 1, 4, 1, 5, 1, 35), (209, 64, 34, 4, 17, 4, 21, 4, 135)),
        ("3", "Xã Mẫu Hai", (57, 17, 10, 1, 3, 1, 4, 2, 39), (246, 72, 44, 5, 12, 4, 16, 9, 166)),
    ),
)
_NEAR_POOR = _Form(
    file="bieu-3-dien-bien-ho-can-ngheo-minh-hoa.xlsx",
    sheet="Biểu 3",
    title="TỔNG HỢP DIỄN BIẾN HỘ CẬN NGHÈO",
    headings={
        "D6": "Tổng số hộ cận nghèo đầu kỳ",
        "E6": "Diễn biến giảm số hộ cận nghèo",
        "E7": "Số hộ thoát cận nghèo",
        "F7": "Số hộ cận nghèo trở thành hộ nghèo",
        "G7": "Giảm khác",
        "H6": "Diễn biến tăng số hộ cận nghèo",
        "H7": "Số hộ nghèo trở thành hộ cận nghèo",
        "I7": "Số hộ cận nghèo bổ sung",
        "I8": "Tái cận nghèo",
        "J8": "Phát sinh mới",
        "K7": "Tăng khác",
        "L6": "Tổng số hộ cận nghèo cuối kỳ",
    },
    merged=(*_MERGED, "E7:E8", "F7:F8"),
    places=(
        ("I", "Huyện Bình Minh Họa", (143, 46, 9, 4, 38, 3, 12, 5, 142), (618, 198, 37, 17, 162, 13, 52, 21, 614)),
        ("1", "Thị trấn Ví Dụ", (31, 10, 2, 1, 6, 1, 3, 1, 29), (133, 43, 8, 4, 26, 4, 13, 4, 125)),
        ("2", "Xã Mẫu Một", (52, 16, 4, 1, 15, 1, 4, 2, 53), (225, 69, 17, 4, 64, 5, 17, 9, 230)),
        # One poor household more became near-poor here than form 2 says for the same commune.
        ("3", "Xã Mẫu Hai", (60, 20, 3, 2, 18, 1, 5, 2, 61), (260, 86, 12, 9, 72, 4, 22, 8, 259)),
    ),
)


def table_files() -> list[tuple[str, bytes]]:
    """The two files: name and content."""
    return [(form.file, _as_workbook(form)) for form in (_POOR, _NEAR_POOR)]


def _as_workbook(form: _Form) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = form.sheet
    sheet["A1"] = "ỦY BAN NHÂN DÂN HUYỆN BÌNH MINH HỌA"
    sheet["A2"] = "Số liệu minh họa, địa danh không có thật"
    sheet["A4"] = form.title
    sheet.merge_cells("A4:L4")
    sheet["A4"].font = Font(bold=True, size=13)
    sheet["A4"].alignment = Alignment(horizontal="center")
    for cell, words in {"A6": "TT", "B6": "Xã, thị trấn", "C6": "Phân tổ", **form.headings}.items():
        sheet[cell] = words
    for area in form.merged:
        sheet.merge_cells(area)
    _write_row(sheet, 9, _FORMULA_ROW)
    for index, (number, name, households, persons) in enumerate(form.places):
        row = 10 + 2 * index
        _write_row(sheet, row, (number, name, "Hộ", *households))
        _write_row(sheet, row + 1, ("", "", "Nhân khẩu", *persons))
        sheet.merge_cells(f"A{row}:A{row + 1}")
        sheet.merge_cells(f"B{row}:B{row + 1}")
    _make_readable(sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _write_row(sheet: Worksheet, row: int, values: Sequence[str | int]) -> None:
    for column, value in enumerate(values, start=1):
        if value != "":
            sheet.cell(row, column, value)


def _make_readable(sheet: Worksheet) -> None:
    for index, width in enumerate(_WIDTHS):
        sheet.column_dimensions["ABCDEFGHIJKL"[index]].width = width
    for cells in sheet.iter_rows(min_row=6):
        for cell in cells:
            cell.border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
