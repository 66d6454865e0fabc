"""Where in a grid do tables begin, and which of their rows are headings?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from giamngheo.common.text import squeeze
from giamngheo.figures.cells import figure_of, is_blank
from giamngheo.figures.formulas import PrintedFormula, read_label
from giamngheo.figures.grids import CellValue, Grid

_MOST_HEADING_ROWS = 10
_FEWEST_LABELS = 3
_INDEX = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-HĐ]|[a-zđ])[.)]?|[-+*•]")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Region:
    """The rows of one table inside a grid; row numbers count from 0, ends are outside.

    `body_end` is behind its last numbered row or figures; signatures and remarks may follow up to `end`.
    """

    title: str
    first_heading: int
    numbering: int | None
    first_body: int
    body_end: int
    end: int


class Filled:
    """A grid whose merged areas show their text in every cell."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.rows: list[list[CellValue]] = [list(row) for row in grid.rows]
        for span in grid.merged:
            value = grid.rows[span.first_row][span.first_column]
            for row in range(span.first_row, span.last_row + 1):
                for column in range(span.first_column, span.last_column + 1):
                    self.rows[row][column] = value

    def is_empty(self, row: int) -> bool:
        """Tell whether a row holds nothing at all."""
        return all(cell is None for cell in self.rows[row])


def is_index(cell: CellValue) -> bool:
    """Tell whether a cell numbers its row: 1, 1.1, II, A, a), -."""
    return cell is not None and bool(_INDEX.fullmatch(str(cell).strip()))


def regions_of(filled: Filled) -> list[Region]:
    """Return the tables of a grid from top to bottom; a grid without headings over figures has none."""
    regions: list[Region] = []
    height = len(filled.rows)
    start = 0
    while start < height:
        region = _next_region(filled, start)
        if region is None:
            break
        regions.append(region)
        start = region.end
    return regions


def _next_region(filled: Filled, start: int) -> Region | None:
    body = _first_body(filled, start)
    if body is None:
        return None
    first_body, numbering = body
    first_heading = numbering if numbering is not None else first_body
    while first_heading > start and _is_heading(filled, first_heading - 1):
        first_heading -= 1
    if first_heading == (numbering if numbering is not None else first_body):
        return _next_region(filled, first_body + 1) if numbering is None else None
    end = _end(filled, first_body)
    body = [row for row in range(first_body, end) if _holds_figures(filled.rows[row]) or _is_section(filled.rows[row])]
    body_end = body[-1] + 1 if body else first_body
    title = _text_above(filled, start, first_heading) or filled.grid.caption
    return Region(title, first_heading, numbering, first_body, body_end, end)


def _first_body(filled: Filled, start: int) -> tuple[int, int | None] | None:
    """Return the first row of figures at or after `start`, and the numbering row just above it where there is one."""
    for row in range(start, len(filled.rows)):
        if numbers_columns(filled.grid.rows[row]):
            return row + 1, row
        if _holds_figures(filled.rows[row]):
            while row > start and _is_section(filled.rows[row - 1]):
                row -= 1  # noqa: PLW2901 - section rows above the first figures belong to the body
            return row, None
    return None


def numbers_columns(cells: Sequence[CellValue]) -> bool:
    """Tell whether a row numbers its columns: A, B, 1, 2, 3=1+2 and so on."""
    texts = [str(cell) for cell in cells if not is_blank(cell)]
    labels = [read_label(text) for text in texts]
    known = [label for label in labels if label]
    if len(known) < _FEWEST_LABELS or len(known) < len(texts):
        return False
    if any(label.rule for label in known):
        return True
    counted = [label.label for label in known if label.label.isdecimal()]
    letters = [label.label for label in known if not label.label.isdecimal()]
    if counted != [str(number) for number in range(1, len(counted) + 1)]:
        return False
    return len(counted) >= _FEWEST_LABELS or (bool(counted) and letters[:1] == ["A"])


def labels_of(cells: Sequence[CellValue]) -> dict[int, PrintedFormula]:
    """Return what a numbering row says, by column."""
    read = {at: read_label(str(cell)) for at, cell in enumerate(cells) if not is_blank(cell)}
    return {at: label for at, label in read.items() if label}


def headings_over(filled: Filled, region: Region, column: int) -> tuple[str, ...]:
    """Return the headings over a column, outermost first, each once."""
    last = region.numbering if region.numbering is not None else region.first_body
    headings: list[str] = []
    for row in range(region.first_heading, last):
        text = _heading(filled, row, column, is_last=row == last - 1)
        if text and (not headings or headings[-1] != text):
            headings.append(text)
    return tuple(headings)


def _heading(filled: Filled, row: int, column: int, *, is_last: bool) -> str:
    """Return a heading; one over several columns that is not merged stands in the first of them only."""
    cells = filled.rows[row]
    at = column
    if cells[at] is None and not is_last and filled.rows[row + 1][at] is not None:
        while at > 0 and cells[at] is None and filled.rows[row + 1][at] is not None:
            at -= 1
        if filled.rows[row + 1][at] is None:
            at = column
    cell = cells[at]
    return squeeze(str(cell)) if cell is not None else ""


def _is_heading(filled: Filled, row: int) -> bool:
    cells = filled.rows[row]
    texts = {str(cell) for cell in cells if cell is not None}
    return len(texts) >= 2 and not _holds_figures(cells) and not numbers_columns(cells)


def _holds_figures(cells: Sequence[CellValue]) -> bool:
    """Tell whether a row holds a number behind its first cell that is no year of a heading."""
    numbers = [cell for cell in cells[1:] if figure_of(cell) is not None]
    return any(not _YEAR.fullmatch(str(cell)) for cell in numbers) and not _is_signature(cells)


def _is_signature(cells: Sequence[CellValue]) -> bool:
    return any(isinstance(cell, str) and "ngày" in cell.lower() and "tháng" in cell.lower() for cell in cells)


def _is_section(cells: Sequence[CellValue]) -> bool:
    """Tell whether a row is numbered and named but holds no figures: “II | Huyện Sông Mẫu | | |”."""
    texts = [cell for cell in cells if cell is not None]
    return len(texts) == 2 and is_index(cells[0]) and str(texts[1]).strip().lower() not in {"b", "(b)"}


def _end(filled: Filled, first_body: int) -> int:
    """Return the row after the table's last: before the next headings that follow a blank row."""
    height = len(filled.rows)
    for row in range(first_body, height):
        if filled.is_empty(row) and _starts_anew(filled, row):
            return row
        if row > first_body and numbers_columns(filled.grid.rows[row]):
            return _top_of_headings(filled, row)
    return height


def _starts_anew(filled: Filled, blank: int) -> bool:
    """Tell whether headings over figures follow within a few rows of a blank one."""
    for row in range(blank + 1, min(blank + _MOST_HEADING_ROWS, len(filled.rows))):
        if _holds_figures(filled.rows[row]):
            return _is_heading(filled, row - 1) and not _is_section(filled.rows[row - 1])
        if numbers_columns(filled.grid.rows[row]):
            return True
    return False


def _top_of_headings(filled: Filled, row: int) -> int:
    while row > 0 and _is_heading(filled, row - 1):
        row -= 1
    return row


def _text_above(filled: Filled, start: int, first_heading: int) -> str:
    """Return the lines above the headings: title, place, unit."""
    lines = [
        " ".join(dict.fromkeys(squeeze(str(cell)) for cell in filled.rows[row] if cell is not None))
        for row in range(start, first_heading)
    ]
    return "\n".join(line for line in lines if line)
