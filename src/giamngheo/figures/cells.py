"""What number does a cell hold?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from giamngheo.common.numbers import parse_number
from giamngheo.figures.grids import CellValue

_DASHES = "-–—−._… xX"
_SMALLEST_STEP = Decimal("1e-9")
_LONGEST = 40
"""Letters of the longest text that may be one number."""
_FEW = {1, 2}
"""Decimals that no thousands are mistaken for."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell's number and one unit of its last printed digit (1 for 125, 0.01 for 4,52)."""

    value: Decimal
    step: Decimal

    @property
    def is_whole(self) -> bool:
        """Tell whether it has no decimals."""
        return self.value == self.value.to_integral_value()


def figure_of(cell: CellValue, *, english: bool = False) -> Figure | None:
    """Return the number a cell holds; None for a blank, a dash or words.

    A text is read the Vietnamese way (1.234 is one thousand and more) unless the table writes the `english` way.
    """
    if isinstance(cell, Decimal):
        if not cell.is_finite():
            return None
        exponent = cell.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        return Figure(cell, max(Decimal(1).scaleb(-places), _SMALLEST_STEP))
    if cell is None or len(cell) > _LONGEST or is_blank(cell):
        return None
    text = cell.strip().removesuffix("%").strip().removeprefix("+")
    if english:
        text = text.translate(str.maketrans(",.", ".,"))
    number = parse_number(text)
    return Figure(number.value, number.step) if number else None


def is_blank(cell: CellValue) -> bool:
    """Tell whether a cell holds nothing: empty, or the dash, dots or cross that offices write for nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip(_DASHES + "\n\t\u00a0"))


def english_columns(typed: Mapping[int, Sequence[str]]) -> set[int]:
    """Return the columns whose typed numbers have a decimal point (375.2 and 1,078), from the texts of all columns.

    A table does where no number has a decimal comma or two points, and at least one has a decimal point. In such a
    table 1.234 may still be a thousand in a column without a single decimal, unless commas group thousands elsewhere.
    """
    texts = [text.strip().removesuffix("%").strip() for column in typed.values() for text in column]
    if any(_decimals(text, ",") in _FEW or text.count(".") > 1 for text in texts):
        return set()
    with_point = {at for at, column in typed.items() if any(_decimals(text, ".") in _FEW for text in column)}
    groups_by_comma = any(_decimals(text, ",") for text in texts)
    return set(typed) if with_point and groups_by_comma else with_point


def _decimals(text: str, mark: str) -> int:
    whole, _, decimals = text.removesuffix("%").strip().rpartition(mark)
    return len(decimals) if whole and decimals.isdecimal() and parse_number(text) else 0
