"""The starting situation: how many poor and near-poor households there are, and who they are."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from giamngheo.documents.reading.blocks import Block
from giamngheo.documents.reading.counted import Counted, counted_in
from giamngheo.documents.reading.days import day_or_end_of_year
from giamngheo.documents.reading.plans.plan import SituationFigure

_FALLS = re.compile(r"\bgiam(?: duoc| them)?(?: \w+){0,3}$")
_RATES = {"poor": "poverty_rate", "near_poor": "near_poverty_rate"}
_RATED = {f"{subject}_households" for subject in (*_RATES, "poor_and_near_poor")}


def situation_in(blocks: Sequence[Block]) -> tuple[list[SituationFigure], set[Block]]:
    """Read the situation's paragraphs in order: a count opens a figure, its rate and its parts follow it.

    The day the figures are of is the last one named before them (“Cuối năm 2023” is 31 December 2023).
    Returns the figures and the paragraphs that gave one.
    """
    situation = _Situation()
    for block in blocks:
        situation.as_of = day_or_end_of_year(block.text) or situation.as_of
        for counted in counted_in(block.text):
            if situation.takes(counted, block):
                situation.read.add(block)
    return situation.figures, situation.read


class _Situation:
    """What has been read so far; `current` is the figure the last count was of."""

    def __init__(self) -> None:
        self.figures: list[SituationFigure] = []
        self.read: set[Block] = set()
        self.as_of: date | None = None
        self.total: int | None = None
        self.current: int | None = None
        self.last_was_part = False

    def takes(self, counted: Counted, block: Block) -> bool:
        """Give a count or a rate its place; say whether it has one."""
        if _counts_everyone(counted):
            self.total = int(counted.value)
            if self.current is not None:
                self.figures[self.current] = replace(self.figures[self.current], total_households=self.total)
            return True
        if _falls(counted):
            return False
        if counted.unit == "percent":
            return self._takes_rate(counted, block)
        own = self._figure_of(f"{counted.subject}_{counted.unit}") if counted.subject else self.current
        self.last_was_part = bool(counted.groups)
        if counted.groups and own is not None:
            known = self.figures[own].breakdown
            part = {counted.groups[0]: int(counted.value)}
            self._extend(own, block, breakdown={**known, **part, **known})
            return True
        return counted.subject is not None and self._opens(f"{counted.subject}_{counted.unit}", counted, block)

    def _takes_rate(self, counted: Counted, block: Block) -> bool:
        """A rate belongs to whom it names, else to the count before it; the rate of a part has no place."""
        own = self._figure_of(f"{counted.subject}_households") if counted.subject else self.current
        if counted.groups or (self.last_was_part and counted.subject is None):
            return False
        if own is not None and self.figures[own].rate_percent is None:
            self._extend(own, block, rate_percent=float(counted.value))
            return True
        return own is None and counted.subject in _RATES and self._opens(_RATES[counted.subject], counted, block)

    def _figure_of(self, measure: str) -> int | None:
        """Return the place of the figure with this measure and of this day."""
        wanted = (measure, self.as_of)
        places = [at for at, figure in enumerate(self.figures) if (figure.measure, figure.as_of) == wanted]
        return places[-1] if places else None

    def _opens(self, measure: str, counted: Counted, block: Block) -> bool:
        is_rate = counted.unit == "percent"
        part = {counted.groups[0]: int(counted.value)} if counted.groups else {}
        self.figures.append(
            SituationFigure(
                measure=measure,
                value=None if is_rate or part else int(counted.value),
                rate_percent=float(counted.value) if is_rate else None,
                as_of=self.as_of,
                total_households=self.total if measure in _RATED else None,
                breakdown=part,
                where=block.where,
            )
        )
        self.current = len(self.figures) - 1
        return True

    def _extend(self, at: int, block: Block, **more: Any) -> None:
        """Add a rate or a part to a figure; its address reaches to there while it stays in one file."""
        figure = self.figures[at]
        file, _, lines = figure.where.rpartition("#")
        where = f"{file}#{lines.split('-')[0]}-{block.last}" if file == block.file else figure.where
        self.figures[at] = replace(figure, where=where, **more)
        self.current = at


def _counts_everyone(counted: Counted) -> bool:
    """Recognise the denominator: “trên tổng số 28.400 hộ”, “tổng số hộ toàn huyện: 28.400 hộ”."""
    names_all = any(words in counted.before for words in ("tong so ho", "tren tong so", "tong so", "so ho dan"))
    return counted.unit == "households" and names_all and counted.subject is None and not counted.groups


def _falls(counted: Counted) -> bool:
    """Recognise what was done (“giảm 60 hộ nghèo”): no figure of where things stand."""
    return _FALLS.search(counted.before) is not None and counted.unit != "percent"
