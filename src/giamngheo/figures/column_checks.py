"""Do the columns of a row add up: sources into the total, rural and urban into all, parts within their whole?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from giamngheo.figures.cells import Figure
from giamngheo.figures.differences import in_print
from giamngheo.figures.findings import Finding, Rule, Severity, finding
from giamngheo.figures.sums import FEWEST_THAT_DENY, CellSum, add_up, broken, exceeds, never_holds
from giamngheo.figures.tables import Column, Row, Table
from giamngheo.figures.vocabulary import (
    BREAKDOWN_WORDS,
    PART_WORDS,
    complements,
    is_total,
    may_exceed_100,
    never_overlap,
    plain,
)
from giamngheo.figures.wording import at_place


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """A column and those that make it up; `certain` as for rows: said by the headings, or shown by the table."""

    whole: Column
    parts: tuple[Column, ...]
    certain: bool


def check_columns(table: Table) -> Iterator[Finding]:
    """Yield the cells that the cells beside them do not add up to, parts over their whole, and rates over 100 %."""
    for total in _sums(table):
        cells = _of_columns(table, total)
        # A whole that is called no total is only the nearest column: the rows may show that it is another.
        is_meant = plain(total.whole.own).startswith("tong") or not never_holds(cells)
        if (total.certain and is_meant) or add_up(cells):
            yield from (found for cell in cells if (found := broken(cell, Rule.ROW_SUM)))
    for whole, part in _parts(table):
        both = [row for row in table.rows if row.is_added_up and table.value(row, part) and table.value(row, whole)]
        names = f"“{part.own}”", f"“{whole.own}”"
        over = [found for row in both if (found := exceeds(table, (row, part), (row, whole), *names))]
        if len(over) < len(both) or len(both) < FEWEST_THAT_DENY:
            yield from over
    yield from _rates_over_100(table)


def _of_columns(table: Table, total: ColumnSum) -> list[CellSum]:
    return [
        CellSum(table, (row, total.whole), tuple((row, part) for part in total.parts), name=lambda cell: cell[1].name)
        for row in table.rows
        if row.is_added_up
    ]


def _sums(table: Table) -> Iterator[ColumnSum]:
    """Yield the sums that headings name. A whole whose formula is printed is checked by its formula instead."""
    for at, whole in enumerate(table.columns):
        if not whole.is_added_up or (whole.printed and whole.printed.rule):
            continue
        for parts, said_complete in _candidates(table.columns, at):
            yield from _sums_among(whole, parts, said_complete=said_complete)


def _sums_among(whole: Column, parts: Sequence[Column], *, said_complete: bool) -> Iterator[ColumnSum]:
    names = [part.own for part in parts]
    pairs = complements(names)
    for left, right in pairs:
        yield ColumnSum(whole, (parts[left], parts[right]), certain=True)
    if len(parts) > 1 and not pairs:
        yield ColumnSum(whole, tuple(parts), certain=said_complete or never_overlap(names))


def _candidates(columns: Sequence[Column], at: int) -> Iterator[tuple[list[Column], bool]]:
    """Yield the columns that may be parts of the one at `at`, and whether the headings say that they are all."""
    whole = columns[at]
    group = _breakdown_after(columns, at)
    if group:
        yield group, _says(group[0], len(whole.headings) - 1, BREAKDOWN_WORDS)
    elif is_total(whole.own):
        siblings = _siblings_after(columns, at) or _siblings_before(columns, at)
        if siblings:
            yield siblings, False


def _breakdown_after(columns: Sequence[Column], at: int) -> list[Column]:
    """Return the columns right after one that stand together under “Trong đó” or “Chia ra”."""
    whole = columns[at]
    level = len(whole.headings) - 1
    found: list[Column] = []
    if _says(whole, level, PART_WORDS + BREAKDOWN_WORDS):
        return found
    for column in islice(columns, at + 1, None):
        if column.headings[:level] != whole.headings[:level] or not _says(column, level, PART_WORDS + BREAKDOWN_WORDS):
            break
        if found and column.headings[level] != found[0].headings[level]:
            break
        found.append(column)
    return [column for column in found if column.is_added_up]


def _says(column: Column, level: int, words: tuple[str, ...]) -> bool:
    return len(column.headings) > level >= 0 and plain(column.headings[level]).startswith(words)


def _siblings_after(columns: Sequence[Column], at: int) -> list[Column]:
    return _siblings(columns[at], columns[at + 1 :])


def _siblings_before(columns: Sequence[Column], at: int) -> list[Column]:
    return _siblings(columns[at], columns[:at][::-1])


def _siblings(whole: Column, beside: Sequence[Column]) -> list[Column]:
    """Return the neighbours under the same heading, up to the next total or a column that is not added up."""
    found: list[Column] = []
    for column in beside:
        same = column.headings[:-1] == whole.headings[:-1]
        if not same or is_total(column.own) or not column.is_added_up:
            break
        found.append(column)
    return found


def _parts(table: Table) -> Iterator[tuple[Column, Column]]:
    """Yield each whole with the columns that its headings call parts of it (“Trong đó”)."""
    for at, whole in enumerate(table.columns):
        if whole.is_added_up:
            for part in _breakdown_after(table.columns, at):
                if _says(part, len(whole.headings) - 1, PART_WORDS):
                    yield whole, part


def _rates_over_100(table: Table) -> Iterator[Finding]:
    """Yield rates of households or people over 100 % where no formula says what they are a share of."""
    for column in table.columns:
        own_rule = column.printed.rule if column.printed else None
        names_people = any(word in column.heading.lower() for word in ("hộ", "khẩu", "người", "nghèo"))
        if own_rule or not column.is_rate or not names_people or may_exceed_100(column.heading):
            continue
        yield from (_over_100(table, row, column, figure) for row, figure in table.values(column) if figure.value > 100)


def _over_100(table: Table, row: Row, column: Column, figure: Figure) -> Finding:
    return finding(
        Severity.ERROR,
        Rule.SHARE_OVER_100,
        (table.address(row, column),),
        (f"{in_print(figure.value)} %", "không quá 100 %"),
        f"{at_place(table, row, column)} ghi {in_print(figure.value)} %, vượt 100 %.",
    )
