"""Sums within a paragraph: “125 hộ nghèo (nông thôn 123 hộ; thành thị 02 hộ)”, “giảm 68 hộ, trong đó …”."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from giamngheo.documents.reading.stated.listed_parts import Item, items_in, parts_in
from giamngheo.documents.reading.stated.openings import Opening, is_total, opening_for, openings_in, whole_of_states
from giamngheo.documents.reading.stated.parts import Listing, sums_of
from giamngheo.documents.reading.stated.passages import Figure, Passage
from giamngheo.documents.reading.stated.phrases import STATEMENT_PHRASES, any_of
from giamngheo.documents.reading.stated.subjects import subject_of
from giamngheo.figures.statements import StatedSum

_FARTHEST_OTHER = 24
_LIMITED = re.compile(any_of(STATEMENT_PHRASES.limited))
_REST = re.compile(rf"(?:^|[;.,]|\bvà\b)[^⟦⟧;.,]*{any_of(STATEMENT_PHRASES.rest)}[^⟦⟧;.,]*(?:[;.,]|$)")


def stated_sums(passage: Passage, before: Passage | None) -> Iterator[StatedSum]:
    """Yield the sums of a passage; a listing at its very beginning may belong to the passage before."""
    for opening in openings_in(passage):
        yield from _sums_of_opening(passage, opening, passage)
    opening_of_before = opening_for(passage, before) if before else None
    if before and opening_of_before:
        yield from _sums_of_opening(passage, opening_of_before, before)


def others_near(passage: Passage, whole: Figure) -> tuple[tuple[int, Decimal], ...]:
    """Return the other figures of the whole's unit around it in its passage, with their places."""
    near = passage.figures[max(0, whole.index - _FARTHEST_OTHER) : whole.index + _FARTHEST_OTHER]
    return tuple((f.index, f.quantity.value) for f in near if f.quantity and f.counts_like(whole) and f is not whole)


def series_before(passage: Passage, whole: Figure) -> tuple[Decimal, ...]:
    """Return the figures of the whole's unit before it in its sentence, nearest first: “12 hộ nghèo và 28 hộ …”."""
    start, _ = passage.sentence_at(whole.start)
    bracket = passage.bracket_at(whole.start)
    before = passage.figures_between(start, whole.start)[-_FARTHEST_OTHER:]
    alike = [f for f in before if f.letter == whole.letter and passage.bracket_at(f.start) == bracket]
    return tuple(figure.quantity.value for figure in reversed(alike) if figure.quantity)


def context_of(passage: Passage, whole: Figure) -> str:
    """Return the words around a whole, its noun included."""
    return f"{passage.words_before(whole)} {whole.noun} {passage.words_behind(whole)}"


def names_some(passage: Passage, start: int, end: int) -> bool:
    """Say whether a listing is of some of its whole (“trong đó đã bố trí: …”), or names a rest without its figure."""
    figures = passage.figures_between(start, end)
    first = figures[0].start if figures else end
    return bool(_LIMITED.search(passage.text, start, first) or _REST.search(passage.flattened(start, end)))


def _sums_of_opening(passage: Passage, opening: Opening, home: Passage) -> Iterator[StatedSum]:
    items = items_in(passage, opening)
    counted = [whole for whole in opening.wholes if whole.letter in "hpo"]
    for nearest in opening.wholes:
        whole = _meant(home, nearest, passage, items)
        # “125 hộ với 480 khẩu, trong đó nông thôn 123”: a bare part could be of either.
        found = parts_in(passage, items, home, whole, bare=counted == [nearest])
        if whole.quantity is None or not found.parts or (opening.kind in {"bracket", "colon"} and len(found.parts) < 2):
            continue
        listing = Listing(
            whole=whole.quantity,
            classes=home.classes_of(whole),
            subject=subject_of(home, whole),
            opener=opening.kind,
            parts=found.parts,
            is_total=is_total(home, whole),
            is_closed=found.are_all,
            names_some=names_some(passage, opening.start, opening.end),
            others=others_near(home, whole),
            series=series_before(home, whole),
            context=context_of(home, whole),
        )
        yield from sums_of(listing)


def _meant(home: Passage, whole: Figure, passage: Passage, items: Sequence[Item]) -> Figure:
    """Prefer “còn 125 hộ” over “giảm 18 hộ” for a whole whose parts are no changes."""
    first = next((f for item in items[:1] for f in item.figures if f.counts_like(whole) or f.letter == "n"), None)
    if first is None or not home.movement_of(whole) or passage.movement_of(first):
        return whole
    return whole_of_states(home, whole)
