"""Sums over several paragraphs: a line with a total, and under it a list of its parts."""

import re
from collections.abc import Iterator, Sequence

from giamngheo.documents.reading.stated.listed_parts import belongs, part_of
from giamngheo.documents.reading.stated.openings import KIND_OF, OPENER, is_total, wholes_before
from giamngheo.documents.reading.stated.parts import Listing, Part, sums_of
from giamngheo.documents.reading.stated.passages import MARK, Figure, Passage
from giamngheo.documents.reading.stated.phrases import any_of
from giamngheo.documents.reading.stated.subjects import subject_of
from giamngheo.documents.reading.stated.sums import context_of, names_some, others_near, series_before
from giamngheo.figures.statements import Coverage, StatedSum

_ONLY_SIGNS = re.compile(r"[\s:;.,–-]*")
_REST = re.compile(any_of(["khác", "còn lại", "nguồn", "ngân sách", "vốn", "kinh phí", "huy động", "lồng ghép"]))
_LONGEST_PLAIN_ITEM = 100
_MOST_ITEMS = 200


def stated_lists(passages: Sequence[Passage], at: int) -> Iterator[StatedSum]:
    """Yield the sums of the list that stands under a passage."""
    lead = passages[at]
    opened = _opened(lead)
    if opened is None:
        return
    kind, place = opened
    home = lead
    wholes = wholes_before(lead, place)
    if not lead.figures and at > 0:
        home = passages[at - 1]
        wholes = wholes_before(home, len(home.text))
    for whole in wholes:
        parts, read = _parts(passages[at + 1 : at + 1 + _MOST_ITEMS], lead, home, whole)
        if whole.quantity is None or len(parts) < 2:
            continue
        listing = Listing(
            whole=whole.quantity,
            classes=home.classes_of(whole),
            subject=subject_of(home, whole),
            opener=kind,
            parts=tuple(parts),
            is_total=is_total(home, whole),
            is_closed=read,
            others=others_near(home, whole),
            series=series_before(home, whole),
            names_some=names_some(lead, place, len(lead.text)) if home is lead else False,
            context=context_of(home, whole),
        )
        # Under a lead with the items' own sign, some of them may stand beside it and be no part of it.
        is_beside = home.block.marker is not None and _style(home) == _style(passages[at + 1])
        yield from (stated for stated in sums_of(listing) if stated.coverage is not Coverage.SOME or not is_beside)


def _opened(lead: Passage) -> tuple[str, int] | None:
    """Return by what words a passage opens the list under it, and where they stand; None where it opens none."""
    openers = [match for match in OPENER.finditer(lead.text) if match[0] in KIND_OF]
    for match in reversed(openers):
        earlier = [other for other in openers if other.end() + 2 >= match.start() and other is not match]
        if _ONLY_SIGNS.fullmatch(lead.text, match.end()):
            first = earlier[-1] if earlier else match
            return KIND_OF[first[0]], first.start()
    return ("colon", len(lead.text) - 1) if lead.text.endswith(":") else None


def _parts(following: Sequence[Passage], lead: Passage, home: Passage, whole: Figure) -> tuple[list[Part], bool]:
    """Return the parts in the items of the list, and whether every item of it was one.

    What is listed under an item, with another sign, is passed over.
    """
    parts: list[Part] = []
    style = _style(following[0]) if following else None
    nested: str | None = None
    for at, item in enumerate(following):
        if _style(item) != style or (style is None and not _is_plain_item(item, lead)):
            if nested is not None and _style(item) == nested:
                continue
            return parts, True
        part = _part(item, home, whole)
        if part is None:
            return parts, item.block.marker == lead.block.marker and _is_beside_the_list(item, whole)
        parts.append(part)
        if _opened(item):
            nested = _style(following[at + 1]) if at + 1 < len(following) else None
            if nested == style:
                return parts, False
    return parts, True


def _is_beside_the_list(item: Passage, whole: Figure) -> bool:
    """Say whether an item with the sign of the lead stands beside it: no figure of the list, no “nguồn khác”."""
    is_of_list = any(figure.counts_like(whole) for figure in item.figures)
    return not is_of_list and _REST.search(item.text[:_LONGEST_PLAIN_ITEM]) is None


def _style(passage: Passage) -> str | None:
    return passage.block.marker.style if passage.block.marker else None


def _is_plain_item(item: Passage, lead: Passage) -> bool:
    """Say whether a paragraph without a sign reads like a line of a list: “Xã Lộc An: 10 hộ”."""
    return lead.block.marker is None and len(item.text) <= _LONGEST_PLAIN_ITEM and len(item.sentences()) == 1


def _part(item: Passage, home: Passage, whole: Figure) -> Part | None:
    """Return the first figure of the whole's unit in an item, where nothing else could be meant."""
    _, end = item.sentence_at(0)
    words = item.flattened(0, end)
    nested = OPENER.search(words)
    words = words[: nested.start()] if nested else words
    figures = [item.figures[int(mark[2])] for mark in MARK.finditer(words)]
    alike = [figure for figure in figures if figure.counts_like(whole)]
    if len(alike) != 1:
        return None
    if not belongs(item, words, alike[0], home, whole):
        return None
    return part_of(0, words, alike[0], whole, "")
