"""Numbers as Vietnamese documents write them: “13.455”, “4,52”, “bốn tỷ không trăm ba mươi bốn triệu”."""

import re
from dataclasses import dataclass
from decimal import Decimal

NUMBER = r"\d{1,3}(?:[. \u00a0\u202f]\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)*"
"""A regular expression for one printed number, to be used inside larger ones."""

_VIETNAMESE = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_THREE_AFTER_COMMA = re.compile(r"[1-9]\d{0,2},\d{3}")
_GROUPED_BY_SPACES = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?:\D|$))")


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number. `step` is one unit of its last digit: 1 for “125”, 0.01 for “4,52”.

    `other` is the English reading of a text such as “1,234”, whose Vietnamese reading (1,234 = a bit more than one)
    is not the only likely one; None where there is no doubt.
    """

    value: Decimal
    step: Decimal
    other: Decimal | None = None


def parse_number(text: str) -> Number | None:
    """Read one number and nothing else; a dot groups thousands and a comma marks decimals.

    A leading minus or enclosing parentheses make it negative. Returns None for anything that is not one number.
    """
    text = text.strip()
    negative = text.startswith(("-", "−", "(")) and (not text.startswith("(") or text.endswith(")"))
    bare = _GROUPED_BY_SPACES.sub("", text.strip("()-− ") if negative else text)
    sign = -1 if negative else 1
    if _VIETNAMESE.fullmatch(bare):
        whole, _, decimals = bare.replace(".", "").partition(",")
        other = sign * Decimal(bare.replace(",", "")) if _THREE_AFTER_COMMA.fullmatch(bare) else None
    elif _ENGLISH.fullmatch(bare):
        whole, _, decimals = bare.replace(",", "").partition(".")
        other = None
    else:
        return None
    return Number(sign * Decimal(f"{whole}.{decimals or 0}").normalize() + 0, Decimal(1).scaleb(-len(decimals)), other)


def print_number(value: Decimal | int) -> str:
    """Return a number the Vietnamese way: Decimal("1234.50") → “1.234,5”."""
    text = f"{Decimal(value).normalize():,f}"
    return text.translate(str.maketrans(",.", ".,"))


_DIGIT_WORDS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_SCALE_WORDS = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_FILLERS = {"linh", "lẻ", "và"}


def words_to_number(text: str) -> int | None:
    """Read a number written out: “bốn tỷ, không trăm ba mươi bốn triệu” → 4034000000.

    Returns None where any word is not part of a number, so that no half-understood amount is compared.
    """
    total = group = 0
    digit: int | None = None
    seen = False
    for word in re.split(r"[\s,.]+", text.strip(" ,.").lower()):
        if word in _DIGIT_WORDS and digit is None:
            digit = _DIGIT_WORDS[word]
        elif word == "mười" and digit is None:
            group += 10
        elif word == "mươi" and digit is not None:
            group, digit = group + digit * 10, None
        elif word == "trăm" and digit is not None:
            group, digit = group + digit * 100, None
        elif word in _SCALE_WORDS:
            total, group, digit = _scaled(total, group + (digit or 0), _SCALE_WORDS[word]), 0, None
        elif word not in _FILLERS:
            return None
        seen = True
    return total + group + (digit or 0) if seen else None


def _scaled(total: int, group: int, scale: int) -> int:
    """Apply a scale word; “nghìn tỷ” scales what was said before as well."""
    if total and total < scale:
        return (total + group) * scale
    return total + group * scale
