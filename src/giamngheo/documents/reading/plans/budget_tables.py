"""Money by project and source out of a table: rows are projects, columns are sources."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from giamngheo.common.money import unit_factor
from giamngheo.common.numbers import parse_number
from giamngheo.common.text import fold, squeeze
from giamngheo.documents.reading.markers import split_marker
from giamngheo.documents.reading.phrases import PHRASES
from giamngheo.documents.reading.plans.agencies import agencies_of_heading, names_an_agency
from giamngheo.documents.reading.plans.budgets import StatedBudget
from giamngheo.documents.reading.plans.outline import ProjectHeading, project_heading
from giamngheo.documents.reading.plans.unitless_sources import source_named, source_of_column
from giamngheo.figures.grids import CellValue, Grid
from giamngheo.figures.statements import Quantity, Unit

_MOST_HEADER_ROWS = 8
_UNIT = re.compile(r"(?:đơn vị(?: tính)?|đvt)\s*:?\s*(?P<unit>(?:1[.,]?000[.,]?(?:000)?\s*)?[^.;)]+)", re.IGNORECASE)
_UNIT_IN_BRACKETS = re.compile(r"\((?P<unit>[^()]+)\)")
_NOTHING = {"", "-", "–", "x", "0"}


@dataclass(frozen=True, slots=True)
class RowBudget:
    """One row's money and who leads, as far as it says; both codes are None for the row of the whole programme.

    `project_name` is the name in the row of the project itself, above a sub-project's.
    """

    row: int
    project: str | None
    sub_project: str | None
    name: str | None
    stated: StatedBudget | None
    lead: str | None = None
    project_name: str | None = None


def budgets_in_table(grid: Grid, names: Mapping[str, tuple[str, str | None]]) -> list[RowBudget]:
    """Read a budget table; an empty list where the grid is none, or where no unit of money is stated.

    `names` gives the code (project, sub-project) by folded name, for rows that do not say “Dự án …”.
    """
    rows = _filled(grid)
    columns, first_row = _source_columns(rows)
    factor = _unit(grid, rows[:first_row])
    if not columns or factor is None:
        return []
    lead_column = _lead_column(rows[:first_row])
    found: list[RowBudget] = []
    project = project_name = None
    for at in range(first_row, len(rows)):
        stated = _row_money(grid, at, columns, factor)
        labels = [
            squeeze(cell)
            for column, cell in enumerate(rows[at])
            if isinstance(cell, str) and column not in {*columns.values(), lead_column}
        ]
        code = _code(labels, project, names)
        if code is None:
            continue
        if code[1] is None or code[0] != project:
            project_name = code[2] if code[1] is None else None
        project = code[0]
        lead = _lead(rows[at][lead_column]) if lead_column is not None else None
        if stated is not None or (lead and project):
            found.append(RowBudget(at, *code, stated, lead, project_name))
    return found


def _lead_column(header: Sequence[Sequence[CellValue]]) -> int | None:
    """Find the column that names who leads (“Đơn vị chủ trì”)."""
    return next(
        (
            column
            for row in header
            for column, cell in enumerate(row)
            if isinstance(cell, str) and fold(cell).strip(" .:") in PHRASES.lead_columns
        ),
        None,
    )


def _lead(cell: CellValue) -> str | None:
    return agencies_of_heading(squeeze(cell))[0] if isinstance(cell, str) and names_an_agency(squeeze(cell)) else None


def rows_left_over(grid: Grid, found: Sequence[RowBudget]) -> list[str]:
    """Return the words of the rows from the first budget on that are no project's and no total."""
    taken = {row.row for row in found}
    return [
        squeeze(cell)
        for at, row in enumerate(grid.rows)
        if at not in taken and at > min(taken)
        for cell in row
        if isinstance(cell, str) and any(character.isalpha() for character in cell) and not _heading(cell)
    ]


