"""However cells are merged and rows left out, what is drawn fills the table without a hole and without an overlap."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from giamngheo.documents.reading.source import Document, Line
from giamngheo.figures.grids import CellValue, Grid, Span
from giamngheo.web.documents import tables
from giamngheo.web.documents.finder import LineFinder
from giamngheo.web.documents.findings import Doubts
from giamngheo.web.documents.marks import Marks
from giamngheo.web.documents.severities import Doubt

DOUBT = Doubt("error", "không thể cùng đúng", "✕", 1, "…")
VALUES: st.SearchStrategy[CellValue] = st.sampled_from([None, Decimal(1), "Hộ", "ỦY BAN NHÂN DÂN HUYỆN", "1.591"])


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    height, width = draw(st.integers(1, 12)), draw(st.integers(1, 6))
    rows = [[draw(VALUES) for _ in range(width)] for _ in range(height)]
    spans: list[Span] = []
    taken: set[tuple[int, int]] = set()
    for _ in range(draw(st.integers(0, 4))):
        top, left = draw(st.integers(0, height - 1)), draw(st.integers(0, width - 1))
        bottom, right = draw(st.integers(top, height - 1)), draw(st.integers(left, width - 1))
        area = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        if area & taken:
            continue
        taken |= area
        spans.append(Span(top, left, bottom, right))
        for row, column in area - {(top, left)}:
            rows[row][column] = None
    return Grid("a.xlsx", "Biểu 1", tuple(tuple(row) for row in rows), tuple(spans))


@given(grids(), st.sets(st.integers(1, 12)), st.integers(1, 12))
def test_every_place_is_drawn_exactly_once(grid: Grid, doubtful: set[int], rows_shown: int) -> None:
    doubts = Doubts({}, {(1, 1, f"A{row}"): (DOUBT,) for row in doubtful})
    before, tables.ROWS_SHOWN = tables.ROWS_SHOWN, rows_shown
    try:
        box = tables.table_box(grid, (1, 1), (), Marks({}, {}, doubts))
    finally:
        tables.ROWS_SHOWN = before
    painted: set[tuple[int, int]] = set()
    for index, row in enumerate(box.rows):
        column = 0
        for cell in row.cells:
            while (index, column) in painted:
                column += 1
            area = {(index + down, column + across) for down in range(cell.rowspan) for across in range(cell.colspan)}
            assert not area & painted
            painted |= area
    assert painted == {(row, column) for row in range(len(box.rows)) for column in range(len(box.columns))}


@given(grids())
def test_headings_that_stay_in_sight_take_no_row_away_and_cut_no_cell_in_two(grid: Grid) -> None:
    box = tables.table_box(grid, (1, 1), (), Marks({}, {}, Doubts({}, {})))
    assert tuple(row for group in box.groups for row in group.rows) == box.rows
    for group in box.groups:
        assert all(
            index + cell.rowspan <= len(group.rows) for index, row in enumerate(group.rows) for cell in row.cells
        )


@given(grids())
def test_the_names_of_rows_stand_in_one_column(grid: Grid) -> None:
    box = tables.table_box(grid, (1, 1), (), Marks({}, {}, Doubts({}, {})))
    names = {cell.anchor.rstrip("0123456789") for row in box.rows for cell in row.cells if cell.is_name and cell.anchor}
    assert len(names) <= 1


LETTERS = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxy", min_size=1, max_size=6)
LINES = st.lists(st.lists(LETTERS, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=8)


@given(LINES, st.data())
def test_words_of_a_line_are_found_no_later_than_there(lines: list[str], data: st.DataObject) -> None:
    finder = LineFinder([Document("a.txt", tuple(Line(number, text) for number, text in enumerate(lines, start=1)))])
    number = data.draw(st.integers(1, len(lines)))
    found, last = finder.find(lines[number - 1]), finder.find(lines[number - 1], last=True)
    if len(lines[number - 1]) >= 4:
        assert found is not None
        assert last is not None
        assert found.first <= number <= last.last
