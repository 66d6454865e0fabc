"""The items of a listing, and which of them are parts of its whole."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from giamngheo.documents.reading.stated.openings import COUNTING, OPENER, Opening, names_total
from giamngheo.documents.reading.stated.part_labels import label_of
from giamngheo.documents.reading.stated.parts import Part
from giamngheo.documents.reading.stated.passages import MARK, Figure, Passage
from giamngheo.documents.reading.stated.phrases import STATEMENT_PHRASES, any_of

_SEPARATOR = re.compile(rf"[,;]|\.\s|{any_of(['và'])}")
_ELSEWHERE = re.compile(any_of(STATEMENT_PHRASES.elsewhere))
_MULTIPLIED = re.compile(r"\s[x×*]\s|/")
_BEHIND_RATE = re.compile(r"⟦c\d+⟧[^⟦⟧]*⟦[hpvo]\d+⟧")
_GOES_ON = re.compile(r"…|\.\.|v\.\s*v")
_FLOWS = {"escaped", "new", "fallen_back"}
_MOST_ITEMS = 60
_LONGEST_LISTING = 3000


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch of a listing with its figures and the sign before it; the words behind the last have no figures."""

    start: int
    end: int
    sign: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a whole. `are_all`: is it certain that the list ends behind the last, and that all were read?"""

    parts: tuple[Part, ...]
    are_all: bool


def items_in(passage: Passage, opening: Opening) -> list[Item]:
    """Cut a listing at its commas, semicolons and “và”; where it goes on or holds another, the last has no figures."""
    text = passage.flattened(opening.start, min(opening.end, opening.start + _LONGEST_LISTING))
    nested = OPENER.search(text)
    stretch = text[: nested.start()] if nested else text
    items: list[Item] = []
    start, sign = 0, ""
    separators = [(match.start(), match.end(), match[0]) for match in _SEPARATOR.finditer(stretch)]
    for end, following, next_sign in [*separators, (len(stretch), len(stretch), "")]:
        figures = _figures_in(passage, stretch[start:end])
        if figures:
            items.append(Item(opening.start + start, opening.start + end, sign, figures))
        # Words without a figure belong to the next item (“già yếu, neo đơn 12 hộ”), but not over a semicolon.
        if figures or next_sign == ";":
            start, sign = following, next_sign
    is_done = not any(letter.isalpha() for letter in MARK.sub("", stretch[start:]))
    if nested and len(items) > 1 and not (is_done and sign == ";"):
        sign, is_done = items.pop().sign, False
    if not is_done or len(items) > _MOST_ITEMS or _GOES_ON.search(stretch):
        items.append(Item(opening.start + start, opening.start + len(stretch), sign, ()))
    return items[: _MOST_ITEMS + 1]


def _figures_in(passage: Passage, text: str) -> tuple[Figure, ...]:
    return tuple(passage.figures[int(mark[2])] for mark in MARK.finditer(text) if mark[1] not in "ry")


def parts_in(passage: Passage, items: Sequence[Item], home: Passage, whole: Figure, *, bare: bool) -> Parts:
    """Return the items that are parts of the whole, up to the first that is about something else.

    `home` is the passage of the whole; `bare`: may a number without a unit be a part?
    """
    parts: list[Part] = []
    is_one_unit = True
    previous = ""
    for at, item in enumerate(items):
        if item.figures and all(figure.letter == "c" for figure in item.figures):
            continue
        if item.figures and not _alike(item, whole, bare=bare) and _counts_something(item):
            if _closes(items[: at + 1], len(parts)):
                return Parts(tuple(parts), is_one_unit)
            is_one_unit, previous = False, passage.text[item.start : item.end]
            continue
        part = _part(passage, item, home, whole, previous, bare=bare)
        if part is None:
            return Parts(tuple(parts), is_one_unit and _closes(items[: at + 1], len(parts)))
        parts.append(part)
        previous = passage.flattened(item.start, item.end)
        if item.sign == "và" and at > 0:
            return Parts(tuple(parts), is_one_unit and not _goes_on(passage, items[at + 1 : at + 2]))
    return Parts(tuple(parts), is_one_unit)


def _alike(item: Item, whole: Figure, *, bare: bool) -> list[Figure]:
    return [figure for figure in item.figures if figure.counts_like(whole) or (bare and figure.letter == "n")]


def _counts_something(item: Item) -> bool:
    return any(figure.letter in COUNTING for figure in item.figures)


def _closes(items: Sequence[Item], number_of_parts: int) -> bool:
    """Say whether “A, B; …” ends the list of A and B: a semicolon behind items joined by commas."""
    signs = [item.sign for item in items[1:]]
    return number_of_parts > 1 and signs[-1] == ";" and ";" not in signs[:-1]


def _goes_on(passage: Passage, following: Sequence[Item]) -> bool:
    """Say whether a list goes on behind its “và”: “A và B, C và D”."""
    return any(item.figures and not _ELSEWHERE.search(passage.text, item.start, item.end) for item in following)


def _part(passage: Passage, item: Item, home: Passage, whole: Figure, previous: str, *, bare: bool) -> Part | None:
    alike = _alike(item, whole, bare=bare)
    words = passage.flattened(item.start, item.end)
    if len(alike) != 1 or not belongs(passage, words, alike[0], home, whole):
        return None
    part = part_of(item.start, words, alike[0], whole, previous)
    return replace(part, index=alike[0].index) if part and home is passage else part


def belongs(passage: Passage, words: str, figure: Figure, home: Passage, whole: Figure) -> bool:
    """Say whether an item is of the whole's kind: no comparison, target or other year, no other class of household."""
    plain = MARK.sub(" ", words)
    # `_BEHIND_RATE`: “…, chiếm 0,20% trên 28.412 hộ”, the whole of a rate.
    if _ELSEWHERE.search(plain) or names_total(plain) or _MULTIPLIED.search(words) or _BEHIND_RATE.search(words):
        return False
    if any(mark[1] in "xy" for mark in MARK.finditer(words)):
        return False
    movement, own_movement = home.movement_of(whole), passage.movement_of(figure)
    if own_movement and own_movement != movement:
        return False
    classes, own = home.classes_of(whole), label_of(words, is_money=False).classes
    is_state = not own_movement and not classes
    if movement and own and (is_state or (own & _FLOWS and not own <= classes)):
        return False
    return not own or not classes or own <= classes or own <= {"new", "fallen_back"}


def part_of(start: int, words: str, figure: Figure, whole: Figure, previous: str) -> Part | None:
    """Make a part of an item; a bare number must have a name that says it is one (“nông thôn 123”)."""
    before, after = words[: figure.start - start], words[figure.end - start :]
    label = label_of(f"{before} {after}", is_money=whole.letter == "v")
    if not label.words.replace(figure.noun, "").strip() and previous:
        label = label_of(previous, is_money=whole.letter == "v")
    quantity = figure.quantity
    if quantity is None or whole.quantity is None:
        return None
    if figure.letter == "n":
        if not label.breakdown or label.breakdown == "class":
            return None
        quantity = replace(quantity, unit=whole.quantity.unit)
    return Part(quantity, None, label, leads=not MARK.sub(" ", before).strip(" :-–"))
