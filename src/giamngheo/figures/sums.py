"""A whole cell and the cells that should add up to it, whether they stand below it or beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from giamngheo.figures.cells import Figure
from giamngheo.figures.differences import half_of, in_print, judge, unit_slip
from giamngheo.figures.findings import Finding, Rule, Severity, finding
from giamngheo.figures.tables import Column, Row, Table
from giamngheo.figures.wording import at_place, blank_parts, listed

Cell = tuple[Row, Column]

_HOLDS_OFTEN_ENOUGH = Decimal("0.6")
_FEWEST_THAT_HOLD = 2
FEWEST_THAT_DENY = 3
"""Rows that show together that a column is not the whole of those beside it."""


@dataclass(frozen=True, slots=True)
class CellSum:
    """One sum to be kept: the whole's cell, the parts' cells, and how a message names each part."""

    table: Table
    whole: Cell
    parts: tuple[Cell, ...]
    name: Callable[[Cell], str]
    is_pair: bool = False
    """Rural and urban, men and women: they make up the whole whatever the column holds, averages apart."""

    @property
    def found(self) -> Figure | None:
        """Return what stands in the whole's cell."""
        return self.table.value(*self.whole)

    @property
    def figures(self) -> list[Figure]:
        """Return the parts that are not blank; a blank adds nothing."""
        return [figure for part in self.parts if (figure := self.table.value(*part))]

    @property
    def expected(self) -> Decimal:
        """Return what the parts add up to."""
        return sum((figure.value for figure in self.figures), start=Decimal(0))

    @property
    def can_be_checked(self) -> bool:
        """Tell whether the whole and at least one part hold a number."""
        return self.found is not None and bool(self.figures)

    @property
    def proves_something(self) -> bool:
        """Tell whether it would not hold by chance: two parts or more are above zero."""
        return sum(figure.value != 0 for figure in self.figures) >= 2

    @property
    def is_sure(self) -> bool:
        """Tell whether it must hold though no other sum of the column does: a pair of counts."""
        return self.is_pair and all(figure.is_whole for figure in self.figures)

    def severity(self) -> Severity | None:
        """Return how wrong the sum is; None where it holds or cannot be checked."""
        found = self.found
        if found is None or not self.figures:
            return None
        rounded = self.whole[1].is_rounded
        steps = [found.step, *(figure.step for figure in self.figures)]
        return judge(found.value, self.expected, half_of(steps) if rounded else Decimal(0))


def add_up(sums: Sequence[CellSum]) -> bool:
    """Tell whether a table shows by itself that these sums are meant to hold: most do, and not by chance."""
    telling = [total for total in sums if total.can_be_checked and total.proves_something]
    kept = sum(total.severity() is not Severity.ERROR for total in telling)
    return kept >= _FEWEST_THAT_HOLD and kept >= _HOLDS_OFTEN_ENOUGH * len(telling)


def never_holds(sums: Sequence[CellSum]) -> bool:
    """Tell whether a table shows by itself that these sums are not meant: none of three or more holds."""
    telling = [total for total in sums if total.can_be_checked]
    return len(telling) >= FEWEST_THAT_DENY and all(total.severity() is Severity.ERROR for total in telling)


def broken(total: CellSum, rule: Rule) -> Finding | None:
    """Return the finding about a sum; None where it holds or cannot be checked."""
    severity, found = total.severity(), total.found
    if severity is None or found is None:
        return None
    slip = unit_slip(found.value, total.expected)
    return finding(
        severity,
        Rule.UNIT if slip else rule,
        (total.table.address(*total.whole),),
        (in_print(found.value), in_print(total.expected)),
        _sentence(total, found, slip),
    )


def _sentence(total: CellSum, found: Figure, slip: int | None) -> str:
    present = [total.name(part) for part in total.parts if total.table.value(*part)]
    blank = [total.name(part) for part in total.parts if total.table.value(*part) is None]
    added = f"cộng {len(present)} phần ({listed(present)}) được {in_print(total.expected)}"
    ending = f"; hai số hơn kém nhau đúng {in_print(Decimal(slip))} lần, có thể nhầm đơn vị tính" if slip else ""
    return (
        f"{at_place(total.table, *total.whole)} ghi {in_print(found.value)}, nhưng {added}{blank_parts(blank)}{ending}."
    )


def exceeds(table: Table, part: Cell, whole: Cell, part_name: str, whole_name: str) -> Finding | None:
    """Return the finding about a part that is larger than its whole; None where it is not."""
    smaller, larger = table.value(*part), table.value(*whole)
    if smaller is None or larger is None or smaller.value <= larger.value:
        return None
    return finding(
        Severity.ERROR,
        Rule.PART_OVER_WHOLE,
        (table.address(*part), table.address(*whole)),
        (in_print(smaller.value), f"không quá {in_print(larger.value)}"),
        f"{at_place(table, *part)} ghi {in_print(smaller.value)}: {part_name} là một phần "
        f"mà lại lớn hơn {whole_name} ({in_print(larger.value)}).",
    )
