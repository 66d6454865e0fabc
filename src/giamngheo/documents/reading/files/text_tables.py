"""Tables typed into plain text: Markdown's `|` rows, and blocks of lines with tabs between their cells."""

import re
from dataclasses import dataclass

from giamngheo.documents.reading.files import limits
from giamngheo.figures.grids import Grid

_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
_UNESCAPED_BAR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class TypedTable:
    """A table found in a text, by the lines it fills."""

    first_line: int
    cells: tuple[tuple[str, ...], ...]

    def grid(self, file: str, name: str, caption: str) -> Grid:
        """Return the table as a grid; typed numbers stay text, empty cells are blanks."""
        width = max(len(row) for row in self.cells)
        rows = tuple(tuple(cell or None for cell in (*row, *[""] * (width - len(row)))) for row in self.cells)
        return Grid(file, name, rows, caption=caption)


def find_tables(lines: list[str]) -> dict[int, TypedTable]:
    """Return the table each line belongs to, by line number; a table has two rows and two columns at least."""
    found: dict[int, TypedTable] = {}
    start = 0
    while start < len(lines):
        separator = _separator(lines[start])
        end = _end(lines, start, separator) if separator else start
        rows = [_cells(line, separator) for line in lines[start:end] if not (separator == "|" and _RULE.match(line))]
        width = max(map(len, rows), default=0)
        if len(rows) >= 2 and 2 <= width <= limits.TABLE_COLUMNS and width * len(rows) <= limits.SHEET_CELLS:
            table = TypedTable(start + 1, tuple(rows))
            found.update(dict.fromkeys(range(start + 1, end + 1), table))
        start = max(end, start + 1)
    return found


def _end(lines: list[str], start: int, separator: str) -> int:
    """Return the line behind a table's last; one blank line between rows of one kind does not end it."""
    end = start
    while end < len(lines):
        if _separator(lines[end]) == separator or (
            not lines[end].strip() and end + 1 < len(lines) and _separator(lines[end + 1]) == separator
        ):
            end += 1
        else:
            break
    return end


def _separator(line: str) -> str:
    if line.lstrip().startswith("|") and line.count("|") >= 2:
        return "|"
    return "\t" if "\t" in line.strip() else ""


def _cells(line: str, separator: str) -> tuple[str, ...]:
    if separator == "\t":
        return tuple(cell.strip() for cell in line.rstrip().split("\t"))
    inside = line.strip().removeprefix("|").removesuffix("|")
    return tuple(cell.strip().replace(r"\|", "|") for cell in _UNESCAPED_BAR.split(inside))
