"""What a part of a whole is called: its place in a breakdown (nông thôn/thành thị), and whether it says more."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from giamngheo.documents.reading.stated.passages import MARK, classes_in
from giamngheo.documents.reading.stated.phrases import STATEMENT_PHRASES, Breakdown, any_of

_MONEY_ONLY = {"sources", "spending"}
_NOT_WORDS = re.compile(r"[\W\d_]+")
_FILLERS = re.compile(any_of([*STATEMENT_PHRASES.fillers, *STATEMENT_PHRASES.about]))
_CLASS_PHRASES = [word for words in STATEMENT_PHRASES.classes.values() for word in words]
_CLASS_WORDS = re.compile(any_of([*STATEMENT_PHRASES.no_class, *_CLASS_PHRASES]))
_OVERLAPPING = re.compile(any_of(STATEMENT_PHRASES.overlapping))
_PLACES = {
    level: re.compile(
        rf"\W*(?:{any_of(['tại', 'ở', 'có', 'địa bàn', 'riêng', 'trên'])}\W*)*{any_of(words)}(?P<name>.*)"
    )
    for level, words in STATEMENT_PHRASES.places.items()
}
_WORK = re.compile(rf"\W*(?:{any_of(['kinh phí', 'vốn', 'thực hiện'])}\W*)*{any_of(STATEMENT_PHRASES.work)}\s*⟦r")
_GROUPS = re.compile(
    any_of(
        [
            *STATEMENT_PHRASES.overlapping,
            *(word for words in STATEMENT_PHRASES.places.values() for word in words if word != "huyện"),
            *(
                phrase
                for key in ("area", "ethnicity")
                for phrases in STATEMENT_PHRASES.breakdowns[key].values.values()
                for phrase in phrases
            ),
        ]
    )
)
_BESIDE_A_NUMBER = re.compile(rf"[:;,.()–-]|{any_of([*STATEMENT_PHRASES.fillers, *_CLASS_PHRASES])}")
_NUMBERED_PLACE = re.compile(
    rf"(?P<level>{any_of([word for words in STATEMENT_PHRASES.places.values() for word in words])}) (?P<mark>⟦r\d+⟧)"
)
_LONGEST_PLACE_NAME = 4


@dataclass(frozen=True, slots=True)
class Label:
    """What stands beside a part's figure.

    `breakdown` and `value` name its place in a breakdown (`area`, `rural`; `class`, `poor`; `commune`, “lộc an”) where
    it says nothing else; both are empty where it says more, or nothing. `touches` are all breakdowns it has words of.
    """

    words: str
    classes: frozenset[str]
    breakdown: str
    value: str
    touches: frozenset[str]
    overlaps: bool


def names_a_group(words: str) -> bool:
    """Say whether the words speak of some only: of one area or people, of one place, of those in some condition."""
    return _GROUPS.search(words) is not None


def label_of(text: str, *, is_money: bool) -> Label:
    """Read the words beside a part's figure (small letters; marks of other figures are passed over)."""
    words = " ".join(_NOT_WORDS.sub(" ", MARK.sub(" ", text)).split())
    classes = classes_in(words)
    found, rest = _breakdowns_in(words, is_money=is_money)
    is_bare = not _FILLERS.sub(" ", _CLASS_WORDS.sub(" ", rest)).strip()
    breakdown = value = ""
    if is_bare and len(found) == 1:
        [(breakdown, values)] = found.items()
        value = next(iter(values)) if len(values) == 1 else ""
    elif is_bare and not found and len(classes) == 1:
        breakdown, value = "class", next(iter(classes))
    elif found.keys() <= _MONEY_ONLY:
        breakdown, value = _place_or_work(words, text, is_money=is_money)
    overlaps = _OVERLAPPING.search(words) is not None
    return Label(words, classes, breakdown if value else "", value, frozenset(found), overlaps)


def _breakdowns_in(words: str, *, is_money: bool) -> tuple[dict[str, set[str]], str]:
    """Return the values of each breakdown named, and the words that are left."""
    found: dict[str, set[str]] = {}
    for key, pattern, values in _BREAKDOWNS:
        if key in _MONEY_ONLY and not is_money:
            continue
        for match in pattern.findall(words):
            found.setdefault(key, set()).add(values[match])
        words = pattern.sub(" ", words)
    return found, words


def _patterns(breakdowns: Iterable[tuple[str, Breakdown]]) -> list[tuple[str, re.Pattern[str], dict[str, str]]]:
    patterns = []
    for key, breakdown in breakdowns:
        values = {phrase: value for value, phrases in breakdown.values.items() for phrase in phrases}
        patterns.append((key, re.compile(any_of(values)), values))
    return patterns


_BREAKDOWNS = _patterns(STATEMENT_PHRASES.breakdowns.items())


def _place_or_work(words: str, text: str, *, is_money: bool) -> tuple[str, str]:
    """Return the level and name of a place (“xã Lộc An”), or `work` for the money of a numbered project."""
    numbered = _NUMBERED_PLACE.fullmatch(" ".join(_BESIDE_A_NUMBER.sub(" ", text).split()))
    if numbered:
        level = next(key for key, nouns in STATEMENT_PHRASES.places.items() if numbered["level"] in nouns)
        return level, f"{level} {numbered['mark']}"
    for level, pattern in _PLACES.items():
        match = pattern.fullmatch(words)
        name = " ".join(_FILLERS.sub(" ", _CLASS_WORDS.sub(" ", match["name"])).split()) if match else ""
        if name and len(name.split()) <= _LONGEST_PLACE_NAME and not _OVERLAPPING.search(name):
            return level, f"{level} {name}"
    return ("work", "numbered") if is_money and _WORK.match(text) else ("", "")
