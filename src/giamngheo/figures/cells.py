"""What number does a cell hold?"""

from dataclasses import dataclass
from decimal import Decimal

from giamngheo.common.numbers import parse_number
from giamngheo.figures.grids import CellValue

_DASHES = "-–—−._… xX"
_SMALLEST_STEP = Decimal("1e-9")


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell's number and one unit of its last printed digit (1 for 125, 0.01 for 4,52)."""

    value: Decimal
    step: Decimal


def figure_of(cell: CellValue, *, english: bool = False) -> Figure | None:
    """Return the number a cell holds; None for a blank, a dash or words.

    A text is read the Vietnamese way (1.234 is one thousand and more) unless the table writes the `english` way.
    """
    if isinstance(cell, Decimal):
        exponent = cell.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        return Figure(cell, max(Decimal(1).scaleb(-places), _SMALLEST_STEP))
    if cell is None or is_blank(cell):
        return None
    text = cell.strip().removesuffix("%").strip()
    if english:
        text = text.translate(str.maketrans(",.", ".,"))
    number = parse_number(text)
    return Figure(number.value, number.step) if number else None


def is_blank(cell: CellValue) -> bool:
    """Tell whether a cell holds nothing: empty, or the dash, dots or cross that offices write for nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip(_DASHES + "\n\t\u00a0"))


def writes_english(texts: list[str]) -> bool:
    """Tell whether typed numbers have a decimal point (375.2): none has a decimal comma, and at least one a point."""
    numbers = [text.strip().removesuffix("%").strip() for text in texts]
    point = any(_decimals(text, ".") in {1, 2} for text in numbers)
    comma = any(_decimals(text, ",") in {1, 2} for text in numbers)
    return point and not comma


def _decimals(text: str, mark: str) -> int:
    whole, _, decimals = text.rpartition(mark)
    return len(decimals) if whole and decimals.isdecimal() and parse_number(text) else 0
