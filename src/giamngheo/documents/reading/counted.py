"""Counts and rates inside a sentence, each with the words that say what is counted."""

import re
from dataclasses import dataclass
from decimal import Decimal

from giamngheo.common.numbers import NUMBER, parse_number
from giamngheo.common.text import fold
from giamngheo.documents.reading.phrases import PHRASES, keys_within

_COUNTED = re.compile(
    rf"(?<![\w/.,])(?P<low>{NUMBER})(?:\s*%?\s*(?:-|–|đến)\s*(?P<high>{NUMBER}))?"
    r"\s*(?P<unit>%|hộ\b|nhân khẩu\b|khẩu\b|người\b)",
    re.IGNORECASE,
)
_PERSONS = ("nhân khẩu", "khẩu", "người")
_CLAUSE_END = re.compile(r"[,;:.()]|\bva\b|\btrong do\b|(?=\btren tong so\b)")
_BOTH = re.compile(r"ho ngheo\s*(?:,|va|;)\s*(?:ho )?can ngheo")


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with its unit (`households`, `persons`, `percent`) and its surroundings, folded.

    Between two figures the words up to the first comma, bracket, “và” or “trong đó” belong to the first of them
    (`after`), the others to the second (`before`).
    """

    value: Decimal
    low: Decimal
    unit: str
    before: str
    after: str

    @property
    def groups(self) -> list[str]:
        """Return the groups it is about (`rural`, `ethnic_minority`, …), from the words before it or else after it."""
        return keys_within(self.before, PHRASES.breakdown) or keys_within(self.after, PHRASES.breakdown)

    @property
    def subject(self) -> str | None:
        """Return who is counted (`poor`, `near_poor`, …): the nearest name before the figure, else behind it."""
        return _subject(self.before, last=True) or _subject(self.after, last=False)


def counted_in(sentence: str) -> list[Counted]:
    """Return the figures of one sentence that count households, persons or percent, in order."""
    found: list[Counted] = []
    matches = list(_COUNTED.finditer(sentence))
    before = fold(sentence[: matches[0].start()]) if matches else ""
    for match, next_start in zip(matches, [*(m.start() for m in matches[1:]), len(sentence)], strict=False):
        low, high = parse_number(match["low"]), parse_number(match["high"] or match["low"])
        if low is None or high is None:
            continue
        unit = match["unit"].lower()
        # “hộ nghèo” starts with the unit itself, so the words behind begin with the unit.
        tail_start = match.start("unit") if unit != "%" else match.end()
        after, separator, rest = _split_at_clause(fold(sentence[tail_start:next_start]))
        found.append(
            Counted(
                value=high.value,
                low=low.value,
                unit="percent" if unit == "%" else "persons" if unit in _PERSONS else "households",
                before=before,
                after=after,
            )
        )
        before = rest or ("" if separator else after)
    return found


def _split_at_clause(between: str) -> tuple[str, str, str]:
    match = _CLAUSE_END.search(between)
    if match is None:
        return between, "", ""
    return between[: match.start()].strip(), match[0], between[match.end() :].strip()


def _subject(folded: str, *, last: bool) -> str | None:
    if _BOTH.search(folded):
        return "poor_and_near_poor"
    places = [
        (folded.rfind(phrase) if last else -folded.find(phrase), len(phrase), key)
        for key, phrases in PHRASES.classes.items()
        for phrase in phrases
        if phrase in folded
    ]
    if not places:
        return None
    # Of names that end at the same word the longer wins: “mới thoát nghèo” over “thoát nghèo”.
    return max((at + size if last else at, size, key) for at, size, key in places)[2]
