"""Do the rows of a table add up: places into their district, projects into the programme, everything into the total?"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from giamngheo.figures.findings import Finding, Rule, Severity
from giamngheo.figures.row_tree import RowSum, sums_and_parts
from giamngheo.figures.sums import CellSum, add_up, broken, exceeds
from giamngheo.figures.tables import Column, Measure, Table


def check_rows(table: Table) -> Iterator[Finding]:
    """Yield the cells that their rows do not add up to, and parts (“Trong đó”) larger than their whole."""
    sums, parts = sums_and_parts(table)
    added = [column for column in table.columns if column.is_added_up]
    certain = [_of_rows(table, total, added) for total in sums if total.certain]
    shown = [_of_rows(table, total, added) for total in sums if not total.certain]
    if shown and not add_up([cell for row in shown for cell in row]):
        shown = []
    by_column = list(zip(*certain, *shown, strict=True))
    others_add_up = cache(lambda: add_up([cell for cells in by_column for cell in cells]))
    for cells in by_column:
        additive = _is_additive(table, cells, others_add_up)
        yield from (found for cell in cells if (additive or cell.is_sure) and (found := broken(cell, Rule.COLUMN_SUM)))
    for pair in parts:
        for column in added if pair.whole.is_added_up else ():
            over = exceeds(table, (pair.part, column), (pair.whole, column), pair.part.name, pair.whole.name)
            if over:
                yield over


def _of_rows(table: Table, total: RowSum, columns: Sequence[Column]) -> list[CellSum]:
    return [
        CellSum(
            table,
            (total.whole, column),
            tuple((part, column) for part in total.parts),
            name=lambda cell: cell[0].name or cell[0].number,
            is_pair=total.is_pair and total.whole.is_added_up,
        )
        for column in columns
    ]


def _is_additive(table: Table, sums: Sequence[CellSum], others_add_up: Callable[[], bool]) -> bool:
    """Tell whether a column is one that adds up.

    Where none of its sums holds it may well be an average or a price, unless its heading says that it counts or is
    money, or its figures are whole and the rows add up in the other columns.
    """
    telling = [total for total in sums if total.can_be_checked and total.proves_something]
    if not telling or any(total.severity() is not Severity.ERROR for total in telling):
        return True
    column = telling[0].whole[1]
    if column.measure is Measure.MONEY:
        return True
    are_whole = all(figure.is_whole for _, figure in table.values(column))
    return are_whole and (column.measure is Measure.COUNT or others_add_up())
