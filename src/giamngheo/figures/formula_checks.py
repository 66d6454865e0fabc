"""Do the cells keep the formulas that the table prints under its headings?"""

from collections.abc import Iterator
from decimal import Decimal

from giamngheo.figures.differences import half_of, in_print, judge
from giamngheo.figures.findings import Finding, Rule, Severity
from giamngheo.figures.formulas import Share, Sum
from giamngheo.figures.tables import Column, Row, Table
from giamngheo.figures.vocabulary import may_exceed_100
from giamngheo.figures.wording import blank_columns, place_of


def check_formulas(table: Table) -> Iterator[Finding]:
    """Yield what breaks a printed formula: balances and sums (row_formula), shares, zero denominators."""
    for column in table.columns:
        rule = column.printed.rule if column.printed else None
        if rule is None or any(table.column_labelled(label) is None for label in rule.labels):
            continue
        for row in table.rows:
            if isinstance(rule, Sum):
                yield from _check_sum(table, row, column, rule)
            else:
                yield from _check_share(table, row, column, rule)


def _check_sum(table: Table, row: Row, column: Column, rule: Sum) -> Iterator[Finding]:
    found = table.value(row, column)
    terms = [table.column_labelled(label) for label in rule.labels]
    columns = [term for term in terms if term]
    figures = {term: figure for term in columns if (figure := table.value(row, term))}
    if found is None or not figures:
        return
    expected = sum(
        (sign * figures[term].value for (sign, _), term in zip(rule.terms, columns, strict=True) if term in figures),
        start=Decimal(0),
    )
    exact = not table.is_rounded(column)
    rounding = Decimal(0) if exact else half_of([found.step, *(figure.step for figure in figures.values())])
    severity = judge(found.value, expected, rounding)
    if severity is None:
        return
    blanks = blank_columns([term.name for term in columns if term not in figures])
    formula = column.printed.text if column.printed else ""
    yield Finding(
        file=table.grid.file,
        severity=severity,
        rule=Rule.ROW_FORMULA,
        where=(table.address(row, column),),
        found=in_print(found.value),
        expected=in_print(expected),
        message=(
            f"{_opening(table, row, column)} ghi {in_print(found.value)}, "
            f"nhưng tính theo công thức {formula} thì được {in_print(expected)}{blanks}."
        ),
    )


def _check_share(table: Table, row: Row, column: Column, rule: Share) -> Iterator[Finding]:
    found = table.value(row, column)
    part, part_name = _worked_out(table, row, rule.numerator)
    whole, whole_name = _worked_out(table, row, rule.denominator)
    if part is None or part == 0:
        return
    if not whole:
        yield _no_denominator(table, row, column, (part, part_name, whole_name), is_zero=whole is not None)
        return
    if found is None:
        return
    expected = part / whole * rule.times
    is_share_of_whole = part > whole > 0 and rule.times == 100 and not may_exceed_100(column.heading)
    if is_share_of_whole and found.value > 100:
        yield _over_100(table, row, column, rule, (found.value, part, whole))
        return
    # A share cut off instead of rounded is less than one printed unit away.
    severity = judge(found.value, expected, found.step)
    if severity is Severity.NOTE and abs(found.value - expected) <= found.step / 2:
        return
    if severity is not None:
        yield Finding(
            file=table.grid.file,
            severity=severity,
            rule=Rule.ROW_FORMULA,
            where=(table.address(row, column),),
            found=in_print(found.value),
            expected=in_print(expected),
            message=(
                f"{_opening(table, row, column)} ghi {in_print(found.value)}, nhưng {part_name} {in_print(part)} "
                f"trên {whole_name} {in_print(whole)} thì được {in_print(expected)}."
            ),
        )


def _worked_out(table: Table, row: Row, rule: Sum) -> tuple[Decimal | None, str]:
    """Return a sum of columns and its name; None where any of its cells is blank: a blank is not a zero."""
    columns = [column for label in rule.labels if (column := table.column_labelled(label))]
    figures = [table.value(row, column) for column in columns]
    name = " và ".join(column.name for column in columns)
    values = [figure.value for figure in figures if figure]
    if len(values) < len(figures):
        return None, name
    return sum((sign * value for (sign, _), value in zip(rule.terms, values, strict=True)), start=Decimal(0)), name


def _no_denominator(
    table: Table, row: Row, column: Column, said: tuple[Decimal, str, str], *, is_zero: bool
) -> Finding:
    part, part_name, whole_name = said
    state = "bằng 0" if is_zero else "để trống"
    return Finding(
        file=table.grid.file,
        severity=Severity.ERROR if is_zero else Severity.WARNING,
        rule=Rule.ZERO_DENOMINATOR,
        where=(table.address(row, column),),
        found=f"{in_print(part)} / {'0' if is_zero else '(trống)'}",
        expected=f"{whole_name} lớn hơn 0",
        message=(
            f"{_opening(table, row, column)} không tính được: {part_name} là {in_print(part)} "
            f"trong khi {whole_name} (mẫu số) {state}."
        ),
    )


def _over_100(table: Table, row: Row, column: Column, rule: Share, said: tuple[Decimal, Decimal, Decimal]) -> Finding:
    found, part, whole = said
    numerators = [cell for label in rule.numerator.labels if (cell := table.column_labelled(label))]
    return Finding(
        file=table.grid.file,
        severity=Severity.ERROR,
        rule=Rule.SHARE_OVER_100,
        where=(table.address(row, column), *(table.address(row, cell) for cell in numerators)),
        found=f"{in_print(found)} %",
        expected="không quá 100 %",
        message=(
            f"{_opening(table, row, column)} ghi {in_print(found)} %, vượt 100 %: "
            f"phần {in_print(part)} lớn hơn tổng {in_print(whole)}."
        ),
    )


def _opening(table: Table, row: Row, column: Column) -> str:
    words = place_of(table, row, column)
    return words[0].upper() + words[1:]
