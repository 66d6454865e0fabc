"""Formulas that a table keeps without printing them: “Tỷ lệ (%)” beside its count, “Tăng, giảm” after two years."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, permutations
from typing import TypeVar

from giamngheo.figures.column_formulas import Balance, Proportion, Terms
from giamngheo.figures.findings import Severity
from giamngheo.figures.tables import Column, Measure, Row, Table
from giamngheo.figures.vocabulary import is_total, names_difference

_FEWEST_ROWS = 3
_HOLDS_OFTEN_ENOUGH = 0.75
_NEAREST = 12
"""Columns to the left that a formula is looked for in."""
_SAMPLE = 12
"""Rows on which a formula is tried before all are."""

_HUNDRED = 100
_AS_OTHERS = ", như các dòng khác"

Formula = TypeVar("Formula", Balance, Proportion)


def shown_formulas(table: Table) -> Iterator[Balance | Proportion]:
    """Yield the formula of each column of shares or differences that three rows or more, and three in four, keep."""
    for at, column in enumerate(table.columns):
        if column.printed and column.printed.rule:
            continue
        beside = table.columns[max(at - _NEAREST, 0) : at][::-1]
        if column.is_rate and (share := _best(table, _shares(table, column, beside))):
            yield share
        elif names_difference(column.headings) and (difference := _best(table, _differences(column, beside))):
            yield difference


def _best(table: Table, candidates: Iterable[Formula]) -> Formula | None:
    """Return the formula that most rows keep; None where none is kept often enough.

    Of those kept equally often the one kept without rounding wins, then the nearest columns.
    """
    kept = {formula: _numbers_kept(table, formula) for formula in candidates}
    best = max(kept, key=lambda formula: kept[formula], default=None)
    return best if best and kept[best][0] else None


def _numbers_kept(table: Table, formula: Formula) -> tuple[int, int]:
    """Return how many telling rows keep a formula, and how many of them to the last printed place.

    (0, 0) where they are too few, tried on some rows before all.
    """
    telling = (row for row in table.rows if _tells(table, formula, row))
    rows = kept = exact = 0
    while some := list(islice(telling, _SAMPLE if not rows else None)):
        rows += len(some)
        severities = [formula.severity(table, row) for row in some]
        kept += sum(severity is not Severity.ERROR for severity in severities)
        exact += severities.count(None)
        if kept < max(_FEWEST_ROWS, _HOLDS_OFTEN_ENOUGH * rows):
            return 0, 0
    return kept, exact


def _tells(table: Table, formula: Balance | Proportion, row: Row) -> bool:
    """Tell whether a row would not keep a formula by chance, as 0 %, 100 % and no change do.

    Nor does a row of rates tell anything: whoever brought a poverty rate below its target reached more than 100 %.
    """
    found = table.value(row, formula.column)
    if found is None or found.value == 0 or not row.is_added_up:
        return False
    if isinstance(formula, Balance):
        return all(figure.value for figure in formula.terms.figures(table, row).values())
    return formula.expected(table, row) not in {None, 0, formula.times}


def _shares(table: Table, column: Column, beside: Sequence[Column]) -> Iterator[Proportion]:
    """Yield the nearest count, and the first of its group, over every column left of them, and over the total row."""
    counts = [other for other in beside if other.measure is not Measure.SHARE]
    if not counts:
        return
    first = [other for other in counts if other.headings[:-1] == counts[0].headings[:-1]][-1]
    totals = [row for row in table.rows if is_total(row.name)]
    for part in dict.fromkeys((counts[0], first)):
        over: list[tuple[Column, Row | None]] = [(whole, None) for whole in counts if whole is not part]
        over += [(part, total) for total in totals[:1] if len(totals) == 1]
        for whole, row in over:
            share = Proportion(column, _alone(part), _alone(whole), _HUNDRED, False, row, _AS_OTHERS)
            yield from (share, replace(share, times=1))


def _alone(column: Column) -> Terms:
    return Terms(((1, column),))


def _differences(column: Column, beside: Sequence[Column]) -> Iterator[Balance]:
    """Yield each two columns left of it, one taken from the other."""
    alike = [other for other in beside if other.is_rate == column.is_rate and not names_difference(other.headings)]
    for more, less in permutations(alike, 2):
        said = f"lấy {more.name} trừ {less.name}{_AS_OTHERS}"
        yield Balance(column, Terms(((1, more), (-1, less))), said, is_printed=False)
