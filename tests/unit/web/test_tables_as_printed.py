"""Tables are drawn as they were printed, and large ones in part."""

from decimal import Decimal

from giamngheo.documents.reading.source import Line
from giamngheo.figures.grids import CellValue, Grid, Span
from giamngheo.web.documents import tables
from giamngheo.web.documents.findings import Doubts
from giamngheo.web.documents.marks import Marks
from giamngheo.web.documents.severities import Doubt
from giamngheo.web.documents.tables import TableBox, table_box

DOUBT = Doubt("error", "không thể cùng đúng", "✕", 1, "…")


def drawn(*rows: tuple[CellValue, ...], merged: tuple[Span, ...] = (), lines: tuple[Line, ...] = ()) -> TableBox:
    return table_box(Grid("a.xlsx", "Biểu 1", rows, merged), (1, 1), lines, marked({}))


def marked(doubts: dict[tuple[int, int, str], tuple[Doubt, ...]]) -> Marks:
    return Marks({}, {}, Doubts({}, doubts))


def test_numbers_stand_right_in_vietnamese_letters_and_texts_left() -> None:
    [row] = drawn(("Xã", Decimal(1591), "1.591", None, Decimal("4.52"))).rows
    assert [(cell.text, cell.is_number) for cell in row.cells] == [
        ("Xã", False), ("1.591", True), ("1.591", True), ("", False), ("4,52", True),
    ]  # fmt: skip


def test_a_long_fraction_shows_four_decimals_and_keeps_the_rest_for_the_tooltip() -> None:
    [row] = drawn((Decimal("0.4345678"),)).rows
    assert (row.cells[0].text, row.cells[0].exact) == ("0,4346", "0,4345678")


def test_merged_cells_reach_over_their_rows_and_columns() -> None:
    box = drawn(
        ("Biểu 2", None, None),
        ("TT", "Hộ", Decimal(1)),
        (None, "Khẩu", Decimal(4)),
        merged=(Span(0, 0, 0, 2), Span(1, 0, 2, 0)),
    )
    assert [[(cell.text, cell.colspan, cell.rowspan) for cell in row.cells] for row in box.rows] == [
        [("Biểu 2", 3, 1)],
        [("TT", 1, 2), ("Hộ", 1, 1), ("1", 1, 1)],
        [("Khẩu", 1, 1), ("4", 1, 1)],
    ]


def test_a_heading_line_runs_over_the_blanks_beside_it_as_on_paper() -> None:
    box = drawn(
        ("ỦY BAN NHÂN DÂN", None, None, "CỘNG HÒA XÃ HỘI", None),
        ("Thị trấn Ví Dụ", None, None, Decimal(1), None),
        (None, None, None, None, "ghi chú"),
    )
    assert [cell.colspan for cell in box.rows[0].cells] == [3, 2]
    assert [cell.colspan for cell in box.rows[1].cells] == [1] * 5


def test_blank_rows_and_columns_at_the_end_are_not_drawn() -> None:
    box = drawn(("a", "b", None), (None, None, None))
    assert box.columns == ("A", "B")
    assert len(box.rows) == 1
    assert drawn((None,)).rows == ()


def test_a_row_of_a_sheet_is_one_line() -> None:
    lines = (Line(1, "a"), Line(3, "b"))
    assert [row.lines for row in drawn(("a",), (None,), ("b",), lines=lines).rows] == [("d1-l1",), (), ("d1-l3",)]


def test_lines_that_are_cells_or_borders_go_to_the_row_that_holds_their_words() -> None:
    lines = tuple(Line(number, text) for number, text in enumerate(["Xã", "Hộ", "------", "Mẫu", "12", "Hai", "30"], 1))
    box = drawn(("Xã", "Hộ"), ("Mẫu", "12"), ("Hai", "30"), lines=lines)
    assert [row.lines for row in box.rows] == [("d1-l1", "d1-l2", "d1-l3"), ("d1-l4", "d1-l5"), ("d1-l6", "d1-l7")]


def test_a_doubtful_cell_carries_its_mark() -> None:
    grid = Grid("a.xlsx", "Biểu 1", (("a", Decimal(1)),))
    box = table_box(grid, (1, 1), (), marked({(1, 1, "B1"): (DOUBT,), (1, 2, "A1"): (DOUBT,)}))
    assert [(cell.anchor, cell.look, cell.doubts) for cell in box.rows[0].cells] == [
        ("d1-t1-A1", "", ()),
        ("d1-t1-B1", "has-doubt number", (DOUBT,)),
    ]


def test_of_a_large_table_the_first_rows_are_drawn_and_beyond_only_the_doubtful() -> None:
    rows = tuple((Decimal(number),) for number in range(1, tables.ROWS_SHOWN + 501))
    far = tables.ROWS_SHOWN + 300
    box = table_box(Grid("a.xlsx", "Biểu 1", rows), (1, 1), (), marked({(1, 1, f"A{far}"): (DOUBT,)}))
    assert [row.number for row in box.rows][-2:] == [tables.ROWS_SHOWN, far]
    assert box.left_out == 499


def test_a_wide_table_is_cut_sooner() -> None:
    rows = tuple(tuple(Decimal(1) for _ in range(1000)) for _ in range(100))
    box = drawn(*rows)
    assert len(box.rows) == tables.CELLS_SHOWN // 1000
    assert len(box.rows) + box.left_out == 100


def test_a_merged_cell_that_reaches_into_rows_left_out_ends_with_the_last_row_drawn() -> None:
    rows = (("a", Decimal(1)), *((None, Decimal(1)) for _ in range(tables.ROWS_SHOWN + 10)))
    box = drawn(*rows, merged=(Span(0, 0, len(rows) - 1, 0),))
    assert box.rows[0].cells[0].rowspan == tables.ROWS_SHOWN
    assert all(len(row.cells) == 1 for row in box.rows[1:])
