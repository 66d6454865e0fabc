"""A grid understood: which rows are headings, what each column and row is, which numbers stand where."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from giamngheo.figures.cells import Figure
from giamngheo.figures.formulas import PrintedFormula
from giamngheo.figures.grids import Grid, column_name


class Measure(StrEnum):
    """What the figures of a column are."""

    COUNT = "count"
    """Households, people: exact."""
    MONEY = "money"
    SHARE = "share"
    OTHER = "other"
    """Areas, averages, years, and what no heading explains."""


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column of figures. `headings` run from the outermost to its own; `printed` is its cell in the numbering row.

    `is_added_up`: may its figures be added up over rows? `is_rounded`: is each of them rounded as printed?
    """

    at: int
    headings: tuple[str, ...]
    printed: PrintedFormula | None
    measure: Measure
    is_added_up: bool
    is_rounded: bool

    @property
    def heading(self) -> str:
        """Return all its headings as one text."""
        return " – ".join(self.headings)

    @property
    def own(self) -> str:
        """Return its innermost heading."""
        return self.headings[-1] if self.headings else ""

    @property
    def name(self) -> str:
        """Return what a person calls it: the printed number, else the heading, else the letter."""
        if self.printed:
            return f"cột {self.printed.label}"
        return f"cột “{self.own}”" if self.own else f"cột {column_name(self.at)}"

    @property
    def is_rate(self) -> bool:
        """Tell whether it holds shares."""
        return self.measure is Measure.SHARE


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row of figures. `number` is as printed (“2.1”, “II”, “-”); `group` is Hộ or Nhân khẩu where rows are paired.

    `is_added_up`: may its figures be added up over columns? A row of rates or averages may not.
    """

    at: int
    number: str
    name: str
    group: str = ""
    is_added_up: bool = True


@dataclass(frozen=True)
class Table:
    """One table of a grid: `title` is the text above it, with the line that names its unit."""

    grid: Grid
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: int | None
    """How many đồng one unit is, where the text above names a unit of money."""
    figures: dict[tuple[int, int], Figure] = field(repr=False)

    def value(self, row: Row, column: Column) -> Figure | None:
        """Return the number at a row and column; None for a blank or words."""
        return self.figures.get((row.at, column.at))

    def address(self, row: Row, column: Column) -> str:
        """Return the address of a cell."""
        return self.grid.address(row.at, column.at)

    def cell_name(self, row: Row, column: Column) -> str:
        """Return how a spreadsheet names a cell: L20."""
        return f"{column_name(column.at)}{row.at + 1}"

    def column_labelled(self, label: str) -> Column | None:
        """Return the column with that number in the numbering row; None where there is none, or more than one."""
        return self._labelled.get(label)

    @cached_property
    def _labelled(self) -> dict[str, Column]:
        labels = Counter(column.printed.label for column in self.columns if column.printed)
        return {
            column.printed.label: column
            for column in self.columns
            if column.printed and labels[column.printed.label] == 1
        }

    def values(self, column: Column) -> Iterator[tuple[Row, Figure]]:
        """Yield the rows of a column that hold a number."""
        for row in self.rows:
            figure = self.value(row, column)
            if figure is not None:
                yield row, figure
