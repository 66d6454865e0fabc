"""The sign at the head of a paragraph: “Phần I”, “Chương II”, “Điều 3.”, “III.”, “1.2.”, “a)”, “-”, “+”."""

import re
from dataclasses import dataclass

_NAMED_LEVELS = {"part", "chapter", "section"}
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ENGLISH_LETTERS = "abcdefghijklmnopqrstuvwxyz"

# “90/QĐ-TTg” at the head of a broken line is a document's number, not the ninetieth item.
_INSTRUMENT = r"\d+/[A-ZĐ][\wĐ&]*\s?[-–]"
_BEHIND_NUMBER = r"(?P<sign>\s*[.:\-–]\s*|\s+|$)"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "part",
        re.compile(r"(?:phần|phan)\s+(?:[IVX]{1,4}|\d|thứ\s+\w+|thu\s+\w+)(?:\s*[.:\-–]\s*|\s+|$)", re.IGNORECASE),
    ),
    # “Mục 1 Chương II Nghị định …” is a citation: a heading has a sign behind its number, or capitals, or nothing.
    ("chapter", re.compile(rf"(?i:chương|chuong)\s+(?P<value>[IVX]{{1,5}}|\d{{1,2}}){_BEHIND_NUMBER}")),
    ("section", re.compile(rf"(?i:mục|muc)\s+(?P<value>[IVX]{{1,5}}|\d{{1,2}}){_BEHIND_NUMBER}")),
    ("article", re.compile(r"(?i:điều|dieu)\s+(?P<value>\d{1,3})\s*[.:]\s*(?=\S)")),
    ("roman", re.compile(r"(?!V/v\b)(?P<value>[IVXL]{1,6})\s*(?:[.)/:]\s*|[-–]\s+)(?=\S)")),
    ("dotted", re.compile(r"(?P<value>\d{1,2}(?:\.\d{1,2}){1,3})(?:[.)/:]\s*|\s+(?=[^\W\d_]{2}))(?=[^\W\d])")),
    ("number", re.compile(rf"(?!{_INSTRUMENT})(?P<value>\d{{1,2}})\s*(?:[.)/:]|\s[-–]\s)\s*(?=[^\d\s])")),
    ("capital", re.compile(r"(?P<value>[A-ZĐ])\s*[./]\s+(?=\S)")),
    ("letter", re.compile(r"(?P<value>(?:[a-zđ]\d?|[A-ZĐ](?=\s*\))))\s*(?:\)\s*|[./]\s+)(?=\S)")),
    ("bullet", re.compile(r"(?P<value>[-–—+*•●▪◦·])\s+(?=\S)|(?P<glued>[-–+•●])(?=[^\W\d_])|o\s+(?=\S)")),
)
_BULLETS = {"-", "+", "*"}
_BULLETS_ALIKE = str.maketrans("–—•●▪◦·", "--+++++")


@dataclass(frozen=True, slots=True)
class Marker:
    """A paragraph's sign. `style` is what its list has in common (“roman”, “number”, “dotted2”, “-”, “+”).

    `ordinal` is the place it takes in that list (1 for “I.”, “1.”, “a)”, “2.1.”); None for bullets.
    """

    style: str
    ordinal: int | None

    @property
    def is_bullet(self) -> bool:
        """Say whether it is a bullet rather than a number or a letter."""
        return self.style in _BULLETS


def split_marker(text: str) -> tuple[Marker | None, str]:
    """Return the sign at the head of a paragraph and the text behind it; of “- + …” the inner sign counts."""
    for kind, pattern in _PATTERNS:
        match = pattern.match(text)
        if not match:
            continue
        rest = text[match.end() :]
        if kind == "part":
            return Marker(kind, None), rest
        if kind in _NAMED_LEVELS and rest and not match["sign"].strip() and not rest.split()[0].isupper():
            continue
        if kind == "bullet":
            if match[0].startswith("o") and not rest[0].isupper():
                continue
            inner, inner_rest = split_marker(rest)
            if inner is not None and inner.is_bullet:
                return inner, inner_rest
            return Marker((match["value"] or match["glued"] or "+").translate(_BULLETS_ALIKE), None), rest
        return _numbered(kind, match["value"]), rest
    return None, text


def _numbered(kind: str, value: str) -> Marker:
    if kind == "dotted":
        return Marker(f"dotted{value.count('.') + 1}", int(value.rsplit(".", 1)[1]))
    if kind == "number":
        return Marker(kind, int(value))
    if kind == "letter":
        return Marker(kind, _LETTERS.find(value[0].lower()) + 1 or _ENGLISH_LETTERS.find(value[0].lower()) + 1)
    if kind == "capital":
        return Marker(kind, ord(value) - ord("A") + 1 if value != "Đ" else 5)
    return Marker(kind, int(value) if value.isdecimal() else _roman(value))


def is_bare_label(text: str) -> bool:
    """Say whether a line is a part's number alone, its name to follow: “Phần thứ nhất”, “Chương II”."""
    marker, rest = split_marker(text)
    return marker is not None and marker.style in _NAMED_LEVELS and not rest


def _roman(value: str) -> int:
    total = 0
    for letter, following in zip(value, [*value[1:], ""], strict=True):
        size = _ROMAN_VALUES[letter]
        total += -size if _ROMAN_VALUES.get(following, 0) > size else size
    return total
