"""Amounts of money in whole đồng, from all the ways Vietnamese documents name their unit."""

import re
from dataclasses import dataclass
from decimal import Decimal

from giamngheo.common.numbers import NUMBER, parse_number
from giamngheo.common.text import compose, squeeze

# Spellings seen in published budgets, misprints included (“triệu dồng”, “tiệu đồng”). “dòng” (a line) is no unit.
_DONG = r"(?:đồng|đổng|dồng)"
_UNITS: tuple[tuple[int, str], ...] = (
    (10**9, rf"t[ỷỉ]\s*{_DONG}?|t[ỷỉ]\s*(?:vnđ|vnd)"),
    (10**6, rf"tr?iệu\s*{_DONG}?|triệu\s*(?:vnđ|vnd)|tr\.?\s*{_DONG}|tr\.?đ|1[.,]?000[.,]?000\s*{_DONG}"),
    (10**3, rf"ngh?ìn\s*{_DONG}?|ngàn\s*{_DONG}?|1[.,]?000\s*{_DONG}"),
    (1, rf"{_DONG}|vnđ|vnd|đ"),
)
_NOT_MONEY_AFTER = r"(?!\s*(?:lệ|trọng|suất|bào|chí|bộ|thời|thuận|quản|hồ|nai|tháp|phú|xoài|người|hộ|con|cây|lượt))"
_UNIT = "|".join(f"(?P<u{factor}>{pattern})" for factor, pattern in _UNITS)
_UNIT_ALONE = re.compile(rf"(?:{_UNIT})", re.IGNORECASE)
_NAMELESS_UNIT = re.sub(r"\(\?P<u\d+>", "(?:", _UNIT)
_ABOUT = r"khoảng|gần|hơn|trên|dưới|ước|xấp xỉ|tối đa|tối thiểu|không quá|ít nhất"
_AMOUNT = re.compile(
    rf"(?:(?P<about>{_ABOUT})\s+)?(?:từ\s+)?"
    rf"(?<![\w/.,])(?P<low>{NUMBER})"
    rf"(?:\s*(?P<low_unit>{_NAMELESS_UNIT})?\s*(?:-|–|đến|tới)\s*(?P<high>{NUMBER}))?"
    rf"\s*(?:{_UNIT})(?![\w]){_NOT_MONEY_AFTER}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as printed, in whole đồng; `low` and `high` differ for a range (“từ 3 đến 4 tỷ đồng”).

    `step` is the size of one printed unit (1_000_000 for “4.034 triệu”); `start` and `end` are its place in the text.
    """

    low: int
    high: int
    step: int
    approximate: bool
    start: int
    end: int
    text: str


def unit_factor(text: str) -> int | None:
    """Return how many đồng one unit is (“Triệu đồng” → 1000000); None for what is no unit of money, or blank."""
    match = _UNIT_ALONE.fullmatch(squeeze(compose(text)).strip(" .:;()"))
    return _factor(match) if match else None


def find_amounts(text: str) -> list[Amount]:
    """Return every amount with its unit in the text (NFC), in order; “1 tỷ 500 triệu đồng” is one amount."""
    amounts: list[Amount] = []
    for match in _AMOUNT.finditer(text):
        amount = _read(match, text)
        if amount is None:
            continue
        if amounts and _continues(amounts[-1], amount, text):
            amount = _joined(amounts.pop(), amount, text)
        amounts.append(amount)
    return amounts


def _factor(match: re.Match[str]) -> int:
    return next(factor for factor, _ in _UNITS if match[f"u{factor}"])


def _read(match: re.Match[str], text: str) -> Amount | None:
    factor = _factor(match)
    low, high = parse_number(match["low"]), parse_number(match["high"] or match["low"])
    if low is None or high is None:
        return None
    low_factor = (unit_factor(match["low_unit"]) if match["low_unit"] else None) or factor
    # A decimal in whole đồng (“1,234 đồng”) can only be thousands grouped the English way.
    low_value = low.other if low.other is not None and low_factor == 1 else low.value
    high_value = high.other if high.other is not None and factor == 1 else high.value
    step = Decimal(1) if high.other is not None and factor == 1 else high.step
    return Amount(
        low=int(low_value * low_factor),
        high=int(high_value * factor),
        step=max(1, int(step * factor)),
        approximate=bool(match["about"]) or bool(match["high"]),
        start=match.start(),
        end=match.end(),
        text=text[match.start() : match.end()],
    )


def _continues(before: Amount, amount: Amount, text: str) -> bool:
    """Say whether “500 triệu” goes on “1 tỷ” (nothing between, smaller than one unit of it)."""
    between = text[before.end : amount.start].strip()
    return between in {"", "và"} and before.low == before.high and amount.high < before.step and not amount.approximate


def _joined(before: Amount, amount: Amount, text: str) -> Amount:
    return Amount(
        low=before.low + amount.low,
        high=before.high + amount.high,
        step=amount.step,
        approximate=before.approximate,
        start=before.start,
        end=amount.end,
        text=text[before.start : amount.end],
    )
