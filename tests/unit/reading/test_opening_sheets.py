"""Spreadsheets: every visible sheet as a grid with the addresses that Excel shows."""

import io
from datetime import date, datetime, time
from decimal import Decimal

import openpyxl
import pytest
from factories.office_files import relations, workbook

from giamngheo.documents.reading.files import limits
from giamngheo.documents.reading.files.delimited import LONGEST_CELL, delimiter_of
from giamngheo.documents.reading.files.opening import open_bytes
from giamngheo.documents.reading.files.refusals import DamagedFile, TooMuchToRead
from giamngheo.figures.grids import Span


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_numbers_texts_days_and_blanks():
    book = openpyxl.Workbook()
    book.active.title = "Biểu 1"
    book.active.append([12, 0.1 + 0.2, 1234567.89, "00123", True, False, None, "  chữ\u00a0thường "])
    book.active.append([date(2024, 3, 8), datetime.fromisoformat("2024-03-08T07:30"), time(7, 30), 1e20])

    document = open_bytes("a.xlsx", saved(book))

    first, second = document.tables[0].grid.rows
    assert first == (
        Decimal(12), Decimal("0.3"), Decimal("1234567.89"), "00123", "TRUE", "FALSE", None, "chữ thường",
    )  # fmt: skip
    assert str(first[0]) == "12"
    assert second[:4] == ("2024-03-08", "2024-03-08T07:30:00", "07:30:00", Decimal("1e20"))


def test_a_grid_begins_at_a1_and_its_merged_cells_are_spans():
    book = openpyxl.Workbook()
    book.active["B3"] = "x"
    book.active.merge_cells("B3:D4")
    book.active.merge_cells("A9:B10")

    [placed] = open_bytes("a.xlsx", saved(book)).tables

    assert placed.grid.rows == ((None,) * 4, (None,) * 4, (None, "x", None, None))
    assert placed.grid.address(2, 1) == "a.xlsx#Sheet!B3"
    assert placed.grid.merged == (Span(2, 1, 2, 3),)


def test_each_row_with_content_is_a_line_named_after_its_sheet_and_blank_rows_count():
    book = openpyxl.Workbook()
    book.active.append(["Xã", None, "Số hộ\nnghèo"])
    book.active["A3"] = "Tân Lợi"
    book.create_sheet("Phụ lục").append([5])

    document = open_bytes("a.xlsx", saved(book))

    assert [(line.number, line.text, line.table) for line in document.lines] == [
        (1, "Xã | Số hộ nghèo", "Sheet"),
        (3, "Tân Lợi", "Sheet"),
        (4, "5", "Phụ lục"),
    ]
    assert [placed.after_line for placed in document.tables] == [0, 3]


def test_errors_stay_visible_and_formulas_never_computed_are_said():
    rows = '<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1"><f>1+1</f></c></row>'

    document = open_bytes("a.xlsx", workbook({"Biểu": rows}))

    assert document.tables[0].grid.rows[0][0] == "#DIV/0!"
    assert "công thức chưa được tính" in document.notes[0]


def test_hidden_sheets_and_charts_are_left_out():
    book = openpyxl.Workbook()
    book.active.append([1])
    book.create_sheet("Nháp").sheet_state = "hidden"
    book.create_chartsheet("Biểu đồ")

    document = open_bytes("a.xlsx", saved(book))

    assert [placed.grid.sheet for placed in document.tables] == ["Sheet"]
    assert document.notes == ("Trang tính ẩn “Nháp” không được đọc.",)


def test_old_letters_in_cells_are_converted_when_most_words_say_so():
    shared = ["STT", "Tæng sè hé nghÌo", "Hé cËn nghÌo", "X· T©n Lîi"]
    rows = '<row r="1">' + "".join(f'<c t="s"><v>{index}</v></c>' for index in range(4)) + "</row>"

    document = open_bytes("a.xlsx", workbook({"B": rows}, shared=shared))

    assert document.tables[0].grid.rows == (("STT", "Tổng số hộ nghèo", "Hộ cận nghèo", "Xã Tân Lợi"),)
    assert "TCVN3" in document.notes[0]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', "XFD1"),
        ('<row r="1048576"><c r="A1048576"><v>1</v></c></row>', "A1048576"),
        ('<row r="1"><c r="ALM&#49;"><v>1</v></c></row>', "ALM1"),
        ('<row r="1">' + "<c><v>1</v></c>" * 10_000 + "</row>", "ALM1"),
    ],
    ids=["far column", "far row", "an address in disguise", "10,000 columns without addresses"],
)
def test_a_sheet_that_reaches_too_far_is_refused_with_its_cell(cell, found):
    with pytest.raises(TooMuchToRead, match=rf"“Biểu” kéo dài đến ô {found}"):
        open_bytes("a.xlsx", workbook({"Biểu": cell}))


