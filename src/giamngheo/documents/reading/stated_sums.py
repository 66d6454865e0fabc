"""Sums within a paragraph: “125 hộ nghèo (nông thôn 123 hộ; thành thị 02 hộ)”, “giảm 68 hộ, trong đó …”."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from giamngheo.documents.reading.listed_parts import Item, items_in, parts_in
from giamngheo.documents.reading.openings import Opening, is_total, opening_for, openings_in, whole_of_states
from giamngheo.documents.reading.passages import Figure, Passage
from giamngheo.documents.reading.stated_parts import Listing, sums_of
from giamngheo.documents.reading.subjects import subject_of
from giamngheo.figures.statements import StatedSum

_FARTHEST_OTHER = 24


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
            others=others_near(home, whole),
        )
        yield from sums_of(listing)


def _meant(home: Passage, whole: Figure, passage: Passage, items: Sequence[Item]) -> Figure:
    """Prefer “còn 125 hộ” over “giảm 18 hộ” for a whole whose parts are no changes."""
    first = next((f for item in items[:1] for f in item.figures if f.counts_like(whole) or f.letter == "n"), None)
    if first is None or not home.movement_of(whole) or passage.movement_of(first):
        return whole
    return whole_of_states(home, whole)
