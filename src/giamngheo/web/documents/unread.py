"""The lines that found no place in the plan; the cells of one row of a table are one entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from giamngheo.documents.reading.plans.plan import Plan, UnreadLine
from giamngheo.documents.reading.source import Document
from giamngheo.web.documents.addresses import LineRange
from giamngheo.web.documents.links import Linker, TextRow
from giamngheo.web.documents.table_lines import lines_of_rows

_MANY = 0.4
"""More lines unread than this, and the reader is warned before anything else."""

RowPlace = tuple[int, str, int]
"""File, table and row, both numbers counting from 1."""


@dataclass(frozen=True, slots=True)
class Placed:
    """How many of the lines with words found a place (dòng đã xếp được)."""

    lines: int
    unread: int

    @property
    def are_few(self) -> bool:
        """Whether so many lines are unread that the result must not be used without them."""
        return self.unread > _MANY * self.lines

    @property
    def read(self) -> int:
        """The lines that found their place."""
        return self.lines - self.unread


def placed_lines(documents: Sequence[Document], plan: Plan) -> Placed:
    """Count the lines with words, and those of them that are unread."""
    lines = sum(bool(line.text.strip()) for document in documents for line in document.lines)
    return Placed(lines, len(plan.unread))


def unread_rows(documents: Sequence[Document], plan: Plan, linker: Linker) -> tuple[TextRow, ...]:
    """The lines that found no place in the plan, the cells of a table's row joined."""
    rows = _rows_of_tables(documents)
    files = {document.file: number for number, document in enumerate(documents, start=1)}

    def place(line: UnreadLine) -> RowPlace | tuple[int, int]:
        file = files.get(line.file, 0)
        return rows.get((file, line.line), (file, line.line))

    entries = []
    for number, (where, held) in enumerate(groupby(plan.unread, key=place), start=1):
        lines = list(held)
        anchor = f"chua-xep-{number}"
        words = f"{where[1]}, hàng {where[2]}" if len(where) == 3 else ""
        link = linker.mark_unread(LineRange(where[0], lines[0].line, lines[-1].line), anchor, words)
        entries.append(TextRow(anchor, " | ".join(line.text for line in lines), link))
    return tuple(entries)


def _rows_of_tables(documents: Sequence[Document]) -> dict[tuple[int, int], RowPlace]:
    """The table and the row of each line that stands in a table, by file and line."""
    found: dict[tuple[int, int], RowPlace] = {}
    for file, document in enumerate(documents, start=1):
        for placed in document.tables:
            lines = [line for line in document.lines if line.table == placed.grid.sheet and not placed.is_layout]
            for row, numbers in lines_of_rows(placed.grid, lines).items():
                found |= {(file, number): (file, placed.grid.sheet, row + 1) for number in numbers}
    return found
