"""Money by source, out of lists and sentences; tables are read in `budget_tables`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from giamngheo.common.money import Amount, find_amounts
from giamngheo.documents.reading.blocks import Block
from giamngheo.documents.reading.plans.plan import Budget
from giamngheo.documents.reading.plans.unitless_sources import SOURCES, source_named, unitless_sources
from giamngheo.figures.statements import Quantity, Unit

__all__ = ["SOURCES", "StatedBudget", "budget_in", "source_named"]


@dataclass(frozen=True, slots=True)
class StatedBudget:
    """The amounts by source (`total`, `central`, …) as printed, for checking, with the low ends of ranges.

    `blocks` are the paragraphs they stand in; none for a table's row.
    """

    amounts: dict[str, Quantity]
    low_ends: dict[str, int]
    where: str
    blocks: frozenset[Block] = frozenset()

    @property
    def budget(self) -> Budget:
        """Return the budget in whole đồng."""
        value = {source: int(amount.value) for source, amount in self.amounts.items()}
        return Budget(
            **{source: value.get(source) for source in ("total", *SOURCES)},
            approximate=any(amount.approximate for amount in self.amounts.values()),
            where=self.where,
            ranges={source: (low, value[source]) for source, low in self.low_ends.items()},
        )


def budget_in(blocks: Sequence[Block]) -> StatedBudget | None:
    """Read the total and the sources out of the blocks, in the order they stand; None where no amount is given.

    The first amount of a source counts; an amount without a source is the total only when it comes first or is
    called one. Several “other” sources (commune, people's contribution, mobilised) are added up. Sources without a
    unit take the total's where they make it exactly; where they do not, their paragraph does not count as read.
    """
    found: dict[str, list[Amount]] = {}
    used: dict[str, list[Block]] = {}
    for block in blocks:
        amounts = find_amounts(block.text)
        for amount, (before, after) in zip(amounts, _labels(block.text, amounts), strict=True):
            source = _source(before, after, is_first=not found)
            if source is not None and (source not in found or source == "other"):
                found.setdefault(source, []).append(amount)
                used.setdefault(source, []).append(block)
    if not found:
        return None
    unitless: dict[str, Quantity] = {}
    unexplained: set[Block] = set()
    if found.keys() == {"total"}:
        unitless, unexplained = unitless_sources(blocks, found["total"][0])
        used |= {source: [block for block in blocks if block.where == one.where] for source, one in unitless.items()}
    everywhere = [block for blocks_used in used.values() for block in blocks_used]
    same_file = [block for block in everywhere if block.file == everywhere[0].file]
    return StatedBudget(
        amounts={source: _quantity(amounts, used[source][0].where) for source, amounts in found.items()} | unitless,
        low_ends={
            source: sum(amount.low for amount in amounts)
            for source, amounts in found.items()
            if any(amount.low != amount.high for amount in amounts)
        },
        where=f"{same_file[0].file}#{min(b.first for b in same_file)}-{max(b.last for b in same_file)}",
        blocks=frozenset(everywhere) - unexplained,
    )


def _quantity(amounts: Sequence[Amount], where: str) -> Quantity:
    return Quantity(
        value=Decimal(sum(amount.high for amount in amounts)),
        unit=Unit.VND,
        step=Decimal(max(amount.step for amount in amounts)),
        where=where,
        text=" + ".join(amount.text for amount in amounts),
        approximate=any(amount.approximate for amount in amounts),
    )


def _labels(text: str, amounts: Sequence[Amount]) -> list[tuple[str, str]]:
    """Return for each amount the words before it and the words after it, up to the neighbouring amounts."""
    starts = [0, *(_next_label_start(text, amount.end) for amount in amounts)]
    ends = [*(amount.start for amount in amounts[1:]), len(text)]
    return [
        (text[start : max(start, amount.start)], text[amount.end : end])
        for start, amount, end in zip(starts, amounts, ends, strict=False)
    ]


def _next_label_start(text: str, end: int) -> int:
    """Return where the next amount's words begin: behind “từ ngân sách tỉnh,” if that names the amount before."""
    match = re.compile(r"\s*từ\b[^,;()]*[,;(]?").match(text, end)
    return match.end() if match else end


def _source(before: str, after: str, *, is_first: bool) -> str | None:
    """Decide which source an amount belongs to: the words before it, else “… từ ngân sách trung ương” behind it."""
    named = source_named(before.rpartition(". ")[2])
    if named in SOURCES:
        return named
    behind = source_named(re.split("[,;.]", after, maxsplit=1)[0]) if "từ" in after[:12] else None
    if behind in SOURCES:
        return behind
    return "total" if named == "total" or is_first else None
