"""What stays in sight while a table scrolls."""

from decimal import Decimal

from giamngheo.demo.tables import table_files
from giamngheo.documents.reading.files.opening import open_bytes
from giamngheo.figures.grids import CellValue, Grid, Span
from giamngheo.web.documents.findings import Doubts
from giamngheo.web.documents.marks import Marks
from giamngheo.web.documents.table_headings import frozen_rows, heading_rows, name_column
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
    assert [(group.is_heading, group.is_frozen, [row.number for row in group.rows]) for group in groups] == [
        (False, False, [1]),
        (True, False, [2]),
        (True, True, [3]),
        (False, False, [4, 5]),
    ]


def test_the_names_of_the_rows_stand_in_the_first_column_of_words() -> None:
    assert name_column(grid(*NUMBERED), range(1, 3)) == 1
    assert name_column(grid(("a", "b"), (Decimal(1), Decimal(2))), range(1)) is None
    assert name_column(grid(*NUMBERED), range(0)) is None


def frozen(source: Grid) -> range:
    return frozen_rows(source, heading_rows(source))


def test_the_statutory_tables_of_the_demo_keep_the_numbers_of_their_columns_in_sight() -> None:
    for name, content in table_files():
        [placed] = open_bytes(name, content).tables
        assert heading_rows(placed.grid) == range(5, 9)
        assert frozen(placed.grid) == range(8, 9)
        assert name_column(placed.grid, range(5, 9)) == 1


def test_a_text_and_a_blank_sheet_have_none() -> None:
    assert not heading_rows(grid(("Kính gửi", None), ("UBND xã", None)))
    assert not heading_rows(grid())


def test_headings_that_a_merged_cell_ties_to_other_rows_stay_where_they_are() -> None:
    assert not frozen(grid(*NUMBERED, merged=(Span(0, 0, 2, 0),)))
    assert not frozen(grid(*NUMBERED, merged=(Span(0, 1, 4, 1),)))
    assert not frozen(grid(*NUMBERED, merged=(Span(2, 1, 3, 1),)))


def test_without_numbers_the_rows_that_merged_cells_tie_together_stay_in_sight() -> None:
    rows = (("TT", "Xã", "Hộ", None), (None, None, "nghèo", "cận nghèo"), *NUMBERED[3:])
    merged = (Span(0, 0, 1, 0), Span(0, 1, 1, 1), Span(0, 2, 0, 3))
    assert frozen(grid(*rows, merged=merged)) == range(2)


def test_of_the_highest_headings_one_row_stays_in_sight() -> None:
    high = [("TT", f"Xã {row}", f"Hộ {row}", f"Khẩu {row}") for row in range(8)]
    assert frozen(grid(*high, *NUMBERED[2:])) == range(8, 9)
