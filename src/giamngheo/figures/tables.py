"""A grid understood: which rows are headings, what each column and row is, which numbers stand where."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from giamngheo.figures.cells import Figure
from giamngheo.figures.formulas import PrintedFormula
from giamngheo.figures.grids import Grid, column_name
from giamngheo.figures.vocabulary import counts, is_added_up, is_money, is_rate


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures. `headings` run from the outermost to its own; `printed` is its cell in the numbering row."""

    at: int
    headings: tuple[str, ...]
    printed: PrintedFormula | None = None

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
        """Tell whether it holds shares: by its heading, or by its printed formula."""
        return is_rate(self.heading) or bool(self.printed and "/" in self.printed.text)

    @property
    def is_added_up(self) -> bool:
        """Tell whether its figures may be added up over rows."""
        return not self.is_rate and is_added_up(self.heading)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of figures. `number` is as printed (“2.1”, “II”, “-”); `group` is Hộ or Nhân khẩu where rows are paired."""

    at: int
    number: str
    name: str
    group: str = ""

    @property
    def label(self) -> str:
        """Return what a person calls the row."""
        words = self.name or self.number or f"dòng {self.at + 1}"
        return f"{words} ({self.group.lower()})" if self.group else words


@dataclass(frozen=True, slots=True)
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

    def is_counted(self, column: Column) -> bool:
        """Tell whether a column counts households or people."""
        return counts(column.heading) or any(row.group for row in self.rows)

    def is_money(self, column: Column) -> bool:
        """Tell whether a column holds money."""
        if column.is_rate or self.is_counted(column):
            return False
        return self.unit is not None or is_money(column.heading)

    def is_rounded(self, column: Column) -> bool:
        """Tell whether a column's figures are rounded as printed: shares, and money in thousands, millions, billions.

        Counts of households and people are exact, and so is money in đồng.
        """
        return column.is_rate or (self.is_money(column) and self.unit != 1)

    def column_labelled(self, label: str) -> Column | None:
        """Return the column with that number in the numbering row."""
        return next((column for column in self.columns if column.printed and column.printed.label == label), None)

    def values(self, column: Column) -> Iterator[tuple[Row, Figure]]:
        """Yield the rows of a column that hold a number."""
        for row in self.rows:
            figure = self.value(row, column)
            if figure is not None:
                yield row, figure
