"""Tables of a Word file: rows of cells, merged across and down, as one grid with every cell at its place."""

from collections.abc import Callable

from lxml import etree

from giamngheo.documents.reading.files import limits
from giamngheo.documents.reading.files.office_package import child, local_name, value
from giamngheo.documents.reading.files.refusals import TooMuchToRead
from giamngheo.figures.grids import CellValue, Grid, Span


class WordTable:
    """A table being read, row by row."""

    def __init__(self, file: str, name: str, caption: str, after_line: int) -> None:
        self.file = file
        self.name = name
        self.caption = caption
        self.after_line = after_line
        self._rows: list[dict[int, CellValue]] = []
        self._open: dict[int, Span] = {}
        self._merged: list[Span] = []
        self._width = 0

    def add_row(self, row: etree._Element, read_cell: Callable[[etree._Element], str]) -> None:
        """Add a w:tr; a row deleted in a tracked change is left out. Raises TooMuchToRead."""
        properties = child(row, "trPr")
        if child(properties, "del") is not None:
            return
        column = _integer(value(child(properties, "gridBefore")))
        cells: dict[int, CellValue] = {}
        downward: dict[int, Span] = {}
        for cell in _cells(row):
            format_ = child(cell, "tcPr")
            width = max(1, _integer(value(child(format_, "gridSpan"))))
            span = Span(len(self._rows), column, len(self._rows), column + width - 1)
            merge = child(format_, "vMerge")
            above = self._open.get(column)
            if merge is not None and value(merge) in {None, "continue"} and above:
                # Word prints nothing of a cell that only continues the one above.
                span = Span(above.first_row, above.first_column, span.last_row, above.last_column)
            else:
                cells[column] = read_cell(cell) or None
            if merge is not None:
                downward[column] = span
            elif width > 1:
                self._merged.append(span)
            column += width
            self._check_width(column)
        self._keep(cells, downward)

    def _keep(self, cells: dict[int, CellValue], downward: dict[int, Span]) -> None:
        for column, span in self._open.items():
            if column not in downward or downward[column].first_row != span.first_row:
                self._close(span)
        self._rows.append(cells)
        self._open = downward
        if len(self._rows) * self._width > limits.SHEET_CELLS:
            self._refuse(f"bảng quá lớn ({self.name})")

    def _close(self, span: Span) -> None:
        if (span.first_row, span.first_column) != (span.last_row, span.last_column):
            self._merged.append(span)

    def _check_width(self, column: int) -> None:
        self._width = max(self._width, column)
        if column > limits.TABLE_COLUMNS:
            self._refuse(f"bảng có hơn {limits.TABLE_COLUMNS} cột ({self.name})")

    def _refuse(self, found: str) -> None:
        raise TooMuchToRead(
            self.file,
            found=found,
            limit=f"{limits.TABLE_COLUMNS} cột và {limits.SHEET_CELLS} ô",
            advice="Hãy chuyển bảng sang Excel (.xlsx).",
        )

    def grid(self) -> Grid:
        """Return the table as read."""
        for span in self._open.values():
            self._close(span)
        self._open = {}
        rows = tuple(tuple(row.get(column) for column in range(self._width)) for row in self._rows)
        return Grid(self.file, self.name, rows, tuple(self._merged), self.caption)


def _cells(row: etree._Element) -> list[etree._Element]:
    """Cells may be wrapped into content controls."""
    cells = []
    for inner in row:
        if local_name(inner) == "tc":
            cells.append(inner)
        elif local_name(inner) in {"sdt", "sdtContent", "customXml"}:
            cells.extend(_cells(inner))
    return cells


def _integer(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else 0
