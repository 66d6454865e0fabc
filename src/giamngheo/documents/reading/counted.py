"""Counts and rates inside a sentence, each with the words that say what is counted."""

import re
from dataclasses import dataclass
from decimal import Decimal

from giamngheo.common.numbers import NUMBER, parse_number
from giamngheo.common.text import fold
from giamngheo.documents.reading.phrases import PHRASES, keys_within

_FIGURE = rf"(?<![\w/.,])(?P<low>{NUMBER})(?:\s*%?\s*(?:-|–|đến)\s*(?P<high>{NUMBER}))?"
_PERCENT = r"(?:điểm\s+)?(?:%|phần trăm\b)"
_UNITS = rf"{_PERCENT}|hộ\b|nhân khẩu\b|khẩu\b|người\b"
_PERSONS = ("nhân khẩu", "khẩu", "người", *PHRASES.counted_persons)
_MORE = "|".join(sorted(map(re.escape, (*PHRASES.counted_persons, *PHRASES.counted_things)), key=len, reverse=True))
_COUNTED = re.compile(rf"{_FIGURE}\s*(?P<unit>{_UNITS})", re.IGNORECASE)
_COUNTED_OF_ANY_KIND = re.compile(rf"{_FIGURE}\s*(?P<unit>{_UNITS}|(?:{_MORE})\b)", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:.()]|\bva\b|\btrong do\b|(?=\btren tong so\b)")
_CLAUSE_BREAK = re.compile(r"[,;:.(](?!\d)|\bvà\b|(?=\btrong đó\b)", re.IGNORECASE)
_BOTH = re.compile(r"ho ngheo\s*(?:,|va|;)\s*(?:ho )?can ngheo")


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with its unit (`households`, `persons`, `percent`, `things`) and its surroundings, folded.

    Between two figures the words up to the first comma, bracket, “và” or “trong đó” belong to the first of them
    (`after`), the others to the second (`before`). `clause_start` is where its words begin in the sentence; `is_part`
    says that they were set off by “trong đó”.
    """

    value: Decimal
    low: Decimal
    unit: str
    before: str
    after: str
    clause_start: int = 0
    is_part: bool = False

    @property
    def groups(self) -> list[str]:
        """Return the groups it is about (`rural`, `ethnic_minority`, …), from the words before it or else after it."""
        return keys_within(self.before, PHRASES.breakdown) or keys_within(self.after, PHRASES.breakdown)

    @property
    def subject(self) -> str | None:
        """Return who is counted (`poor`, `near_poor`, …): the nearest name before the figure, else behind it."""
        return _subject(self.before, last=True) or _subject(self.after, last=False)


def counted_in(sentence: str, *, of_any_kind: bool = False) -> list[Counted]:
    """Return the figures of one sentence that count households, persons or percent, in order.

    `of_any_kind` adds those of workers, pupils, houses, models …, as targets count them.
    """
    found: list[Counted] = []
    matches = list((_COUNTED_OF_ANY_KIND if of_any_kind else _COUNTED).finditer(sentence))
    clause_start, is_part = 0, False
    before = fold(sentence[: matches[0].start()]) if matches else ""
    for match, next_start in zip(matches, [*(m.start() for m in matches[1:]), len(sentence)], strict=False):
        low, high = parse_number(match["low"]), parse_number(match["high"] or match["low"])
        if low is None or high is None:
            continue
        unit = _kind_of_unit(match["unit"].lower())
        # “hộ nghèo” starts with the unit itself, so the words behind begin with the unit.
        tail_start = match.start("unit") if unit != "percent" else match.end()
        after, separator, rest = _split_at_clause(fold(sentence[tail_start:next_start]))
        found.append(
            Counted(
                value=high.value,
                low=low.value,
                unit=unit,
                before=before,
                after=after,
                clause_start=clause_start,
                is_part=is_part,
            )
        )
        before = rest or ("" if separator else after)
        cut = _CLAUSE_BREAK.search(sentence, match.end(), next_start)
        clause_start = cut.end() if cut else match.end()
        is_part = separator == "trong do" or rest.startswith("trong do") or (is_part and not rest)
    return found


def _kind_of_unit(unit: str) -> str:
    if unit in _PERSONS:
        return "persons"
    if unit in PHRASES.counted_things:
        return "things"
    return "households" if unit == "hộ" else "percent"


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
