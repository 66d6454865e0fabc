"""A table as it was printed: merged cells, spreadsheet letters, and the marks of doubtful figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from giamngheo.common.numbers import parse_number, print_number
from giamngheo.documents.reading.source import Line
from giamngheo.figures.grids import CellValue, Grid, Span, column_name
from giamngheo.web.documents.addresses import cell_anchor, line_anchor
from giamngheo.web.documents.marks import Marks, Part, without_repeats
from giamngheo.web.documents.severities import Doubt
from giamngheo.web.documents.table_headings import NO_ROWS, frozen_rows, heading_rows, is_cut, name_column
from giamngheo.web.documents.table_lines import lines_of_rows

ROWS_SHOWN = 2_000
CELLS_SHOWN = 40_000
"""A table larger than this is shown in part: its first rows, then only rows with doubtful figures."""
_OVERFLOWS_FROM = 12
_WORDS_FROM = 9
_TEXTS_IN_A_HEADING = 3
_DECIMALS_SHOWN = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class CellBox:
    """One printed cell. `exact` is the whole number where only its first decimals are shown."""

    anchor: str
    text: str
    exact: str
    is_number: bool
    colspan: int
    rowspan: int
    marks: tuple[Part, ...]
    doubts: tuple[Doubt, ...]
    is_name: bool = False

    @property
    def look(self) -> str:
        """The names its style goes by."""
        is_long = self.colspan == 1 and not self.is_number and len(self.text) >= _WORDS_FROM
        looks = {"has-doubt": self.doubts, "number": self.is_number, "words": is_long, "name": self.is_name}
        return " ".join(look for look, applies in looks.items() if applies)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One printed row; `lines` are the anchors of the lines it is in the text."""

    number: int
    lines: tuple[str, ...]
    cells: tuple[CellBox, ...]
    marks: tuple[Part, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows that look alike; those of the headings that are frozen stay in sight."""

    is_heading: bool
    is_frozen: bool
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class TableBox:
    """One table to draw; `left_out` counts rows not drawn, `frozen` are those `headings` that stay in sight."""

    anchor: str
    name: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    left_out: int
    headings: range = NO_ROWS
    frozen: range = NO_ROWS

    @property
    def groups(self) -> tuple[RowGroup, ...]:
        """The rows above the headings, the headings, those of them that stay in sight, the rows below."""

        def kind(row: TableRow) -> tuple[bool, bool, bool]:
            return row.number - 1 in self.headings, row.number - 1 in self.frozen, row.number > self.headings.stop

        return tuple(
            RowGroup(is_heading, is_frozen, tuple(rows))
            for (is_heading, is_frozen, _), rows in groupby(self.rows, key=kind)
        )


def table_box(grid: Grid, place: tuple[int, int], lines: Sequence[Line], marks: Marks) -> TableBox:
    """Lay out a grid; `place` numbers its file and table, `lines` are those of the text that lie in it."""
    number_of_rows, width = _used_area(grid)
    doubtful = {_row_of(cell) for file, table, cell in marks.doubts.by_cell if (file, table) == place}
    shown = _rows_to_show(number_of_rows, width, doubtful)
    lines_by_row = lines_of_rows(grid, lines)
    headings = heading_rows(grid)
    layout = _Layout(grid, place, shown, width, name_column(grid, headings))
    return TableBox(
        anchor=f"d{place[0]}-t{place[1]}",
        name=grid.sheet,
        caption=grid.caption,
        columns=tuple(column_name(column) for column in range(width)),
        rows=tuple(_row(row, place[0], lines_by_row.get(row, []), layout.cells(row, marks), marks) for row in shown),
        left_out=number_of_rows - len(shown),
        headings=NO_ROWS if is_cut(grid, headings.start) or is_cut(grid, headings.stop) else headings,
        frozen=frozen_rows(grid, headings),
    )


def _row(row: int, file: int, lines: Sequence[int], cells: tuple[CellBox, ...], marks: Marks) -> TableRow:
    parts = [part for line in lines for part in marks.by_line.get((file, line), ())]
    doubts = {doubt.number: doubt for line in lines for doubt in marks.doubts.by_line.get((file, line), ())}
    return TableRow(
        number=row + 1,
        lines=tuple(line_anchor(file, line) for line in lines),
        cells=cells,
        marks=without_repeats(parts),
        doubts=tuple(doubts.values()),
    )


class _Layout:
    """Which cells are drawn, and how far each reaches."""

    def __init__(
        self, grid: Grid, place: tuple[int, int], shown: Sequence[int], width: int, names: int | None = None
    ) -> None:
        self._grid, self._place, self._width, self._names = grid, place, width, names
        self._shown = frozenset(shown)
        self._corners: dict[tuple[int, int], Span] = {}
        self._covered: set[tuple[int, int]] = set()
        for span in grid.merged:
            rows = self._drawn_rows(span)
            if rows:  # a merged area whose first row is left out begins with its first row drawn
                self._corners[rows[0], span.first_column] = span
            for row in rows:
                self._covered.update((row, column) for column in range(span.first_column, span.last_column + 1))
        self._covered -= self._corners.keys()

    def cells(self, row: int, marks: Marks) -> tuple[CellBox, ...]:
        drawn = []
        for column in range(self._width):
            if (row, column) in self._covered:
                continue
            span = self._corners.get((row, column))
            source = span.first_row if span else row
            value = self._grid.rows[source][column]
            name = f"{column_name(column)}{source + 1}"
            text, exact = _printed(value)
            colspan, rowspan = self._reach(row, column)
            drawn.append(
                CellBox(
                    anchor="" if value is None else cell_anchor(*self._place, name),
                    text=text,
                    exact=exact,
                    is_number=isinstance(value, Decimal) or (value is not None and parse_number(value) is not None),
                    colspan=colspan,
                    rowspan=rowspan,
                    marks=without_repeats(marks.by_cell.get((*self._place, name), ())),
                    doubts=marks.doubts.by_cell.get((*self._place, name), ()),
                    is_name=column == self._names and colspan == 1,
                )
            )
        return tuple(drawn)

    def _reach(self, row: int, column: int) -> tuple[int, int]:
        span = self._corners.get((row, column))
        if span is None:
            return self._overflow(row, column), 1
        return min(span.last_column, self._width - 1) - column + 1, len(self._drawn_rows(span))

    def _drawn_rows(self, span: Span) -> list[int]:
        return [row for row in range(span.first_row, span.last_row + 1) if row in self._shown]

    def _overflow(self, row: int, column: int) -> int:
        """Columns a heading line (“ỦY BAN NHÂN DÂN …”) runs over: a sheet prints it across the blanks beside it."""
        cells = self._grid.rows[row]
        text = cells[column]
        if not isinstance(text, str) or len(text) < _OVERFLOWS_FROM:
            return 1
        if (
            any(isinstance(cell, Decimal) for cell in cells)
            or sum(cell is not None for cell in cells) > _TEXTS_IN_A_HEADING
        ):
            return 1
        end = column + 1
        while end < self._width and cells[end] is None and not self._is_merged(row, end):
            end += 1
        self._covered.update((row, blank) for blank in range(column + 1, end))
        return end - column

    def _is_merged(self, row: int, column: int) -> bool:
        return (row, column) in self._covered or (row, column) in self._corners


def _printed(value: CellValue) -> tuple[str, str]:
    if value is None or isinstance(value, str):
        return value or "", ""
    rounded = value.quantize(_DECIMALS_SHOWN) if value != value.to_integral_value() else value
    return print_number(rounded), print_number(value) if rounded != value else ""


def _used_area(grid: Grid) -> tuple[int, int]:
    filled = [
        (row, column) for row, cells in enumerate(grid.rows) for column, cell in enumerate(cells) if cell is not None
    ]
    return max((row for row, _ in filled), default=-1) + 1, max((column for _, column in filled), default=-1) + 1


def _rows_to_show(number_of_rows: int, width: int, doubtful: set[int]) -> list[int]:
    limit = min(ROWS_SHOWN, CELLS_SHOWN // max(width, 1))
    if number_of_rows <= limit:
        return list(range(number_of_rows))
    return [*range(limit), *sorted(row for row in doubtful if limit <= row < number_of_rows)[:limit]]


def _row_of(cell: str) -> int:
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - 1
