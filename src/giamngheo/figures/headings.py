"""Where in a grid do tables begin, and which of their rows are headings?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from giamngheo.common.text import squeeze
from giamngheo.figures.cells import figure_of, is_blank
from giamngheo.figures.formulas import PrintedFormula, read_label
from giamngheo.figures.grids import CellValue, Grid
from giamngheo.figures.vocabulary import is_total

_MOST_HEADING_ROWS = 10
_FEWEST_LABELS = 3
_INDEX = re.compile(r"(?:\d{1,3}(?:[.,]\d{1,3})*|[IVXLC]{1,6}|[A-HĐ]|[a-zđ])[.)]?|[-+*•]")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Region:
    """The rows of one table inside a grid; row numbers count from 0, ends are outside.

    `body` are its rows up to the last numbered one or the last figures, without headings typed again on the next page;
    signatures and remarks may follow up to `end`.
    """

    title: str
    first_heading: int
    numbering: int | None
    first_body: int
    body: Sequence[int]
    end: int


class Filled:
    """A grid whose merged areas show their text in every cell."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.rows: list[list[CellValue]] = [list(row) for row in grid.rows]
        height, width = len(grid.rows), len(grid.rows[0]) if grid.rows else 0
        room = height * width
        for span in grid.merged:
            area = [
                (row, column)
                for row in range(span.first_row, min(span.last_row + 1, height))
                for column in range(span.first_column, min(span.last_column + 1, width))
            ]
            room -= len(area)
            if room < 0:  # areas over each other: a damaged file must not cost more than its cells
                break
            for row, column in area:
                self.rows[row][column] = grid.rows[span.first_row][span.first_column]

    def is_empty(self, row: int) -> bool:
        """Tell whether a row holds nothing at all."""
        return all(cell is None for cell in self.rows[row])


def is_index(cell: CellValue) -> bool:
    """Tell whether a cell numbers its row: 1, 1.1 (1,1 where a spreadsheet took it for a figure), II, A, a), -."""
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
    top = start
    while body := _first_body(filled, top):
        first_body, numbering = body
        first_heading = _top_of_headings(filled, first_body if numbering is None else numbering, start)
        if first_heading < (first_body if numbering is None else numbering):
            return _region(filled, start, first_heading, body)
        top = first_body + 1
        while top < len(filled.rows) and _is_section(filled.rows[top]):
            top += 1
    return None


def _region(filled: Filled, start: int, first_heading: int, begins: tuple[int, int | None]) -> Region:
    first_body, numbering = begins
    rows, end = _rows_and_end(filled, first_heading, first_body)
    while rows and not _holds_figures(filled.rows[rows[-1]]) and not _is_section(filled.rows[rows[-1]]):
        rows.pop()
    title = _text_above(filled, start, first_heading) or filled.grid.caption
    return Region(title, first_heading, numbering, first_body, rows, end)


def _first_body(filled: Filled, start: int) -> tuple[int, int | None] | None:
    """Return the first row of figures at or after `start`, and the numbering row just above it where there is one."""
    for row in range(start, len(filled.rows)):
        if numbers_columns(filled.grid.rows[row]):
            return row + 1, row
        if _holds_figures(filled.rows[row]):
            first = row  # section rows above the first figures belong to the body
            while first > start and _is_section(filled.rows[first - 1]):
                first -= 1
            return first, None
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
    counted = [int(label.label) for label in known if label.label.isdecimal()]
    letters = [label.label for label in known if label.label.isalpha()]
    parts = {label.label.partition(".")[0] for label in known if "." in label.label}
    may_have_gaps = letters[:2] == ["A", "B"]
    if counted != (sorted(set(counted)) if may_have_gaps else list(range(1, len(counted) + 1))):
        return False
    return parts <= set(map(str, counted)) and (
        len(counted) >= _FEWEST_LABELS or (bool(counted) and letters[:1] == ["A"])
    )


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
    return len(texts) >= 2 and not _holds_figures(cells) and not numbers_columns(cells) and not _is_section(cells)


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


def _rows_and_end(filled: Filled, first_heading: int, first_body: int) -> tuple[list[int], int]:
    """Return the rows below the headings, and the row where the next table begins.

    That is before other headings that follow a blank row or number their columns. The same headings typed again go on
    with the table, unless its total stands above them.
    """
    headings, height = filled.rows[first_heading:first_body], len(filled.rows)
    rows: list[int] = []
    row = first_body
    while row < height:
        if filled.rows[row : row + len(headings)] == headings and not (rows and _is_total(filled.rows[rows[-1]])):
            row += len(headings)
            continue
        if filled.is_empty(row):
            if _starts_anew(filled, row, headings):
                return rows, row
        elif numbers_columns(filled.grid.rows[row]) and rows:
            top = _top_of_headings(filled, row, first_body)
            return [at for at in rows if at < top], top
        else:
            rows.append(row)
        row += 1
    return rows, height


def _is_total(cells: Sequence[CellValue]) -> bool:
    return any(isinstance(cell, str) and is_total(cell) for cell in cells[:3])


def _starts_anew(filled: Filled, blank: int, headings: list[list[CellValue]]) -> bool:
    """Tell whether other headings over figures follow within a few rows of a blank one."""
    for row in range(blank + 1, min(blank + _MOST_HEADING_ROWS, len(filled.rows))):
        if filled.rows[row : row + len(headings)] == headings:
            return _is_total(filled.rows[blank - 1])
        if _holds_figures(filled.rows[row]):
            return _is_heading(filled, row - 1) and not _is_section(filled.rows[row - 1])
        if numbers_columns(filled.grid.rows[row]):
            return True
    return False


def _top_of_headings(filled: Filled, row: int, start: int) -> int:
    """Return the first of the headings that end just above a row; the row itself where there are none."""
    while row > start and _is_heading(filled, row - 1):
        row -= 1
    return row


def _text_above(filled: Filled, start: int, first_heading: int) -> str:
    """Return the lines above the headings: title, place, unit."""
    lines = [
        " ".join(dict.fromkeys(squeeze(str(cell)) for cell in filled.rows[row] if cell is not None))
        for row in range(start, first_heading)
    ]
    return "\n".join(line for line in lines if line)
