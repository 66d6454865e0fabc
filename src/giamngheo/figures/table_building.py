"""From a grid to its tables: columns, rows, units and numbers."""

import re
from collections import Counter
from collections.abc import Sequence

from giamngheo.common.money import unit_factor
from giamngheo.common.text import squeeze
from giamngheo.figures.cells import Figure, figure_of, is_blank, writes_english
from giamngheo.figures.grids import CellValue, Grid
from giamngheo.figures.headings import Filled, Region, headings_over, is_index, labels_of, regions_of
from giamngheo.figures.tables import Column, Row, Table
from giamngheo.figures.vocabulary import GROUPS, NUMBER_HEADINGS, plain

_UNIT = re.compile(r"(?:đơn vị(?: tính)?|đvt)\s*:?\s*(?P<unit>[^.;)\n]+)", re.IGNORECASE)


def tables_of(grid: Grid) -> list[Table]:
    """Return the tables of a grid, from top to bottom; a grid that is no table of figures has none."""
    filled = Filled(grid)
    return [table for region in regions_of(filled) if (table := _table(filled, region)).rows and table.columns]


def _table(filled: Filled, region: Region) -> Table:
    body = range(region.first_body, region.body_end)
    width = len(filled.rows[0])
    headings = [headings_over(filled, region, column) for column in range(width)]
    typed = [cell for row in body for cell in filled.rows[row][1:] if isinstance(cell, str) and not is_index(cell)]
    english = writes_english(typed)
    numbers = _number_column(filled, body, headings)
    printed = labels_of(filled.grid.rows[region.numbering]) if region.numbering is not None else {}
    figure_columns = [
        column
        for column in range(width)
        if column != numbers
        and (
            _is_of_figures(filled, body, column, english=english)
            or (column in printed and printed[column].label[0].isdecimal() and _is_empty(filled, body, column))
        )
    ]
    columns = tuple(Column(at, headings[at], printed.get(at)) for at in figure_columns)
    figures = {
        (row, at): figure
        for row in body
        for at in figure_columns
        if (figure := _own_figure(filled.grid, row, at, english=english)) is not None
    }
    labels = [column for column in range(width) if column not in figure_columns and column != numbers]
    groups = next((column for column in labels if _is_of_groups(filled, body, column)), None)
    names = [column for column in labels if column != groups]
    rows = _rows(filled, body, _LabelColumns(numbers, names[0] if names else None, groups), figures)
    return Table(filled.grid, region.title, columns, rows, _unit(region.title, headings), figures)


class _LabelColumns:
    """Where the rows' numbers, names and groups stand; None where there is no such column."""

    def __init__(self, numbers: int | None, names: int | None, groups: int | None) -> None:
        self.numbers, self.names, self.groups = numbers, names, groups

    def row(self, at: int, cells: Sequence[CellValue], above: Row | None) -> Row:
        """Label a row; the second of a pair (Nhân khẩu under Hộ) takes number and name from the first."""
        number, name = self._text(cells, self.numbers).rstrip(".)"), self._text(cells, self.names)
        group = GROUPS.get(plain(self._text(cells, self.groups)), "")
        if group and above and not number and not name and above.group not in {"", group}:
            number, name = above.number, above.name
        return Row(at, number, name, group)

    def _text(self, cells: Sequence[CellValue], column: int | None) -> str:
        cell = cells[column] if column is not None else None
        return squeeze(str(cell)) if cell is not None else ""


def _rows(
    filled: Filled, body: range, labels: _LabelColumns, figures: dict[tuple[int, int], Figure]
) -> tuple[Row, ...]:
    with_figures = {row for row, _ in figures}
    rows: list[Row] = []
    for at in body:
        row = labels.row(at, filled.rows[at], rows[-1] if rows else None)
        if at in with_figures or row.number:
            rows.append(row)
    return tuple(rows)


def _own_figure(grid: Grid, row: int, column: int, *, english: bool) -> Figure | None:
    """Return the number a cell itself holds; a merged area holds its number once."""
    return figure_of(grid.rows[row][column], english=english)


def _number_column(filled: Filled, body: range, headings: Sequence[Sequence[str]]) -> int | None:
    """Find the column that numbers the rows: by its heading, else the first if all it holds are numbers of rows."""
    for column, texts in enumerate(headings):
        if texts and plain(texts[-1]) in NUMBER_HEADINGS:
            return column
    cells = [filled.rows[row][0] for row in body if not is_blank(filled.rows[row][0])]
    has_names = any(isinstance(filled.rows[row][1], str) for row in body if len(filled.rows[row]) > 1)
    return 0 if cells and has_names and all(is_index(cell) for cell in cells) else None


def _is_of_figures(filled: Filled, body: range, column: int, *, english: bool) -> bool:
    cells = [filled.grid.rows[row][column] for row in body]
    written = [cell for cell in cells if not is_blank(cell)]
    numbers = [cell for cell in written if figure_of(cell, english=english) is not None]
    return bool(numbers) and 2 * len(numbers) > len(written)


def _is_empty(filled: Filled, body: range, column: int) -> bool:
    return all(is_blank(filled.grid.rows[row][column]) for row in body)


def _is_of_groups(filled: Filled, body: range, column: int) -> bool:
    """Tell whether a column says what each row counts: Hộ, Nhân khẩu."""
    words = Counter(plain(str(cell)) for row in body if not is_blank(cell := filled.rows[row][column]))
    known = sum(count for word, count in words.items() if word in GROUPS)
    return len(words) >= 2 and known * 10 >= 9 * sum(words.values())


def _unit(title: str, headings: Sequence[Sequence[str]]) -> int | None:
    """Return the unit of money that the text above the table, or the corner of its headings, names."""
    texts = [title, *(text for column in headings for text in column)]
    for text in texts:
        for match in _UNIT.finditer(text):
            factor = unit_factor(match["unit"])
            if factor is not None:
                return factor
    return None
