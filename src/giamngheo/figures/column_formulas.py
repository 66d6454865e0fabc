"""A column worked out from others: the formulas printed under the headings, read as columns of their table."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from giamngheo.figures.cells import Figure
from giamngheo.figures.differences import half_of, judge
from giamngheo.figures.findings import Severity
from giamngheo.figures.formulas import Share, Sum
from giamngheo.figures.tables import Column, Row, Table

_HUNDRED = 100
_SAMPLE = 200
"""Rows that show how a table writes its shares."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Columns added and taken away: sign and column, in printed order."""

    signed: tuple[tuple[int, Column], ...]

    @property
    def columns(self) -> list[Column]:
        """Return the columns it reads, in order."""
        return [column for _, column in self.signed]

    @property
    def name(self) -> str:
        """Return what a message calls it."""
        return " và ".join(column.name for column in self.columns)

    def figures(self, table: Table, row: Row) -> dict[Column, Figure]:
        """Return the figures of a row that are not blank."""
        return {column: figure for column in self.columns if (figure := table.value(row, column))}

    def sum(self, figures: dict[Column, Figure]) -> Decimal:
        """Add up; a blank adds nothing."""
        present = (sign * figures[column].value for sign, column in self.signed if column in figures)
        return sum(present, start=Decimal(0))

    def whole_sum(self, table: Table, row: Row) -> Decimal | None:
        """Add up; None where any cell is blank: in a share, a blank is not a zero."""
        total = Decimal(0)
        for sign, column in self.signed:
            figure = table.value(row, column)
            if figure is None:
                return None
            total += sign * figure.value
        return total


@dataclass(frozen=True, slots=True)
class Balance:
    """A column that is a sum of others; `said` is how a message gives the reason."""

    column: Column
    terms: Terms
    said: str
    is_printed: bool = True

    def severity(self, table: Table, row: Row) -> Severity | None:
        """Return how wrong a row is; None where the sum holds or cannot be checked."""
        found, figures = table.value(row, self.column), self.terms.figures(table, row)
        if found is None or not figures:
            return None
        steps = [found.step, *(figure.step for figure in figures.values())]
        rounding = half_of(steps) if self.column.is_rounded else Decimal(0)
        return judge(found.value, self.terms.sum(figures), rounding)


@dataclass(frozen=True, slots=True)
class Proportion:
    """A column that is a share: `part` over `whole` of the same row, or of `whole_row` where that is named."""

    column: Column
    part: Terms
    whole: Terms
    times: int
    is_printed: bool = True
    whole_row: Row | None = None
    said: str = ""

    def expected(self, table: Table, row: Row) -> Decimal | None:
        """Work out a row's share; None where a cell is blank or the whole is zero."""
        part, whole = self.part.whole_sum(table, row), self.whole.whole_sum(table, self.whole_row or row)
        return part / whole * self.times if part is not None and whole else None

    def severity(self, table: Table, row: Row) -> Severity | None:
        """Return how wrong a row is; a share cut off instead of rounded is less than one printed unit away: a note."""
        found, expected = table.value(row, self.column), self.expected(table, row)
        if found is None or expected is None:
            return None
        severity = judge(found.value, expected, found.step)
        is_rounded_well = abs(found.value - expected) <= found.step / 2
        return None if severity is Severity.NOTE and is_rounded_well else severity


def printed_formulas(table: Table) -> Iterator[Balance | Proportion]:
    """Yield what the table prints; a formula over a column that is not there, or over itself, is not checked."""
    for column in table.columns:
        printed = column.printed
        if printed is None or printed.rule is None:
            continue
        columns = {label: found for label in printed.rule.labels if (found := table.column_labelled(label))}
        if len(columns) < len(set(printed.rule.labels)) or column in columns.values():
            continue
        match printed.rule:
            case Sum() as rule:
                yield Balance(column, _terms(rule, columns), f"tính theo công thức {printed.text}")
            case Share() as rule:
                part, whole = _terms(rule.numerator, columns), _terms(rule.denominator, columns)
                yield as_written(table, Proportion(column, part, whole, rule.times))


def as_written(table: Table, share: Proportion) -> Proportion:
    """Return a share as the table writes it: a cell that shows 80 % may hold 0,8, whatever the formula says.

    The printed reading stands unless more of the first rows keep the other.
    """
    other = replace(share, times=_HUNDRED if share.times == 1 else 1)
    return max(share, other, key=lambda reading: _number_kept(table, reading))


def _number_kept(table: Table, share: Proportion) -> int:
    return sum(
        table.value(row, share.column) is not None
        and bool(share.expected(table, row))
        and share.severity(table, row) is not Severity.ERROR
        for row in table.rows[:_SAMPLE]
    )


def _terms(rule: Sum, columns: dict[str, Column]) -> Terms:
    return Terms(tuple((sign, columns[label]) for sign, label in rule.terms))
