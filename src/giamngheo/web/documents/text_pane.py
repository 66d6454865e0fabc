"""The left half of a page: the text of each file, line by line, with tables where they stand."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from giamngheo.documents.reading.source import Document, Line
from giamngheo.web.documents.addresses import line_anchor
from giamngheo.web.documents.marks import Marks, Part, without_repeats
from giamngheo.web.documents.severities import Doubt
from giamngheo.web.documents.tables import TableBox, table_box

LINES_SHOWN = 15_000
"""A longer text is shown in part: its first lines, then only lines that carry a mark."""


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of text. `marks` say what it was read as, where that begins; `is_read` lasts over all its lines."""

    anchor: str
    number: int
    text: str
    is_read: bool
    is_unread: bool
    marks: tuple[Part, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class PaneItem:
    """One line or one table, never both."""

    line: LineRow | None
    table: TableBox | None


@dataclass(frozen=True, slots=True)
class FilePane:
    """One file: its name, what opening it had to do, its lines and tables. `left_out` counts lines not shown."""

    anchor: str
    name: str
    notes: tuple[str, ...]
    items: tuple[PaneItem, ...]
    left_out: int


def file_panes(documents: Sequence[Document], marks: Marks) -> tuple[FilePane, ...]:
    """The files in the order given, each line marked by what it was read as."""
    return tuple(_file_pane(number, document, marks) for number, document in enumerate(documents, start=1))


def _file_pane(number: int, document: Document, marks: Marks) -> FilePane:
    drawn = {placed.grid.sheet for placed in document.tables if not placed.is_layout}
    rows = _line_rows(number, [line for line in document.lines if line.table not in drawn], marks)
    shown = [row for index, row in enumerate(rows) if index < LINES_SHOWN or row.marks or row.doubts]
    items = [(row.number, PaneItem(row, None)) for row in shown]
    by_table: defaultdict[str | None, list[Line]] = defaultdict(list)
    for line in document.lines:
        by_table[line.table].append(line)
    for index, placed in enumerate(document.tables, start=1):
        if not placed.is_layout:
            box = table_box(placed.grid, (number, index), by_table[placed.grid.sheet], marks)
            items.append((placed.after_line, PaneItem(None, box)))
    items.sort(key=lambda item: item[0])
    return FilePane(
        f"d{number}", document.file, document.notes, tuple(item for _, item in items), len(rows) - len(shown)
    )


def _line_rows(file: int, lines: Sequence[Line], marks: Marks) -> list[LineRow]:
    rows = []
    before: tuple[Part, ...] = ()
    for line in lines:
        if not line.text.strip():
            continue
        parts = marks.by_line.get((file, line.number), ())
        rows.append(
            LineRow(
                anchor=line_anchor(file, line.number),
                number=line.number,
                text=line.text.strip(),
                is_read=any(not part.is_unread for part in parts),
                is_unread=any(part.is_unread for part in parts),
                marks=without_repeats([part for part in parts if part not in before]),
                doubts=marks.doubts.by_line.get((file, line.number), ()),
            )
        )
        before = parts
    return rows
