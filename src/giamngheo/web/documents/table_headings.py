"""What stays in sight while a table scrolls: the rows of its headings and the column of its names."""

from giamngheo.common.numbers import parse_number
from giamngheo.figures.grids import CellValue, Grid
from giamngheo.figures.headings import Filled, regions_of

_ROWS_SEARCHED = 60
_MOST_ROWS = 6
"""Higher headings would leave a phone no room for figures."""
_SHORTEST_NAME = 4
NO_ROWS = range(0)


def heading_rows(grid: Grid) -> range:
    """The rows, zero-based, of the first table's headings and column numbers; none where they cannot stand alone."""
    top = Grid(
        grid.file,
        grid.sheet,
        grid.rows[:_ROWS_SEARCHED],
        tuple(span for span in grid.merged if span.last_row < _ROWS_SEARCHED),
    )
    regions = regions_of(Filled(top)) if top.rows else []
    if not regions:
        return NO_ROWS
    rows = range(regions[0].first_heading, regions[0].first_body)
    is_cut = any(
        span.first_row < rows.stop
        and span.last_row >= rows.start
        and (span.first_row < rows.start or span.last_row >= rows.stop)
        for span in grid.merged
    )
    return NO_ROWS if is_cut or len(rows) > _MOST_ROWS else rows


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
