"""Which parts must make up their whole, and which are only some of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, pairwise

from giamngheo.documents.reading.stated.part_labels import Label
from giamngheo.documents.reading.stated.phrases import STATEMENT_PHRASES, any_of
from giamngheo.figures.differences import half_of
from giamngheo.figures.statements import Coverage, Quantity, StatedSum, Unit

_PLACES = set(STATEMENT_PHRASES.places)
_UNDENIABLE = ("area", "ethnicity", "sex", "spending")
_DIMENSION_NAMES = {
    **{key: breakdown.name for key, breakdown in STATEMENT_PHRASES.breakdowns.items()},
    **dict.fromkeys(_PLACES, "địa bàn"),
    "class": "nghèo, cận nghèo",
    "work": "dự án",
}
_GROUPS = re.compile(any_of(STATEMENT_PHRASES.groups))
_HALF_OF_IT = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Part:
    """A listed figure and its words; `leads` where the figure stands before them (“12 hộ xây mới”).

    `index` is the figure's place in the passage of the whole; None where the part stands in another.
    """

    quantity: Quantity
    index: int | None
    label: Label
    leads: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A whole and what is listed under it.

    `opener` is `among` (trong đó), `made_of` (gồm), `namely` (cụ thể), `colon` or `bracket`. `is_total`: is the whole
    called a total? `is_closed`: is it certain where the list ends, and that every item of it was read? `names_some`:
    does the text say that more is there than it lists? `others` are figures near the whole, with their place in its
    passage, that the parts may be meant to make up instead; `series` those of its own list before it, nearest first;
    `context` are the words around the whole.
    """

    whole: Quantity
    classes: frozenset[str]
    subject: str
    opener: str
    parts: tuple[Part, ...]
    is_total: bool
    is_closed: bool
    names_some: bool = False
    others: tuple[tuple[int, Decimal], ...] = ()
    series: tuple[Decimal, ...] = ()
    context: str = ""


def sums_of(listing: Listing) -> Iterator[StatedSum]:
    """Yield what can be said of a listing: a complete sum for each breakdown, and the parts that are left over."""
    left = list(listing.parts)
    for breakdown in _UNDENIABLE:
        parts = [part for part in left if part.label.breakdown == breakdown]
        complete = STATEMENT_PHRASES.breakdowns[breakdown].complete
        is_interrupted = breakdown == "spending" and len(parts) < len(listing.parts)
        is_complete = any(sorted(part.label.value for part in parts) == sorted(values) for values in complete)
        if is_complete and not is_interrupted and not _is_of_some(listing, parts):
            left = [part for part in left if part not in parts]
            yield from _unless_meant_otherwise(listing, parts, breakdown, Coverage.ALL)
    if not left:
        return
    breakdown_of_all = _breakdown_of(left, listing) if len(left) == len(listing.parts) else None
    if breakdown_of_all is not None:
        yield from _unless_meant_otherwise(listing, left, breakdown_of_all, _coverage(listing, breakdown_of_all))
    elif listing.opener in {"among", "made_of"}:
        kept = tuple(part.quantity for part in left if not _is_part_of_another(part, listing))
        if kept:
            yield StatedSum(listing.whole, kept, Coverage.SOME, listing.subject)


def _is_of_some(listing: Listing, parts: Sequence[Part]) -> bool:
    """Say whether parts break down only some of the whole: those named “poor” or “học sinh” in a whole of everybody."""
    if listing.names_some or any(part.label.classes - listing.classes for part in parts):
        return True
    return _names_a_group(listing, parts)


def _names_a_group(listing: Listing, parts: Sequence[Part]) -> bool:
    groups = {group for part in parts for group in _GROUPS.findall(part.label.words)}
    return not groups <= set(_GROUPS.findall(listing.context))


def _coverage(listing: Listing, breakdown: str) -> Coverage:
    """“Trong đó” lists some; only classes that are named in the whole itself must make it up even then."""
    is_all = listing.opener != "among" or breakdown == "class"
    return Coverage.ALL if is_all and not listing.names_some else Coverage.APART


