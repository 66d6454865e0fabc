"""Comma, semicolon or tab separated tables (.csv): one grid; every value stays the text it is."""

import csv
import io

from giamngheo.documents.reading.files import limits
from giamngheo.documents.reading.files.refusals import DamagedFile, TooMuchToRead
from giamngheo.documents.reading.files.sheets import add_sheet
from giamngheo.documents.reading.files.transcript import Transcript
from giamngheo.documents.reading.source import Document

DELIMITERS = ";,\t|"
LONGEST_CELL = 100_000


def read_delimited(transcript: Transcript, text: str, sheet: str) -> Document:
    """Read a delimited text as one sheet named after the file; raises TooMuchToRead, DamagedFile."""
    rows: list[list[str]] = []
    width = 0
    csv.field_size_limit(LONGEST_CELL)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text)):
            rows.append(row)
            width = max(width, len(row))
            if width > limits.SHEET_COLUMNS or len(rows) > limits.SHEET_ROWS or width * len(rows) > limits.SHEET_CELLS:
                raise TooMuchToRead(
                    transcript.file,
                    found=f"quá nhiều ô (đến dòng {len(rows)}, {width} cột)",
                    limit=f"{limits.SHEET_ROWS} dòng, {limits.SHEET_COLUMNS} cột, {limits.SHEET_CELLS} ô",
                    advice="Hãy tách thành nhiều tệp.",
                )
    except csv.Error as error:
        raise DamagedFile(transcript.file, reason=f"dấu ngoặc kép không khép ở gần dòng {len(rows) + 1}") from error
    add_sheet(transcript, sheet, [[*row, *[""] * (width - len(row))] for row in rows])
    return transcript.finish()


def delimiter_of(text: str) -> str:
    """Return the sign that cuts the first lines into the same number of cells, the most cells winning."""
    lines = [line for line in text[:100_000].splitlines()[:50] if line.strip()]

    def evenness(delimiter: str) -> tuple[int, int]:
        counts = [len(cells) for cells in csv.reader(lines, delimiter=delimiter)]
        usual = max(set(counts), key=counts.count, default=1)
        return (counts.count(usual) if usual > 1 else 0, usual)

    return max(DELIMITERS, key=evenness)
