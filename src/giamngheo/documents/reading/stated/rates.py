"""Rates over a whole named elsewhere in the paragraph: “Toàn huyện có 28.400 hộ. … 125 hộ nghèo, tỷ lệ 0,44%; …”."""

import re
from collections.abc import Iterator

from giamngheo.documents.reading.stated.part_labels import names_a_group
from giamngheo.documents.reading.stated.passages import Figure, Passage, classes_in
from giamngheo.documents.reading.stated.phrases import STATEMENT_PHRASES, any_of
from giamngheo.documents.reading.stated.shares import PERCENT, RATE, WORDS, is_change, share_of
from giamngheo.figures.statements import StatedShare

_LOOK_BACK = 80
_OF_EVERYWHERE = re.compile(any_of([*STATEMENT_PHRASES.of_everywhere, *STATEMENT_PHRASES.about]))
_RATED = (frozenset({"poor"}), frozenset({"near_poor"}), frozenset({"poor", "near_poor"}))
_ALL_HOUSEHOLDS = re.compile(
    rf"(?:tổng số hộ|tổng số|số hộ dân|có)\s*(?:dân\s*|dân cư\s*|gia đình\s*)?"
    rf"(?:(?:của|trên|toàn)\s*{WORDS}{{0,30}}?)?(?:là|:|có|hiện có)?\s*$"
)
_ONLY_HOUSEHOLDS = re.compile(
    r"\s*hộ(?: gia đình)?(?: dân cư| dân)?(?:\s+(?:toàn \w+|trên địa bàn(?: \w+)?))?(?:\s+(?:có|hiện có|còn))?\s*"
)
_RATE_BEHIND = re.compile(rf"{WORDS}{{0,60}}?\s*(?:,\s*{RATE}|\(\s*{RATE}){PERCENT}(?P<rest>[^⟦⟧;.,()]{{0,60}})")
_OF_EVERYONE = re.compile(
    r"\s*(?:(?:so với|trên|trong)?\s*(?:tổng\s*)?(?:số )?(?:hộ|hộ dân)(?: toàn \w+| trên địa bàn\s?\w*| dân)?)?\s*"
)
_ITS_OWN_WHOLE = re.compile(r"\s*\([^()⟦⟧]{0,20}⟦")
_OF_A_CLASS = re.compile(
    r"\s*(?:so với|trên|trong|của)?\s*(?:tổng số|tổng|số)\s(?:hộ|khẩu)[^⟦⟧]*nghèo(?:\s(?:toàn|của|trên địa bàn)[^⟦⟧]*)?"
)


def stated_rates(passage: Passage) -> Iterator[StatedShare]:
    """Yield the rates over the only figure of the passage that can be their whole, where it speaks of one year."""
    if len({figure.year for figure in passage.figures if figure.year}) > 1:
        return
    everyone = [figure for figure in passage.figures if figure.letter == "h" and _counts_everyone(passage, figure)]
    unclear = [figure.start for figure in passage.figures if _is_unclear(passage, figure, everyone)]
    rated = list(_rated(passage))
    for part, match in rated:
        percent = passage.figures[int(match["percent"])]
        whole = None
        if _OF_EVERYONE.fullmatch(match["rest"]) and len(everyone) == 1 and _is_of_the_whole_place(passage, part):
            is_clear = not any(everyone[0].start < start < part.start for start in unclear[:1])
            is_once = sum(passage.classes_of(other) == passage.classes_of(part) for other, _ in rated) == 1
            whole = everyone[0] if is_clear and is_once and everyone[0].start < part.start else None
        elif _OF_A_CLASS.fullmatch(match["rest"]):
            whole = _only_of(passage, classes_in(match["rest"]), part, match["rest"])
        share = share_of(passage, part, whole, percent) if whole and not is_change(passage, percent) else None
        if share is not None:
            yield share


def _rated(passage: Passage) -> Iterator[tuple[Figure, re.Match[str]]]:
    """Yield the numbers of households with a percentage right behind them."""
    for figure in passage.figures:
        match = _RATE_BEHIND.match(passage.text, figure.end) if figure.letter == "h" else None
        if match and not passage.movement_of(figure) and not _ITS_OWN_WHOLE.match(passage.text, match.end()):
            yield figure, match


def _counts_everyone(passage: Passage, figure: Figure) -> bool:
    if passage.classes_of(figure) or not _ONLY_HOUSEHOLDS.fullmatch(passage.words_behind(figure)):
        return False
    start, _ = passage.sentence_at(figure.start)
    return _ALL_HOUSEHOLDS.search(passage.text, max(start, figure.start - _LOOK_BACK), figure.start) is not None


def _is_unclear(passage: Passage, figure: Figure, everyone: list[Figure]) -> bool:
    """Say whether a figure behind the number of all households might be such a number too."""
    is_behind = bool(everyone) and figure.start > everyone[0].start
    return is_behind and figure.letter in "hx" and not passage.classes_of(figure)


def _is_of_the_whole_place(passage: Passage, part: Figure) -> bool:
    """Say whether a figure counts the poor, or the near-poor, of the whole place: nothing before it names another."""
    before = passage.words_before(part)
    if passage.classes_of(part) not in _RATED or names_a_group(before + passage.words_behind(part)):
        return False
    return not any(letter.isalpha() for letter in _OF_EVERYWHERE.sub(" ", before))


def _only_of(passage: Passage, classes: frozenset[str], part: Figure, words: str) -> Figure | None:
    """Return the only figure of the passage that counts all households of the classes; None where there are more."""
    found = [
        figure
        for figure in passage.figures
        if figure.letter == "h"
        and figure is not part
        and passage.classes_of(figure) == classes
        and not names_a_group(passage.words_behind(figure))
    ]
    is_part = names_a_group(passage.words_behind(part) + passage.words_before(part)) and not names_a_group(words)
    alone = found[0] if len(found) == 1 and is_part else None
    return alone if alone and alone.start < part.start and not passage.movement_of(alone) else None
