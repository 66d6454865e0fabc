"""What stays in sight while a table scrolls."""

from decimal import Decimal

from giamngheo.demo.tables import table_files
from giamngheo.documents.reading.opening import open_bytes
from giamngheo.figures.grids import CellValue, Grid, Span
from giamngheo.web.documents.findings import Doubts
from giamngheo.web.documents.marks import Marks
from giamngheo.web.documents.table_headings import heading_rows, name_column
from giamngheo.web.documents.tables import table_box


def grid(*rows: tuple[CellValue, ...], merged: tuple[Span, ...] = ()) -> Grid:
    return Grid("a.xlsx", "Biểu 1", rows, merged)


NUMBERED = (
    ("BIỂU 1", None, None, None),
    ("TT", "Xã, thị trấn", "Hộ nghèo", "Hộ cận nghèo"),
    ("A", "B", "1", "2"),
    ("1", "Xã Mẫu Một", Decimal(10), Decimal(20)),
    ("2", "Xã Mẫu Hai", Decimal(15), Decimal(5)),
)


def test_headings_reach_from_below_the_title_to_the_numbers_of_the_columns() -> None:
    assert heading_rows(grid(*NUMBERED)) == range(1, 3)
    groups = table_box(grid(*NUMBERED), (1, 1), (), Marks({}, {}, Doubts({}, {}))).groups
    assert [(group.is_heading, [row.number for row in group.rows]) for group in groups] == [
        (False, [1]),
        (True, [2, 3]),
        (False, [4, 5]),
    ]


def test_the_names_of_the_rows_stand_in_the_first_column_of_words() -> None:
    assert name_column(grid(*NUMBERED), range(1, 3)) == 1
    assert name_column(grid(("a", "b"), (Decimal(1), Decimal(2))), range(1)) is None
    assert name_column(grid(*NUMBERED), range(0)) is None


def test_the_statutory_tables_of_the_demo_keep_four_rows_of_headings_in_sight() -> None:
    for name, content in table_files():
        [placed] = open_bytes(name, content).tables
        assert heading_rows(placed.grid) == range(5, 9)
        assert name_column(placed.grid, range(5, 9)) == 1


def test_a_text_and_a_blank_sheet_have_none() -> None:
    assert not heading_rows(grid(("Kính gửi", None), ("UBND xã", None)))
    assert not heading_rows(grid())


def test_headings_that_a_merged_cell_ties_to_other_rows_stay_where_they_are() -> None:
    assert not heading_rows(grid(*NUMBERED, merged=(Span(0, 0, 2, 0),)))
    assert not heading_rows(grid(*NUMBERED, merged=(Span(0, 1, 4, 1),)))


def test_headings_too_high_for_a_phone_scroll_away_with_the_rest() -> None:
    high = [("TT", f"Xã {row}", f"Hộ {row}", f"Khẩu {row}") for row in range(8)]
    assert not heading_rows(grid(*high, *NUMBERED[2:]))
