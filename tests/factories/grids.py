"""Tables drawn as text, and tables of figures that are true by construction."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from giamngheo.figures.findings import Finding
from giamngheo.figures.grids import CellValue, Grid, Span

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def grid(
    drawing: str, *, file: str = "bieu.xlsx", sheet: str = "B", merged: Sequence[str] = (), caption: str = ""
) -> Grid:
    """Draw a grid: one line a row, cells between bars; figures become numbers, “’12” stays text."""
    rows = [[_cell(text.strip()) for text in line.split("|")] for line in drawing.strip("\n").splitlines()]
    width = max(map(len, rows))
    filled = tuple((*row, *[None] * (width - len(row))) for row in rows)
    return Grid(file, sheet, filled, tuple(_span(area) for area in merged), caption)


def _cell(text: str) -> CellValue:
    if not text:
        return None
    return Decimal(text) if _NUMBER.fullmatch(text) else text.removeprefix("’")


def _span(area: str) -> Span:
    first, last = (re.fullmatch(r"([A-Z])(\d+)", corner) for corner in area.split(":"))
    assert first
    assert last
    return Span(int(first[2]) - 1, ord(first[1]) - 65, int(last[2]) - 1, ord(last[1]) - 65)


def with_cell(table: Grid, address: str, value: CellValue) -> Grid:
    """Return the grid with another value in one cell (B7)."""
    column, row = ord(address[0]) - 65, int(address[1:]) - 1
    rows = [list(cells) for cells in table.rows]
    rows[row][column] = value
    return Grid(table.file, table.sheet, tuple(map(tuple, rows)), table.merged, table.caption)


def doubts(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that somebody must look at: not the notes on rounding."""
    return [finding for finding in findings if finding.severity != "note"]


def told(findings: Iterable[Finding]) -> list[tuple[str, str, str, str]]:
    """Return of each finding its rule, first cell, what was found and what was expected."""
    return [
        (finding.rule.value, finding.where[0].rpartition("!")[2], finding.found, finding.expected)
        for finding in findings
    ]
