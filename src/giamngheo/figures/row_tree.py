"""Which rows are parts of which: 2 = 2.1 + 2.2, I over 1 over a, totals above or below."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from giamngheo.figures.headings import is_index
from giamngheo.figures.tables import Measure, Row, Table
from giamngheo.figures.vocabulary import (
    are_nested,
    complements,
    is_total,
    never_overlap,
    place_level,
    says_sum,
    starts_as_part,
)

_ROMAN = re.compile(r"[IVXLC]+")
_ARABIC = re.compile(r"\d+")
_DOTTED = re.compile(r"\d+(?:\.\d+){1,8}")
_UPPER = re.compile(r"[A-HĐ]")
_LOWER = re.compile(r"[a-zđ]")
_BULLETS = "-+*•"


@dataclass(slots=True)
class Item:
    """One numbered place, project or group, with one row, or one for each of Hộ and Nhân khẩu."""

    number: str
    name: str
    rows: dict[str, Row]
    parts: list["Item"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RowSum:
    """A row and the rows that make it up.

    `certain`: the rows cannot overlap and are said to be all (places, projects, sources, a total row); where not,
    the table itself must show that they add up. `is_pair`: rural and urban, men and women.
    """

    whole: Row
    parts: tuple[Row, ...]
    certain: bool
    is_pair: bool = False


@dataclass(frozen=True, slots=True)
class RowPart:
    """A row that says it is only a part (“Trong đó”) of another."""

    whole: Row
    part: Row


def sums_and_parts(table: Table) -> tuple[list[RowSum], list[RowPart]]:
    """Return what must add up, and what must not exceed, between the rows of a table."""
    items = _items(table.rows)
    totals, ordinary = _split(items, lambda item: is_total(item.name) and not _is_dotted(item.number))
    if not totals and (above := _place_over_all(items)):
        totals, ordinary = _split(items, lambda item: item is above)
    roots = _nest(ordinary, is_roman=_counts_in_roman(table))
    sums, parts = [], []
    for item in ordinary:
        found_sums, found_parts = _inside(item)
        sums += found_sums
        parts += found_parts
    if len(totals) == 1 and len(roots) > 1 and _roots_add_up(roots):
        below = [part for root in roots for part in _with_figures(root, table)]
        sums += _by_group(totals[0], below, certain=_is_sum_of(totals[0], below, table))
    return sums, parts


def _is_sum_of(total: Item, parts: Sequence[Item], table: Table) -> bool:
    """Tell whether a total is certainly the sum of what stands at the outermost level.

    Not so where some lie in others, where it is numbered as one of them, or where households may be in several.
    """
    names = [part.name for part in parts]
    if are_nested(names) or (total.number and is_index(total.number)):
        return False
    is_money = table.unit is not None or any(column.measure is Measure.MONEY for column in table.columns)
    return says_sum(total.name) or is_money or never_overlap(names)


def _split(items: Sequence[Item], belongs: Callable[[Item], bool]) -> tuple[list[Item], list[Item]]:
    """Return the items that belong, and the others."""
    return [item for item in items if belongs(item)], [item for item in items if not belongs(item)]


def _place_over_all(items: Sequence[Item]) -> Item | None:
    """Return the first or last item where it has no number and is a place that all others lie in: “Huyện Mẫu”."""
    levels = [place_level(item.name) for item in items]
    for at in (0, -1) if len(items) > 2 and all(levels) else ():
        others = levels[1:] if at == 0 else levels[:-1]
        if not items[at].number and levels[at] > max(others):
            return items[at]
    return None


def _items(rows: Sequence[Row]) -> list[Item]:
    items: list[Item] = []
    for row in rows:
        last = items[-1] if items else None
        if last and row.group and (last.number, last.name) == (row.number, row.name) and row.group not in last.rows:
            last.rows[row.group] = row
        else:
            items.append(Item(row.number, row.name, {row.group: row}))
    return items


def _nest(items: Sequence[Item], *, is_roman: bool) -> list[Item]:
    """Hang each item under the one it belongs to; return those that belong to none."""
    kinds: list[str] = []
    open_items: dict[str, Item] = {}
    by_number: dict[str, Item] = {}
    roots: list[Item] = []
    for item in items:
        kind = _kind(item, is_roman=is_roman)
        if kind == "dotted":
            parent = by_number.get(item.number.rpartition(".")[0])
        else:
            if kind not in kinds:
                kinds.append(kind)
            at = kinds.index(kind)
            parent = open_items.get(kinds[at - 1]) if at else None
            open_items = {known: open_items[known] for known in kinds[:at] if known in open_items}
            open_items[kind] = item
        by_number[item.number] = item
        (parent.parts if parent else roots).append(item)
    return roots


def _kind(item: Item, *, is_roman: bool) -> str:
    number = item.number
    if not number and (item.name[:1] in _BULLETS or starts_as_part(item.name)):
        return "bullet"
    if number in _BULLETS and number:
        return "bullet"
    for kind, pattern in (("dotted", _DOTTED), ("arabic", _ARABIC), ("lower", _LOWER)):
        if pattern.fullmatch(number):
            return kind
    if _UPPER.fullmatch(number) and not (is_roman and _ROMAN.fullmatch(number)):
        return "upper"
    return "roman" if _ROMAN.fullmatch(number) else "unnumbered"


def _counts_in_roman(table: Table) -> bool:
    """C and D are letters where rows are counted A, B, C and Roman numbers where they are counted I, II, …, C."""
    return not any(row.number == "B" for row in table.rows)


def _is_dotted(number: str) -> bool:
    return bool(_DOTTED.fullmatch(number))


def _inside(item: Item) -> tuple[list[RowSum], list[RowPart]]:
    """Return what must hold between an item and its parts."""
    said, others = _split(item.parts, lambda part: starts_as_part(part.name))
    bullets, plain = _split(others, lambda part: part.number in _BULLETS)
    sums: list[RowSum] = []
    if len(plain) > 1 and not complements([part.name for part in plain]):
        sums += _by_group(item, plain, certain=never_overlap([part.name for part in plain]))
    if len(bullets) > 1 and not said and never_overlap([part.name for part in bullets]):
        sums += _by_group(item, bullets, certain=False)
    for left, right in complements([part.name for part in item.parts]):
        pair = _by_group(item, [item.parts[left], item.parts[right]], certain=True)
        sums += [replace(total, is_pair=True) for total in pair]
    parts = [
        RowPart(whole, part.rows[group]) for part in said for group, whole in item.rows.items() if group in part.rows
    ]
    return sums, parts


def _by_group(whole: Item, parts: Sequence[Item], *, certain: bool) -> list[RowSum]:
    return [
        RowSum(row, tuple(part.rows[group] for part in parts if group in part.rows), certain)
        for group, row in whole.rows.items()
        if all(group in part.rows for part in parts)
    ]


def _roots_add_up(roots: Sequence[Item]) -> bool:
    """A total adds up what stands at the outermost level, unless that holds groups that overlap or bullets."""
    return not any(starts_as_part(root.name) or root.number in {*_BULLETS} for root in roots)


def _with_figures(item: Item, table: Table) -> list[Item]:
    """Return an item, or what is below it where the item itself is only a heading without figures."""
    has_figures = any(table.value(row, column) for row in item.rows.values() for column in table.columns)
    if has_figures or not item.parts:
        return [item]
    return [below for part in item.parts for below in _with_figures(part, table)]
