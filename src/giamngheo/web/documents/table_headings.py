"""What stays in sight while a table scrolls: the rows of its headings and the column of its names."""

from giamngheo.common.numbers import parse_number
from giamngheo.figures.grids import CellValue, Grid
from giamngheo.figures.headings import Filled, regions_of

_ROWS_SEARCHED = 60
_SHORTEST_NAME = 4
NO_ROWS = range(0)


def heading_rows(grid: Grid) -> range:
    """The rows, zero-based, of the first table's headings and column numbers."""
    top = Grid(
        grid.file,
        grid.sheet,
        grid.rows[:_ROWS_SEARCHED],
        tuple(span for span in grid.merged if span.last_row < _ROWS_SEARCHED),
    )
    regions = regions_of(Filled(top)) if top.rows else []
    return range(regions[0].first_heading, regions[0].first_body) if regions else NO_ROWS


def frozen_rows(grid: Grid, headings: range) -> range:
    """The last row of the headings, which numbers the columns; with the rows above that merged cells tie it to.

    The headings of a statutory table are half a screen high: all of them in sight would leave no room for figures.
    """
    start = headings.stop - 1
    while start > headings.start and is_cut(grid, start):
        start -= 1
    if not headings or is_cut(grid, start) or is_cut(grid, headings.stop):
        return NO_ROWS
    return range(start, headings.stop)


def is_cut(grid: Grid, row: int) -> bool:
    """Whether a merged cell reaches over the line above this row."""
    return any(span.first_row < row <= span.last_row for span in grid.merged)


def name_column(grid: Grid, headings: range) -> int | None:
    """The column, zero-based, that names the rows below the headings: “Xã Mẫu Một”."""
    if not headings:
        return None
    for column in range(len(grid.rows[headings.start])):
        cells = [row[column] for row in grid.rows[headings.stop : headings.stop + _ROWS_SEARCHED]]
        if 2 * sum(_is_name(cell) for cell in cells) >= sum(cell is not None for cell in cells) > 0:
            return column
    return None


def _is_name(cell: CellValue) -> bool:
    return isinstance(cell, str) and len(cell) >= _SHORTEST_NAME and parse_number(cell) is None
