"""Figures stated in running text, in the shapes that can be checked."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Unit(StrEnum):
    """What a quantity counts. Two quantities are compared only where their units agree."""

    HOUSEHOLDS = "households"
    PERSONS = "persons"
    PERCENT = "percent"
    VND = "vnd"
    OTHER = "other"


class Coverage(StrEnum):
    """How much of a whole its named parts are.

    `ALL`: they make it up (rural and urban). `APART`: they exclude each other but need not be all (“trong đó” some
    communes): together they are no more than the whole. `SOME`: they may overlap; each is no more than the whole.
    """

    ALL = "all"
    APART = "apart"
    SOME = "some"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as printed.

    `value` is in whole units (đồng for money); `step` is the size of one printed unit: 1 for a count,
    1_000_000 for “4.034 triệu đồng”, 0.01 for “4,52 %”. `approximate` says that “khoảng” stood before it.
    """

    value: Decimal
    unit: Unit
    step: Decimal
    where: str
    text: str
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class StatedSum:
    """“3.654 hộ, trong đó 571 và 3.083”: a whole, its parts and how much of it they cover."""

    whole: Quantity
    parts: tuple[Quantity, ...]
    coverage: Coverage
    subject: str


@dataclass(frozen=True, slots=True)
class StatedShare:
    """“13.455 hộ, tỷ lệ 4,52 % trên 297.899”: a part, its whole and the percentage printed."""

    part: Quantity
    whole: Quantity
    percent: Quantity
    subject: str


@dataclass(frozen=True, slots=True)
class StatedDifference:
    """“giảm 68 hộ, từ 125 xuống 57”: before, after and the change printed (its sign as printed in `falls`)."""

    before: Quantity
    after: Quantity
    change: Quantity
    falls: bool
    subject: str


@dataclass(frozen=True, slots=True)
class WordsAndDigits:
    """“4.034.000.000 đồng (bốn tỷ không trăm ba mươi bốn triệu đồng)”: the same amount twice."""

    digits: Quantity
    words: Quantity
    subject: str


Statement = StatedSum | StatedShare | StatedDifference | WordsAndDigits
