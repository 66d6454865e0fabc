"""Vietnamese text: one form of each letter, and folding for comparison."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_D_WITH_STROKE = str.maketrans("đĐ", "dD")

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTERS = {letter: f"{20 + place}" for place, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_END, _SPACE, _NUMBER = "00", "01", "10"
_WORDS = re.compile(r"\d+|[^\W\d_]+")
_LONGEST_NUMBER = 99


def compose(text: str) -> str:
    """Return the text with every letter and its marks as one character (NFC)."""
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """Return the text on one line, with single spaces and none at the ends."""
    return _SPACES.sub(" ", text).strip()


def fold(text: str) -> str:
    """Return the text in small letters without accents, for comparison only: “Đắk Glong” → “dak glong”.

    Folding joins different words (“đồng”, “dòng”), so it never decides a meaning alone.
    """
    decomposed = unicodedata.normalize("NFD", squeeze(text).translate(_D_WITH_STROKE).lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def sort_key(text: str) -> str:
    """Return a key that sorts as a Vietnamese list is sorted: a ă â b … d đ …, tones last, numbers by their value.

    “Ấp 2” comes before “Ấp 10”, “An” before “Ân”, “Tân” before “Tấn”. Small and capital letters are the same, signs
    between words count as a space. The key is made of digits only, so every database sorts it alike.
    """
    base: list[str] = []
    tones: list[str] = []
    for word in _WORDS.findall(compose(text).lower()):
        if base:
            base.append(_SPACE)
        if word.isdecimal():
            digits = "".join(str(unicodedata.decimal(digit)) for digit in word).lstrip("0")[:_LONGEST_NUMBER]
            base.append(f"{_NUMBER}{len(digits):02d}{digits}")
            continue
        for letter in word:
            plain, tone = _without_tone(letter)
            base.append(_LETTERS.get(plain, "99"))
            tones.append(tone)
    return f"{''.join(base)}{_END}{''.join(tones)}"


def _without_tone(letter: str) -> tuple[str, str]:
    """Part a letter from its tone, 0 for the level one: “ấ” → “â”, 4. What makes it another letter stays."""
    marks = unicodedata.normalize("NFD", letter)
    tone = next((_TONES[mark] for mark in marks if mark in _TONES), "0")
    return compose("".join(mark for mark in marks if mark not in _TONES)), tone
