"""Vietnamese text: one form of each letter, and folding for comparison."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_D_WITH_STROKE = str.maketrans("đĐ", "dD")


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
