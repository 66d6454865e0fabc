"""Do the cells keep the formulas of their columns: printed under the headings, or shown by the other rows?"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from giamngheo.figures.column_formulas import Balance, Proportion, printed_formulas
from giamngheo.figures.differences import in_print
from giamngheo.figures.findings import Finding, Rule, Severity, finding
from giamngheo.figures.shown_formulas import shown_formulas
from giamngheo.figures.tables import Column, Row, Table
from giamngheo.figures.vocabulary import may_exceed_100
from giamngheo.figures.wording import at_place, blank_parts


def check_formulas(table: Table) -> Iterator[Finding]:
    """Yield what breaks a formula: balances, sums and shares (row_formula), shares over 100 %, zero denominators.

    A formula that is not printed but kept by most rows gives warnings at most: the odd row may be meant.
    """
    for formula in (*printed_formulas(table), *shown_formulas(table)):
        for row in table.rows:
            if isinstance(formula, Balance):
                yield from _check_sum(table, row, formula)
            elif formula.is_printed:
                yield from _check_printed_share(table, row, formula)
            else:
                yield from _check_share(table, row, formula)


def _check_sum(table: Table, row: Row, balance: Balance) -> Iterator[Finding]:
    severity, found = balance.severity(table, row), table.value(row, balance.column)
    if severity is None or found is None:
        return
    figures = balance.terms.figures(table, row)
    expected = balance.terms.sum(figures)
    blanks = blank_parts([column.name for column in balance.terms.columns if column not in figures])
    yield finding(
        _as_sure(severity, balance),
        Rule.ROW_FORMULA,
        (table.address(row, balance.column),),
        (in_print(found.value), in_print(expected)),
        f"{at_place(table, row, balance.column)} ghi {in_print(found.value)}, "
        f"nhưng {balance.said} thì được {in_print(expected)}{blanks}.",
    )


def _check_printed_share(table: Table, row: Row, share: Proportion) -> Iterator[Finding]:
    found, expected = table.value(row, share.column), share.expected(table, row)
    if expected is None:
        part, whole = share.part.whole_sum(table, row), share.whole.whole_sum(table, row)
        if part and not whole:
            yield _no_denominator(table, row, share, part, is_zero=whole is not None)
    elif found and min(found.value, expected) > 100 and share.times == 100 and not may_exceed_100(share.column.heading):
        yield _over_100(table, row, share, found.value)
    else:
        yield from _check_share(table, row, share)


def _check_share(table: Table, row: Row, share: Proportion) -> Iterator[Finding]:
    severity, found = share.severity(table, row), table.value(row, share.column)
    if severity is None or found is None or not (share.is_printed or row.is_added_up):
        return
    part, whole, expected = _worked_out(table, row, share)
    of_row = f" của {share.whole_row.name}" if share.whole_row else ""
    yield finding(
        _as_sure(severity, share),
        Rule.ROW_FORMULA,
        (table.address(row, share.column),),
        (in_print(found.value), in_print(expected)),
        f"{at_place(table, row, share.column)} ghi {in_print(found.value)}, nhưng {share.part.name} {in_print(part)} "
        f"trên {share.whole.name} {in_print(whole)}{of_row} thì được {in_print(expected)}{share.said}.",
    )


def _worked_out(table: Table, row: Row, share: Proportion) -> tuple[Decimal, Decimal, Decimal]:
    """Return part, whole and share of a row in which none of them is blank."""
    part, whole = share.part.whole_sum(table, row), share.whole.whole_sum(table, share.whole_row or row)
    return part or Decimal(0), whole or Decimal(0), share.expected(table, row) or Decimal(0)


def _as_sure(severity: Severity, formula: Balance | Proportion) -> Severity:
    return Severity.WARNING if severity is Severity.ERROR and not formula.is_printed else severity


def _no_denominator(table: Table, row: Row, share: Proportion, part: Decimal, *, is_zero: bool) -> Finding:
    state = "bằng 0" if is_zero else "để trống"
    return finding(
        Severity.ERROR if is_zero else Severity.WARNING,
        Rule.ZERO_DENOMINATOR,
        (table.address(row, share.column),),
        (f"{in_print(part)} / {'0' if is_zero else '(trống)'}", f"{share.whole.name} lớn hơn 0"),
        f"{at_place(table, row, share.column)} không tính được: {share.part.name} là {in_print(part)} "
        f"trong khi {share.whole.name} (mẫu số, {_cells(table, row, share.whole.columns)}) {state}.",
    )


def _over_100(table: Table, row: Row, share: Proportion, found: Decimal) -> Finding:
    part, whole, _ = _worked_out(table, row, share)
    cells = (share.column, *share.part.columns, *share.whole.columns)
    return finding(
        Severity.ERROR,
        Rule.SHARE_OVER_100,
        tuple(table.address(row, column) for column in cells),
        (f"{in_print(found)} %", "không quá 100 %"),
        f"{at_place(table, row, share.column)} ghi {in_print(found)} %, vượt 100 %: "
        f"phần {in_print(part)} ({_cells(table, row, share.part.columns)}) lớn hơn "
        f"tổng {in_print(whole)} ({_cells(table, row, share.whole.columns)}).",
    )


def _cells(table: Table, row: Row, columns: Sequence[Column]) -> str:
    return ", ".join(f"ô {table.cell_name(row, column)}" for column in columns)
