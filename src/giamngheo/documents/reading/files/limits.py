"""How much is read from one file. Real plans and tables stay far below; hostile files stop here."""

MEGABYTE = 1024 * 1024

FILE_BYTES = 50 * MEGABYTE
PART_BYTES = 120 * MEGABYTE
"""One part of an Office file once inflated (`document.xml`, a sheet)."""
SMALL_PART_BYTES = 16 * MEGABYTE
"""A part that is looked up rather than read through (styles, numbering, list of sheets)."""
INFLATED_BYTES = 400 * MEGABYTE
"""All parts of an Office file once inflated."""
PARTS = 10_000
INFLATION_RATIO = 200
"""How many times bigger a part may become; XML of real documents becomes 10 to 60 times bigger."""
INFLATION_RATIO_FROM_BYTES = 4 * MEGABYTE

XML_MARKS = 1_500_000
"""Signs “<” of an XML part that may be read before something of it is finished with and forgotten."""

TEXT_BYTES = 20 * MEGABYTE
"""A text file; also the letters of one spreadsheet or PDF."""
LINES = 300_000
SHEETS = 200
SHEET_ROWS = 200_000
SHEET_COLUMNS = 1_000
SHEET_CELLS = 2_000_000
TABLE_COLUMNS = 200
PDF_PAGES = 2_000
PDF_LETTERS = 6_000_000
PDF_INFLATED_BYTES = 2048 * MEGABYTE
"""All streams of a PDF together; they are inflated one at a time."""
PDF_RULES = 500
"""Drawn lines on one page; a page with more is a drawing or a map, not a table."""
