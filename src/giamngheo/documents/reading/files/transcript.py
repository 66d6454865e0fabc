"""What has been read from a file so far: lines numbered as they come, tables where they stand, notes."""

from giamngheo.documents.reading.files import limits
from giamngheo.documents.reading.files.refusals import TooMuchToRead
from giamngheo.documents.reading.source import Document, Line, PlacedTable
from giamngheo.figures.grids import Grid

CAPTION_LINES = 3
CAPTION_LENGTH = 200


class Transcript:
    """A document being read, in reading order."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.number = 0
        self.lines: list[Line] = []
        self.tables: list[PlacedTable] = []
        self._notes: dict[str, None] = {}

    def add_line(
        self, text: str, *, table: str | None = None, page: int | None = None, goes_on: bool | None = None
    ) -> None:
        """Write down the next line; raises TooMuchToRead past the limit."""
        self.skip_lines(1)
        self.lines.append(Line(self.number, text, table, page, goes_on))

    def skip_lines(self, count: int) -> None:
        """Count lines that hold nothing (blank rows of a sheet); raises TooMuchToRead past the limit."""
        self.expect_lines(count)
        self.number += count

    def expect_lines(self, count: int) -> None:
        """Make sure that as many lines more may be written; raises TooMuchToRead."""
        if self.number + count > limits.LINES:
            raise TooMuchToRead(
                self.file,
                found="quá nhiều dòng",
                limit=f"{limits.LINES} dòng",
                advice="Hãy tách thành nhiều tệp.",
            )

    def add_table(self, grid: Grid, *, after_line: int, is_layout: bool = False) -> None:
        """Place a grid behind the line it follows."""
        self.tables.append(PlacedTable(grid, after_line, is_layout))

    def next_table_name(self) -> str:
        """Return the name under which the next table of a text is cited: “Bảng 1”, “Bảng 2”."""
        return f"Bảng {len(self.tables) + 1}"

    def caption_above(self) -> str:
        """Return the short lines printed just above this place: a table's title and the line naming its unit."""
        caption: list[str] = []
        for line in reversed(self.lines[-2 * CAPTION_LINES :]):
            text = line.text.strip()
            is_sentence = len(text) > CAPTION_LENGTH or text.endswith((".", ";"))
            if line.table is not None or is_sentence or len(caption) == CAPTION_LINES:
                break
            if text:
                caption.append(text)
        return "\n".join(reversed(caption))

    def note(self, sentence: str) -> None:
        """Keep a sentence about what opening had to do; the same sentence is kept once."""
        self._notes[sentence] = None

    def finish(self) -> Document:
        """Return the document as read."""
        return Document(self.file, tuple(self.lines), tuple(self.tables), tuple(self._notes))
