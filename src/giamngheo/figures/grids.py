"""A table as it was printed: cells with their addresses, before anyone says what they mean."""

from dataclasses import dataclass
from decimal import Decimal

CellValue = Decimal | str | None
"""A number as the file holds it, a text (a number typed as text stays text), or a blank."""


def column_name(index: int) -> str:
    """Return the spreadsheet letters of a zero-based column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Span:
    """A merged area; zero-based, both ends inside."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet or one table of a document.

    `rows` all have the same length and start at the sheet's A1 (for a document's table, at its own first cell),
    so that `(row, column)`, zero-based, and the printed address are the same thing.
    """

    file: str
    sheet: str
    rows: tuple[tuple[CellValue, ...], ...]
    merged: tuple[Span, ...] = ()
    caption: str = ""
    """The text printed just above a document's table: its title and the line naming its unit."""

    def address(self, row: int, column: int) -> str:
        """Return the address a person can look up: `bieu-2.xlsx#Biểu 2!L20`."""
        return f"{self.file}#{self.sheet}!{column_name(column)}{row + 1}"
