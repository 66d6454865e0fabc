"""Where something stands: from the address a reader gives (`ke-hoach.txt#27-29`) to a place on the page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from giamngheo.documents.reading.source import Document

_LINES = re.compile(r"(\d+)-(\d+)")


@dataclass(frozen=True, slots=True)
class LineRange:
    """Lines of one file, both ends inside; `file` counts from 1."""

    file: int
    first: int
    last: int

    @property
    def width(self) -> int:
        """How many lines it holds."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class CellPlace:
    """One cell: `file` and `table` count from 1, `cell` is as a spreadsheet names it (L20)."""

    file: int
    table: int
    cell: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A link to a place on the page: where it leads, the last anchor to highlight, and the words that name it."""

    href: str
    last: str
    words: str


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """An address in words, by columns of a spreadsheet: file, sheet (blank for lines), cell or lines."""

    file: str
    sheet: str
    inside: str


def line_anchor(file: int, number: int) -> str:
    """The name of a line on the page."""
    return f"d{file}-l{number}"


def cell_anchor(file: int, table: int, cell: str) -> str:
    """The name of a cell on the page."""
    return f"d{file}-t{table}-{cell}"


class AddressBook:
    """Finds the files, tables and lines that addresses speak of."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._files = {document.file: number for number, document in enumerate(documents, start=1)}
        self._tables = {
            (file, placed.grid.sheet): table
            for file, document in enumerate(documents, start=1)
            for table, placed in enumerate(document.tables, start=1)
        }
        self._by_length = sorted(self._files, key=len, reverse=True)

    def place(self, where: str) -> LineRange | CellPlace | None:
        """The place an address means; None for an address of no file shown here, or of no line at all (0)."""
        for name in self._by_length:
            if where.startswith(f"{name}#"):
                return self._inside(self._files[name], where[len(name) + 1 :])
        return None

    def lines(self, where: str) -> LineRange | None:
        """The lines an address means; None for a cell or an unknown file."""
        place = self.place(where)
        return place if isinstance(place, LineRange) else None

    def spot(self, where: str) -> Spot | None:
        """A link to the address; None for an address of no file shown here."""
        place = self.place(where)
        if isinstance(place, LineRange):
            return self.spot_of_lines(place)
        if isinstance(place, CellPlace):
            anchor = cell_anchor(place.file, place.table, place.cell)
            words = self.in_words(where)
            return Spot(f"#{anchor}", anchor, self._named(place.file, f"{words.sheet}, {words.inside}"))
        return None

    def in_words(self, where: str) -> PlaceWords:
        """An address by file, sheet and cell (“ô L20”) or lines (“dòng 27–29”)."""
        place = self.place(where)
        match place:
            case LineRange():
                return PlaceWords(self._name(place.file), "", _lines_in_words(place))
            case CellPlace():
                inside = where[len(self._name(place.file)) + 1 :]
                return PlaceWords(self._name(place.file), inside.rpartition("!")[0], f"ô {place.cell}")
            case None:
                return PlaceWords(where.partition("#")[0], "", "")

    def spot_of_lines(self, lines: LineRange) -> Spot:
        """A link to a range of lines."""
        return self.spot_named(lines, _lines_in_words(lines))

    def spot_named(self, lines: LineRange, words: str) -> Spot:
        """A link to a range of lines that goes by other words: “Bảng 1, hàng 3”."""
        return Spot(
            f"#{line_anchor(lines.file, lines.first)}",
            line_anchor(lines.file, lines.last),
            self._named(lines.file, words),
        )

    def _inside(self, file: int, rest: str) -> LineRange | CellPlace | None:
        if match := _LINES.fullmatch(rest):
            lines = LineRange(file, int(match[1]), int(match[2]))
            return lines if 0 < lines.first <= lines.last else None
        sheet, _, cell = rest.rpartition("!")
        table = self._tables.get((file, sheet))
        return CellPlace(file, table, cell) if table else None

    def _named(self, file: int, words: str) -> str:
        if len(self._files) == 1:
            return words
        return f"{self._name(file)}: {words}"

    def _name(self, file: int) -> str:
        return next(name for name, number in self._files.items() if number == file)


def _lines_in_words(lines: LineRange) -> str:
    return f"dòng {lines.first}" if lines.first == lines.last else f"dòng {lines.first}–{lines.last}"