def _unless_meant_otherwise(
    listing: Listing, parts: Sequence[Part], breakdown: str, coverage: Coverage
) -> Iterator[StatedSum]:
    """Yield the sum, unless the parts make up another figure nearby rather than this one."""
    quantities = tuple(part.quantity for part in parts)
    total = sum((quantity.value for quantity in quantities), start=Decimal(0))
    holds = abs(total - listing.whole.value) <= _rounding((listing.whole, *quantities))
    if holds or total not in _others(listing, parts):
        name = _DIMENSION_NAMES.get(breakdown)
        subject = f"{listing.subject} ({name})" if name else listing.subject
        yield StatedSum(listing.whole, quantities, coverage, subject)


def _rounding(quantities: Sequence[Quantity]) -> Decimal:
    return half_of(quantity.step for quantity in quantities if quantity.unit is Unit.VND and quantity.step != 1)


def _is_part_of_another(part: Part, listing: Listing) -> bool:
    """Say whether a part too large for its whole may be part of another figure nearby, or of its whole series."""
    if part.quantity.value <= listing.whole.value:
        return False
    is_of_series = bool(listing.series) and not listing.is_total
    return is_of_series or any(other >= part.quantity.value for other in _others(listing, [part]))


def _others(listing: Listing, parts: Sequence[Part]) -> list[Decimal]:
    """Return the figures near the whole that are not these parts, and what neighbours of them make together."""
    own = {part.index for part in parts}
    values = [value for index, value in listing.others if index not in own]
    together = [first + second for first, second in pairwise(values)]
    series = accumulate((listing.whole.value, *listing.series))
    return [*values, *together, *series, *(listing.whole.value + value for value in values)]


def _breakdown_of(parts: Sequence[Part], listing: Listing) -> str | None:
    """Return by what the parts make up the whole (“” where that has no name); None where they need not."""
    share = _share(parts, listing)
    breakdowns = {part.label.breakdown for part in parts}
    values = [part.label.value for part in parts]
    is_repeated = len(set(values)) < len(values) and breakdowns not in ({""}, {"work"})
    if len(parts) < 2 or is_repeated:
        return None
    [breakdown] = breakdowns if len(breakdowns) == 1 else [""]
    if breakdown == "class":
        is_every_class = _is_every_class(values, listing) and not _names_a_group(listing, parts)
        return breakdown if is_every_class and share >= _HALF_OF_IT else None
    if breakdown == "sources":
        return breakdown if _names_all_sources(parts, listing) and share >= _HALF_OF_IT else None
    if breakdown in _PLACES or breakdown == "work":
        return breakdown if _lists_all(parts, listing) and share >= _HALF_OF_IT else None
    # One household may have a cow and a goat: what is not known to be apart may be more than the whole.
    may_overlap = share > 1 and listing.whole.unit is not Unit.VND
    is_whole = _is_unnamed_whole(parts, listing) and not may_overlap
    return "" if is_whole and share >= _HALF_OF_IT else None


def _share(parts: Sequence[Part], listing: Listing) -> Decimal:
    """Return how much of the whole the parts are; a list of much less than the whole is a choice."""
    total = sum((part.quantity.value for part in parts), start=Decimal(0))
    return total / listing.whole.value if listing.whole.value else Decimal(1)


def _is_every_class(values: Sequence[str], listing: Listing) -> bool:
    if listing.classes:
        return set(values) == listing.classes
    return listing.opener == "made_of" and listing.is_closed


def _names_all_sources(parts: Sequence[Part], listing: Listing) -> bool:
    values = {part.label.value for part in parts}
    if not listing.is_closed:
        return False
    if listing.opener == "made_of" or (listing.is_total and listing.opener in {"namely", "colon"}):
        return True
    has_counterpart = any("đối ứng" in part.label.words for part in parts)
    return len(values) >= 3 or values == {"central", "local"} or has_counterpart


def _lists_all(parts: Sequence[Part], listing: Listing) -> bool:
    if not listing.is_closed:
        return False
    if listing.opener == "made_of":
        return True
    return listing.is_total and (listing.opener != "among" or len(parts) >= 3)


def _is_unnamed_whole(parts: Sequence[Part], listing: Listing) -> bool:
    """Say whether “gồm A và B” names all of the whole: a closed list of one shape, of groups that do not overlap."""
    says_so = listing.opener == "made_of" or (listing.is_total and listing.opener in {"namely", "colon"})
    is_alike = len({part.leads for part in parts}) == 1
    labels = [part.label for part in parts]
    is_distinct = all(label.words for label in labels) and len({label.words for label in labels}) == len(labels)
    overlaps = any(label.overlaps or label.touches for label in labels)
    return says_so and listing.is_closed and is_alike and is_distinct and not overlaps
