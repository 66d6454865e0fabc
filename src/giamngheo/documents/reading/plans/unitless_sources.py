"""Sources listed without a unit of their own: “Kinh phí 5.000 triệu đồng (NSTW 4.000, NS tỉnh 700, NS huyện 300)”.

They are taken in the total's unit, and only where they make the total exactly; otherwise nothing says what they are.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from giamngheo.common.money import Amount, find_amounts, unit_factor
from giamngheo.common.numbers import NUMBER, parse_number
from giamngheo.common.text import fold
from giamngheo.documents.reading.blocks import Block
from giamngheo.documents.reading.phrases import PHRASES, keys_within
from giamngheo.figures.statements import Quantity, Unit

SOURCES = ("central", "province", "district", "other")

_ITEM_END = re.compile(r"[;()\n+]|,(?!\d)|\.(?!\d)|\bvà\b")
_ITEM = re.compile(rf"(?P<label>\D{{2,60}}?)\s*[:=]?\s*(?P<number>{NUMBER})", re.DOTALL)
_INSTRUMENTS = (*PHRASES.kinds.values(), "so", "dieu", "nam")
_WRITTEN_UNIT = re.compile(r"\d\s*(?P<unit>[^\d.,]+)$")


def source_named(text: str) -> str | None:
    """Return which source a heading or label names: `central`, `province`, `district`, `other` or `total`."""
    folded = fold(text)
    sources = keys_within(folded, PHRASES.sources)
    if sources:
        return sources[0]
    return "total" if keys_within(folded, {"total": PHRASES.totals}) else None


def source_of_column(heading: str) -> str | None:
    """Return which source a column or a list's item holds; it may be headed by the level alone (“TW”, “Tỉnh”)."""
    folded = fold(heading).strip(" .:-–")
    alone = (source for source, names in PHRASES.source_columns.items() if folded in names)
    return next(alone, None) or source_named(heading)


def unitless_sources(blocks: Sequence[Block], total: Amount) -> tuple[dict[str, Quantity], set[Block]]:
    """Return the sources without unit that make the total, and the blocks whose figures remain unexplained.

    Neither holds anything where no source stands without unit.
    """
    written = _WRITTEN_UNIT.search(total.text)
    unit = written["unit"].strip() if written else ""
    factor = unit_factor(unit)
    amounts: dict[str, Quantity] = {}
    holders: set[Block] = set()
    for block in blocks:
        for source, printed in _items(_without_amounts(block.text)):
            holders.add(block)
            number = parse_number(printed)
            if number is None or source in amounts or factor is None:
                return {}, holders
            amounts[source] = Quantity(
                number.value * factor, Unit.VND, number.step * factor, block.where, f"{printed} {unit}"
            )
    if sum((amount.value for amount in amounts.values()), start=Decimal(0)) != total.high or total.low != total.high:
        return {}, holders
    return amounts, set()


def _without_amounts(text: str) -> str:
    """Return the text with an end of an item in place of every amount that has a unit."""
    for amount in reversed(find_amounts(text)):
        text = f"{text[: amount.start]};{text[amount.end :]}"
    return text


def _items(text: str) -> list[tuple[str, str]]:
    """Return (source, number) of the items that are a source's name and a figure, and nothing else."""
    found = []
    for item in _ITEM_END.split(text):
        match = _ITEM.fullmatch(item.rpartition("trong đó")[2].strip(" :-–"))
        source = source_of_column(match["label"]) if match else None
        if match and source in SOURCES and not fold(match["label"]).endswith(_INSTRUMENTS):
            found.append((source, match["number"]))
    return found
