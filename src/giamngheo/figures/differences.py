"""How far may two figures be apart, and what does a difference mean?"""

from collections.abc import Iterable
from decimal import Decimal

from giamngheo.common.numbers import print_number
from giamngheo.figures.findings import Severity

_NOISE = Decimal("1e-9")
"""Relative difference that a spreadsheet's own arithmetic leaves."""
_FACTORS = (1_000, 1_000_000, 1_000_000_000)
_PRINTED_PLACES = Decimal("0.01")


def judge(found: Decimal, expected: Decimal, rounding: Decimal) -> Severity | None:
    """Return None where two figures are the same, NOTE within rounding, ERROR beyond it."""
    apart = abs(found - expected)
    if apart <= _NOISE * max(Decimal(1), abs(found), abs(expected)):
        return None
    return Severity.NOTE if apart <= rounding + _NOISE else Severity.ERROR


def half_of(steps: Iterable[Decimal]) -> Decimal:
    """Return how far rounding may move a sum: half a printed unit for each figure in it."""
    return sum(steps, start=Decimal(0)) / 2


def unit_slip(found: Decimal, expected: Decimal) -> int | None:
    """Return 1000, 1000000 or 1000000000 where one figure is exactly that many times the other: a mistaken unit."""
    larger, smaller = max(abs(found), abs(expected)), min(abs(found), abs(expected))
    return next((factor for factor in _FACTORS if smaller and larger == smaller * factor), None)


def in_print(value: Decimal) -> str:
    """Return a number as a message prints it: two decimals at most."""
    if value == value.to_integral_value():
        return print_number(value)
    rounded = value.quantize(_PRINTED_PLACES)
    return print_number(rounded) if rounded else print_number(value.normalize())
