"""The starting situation: how many poor and near-poor households there are, and who they are."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from giamngheo.documents.reading.blocks import Block
from giamngheo.documents.reading.counted import Counted, counted_in
from giamngheo.documents.reading.days import day_or_end_of_year
from giamngheo.documents.reading.plan import SituationFigure

_RATES = {"poor": "poverty_rate", "near_poor": "near_poverty_rate"}
_RATED = {f"{subject}_households" for subject in (*_RATES, "poor_and_near_poor")}


def situation_in(blocks: Sequence[Block]) -> list[SituationFigure]:
    """Read the situation's paragraphs in order: a count opens a figure, its rate and its parts follow it.

    The day the figures are of is the last one named before them (“Cuối năm 2023” is 31 December 2023).
    """
    figures: list[SituationFigure] = []
    as_of: date | None = None
    total: int | None = None
    for block in blocks:
        as_of = day_or_end_of_year(block.text) or as_of
        for counted in counted_in(block.text):
            if _counts_everyone(counted):
                total = int(counted.value)
                if figures:
                    figures[-1] = replace(figures[-1], total_households=total)
            elif not _belongs_to_last(counted, figures):
                opened = _opened(counted, block, as_of, total)
                figures += [opened] if opened else []
            else:
                figures[-1] = _extended(figures[-1], counted, block)
    return figures


def _counts_everyone(counted: Counted) -> bool:
    """Recognise the denominator: “trên tổng số 28.400 hộ”, “tổng số hộ toàn huyện: 28.400 hộ”."""
    names_all = any(words in counted.before for words in ("tong so ho", "tren tong so", "tong so", "so ho dan"))
    return counted.unit == "households" and names_all and counted.subject is None and not counted.groups


def _belongs_to_last(counted: Counted, figures: Sequence[SituationFigure]) -> bool:
    if not figures:
        return False
    if counted.unit == "percent":
        return True
    if not counted.groups:
        return False
    return counted.subject is None or figures[-1].measure == f"{counted.subject}_{counted.unit}"


def _opened(counted: Counted, block: Block, as_of: date | None, total: int | None) -> SituationFigure | None:
    if counted.subject is None:
        return None
    if counted.unit == "percent":
        rate = _RATES.get(counted.subject)
        return _figure(rate, None, float(counted.value), as_of, total, block) if rate else None
    measure = f"{counted.subject}_{counted.unit}"
    return _figure(measure, int(counted.value), None, as_of, total if measure in _RATED else None, block)


def _figure(
    measure: str, value: int | None, rate: float | None, as_of: date | None, total: int | None, block: Block
) -> SituationFigure:
    return SituationFigure(measure, value, rate, as_of, total, {}, block.where)


def _extended(figure: SituationFigure, counted: Counted, block: Block) -> SituationFigure:
    """Add a rate or a part to the figure it belongs to; the first one named stays."""
    where = f"{block.file}#{figure.where.rpartition('#')[2].split('-')[0]}-{block.last}"
    if not figure.where.startswith(f"{block.file}#"):
        where = figure.where
    if counted.unit != "percent":
        part = {} if counted.groups[0] in figure.breakdown else {counted.groups[0]: int(counted.value)}
        return replace(figure, breakdown={**figure.breakdown, **part}, where=where)
    if figure.rate_percent is None and not counted.groups:
        return replace(figure, rate_percent=float(counted.value), where=where)
    return figure
