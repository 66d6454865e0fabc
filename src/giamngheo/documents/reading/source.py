"""A document after opening: numbered lines and grids, whatever kind of file it was."""

from dataclasses import dataclass

from giamngheo.figures.grids import Grid


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text file, one paragraph of a Word file, one printed line of a PDF.

    `number` counts from 1 through the whole file, blank lines included, so that it is what an editor shows.
    Numbers that Word makes by itself (“1.”, “a)”) are part of `text`. A line inside a table names the `table`
    (a grid's `sheet`); page numbers and running heads of a PDF are not lines. `goes_on` says of a printed line whether
    its place on the page shows it to be the same paragraph as the line above; None where nothing shows it.
    """

    number: int
    text: str
    table: str | None = None
    page: int | None = None
    goes_on: bool | None = None


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A grid and the line it follows; `is_layout` where it only arranges text (letter head, signatures)."""

    grid: Grid
    after_line: int
    is_layout: bool


@dataclass(frozen=True, slots=True)
class Document:
    """One opened file. `notes` are Vietnamese sentences on what opening had to do (converted from TCVN3, …)."""

    file: str
    lines: tuple[Line, ...]
    tables: tuple[PlacedTable, ...] = ()
    notes: tuple[str, ...] = ()

    def where(self, first: int, last: int) -> str:
        """Return the address of a range of lines: `ke-hoach.txt#27-29`."""
        return f"{self.file}#{first}-{last}"
