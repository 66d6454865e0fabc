"""One table as every kind of file an office sends it in."""

import csv
import io
from collections.abc import Callable
from decimal import Decimal

import docx
from openpyxl import Workbook

from giamngheo.common.numbers import print_number
from giamngheo.documents.reading.files.opening import open_bytes
from giamngheo.figures.grids import CellValue, Grid


def as_workbook(table: Grid) -> bytes:
    """Return an .xlsx with the table as its only sheet: figures are numbers, texts are texts."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = table.sheet
    for row, cells in enumerate(table.rows, 1):
        for column, cell in enumerate(cells, 1):
            if cell is not None:
                sheet.cell(row, column, float(cell) if isinstance(cell, Decimal) and cell % 1 else cell)
    for span in table.merged:
        sheet.merge_cells(None, span.first_row + 1, span.first_column + 1, span.last_row + 1, span.last_column + 1)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_word_file(table: Grid) -> bytes:
    """Return a .docx: the lines above the headings as paragraphs, the rest as one table of typed figures."""
    document = docx.Document()
    above = lines_above(table)
    for cells in table.rows[:above]:
        document.add_paragraph(" ".join(typed(cell) for cell in cells if cell is not None))
    drawn = document.add_table(len(table.rows) - above, len(table.rows[0]))
    for cells, written in zip(table.rows[above:], drawn.rows, strict=True):
        for cell, place in zip(cells, written.cells, strict=True):
            place.text = typed(cell)
    for span in table.merged:
        if span.first_row >= above:
            first = drawn.cell(span.first_row - above, span.first_column)
            first.merge(drawn.cell(span.last_row - above, span.last_column)).text = typed(
                table.rows[span.first_row][span.first_column]
            )
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_delimited(table: Grid) -> bytes:
    """Return a .csv with semicolons between typed figures."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows([typed(cell) for cell in cells] for cells in table.rows)
    return stream.getvalue().encode()


def as_markdown(table: Grid) -> bytes:
    """Return a text: the lines above the headings, then rows between bars."""
    above = lines_above(table)
    lines = [" ".join(typed(cell) for cell in cells if cell is not None) for cells in table.rows[:above]]
    rows = ["| " + " | ".join(map(typed, cells)) + " |" for cells in table.rows[above:]]
    rule = "|" + " --- |" * len(table.rows[0])
    return "\n".join([*lines, rows[0], rule, *rows[1:]]).encode()


def as_tabbed(table: Grid) -> bytes:
    """Return a text with tabs between cells, as pasted out of a spreadsheet."""
    return "\n".join("\t".join(map(typed, cells)) or " " for cells in table.rows).encode()


def typed(cell: CellValue) -> str:
    """Return a cell as a Vietnamese office types it: 1.234,5."""
    return print_number(cell) if isinstance(cell, Decimal) else cell or ""


def lines_above(table: Grid) -> int:
    """Return how many rows stand above the headings: those with one cell at most."""
    return next(at for at, cells in enumerate(table.rows) if sum(cell is not None for cell in cells) > 1)


WAYS: dict[str, Callable[[Grid], bytes]] = {
    "bieu.xlsx": as_workbook,
    "bieu.docx": as_word_file,
    "bieu.csv": as_delimited,
    "bieu.md": as_markdown,
    "bieu.txt": as_tabbed,
}


def read_back(table: Grid, way: str) -> list[Grid]:
    """Write a table in one of the ways and open it as the system does."""
    return [placed.grid for placed in open_bytes(way, WAYS[way](table)).tables if not placed.is_layout]