def test_formatting_without_content_does_not_count():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'

    assert open_bytes("a.xlsx", workbook({"Biểu": rows})).tables[0].grid.rows == ((Decimal(1),),)


def test_too_many_cells_letters_or_sheets_are_refused(monkeypatch):
    row = '<row r="{0}"><c r="A{0}" t="s"><v>0</v></c><c r="B{0}"><v>1</v></c></row>'
    sheet = "".join(row.format(number) for number in range(1, 11))
    data = workbook({"A": sheet, "B": sheet}, shared=["x" * 100])
    assert len(open_bytes("a.xlsx", data).tables) == 2

    monkeypatch.setattr(limits, "SHEET_CELLS", 30)
    with pytest.raises(TooMuchToRead, match="trang tính “B”"):
        open_bytes("a.xlsx", data)
    monkeypatch.undo()
    monkeypatch.setattr(limits, "TEXT_BYTES", 1500)
    with pytest.raises(TooMuchToRead, match="quá nhiều chữ"):
        open_bytes("a.xlsx", data)
    monkeypatch.undo()
    monkeypatch.setattr(limits, "SHEETS", 1)
    with pytest.raises(TooMuchToRead, match="2 trang tính"):
        open_bytes("a.xlsx", data)


@pytest.mark.parametrize(
    "more",
    [
        {"xl/_rels/workbook.xml.rels": "<Relationships/>"},
        {"_rels/.rels": relations()},
        {"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row>"},
        {"xl/sharedStrings.xml": "<sst><si>"},
    ],
    ids=["sheet not found", "nothing named as the workbook", "sheet breaks off", "texts break off"],
)
def test_a_workbook_that_does_not_hold_together_is_damaged(more):
    with pytest.raises(DamagedFile):
        open_bytes("a.xlsx", workbook({"B": '<row><c t="s"><v>0</v></c></row>'}, more=more))


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_delimited_text(delimiter):
    rows = [["Xã", "Số hộ", "Ghi chú"], ["Tân Lợi", "00123", ""], ["An Khương", "1.5", "x"]]
    text = "\r\n".join(delimiter.join(row) for row in rows)

    document = open_bytes("phu-luc.csv", text.encode())

    [placed] = document.tables
    assert placed.grid.sheet == "phu-luc"
    assert placed.grid.rows == (("Xã", "Số hộ", "Ghi chú"), ("Tân Lợi", "00123", None), ("An Khương", "1.5", "x"))
    assert document.lines[1].text == "Tân Lợi | 00123"


def test_decimal_commas_do_not_cut_cells_where_semicolons_do():
    assert delimiter_of("Xã;Tỷ lệ\nA;0,44\nB;1,25\n") == ";"
    assert delimiter_of("một cột\nthôi\n") == ";"


def test_short_rows_quoted_cells_and_old_letters_in_delimited_text():
    text = 'Tæng sè;hé nghÌo;cËn nghÌo\n"X· T©n Lîi";12\n'

    document = open_bytes("a.csv", text.encode("latin-1"))

    assert document.tables[0].grid.rows == (("Tổng số", "hộ nghèo", "cận nghèo"), ("Xã Tân Lợi", "12", None))


def test_delimited_text_beyond_the_limits_is_refused(monkeypatch):
    with pytest.raises(TooMuchToRead, match="10000 cột"):
        open_bytes("a.csv", b";".join([b"1"] * 10_000))
    with pytest.raises(DamagedFile, match="dấu ngoặc kép"):
        open_bytes("a.csv", b'a;b\n"' + b"x" * (LONGEST_CELL + 1))
    monkeypatch.setattr(limits, "SHEET_CELLS", 10)
    with pytest.raises(TooMuchToRead, match="10 ô"):
        open_bytes("a.csv", b"1;2\n" * 6)
