"""Where a listing of parts begins: “trong đó”, “gồm”, a bracket or a colon behind a whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from giamngheo.documents.reading.stated.passages import Figure, Passage
from giamngheo.documents.reading.stated.phrases import STATEMENT_PHRASES, any_of

KIND_OF = {phrase: kind for kind, phrases in STATEMENT_PHRASES.openers.items() for phrase in phrases}
"""The kind of each opening phrase: `among`, `made_of`, `namely`."""
OPENER = re.compile(any_of([*KIND_OF, *STATEMENT_PHRASES.not_openers]))
"""Opening phrases, and those like “chưa bao gồm” that only look like one."""
COUNTING = "hpvo"

_COMPARED = re.compile(rf"{any_of(['so với', 'cùng kỳ', 'hơn', 'kém'])}[^⟦⟧,;]*$")
_TOTAL = re.compile(any_of(STATEMENT_PHRASES.totals))
_FOR_EACH = re.compile(any_of(STATEMENT_PHRASES.for_each))
_RATE_ONLY = re.compile(r"(?:[^⟦⟧;.:()]|⟦[cr]\d+⟧){0,80}")
_UNIT_ONLY = re.compile(r"[^⟦⟧;.:(),]{0,60}")
_FARTHEST_WHOLE = 40
_LOOK_BACK = 60


@dataclass(frozen=True, slots=True)
class Opening:
    """A listing's kind, the figure of each unit that may be its whole, and the stretch in which its parts stand."""

    kind: str
    wholes: tuple[Figure, ...]
    start: int
    end: int


def openings_in(passage: Passage) -> Iterator[Opening]:
    """Yield the listings of a passage whose whole stands in it."""
    last: Opening | None = None
    for match in OPENER.finditer(passage.text):
        opening = _worded(passage, match) if match[0] in KIND_OF else None
        if opening and last and match.start() < last.end == opening.end and _goes_on(passage, match.start()):
            # “chia theo khu vực: …; chia theo dân tộc: …” breaks the same whole down again.
            opening = replace(opening, wholes=last.wholes)
        if opening:
            yield opening
        last = opening or last
    for bracket in passage.brackets:
        yield from _in_bracket(passage, bracket)
    for match in re.finditer(":", passage.text):
        yield from _behind_colon(passage, match.start())


def opening_for(passage: Passage, before: Passage) -> Opening | None:
    """Return the listing with which a passage begins, its whole at the end of the passage before."""
    match = OPENER.match(passage.text)
    wholes = wholes_before(before, len(before.text))
    if match is None or match[0] not in KIND_OF or not wholes:
        return None
    return Opening(KIND_OF[match[0]], wholes, match.end(), passage.sentence_at(0)[1])


def wholes_before(passage: Passage, at: int) -> tuple[Figure, ...]:
    """Return for each unit the figure nearest before a place, in its sentence and bracket, that may be a whole."""
    start, _ = passage.sentence_at(max(0, at - 1))
    inside = passage.bracket_at(at)
    found: list[Figure] = []
    for figure in reversed(passage.figures_between(start, at)[-_FARTHEST_WHOLE:]):
        if passage.bracket_at(figure.start) != inside:
            continue
        if figure.letter == "x":
            break
        is_new = figure.letter in COUNTING and not any(figure.counts_like(other) for other in found)
        if is_new and not _is_compared(passage, figure) and not _is_for_each(passage, figure):
            found.append(figure)
    return tuple(figure for figure in found if not _is_half_of_fraction(passage, figure))


def whole_of_states(passage: Passage, change: Figure) -> Figure:
    """Return the figure before a change that is none (“còn 125 hộ, giảm 18 hộ, trong đó …”); else the change itself."""
    start, _ = passage.sentence_at(change.start)
    states = [
        figure
        for figure in passage.figures_between(start, change.start)[-_FARTHEST_WHOLE:]
        if figure.counts_like(change)
        and passage.bracket_at(figure.start) == passage.bracket_at(change.start)
        and not passage.movement_of(figure)
        and not _is_half_of_fraction(passage, figure)
    ]
    return states[-1] if states else change


def is_total(passage: Passage, figure: Figure) -> bool:
    """Say whether a figure is called a total."""
    return _TOTAL.search(passage.words_before(figure)) is not None


def names_total(words: str) -> bool:
    """Say whether words call what they stand beside a total."""
    return _TOTAL.search(words) is not None


def _is_for_each(passage: Passage, figure: Figure) -> bool:
    return _FOR_EACH.search(passage.words_before(figure)) is not None and not is_total(passage, figure)


def _is_compared(passage: Passage, figure: Figure) -> bool:
    return _COMPARED.search(passage.text, max(0, figure.start - _LOOK_BACK), figure.start) is not None


def _is_half_of_fraction(passage: Passage, figure: Figure) -> bool:
    around = passage.text[max(0, figure.start - 2) : figure.start] + passage.text[figure.end : figure.end + 12]
    return "/" in around


def _goes_on(passage: Passage, at: int) -> bool:
    return passage.text[max(0, at - 3) : at].rstrip().endswith(";")


def _worded(passage: Passage, match: re.Match[str]) -> Opening | None:
    sentence_start, sentence_end = passage.sentence_at(match.start())
    bracket = passage.bracket_at(match.start())
    wholes = wholes_before(passage, match.start())
    if bracket and not passage.figures_between(bracket[0], match.start()):
        wholes = wholes_before(passage, bracket[0])
    elif not wholes and sentence_start > 0 and not passage.figures_between(sentence_start, match.start()):
        wholes = wholes_before(passage, sentence_start)
    end = bracket[1] if bracket else sentence_end
    wholes = tuple(whole for whole in wholes if not _is_within_a_part(passage, whole.end, match.start()))
    return Opening(KIND_OF[match[0]], wholes, match.end(), end) if wholes else None


def _is_within_a_part(passage: Passage, start: int, end: int) -> bool:
    """Recognise what breaks a part down that has no figure itself: “6.500 triệu, trong đó vốn trung ương gồm …”."""
    earlier = [match for match in OPENER.finditer(passage.text, start, end) if match[0] in KIND_OF]
    return bool(earlier) and any(letter.isalpha() for letter in passage.text[earlier[-1].end() : end])


def _in_bracket(passage: Passage, bracket: tuple[int, int]) -> Iterator[Opening]:
    """Take “125 hộ (nông thôn 123 hộ; thành thị 02 hộ)” for a listing though nothing opens it."""
    wholes = [
        figure
        for figure in wholes_before(passage, bracket[0])
        if _RATE_ONLY.fullmatch(passage.text, figure.end, bracket[0])
    ]
    if wholes and not OPENER.search(passage.text, bracket[0], bracket[1]):
        yield Opening("bracket", tuple(wholes), bracket[0] + 1, bracket[1])


def _behind_colon(passage: Passage, colon: int) -> Iterator[Opening]:
    """Take “Tổng số 40 hộ: xã A 10 hộ, …” for a listing: a colon right behind a total."""
    wholes = [
        figure
        for figure in wholes_before(passage, colon)
        if is_total(passage, figure) and _UNIT_ONLY.fullmatch(passage.text, figure.end, colon)
    ]
    if wholes:
        bracket = passage.bracket_at(colon)
        yield Opening("colon", tuple(wholes), colon + 1, bracket[1] if bracket else passage.sentence_at(colon)[1])
