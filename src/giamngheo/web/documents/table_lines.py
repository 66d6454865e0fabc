"""Which lines of a text are which row of its table: a sheet's row is one line, a Word table's cell is."""

from collections.abc import Sequence

from giamngheo.common.text import fold
from giamngheo.documents.reading.source import Line
from giamngheo.figures.grids import CellValue, Grid

_ROWS_AHEAD = 5


def lines_of_rows(grid: Grid, lines: Sequence[Line]) -> dict[int, list[int]]:
    """The numbers of the lines of each row (zero-based); each line belongs to one row."""
    filled = [row for row, cells in enumerate(grid.rows) if any(cell is not None for cell in cells)]
    if len(filled) == len(lines):
        return {row: [line.number] for row, line in zip(filled, lines, strict=True)}
    return _by_words(grid, filled, lines)


def _by_words(grid: Grid, filled: Sequence[int], lines: Sequence[Line]) -> dict[int, list[int]]:
    """Walk down both: a line whose words are not all in the present row belongs to one of the next rows, or stays."""
    found: dict[int, list[int]] = {}
    at = 0
    for line in lines:
        words = set(fold(line.text).split())
        ahead = range(at, min(at + _ROWS_AHEAD, len(filled)))
        at = next((place for place in ahead if words <= _words(grid.rows[filled[place]])), at)
        if filled:
            found.setdefault(filled[at], []).append(line.number)
    return found


def _words(cells: Sequence[CellValue]) -> set[str]:
    return {word for cell in cells if cell is not None for word in fold(str(cell)).split()}
