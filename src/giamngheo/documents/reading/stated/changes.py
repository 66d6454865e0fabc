"""A change read from a text with the figures before and after it, and whether it is their difference."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from giamngheo.documents.reading.stated.other_readings import fits_another_change
from giamngheo.documents.reading.stated.part_labels import names_a_group
from giamngheo.documents.reading.stated.passages import MARK, Figure, Passage
from giamngheo.documents.reading.stated.phrases import STATEMENT_PHRASES, any_of
from giamngheo.documents.reading.stated.subjects import subject_of_any
from giamngheo.figures.differences import half_of
from giamngheo.figures.statements import Quantity, StatedDifference, Unit

_FLOWS = re.compile(any_of(STATEMENT_PHRASES.flows))
_UP_TO_WHOLE = re.compile(r"(?:/|\btrên\b|\bcủa\b|\btổng\b)[^,;.()]*$")
_FLOW_CLASSES = {"escaped", "fallen_back", "new", "newly_escaped"}
_LOOK_AHEAD = 80


@dataclass(frozen=True, slots=True)
class Change:
    """What rose or fell: two figures and the change printed. `since` are the words behind “so với”."""

    before: Figure
    after: Figure
    change: Figure
    falls: bool
    since: str = ""


def years_in(passage: Passage, text: str) -> list[int]:
    """Return the years marked in a stretch of a passage's text."""
    figures = [passage.figures[int(mark[2])] for mark in MARK.finditer(text)]
    return [figure.year for figure in figures if figure.year]


def difference_of(passage: Passage, read: Change) -> StatedDifference | None:
    """Return the statement where the three figures are of one unit and kind, and no relative change is meant."""
    quantities = _quantities(read)
    if quantities is None or not _is_one_kind(passage, read) or _is_gross(passage, read):
        return None
    if passage.is_joined(read.after) or _is_denominator(passage, read.after):
        return None
    before, after, change = quantities
    if _is_relative(before, after, change, falls=read.falls) or not _is_since_before(passage, read):
        return None
    apart = before.value - after.value if read.falls else after.value - before.value
    if apart != change.value and fits_another_change(passage, read.before, read.after, read.change):
        return None
    subject = subject_of_any(passage, read.change, read.before, read.after)
    return StatedDifference(before, after, change, read.falls, subject)


def _quantities(read: Change) -> tuple[Quantity, Quantity, Quantity] | None:
    """Return before, after and change in one unit; bare numbers take that of the change. None where units differ."""
    change = read.change.quantity
    found = []
    for figure in (read.before, read.after):
        is_bare = figure.letter == "n" and read.change.letter != "v"
        if change is None or figure.quantity is None or not (is_bare or figure.counts_like(read.change)):
            return None
        found.append(replace(figure.quantity, unit=change.unit))
    return (found[0], found[1], change) if change else None


def _is_one_kind(passage: Passage, read: Change) -> bool:
    named: Iterable[frozenset[str]] = (passage.classes_of(figure) for figure in (read.before, read.after, read.change))
    classes = {of_one for of_one in named if of_one}
    return len(classes) <= 1 and not any(of_one & _FLOW_CLASSES for of_one in classes)


def _is_denominator(passage: Passage, figure: Figure) -> bool:
    """Recognise the whole of a rate, which neither rose nor fell: “chiếm 0,20% trên tổng số 28.412 hộ”."""
    before = passage.figures[figure.index - 1] if figure.index else None
    if before is None or before.quantity is None or before.quantity.unit is not Unit.PERCENT:
        return False
    return _UP_TO_WHOLE.search(passage.text[before.end : figure.start]) is not None


def _is_gross(passage: Passage, read: Change) -> bool:
    """Recognise a change of some only, or one that others behind it make up for (“giảm 70 hộ, phát sinh 2 hộ”)."""
    start, end = read.change.end, passage.sentence_at(read.change.start)[1]
    if _FLOWS.search(passage.text, start, min(end, start + _LOOK_AHEAD)):
        return True
    opposite = STATEMENT_PHRASES.rises if read.falls else STATEMENT_PHRASES.falls
    clause = passage.text[passage.sentence_at(start)[0] : end]
    if re.search(rf"{any_of(opposite)}\s+(?:thêm\s+|mới\s+)?⟦{read.change.letter}", clause):
        return True
    of_groups = [names_a_group(passage.words_behind(figure)) for figure in (read.before, read.after, read.change)]
    return any(of_groups) and not all(of_groups)


def _is_relative(before: Quantity, after: Quantity, change: Quantity, *, falls: bool) -> bool:
    """Say whether a percentage is how many per cent a rate changed by (0,44% → 0,20% is 54,5% less)."""
    if change.unit is not Unit.PERCENT or not before.value:
        return False
    apart = (before.value - after.value) if falls else (after.value - before.value)
    if abs(apart - change.value) <= half_of((before.step, after.step, change.step)):
        return False
    rounding = half_of((before.step, after.step)) * 200 / before.value + change.step
    return abs(apart * 100 / before.value - change.value) <= rounding


def _is_since_before(passage: Passage, read: Change) -> bool:
    """Refuse a change that the text itself measures from another year than the figure before it."""
    years = set(years_in(passage, read.since))
    own = set(years_in(passage, passage.words_behind(read.before)))
    return not years or not own or bool(years & own)
