"""The Vietnamese encodings from before Unicode: TCVN3 (“ABC”, .VnTime fonts) and VNI (VNI-Times).

Both put Vietnamese letters on the codes of Western ones, so a text says in which it is written only by its fonts or
by what becomes of its words. `old_letters.csv` holds both tables, one letter per row.
"""

import csv
import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from giamngheo.documents.reading.files.vietnamese import is_syllable, tidy

_WORD = re.compile(r"[^\W\d_]+")
_OLD_WORD = re.compile(r"[^\s\d.,;:!?()\[\]{}<>/\\|'\"“”‘’–—…=+*%&-]+")
ENOUGH_WORDS = 3
CONVINCING = 0.8
DOUBTFUL = 0.5


class OldLetters(StrEnum):
    """An encoding from before Unicode; the value is its name for people."""

    TCVN3 = "TCVN3 (.VnTime)"
    VNI = "VNI"


def _read_tables() -> tuple[dict[str, str], dict[str, str]]:
    with Path(__file__).with_name("old_letters.csv").open(encoding="utf-8", newline="") as rows:
        letters = list(csv.DictReader(rows))
    tcvn3 = {chr(int(row["tcvn3"], 16)): row["letter"] for row in letters if row["tcvn3"]}
    return tcvn3, {row["vni"]: row["letter"] for row in letters}


_TCVN3, _VNI = _read_tables()
_TCVN3_CODES = str.maketrans(_TCVN3)
_VNI_CODE = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))


def from_old_letters(text: str, letters: OldLetters, *, capitals: bool = False) -> str:
    """Return the text in Unicode; `capitals` for the fonts (.VnTimeH) that draw every letter as a capital.

    TCVN3 has no codes for most accented capitals: in plain text, words otherwise in capitals are taken as capitals.
    """
    if letters is OldLetters.VNI:
        return _VNI_CODE.sub(lambda code: _VNI[code[0]], text)
    converted = text.translate(_TCVN3_CODES)
    if capitals:
        return converted.upper()
    return "\n".join(map(_restore_capitals, text.split("\n"), converted.split("\n")))


def _restore_capitals(old: str, converted: str) -> str:
    plain = [letter for letter in old if letter.isascii() and letter.isalpha()]
    if len(plain) >= 2 and all(letter.isupper() for letter in plain):
        return converted.upper()
    return _WORD.sub(lambda word: word[0].upper() if _is_mostly_capitals(word[0]) else word[0], converted)


def _is_mostly_capitals(word: str) -> bool:
    return sum(letter.isupper() for letter in word) >= 2 and not any(
        letter.isascii() and letter.islower() for letter in word
    )


def letters_of_font(font: str) -> tuple[OldLetters | None, bool]:
    """Return the encoding a font was drawn for, and whether it shows only capitals."""
    if re.match(r"\.?Vn[A-Z3]", font):
        return OldLetters.TCVN3, font.rstrip().endswith("H")
    if font.upper().startswith("VNI-"):
        return OldLetters.VNI, False
    return None, False


def recognise_old_letters(texts: Iterable[str]) -> OldLetters | None:
    """Return the encoding that makes Vietnamese of most accented words, where few are so already; None if unsure."""
    words = {word for text in texts if not text.isascii() for word in _OLD_WORD.findall(text) if not word.isascii()}
    if len(words) < ENOUGH_WORDS or vietnamese_share(words) >= DOUBTFUL:
        return None
    shares = {letters: vietnamese_share({from_old_letters(word, letters) for word in words}) for letters in OldLetters}
    best = max(shares, key=lambda letters: shares[letters])
    return best if shares[best] >= CONVINCING else None


def vietnamese_share(words: Iterable[str]) -> float:
    """Return which part of the words are built as Vietnamese syllables."""
    verdicts = [is_syllable(tidy(word)) for word in words]
    return sum(verdicts) / len(verdicts) if verdicts else 0.0
