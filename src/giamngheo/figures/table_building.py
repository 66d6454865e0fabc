"""From a grid to its tables: columns, rows, units and numbers."""

import re
from collections import Counter
from collections.abc import Sequence

from giamngheo.common.text import squeeze
from giamngheo.figures.cells import is_blank
from giamngheo.figures.column_building import Draft, columns_of, draft_of, unit_of
from giamngheo.figures.grids import CellValue, Grid
from giamngheo.figures.headings import Filled, Region, is_index, regions_of
from giamngheo.figures.tables import Row, Table
from giamngheo.figures.vocabulary import GROUPS, UNIT_HEADINGS, is_added_up_row, plain

_INDEX_WITH_COMMA = re.compile(r"(?<=\d),(?=\d)")


def tables_of(grid: Grid) -> list[Table]:
    """Return the tables of a grid, from top to bottom; a grid that is no table of figures has none."""
    filled = Filled(grid)
    return [table for region in regions_of(filled) if (table := _table(filled, region)).rows and table.columns]


def _table(filled: Filled, region: Region) -> Table:
    draft = draft_of(filled, region)
    groups = next((column for column in range(len(draft.headings)) if _is_of_groups(draft, column)), None)
    unit = unit_of(draft)
    columns, figures = columns_of(draft, unit, is_paired=groups is not None)
    of_figures = {column.at for column in columns}
    words = [at for at in range(len(draft.headings)) if at not in of_figures and at not in {draft.numbers, groups}]
    units = next((at for at in words if _is_of_units(draft.headings[at])), None)
    names = next((at for at in words if at != units and not _is_blank(draft, at)), None)
    labels = _LabelColumns(draft.numbers, names, groups, units)
    rows = _rows(draft, labels, {row for row, _ in figures})
    return Table(filled.grid, region.title, tuple(columns), rows, unit, figures)


class _LabelColumns:
    """Where the rows' numbers, names, groups and units stand; None where there is no such column."""

    def __init__(self, numbers: int | None, names: int | None, groups: int | None, units: int | None) -> None:
        self.numbers, self.names, self.groups, self.units = numbers, names, groups, units

    def row(self, at: int, cells: Sequence[CellValue], above: Row | None) -> Row:
        """Label a row; the second of a pair (Nhân khẩu under Hộ) takes number and name from the first."""
        number, name = self._text(cells, self.numbers).rstrip(".)"), self._text(cells, self.names)
        if number and name in {"", number} and not is_index(number):
            number, name = "", number
        number = _INDEX_WITH_COMMA.sub(".", number)
        group = GROUPS.get(plain(self._text(cells, self.groups)), "")
        if group and above and not number and not name and above.group not in {"", group}:
            number, name = above.number, above.name
        return Row(at, number, name, group, is_added_up_row(name, self._text(cells, self.units)))

    def _text(self, cells: Sequence[CellValue], column: int | None) -> str:
        cell = cells[column] if column is not None else None
        return squeeze(str(cell)) if cell is not None else ""


def _rows(draft: Draft, labels: _LabelColumns, with_figures: set[int]) -> tuple[Row, ...]:
    rows: list[Row] = []
    for at in draft.body:
        row = labels.row(at, draft.filled.rows[at], rows[-1] if rows else None)
        if at in with_figures or row.number:
            rows.append(row)
    return tuple(rows)


def _is_of_groups(draft: Draft, column: int) -> bool:
    """Tell whether a column says what each row counts: Hộ, Nhân khẩu."""
    if column == draft.numbers:
        return False
    cells = (draft.filled.rows[row][column] for row in draft.body)
    words = Counter(cell for cell in cells if isinstance(cell, str) and not is_blank(cell))
    known = [word for word in words if plain(word) in GROUPS]
    return len(known) >= 2 and sum(words[word] for word in known) * 10 >= 9 * words.total()


def _is_blank(draft: Draft, column: int) -> bool:
    return all(is_blank(draft.filled.rows[row][column]) for row in draft.body)


def _is_of_units(headings: Sequence[str]) -> bool:
    return bool(headings) and plain(headings[-1]) in UNIT_HEADINGS
