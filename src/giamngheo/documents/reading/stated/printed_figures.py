"""Every number of a text with its unit, and what keeps it from proving anything: a limit, a range, a rate, a name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from giamngheo.common.money import Amount, find_amounts
from giamngheo.common.numbers import NUMBER, Number, parse_number
from giamngheo.documents.reading.stated.phrases import STATEMENT_PHRASES, any_of
from giamngheo.figures.statements import Unit

LETTERS = {
    "h": Unit.HOUSEHOLDS,
    "p": Unit.PERSONS,
    "c": Unit.PERCENT,
    "v": Unit.VND,
    "o": Unit.OTHER,
}
"""The letter by which a figure of each unit is known where a text is matched against patterns."""

_NOUN_LETTERS = {noun: key[0] for key, nouns in STATEMENT_PHRASES.nouns.items() for noun in nouns}
_NOUN = any_of(_NOUN_LETTERS)
_PERCENT = r"điểm\s+phần\s+trăm|phần\s+trăm|điểm\s+%|%"
_UNIT = rf"(?P<unit>{_PERCENT}|{_NOUN})"
_ONE = rf"(?:{NUMBER})"
_START = r"(?<![\w.,\-–])(?<!\d/)"
_YEAR = r"(?:19|20)\d\d"

_TIMES = re.compile(
    rf"(?:ngày\s+)?\d{{1,2}}\s*[/.-]\s*\d{{1,2}}\s*[/.-]\s*(?P<y1>{_YEAR})"
    rf"|(?:ngày\s+)?\d{{1,2}}\s+tháng\s+\d{{1,2}}\s+năm\s+(?P<y2>{_YEAR})"
    rf"|(?:tháng\s+)?(?<![\w/.,])\d{{1,2}}\s*/\s*(?P<y3>{_YEAR})(?![\w/])"
    rf"|(?<=năm )(?P<y4>{_YEAR})(?!\s*[-–]\s*{_YEAR})(?![\w/]|[.,]\d)"
    rf"|{_START}(?P<y5>{_YEAR})(?![\w/]|[.,]\d|\s*[-–]\s*\d|\s*{_UNIT})",
    re.IGNORECASE,
)
_PERIODS = re.compile(rf"(?<!\d){_YEAR}\s*[-–]\s*{_YEAR}(?!\d)")
_REFERENCES = re.compile(r"(?<![\w/])\d+(?:/\d{4})?/[A-ZĐ][\w\-–&.]*")
_COUNTS = re.compile(rf"{_START}(?P<number>{NUMBER})(?=\s*{_UNIT})", re.IGNORECASE)
_RANGES = re.compile(rf"{_START}{_ONE}\s*%?\s*(?:-|–|đến|tới)\s*(?P<high>{NUMBER})(?=\s*{_UNIT})", re.IGNORECASE)
_FRACTIONS = re.compile(rf"{_START}(?P<part>{NUMBER})\s*/\s*(?P<whole>{NUMBER})(?=\s*{_UNIT}(?!\s*/))", re.IGNORECASE)
_OVER_MONEY = re.compile(rf"{_START}(?P<part>{NUMBER})\s*/\s*(?={_ONE}\s*(?:t[ỷỉ]|tr|ngh?ìn|ngàn|đồng))", re.IGNORECASE)
_BARE_FRACTIONS = re.compile(rf"{_START}(?P<part>{NUMBER})\s*/\s*(?P<whole>{NUMBER})(?![\d/%]|[.,]\d)")
_BARE = re.compile(rf"{_START}(?P<number>{NUMBER})(?=\s*(?:[,;.)(]|$|(?:xuống|lên|còn|và|đến|thành)\b))")
_STROKE = re.compile(r"(?<=[^\W\d])/(?=\s?\d)")
_DIGITS = re.compile(r"\d[\d.,]*")

_ABOUT = re.compile(rf"{any_of(STATEMENT_PHRASES.about)}\s*$")
_LIMIT = re.compile(rf"{any_of(STATEMENT_PHRASES.limits)}(?:\s+(?:là|đạt|từ|khoảng))?\s*$")
_OVER = re.compile(r"(?<!\w)trên\s*$")
_OUT_OF = re.compile(rf"\d\s*(?:%|phần trăm|{_NOUN}(?:\s+(?:cận )?nghèo)?)\s*,?\s+trên\s*$")
_NUMBERED = re.compile(rf"(?<!nông ){any_of(STATEMENT_PHRASES.numbered)}\s*$")
_LIMIT_BEHIND = re.compile(rf"(?:\s*(?:cận )?nghèo)?\s*{any_of(STATEMENT_PHRASES.limits_behind)}|\s*/\s*[^\W\d]")
_LOOK_BACK = 40
_HIGHEST_PERCENT = 1000


@dataclass(frozen=True, slots=True)
class Printed:
    """A number where it stands in the text.

    `letter` is that of its unit (see `LETTERS`), “n” for a bare number, “y” for a day or year, “x” for a figure that
    proves nothing (a limit, a range, so much per year), “r” for a number that is part of a name. `unit_end` is where
    its unit ends, `end` where what a pattern no longer needs to see ends.
    """

    start: int
    end: int
    letter: str
    unit_end: int
    value: Decimal = Decimal(0)
    step: Decimal = Decimal(1)
    noun: str = ""
    approximate: bool = False
    year: int | None = None


def printed_figures(text: str) -> list[Printed]:
    """Return the numbers of a text (NFC) in order; no digit is left out."""
    taken = bytearray(len(text))
    found: list[Printed] = []
    for printed in _candidates(text):
        if not any(taken[printed.start : printed.end]):
            taken[printed.start : printed.end] = b"\x01" * (printed.end - printed.start)
            found.append(printed)
    return sorted(found, key=lambda printed: printed.start)


def _candidates(text: str) -> Iterator[Printed]:
    """Yield what a number may be, the surest reading first."""
    low = text.lower()
    yield from (_nothing("r", match) for match in _REFERENCES.finditer(text))
    for match in _TIMES.finditer(text):
        year = next(year for year in match.groups() if year)
        yield Printed(match.start(), match.end(), "y", match.end(), year=int(year))
    yield from (_nothing("r", match) for match in _PERIODS.finditer(text))
    # A stroke behind a unit (“3.500 triệu đồng/4.034 triệu đồng”) divides; one behind a number may be part of a name.
    amounts = find_amounts(_STROKE.sub("⁄", text))
    for match in _OVER_MONEY.finditer(text):
        yield from _over_money(text, match)
    yield from (_money(text, low, amount) for amount in amounts)
    for match in _FRACTIONS.finditer(text):
        yield from (_half(low, match, name) for name in ("part", "whole"))
    yield from (_nothing("x", match, match.end("unit")) for match in _RANGES.finditer(text))
    yield from (_counted(low, match.span("number"), match.span("unit")) for match in _COUNTS.finditer(text))
    for match in _BARE_FRACTIONS.finditer(text):
        if not _may_be_a_day(match):
            yield from (_bare(text, match.span(name)) for name in ("part", "whole"))
    yield from (
        _bare(text, match.span("number"))
        for match in _BARE.finditer(text)
        if not _NUMBERED.search(low, max(0, match.start() - _LOOK_BACK), match.start())
    )
    yield from (_nothing("r", match) for match in _DIGITS.finditer(text))


def _nothing(letter: str, match: re.Match[str], unit_end: int | None = None) -> Printed:
    return Printed(match.start(), match.end(), letter, unit_end or match.end())


def _may_be_a_day(match: re.Match[str]) -> bool:
    day, month = parse_number(match["part"]), parse_number(match["whole"])
    return day is not None and month is not None and day.value <= 31 and month.value <= 12


def _bare(text: str, span: tuple[int, int]) -> Printed:
    number = parse_number(text[slice(*span)])
    if number is None:
        return Printed(*span, "r", span[1])
    return Printed(*span, "n", span[1], number.value, number.step)


def _counted(low: str, span: tuple[int, int], unit: tuple[int, int], *, is_compared: bool = False) -> Printed:
    """Read a count or a percentage; `is_compared` where it is half of a fraction and nothing before it limits it."""
    start, end = span
    noun = low[slice(*unit)]
    letter = _NOUN_LETTERS.get(noun, "c")
    number = parse_number(low[start:end])
    visible_end = unit[1] if letter == "c" and not is_compared else end
    about = _ABOUT.search(low, max(0, start - _LOOK_BACK), start) is not None
    if number is None or _proves_nothing(low, start, unit[1], is_compared=is_compared):
        return Printed(start, visible_end, "x", unit[1])
    value = number.other if number.other is not None and letter != "c" else number.value
    if not _is_plausible(value, letter, about=about, text=low[start:end], before=low[:start]):
        return Printed(start, visible_end, "x", unit[1])
    step = number.step if letter == "c" else Decimal(1)
    return Printed(start, visible_end, letter, unit[1], value, step, noun, about)


def _half(low: str, match: re.Match[str], name: str) -> Printed:
    """Read one half of “34/40 hộ”; the first is printed without its unit."""
    half = _counted(low, match.span(name), match.span("unit"), is_compared=True)
    return half if name == "whole" else replace(half, unit_end=half.end)


def _is_plausible(value: Decimal, letter: str, *, about: bool, text: str, before: str) -> bool:
    """Refuse what is rounded (“khoảng 130 hộ”) or was read together by mistake (“ấp 2 120 hộ”)."""
    if letter == "c":
        return value <= _HIGHEST_PERCENT
    is_rounded = about and value % 10 == 0
    is_glued = " " in text and _NUMBERED.search(before, max(0, len(before) - _LOOK_BACK)) is not None
    return value == value.to_integral_value() and not is_rounded and not is_glued


def _proves_nothing(low: str, start: int, unit_end: int, *, is_compared: bool) -> bool:
    """Recognise a limit, an amount per head or year, and the number of a name (“thôn 3 hộ …”)."""
    if _LIMIT_BEHIND.match(low, unit_end):
        return True
    before = low[max(0, start - _LOOK_BACK) : start]
    if is_compared:
        return False
    if _OVER.search(before) and not _OUT_OF.search(before):
        return True
    return _LIMIT.search(before) is not None or _NUMBERED.search(before) is not None


def _money(text: str, low: str, amount: Amount) -> Printed:
    # The amount's own text may begin with “khoảng” or with “từ”, which patterns need to see.
    start = amount.start + next(at for at, letter in enumerate(amount.text) if letter.isdecimal())
    before = low[max(0, start - _LOOK_BACK) : start]
    about = _ABOUT.search(before) is not None
    is_limit = _LIMIT.search(before) is not None or (_OVER.search(before) and not _OUT_OF.search(before))
    if amount.low != amount.high or is_limit or _LIMIT_BEHIND.match(low, amount.end):
        return Printed(start, amount.end, "x", amount.end)
    step = Decimal(amount.step)
    value = Decimal(amount.high)
    # “khoảng 4.000 triệu” is rounded to thousands of millions: its zeros say nothing.
    if about and value and value % (step * 100) == 0:
        step = Decimal(1).scaleb(len(str(amount.high)) - len(str(amount.high).rstrip("0")))
    return Printed(start, amount.end, "v", amount.end, value, step, "", about)


def _over_money(text: str, match: re.Match[str]) -> Iterator[Printed]:
    """Yield both halves of “3.500/4.034 triệu đồng”."""
    amounts = find_amounts(text[match.end() : match.end() + _LOOK_BACK])
    number = parse_number(match["part"])
    if not amounts or amounts[0].start or number is None or amounts[0].low != amounts[0].high:
        return
    whole = amounts[0]
    unit = _money_unit(whole)
    if unit is None or _LIMIT_BEHIND.match(text.lower(), match.end() + whole.end):
        yield Printed(match.start(), match.end() + whole.end, "x", match.end() + whole.end)
        return
    yield Printed(
        match.start("part"),
        match.end("part"),
        "v",
        match.end("part"),
        number.value * unit,
        max(Decimal(1), number.step * unit),
    )
    yield Printed(
        match.end(),
        match.end() + whole.end,
        "v",
        match.end() + whole.end,
        Decimal(whole.high),
        Decimal(whole.step),
    )


def _money_unit(amount: Amount) -> Decimal | None:
    """Return how many đồng one unit of an amount is; None where it has two (“1 tỷ 500 triệu”)."""
    numbers: list[Number | None] = [parse_number(match[0]) for match in re.finditer(NUMBER, amount.text)]
    if len(numbers) != 1 or numbers[0] is None:
        return None
    return Decimal(amount.step) / numbers[0].step