def _heading(label: str) -> ProjectHeading | None:
    return project_heading(split_marker(squeeze(label))[1])


def _filled(grid: Grid) -> list[list[CellValue]]:
    """Return the rows with every merged area's text in all its cells, so that a heading stands over its columns."""
    rows = [list(row) for row in grid.rows]
    for span in grid.merged:
        value = rows[span.first_row][span.first_column]
        for row in range(span.first_row, min(span.last_row + 1, len(rows))):
            for column in range(span.first_column, span.last_column + 1):
                rows[row][column] = value
    return rows


def _source_columns(rows: Sequence[Sequence[CellValue]]) -> tuple[dict[str, int], int]:
    """Find the columns of the sources and the first row below the headings.

    Each source must have one column alone: where two columns share one (investment and recurrent money), the table
    says more than a plan's budget holds, and is left unread rather than added up wrongly.
    """
    for last in range(min(_MOST_HEADER_ROWS, len(rows))):
        named: dict[str, list[int]] = {}
        for column, cell in enumerate(rows[last]):
            source = source_of_column(cell) if isinstance(cell, str) and len(cell) < 80 else None
            if source is not None:
                named.setdefault(source, []).append(column)
        if len(named) >= 2 and any(source != "total" for source in named):
            if "total" not in named:
                named.update(_total_above(rows[:last], named))
            columns = {source: at[0] for source, at in named.items() if len(at) == 1}
            return (columns, last + 1) if len(columns) == len(named) else ({}, 0)
    return {}, 0


def _total_above(rows: Sequence[Sequence[CellValue]], named: Mapping[str, list[int]]) -> dict[str, list[int]]:
    taken = {column for columns in named.values() for column in columns}
    found = [
        column
        for row in rows
        for column, cell in enumerate(row)
        if isinstance(cell, str) and column not in taken and source_named(cell) == "total"
    ]
    return {"total": sorted(set(found))} if found else {}


def _unit(grid: Grid, header: Sequence[Sequence[CellValue]]) -> int | None:
    texts = [grid.caption, *(cell for row in header for cell in row if isinstance(cell, str))]
    for text in texts:
        for match in (*_UNIT.finditer(text), *_UNIT_IN_BRACKETS.finditer(text)):
            factor = unit_factor(match["unit"].strip())
            if factor is not None:
                return factor
    return None


def _row_money(grid: Grid, row: int, columns: Mapping[str, int], factor: int) -> StatedBudget | None:
    amounts: dict[str, Quantity] = {}
    for source, column in columns.items():
        number = _number(grid.rows[row][column])
        if number is None:
            continue
        value, step = number
        where = grid.address(row, column)
        amounts[source] = Quantity(value * factor, Unit.VND, step * factor, where, str(grid.rows[row][column]))
    if not amounts:
        return None
    first = amounts.get("total") or next(iter(amounts.values()))
    return StatedBudget(amounts, {}, first.where)


def _number(cell: CellValue) -> tuple[Decimal, Decimal] | None:
    if isinstance(cell, Decimal):
        exponent = cell.normalize().as_tuple().exponent
        return cell, Decimal(1).scaleb(min(0, exponent) if isinstance(exponent, int) else 0)
    number = parse_number(cell) if cell and cell.strip() not in _NOTHING else None
    return (number.value, number.step) if number else None


def _code(
    labels: Sequence[str], project: str | None, names: Mapping[str, tuple[str, str | None]]
) -> tuple[str | None, str | None, str | None] | None:
    """Return (project, sub-project, name) of a row, or None for a row that is neither project nor total."""
    for label in labels:
        heading = _heading(label)
        if heading is not None:
            parent = heading.project or project
            return (parent, heading.code, heading.name) if heading.is_sub else (heading.code, None, heading.name)
        if fold(label) in names:
            return (*names[fold(label)], label)
    if any(re.match(r"(?:tong|cong)\b", fold(label)) for label in labels):
        return (None, None, None)
    return None
