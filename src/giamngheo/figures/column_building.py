"""What does each column of a table hold: households, money, shares, or words?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from giamngheo.common.money import unit_factor
from giamngheo.figures.cells import Figure, english_columns, figure_of, is_blank
from giamngheo.figures.formulas import PrintedFormula, Share
from giamngheo.figures.headings import Filled, Region, headings_over, is_index, labels_of
from giamngheo.figures.tables import Column, Measure
from giamngheo.figures.vocabulary import NUMBER_HEADINGS, counts, is_added_up, is_money, is_rate, is_total, plain

_UNIT = re.compile(r"(?:đơn vị(?: tính)?|đvt)\s*:?\s*(?P<unit>[^.;)\n]+)", re.IGNORECASE)
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Draft:
    """A table on its way: its body, the headings over every column, and how its cells are to be read.

    `numbers` is the column that numbers the rows; `english` are the columns whose typed numbers have a decimal point.
    """

    filled: Filled
    region: Region
    body: Sequence[int]
    headings: Sequence[tuple[str, ...]]
    numbers: int | None
    english: set[int]


def draft_of(filled: Filled, region: Region) -> Draft:
    """Start on a table."""
    body = region.body
    headings = [headings_over(filled, region, column) for column in range(len(filled.rows[0]))]
    numbers = _number_column(filled, body, headings)
    typed = {
        column: [cell for row in body if isinstance(cell := filled.grid.rows[row][column], str)]
        for column in range(len(headings))
        if column != numbers
    }
    return Draft(filled, region, body, headings, numbers, english_columns(typed))


def _number_column(filled: Filled, body: Sequence[int], headings: Sequence[Sequence[str]]) -> int | None:
    """Find the column that numbers the rows: by its heading, else the first if all it holds are numbers of rows."""
    for column, texts in enumerate(headings):
        if texts and plain(texts[-1]) in NUMBER_HEADINGS:
            return column
    cells = [filled.rows[row][0] for row in body if not is_blank(filled.rows[row][0])]
    has_names = any(isinstance(filled.rows[row][1], str) for row in body if len(filled.rows[row]) > 1)
    return 0 if cells and has_names and all(is_index(cell) for cell in cells) else None


def unit_of(draft: Draft) -> int | None:
    """Return the unit of money that the text above the table, or the corner of its headings, names."""
    texts = [draft.region.title, *(text for column in draft.headings for text in column)]
    for text in dict.fromkeys(texts):
        for match in _UNIT.finditer(text):
            factor = unit_factor(match["unit"])
            if factor is not None:
                return factor
    return None


def columns_of(
    draft: Draft, unit: int | None, *, is_paired: bool
) -> tuple[list[Column], dict[tuple[int, int], Figure]]:
    """Return the columns of figures, and the figure of every cell that holds one; a merged area holds its own once.

    `is_paired`: has the table a row for households and one for persons?
    """
    printed = labels_of(draft.filled.grid.rows[draft.region.numbering]) if draft.region.numbering is not None else {}
    found = {at: figures for at in range(len(draft.headings)) if (figures := _figures(draft, at, printed)) is not None}
    says_share = [is_rate(" – ".join(draft.headings[at])) for at in found]
    in_title = is_rate(draft.region.title) and not any(says_share)
    columns = []
    for at, figures in found.items():
        headings, label = draft.headings[at], printed.get(at)
        measure = _measure(headings, label, figures.values(), is_paired=is_paired, has_unit=unit is not None)
        if in_title and not is_total(headings[-1] if headings else "") and _may_be_shares(headings, figures.values()):
            measure = Measure.SHARE
        columns.append(
            Column(
                at,
                headings,
                label,
                measure,
                is_added_up=measure is not Measure.SHARE and is_added_up(headings),
                is_rounded=_is_rounded(measure, unit, figures.values()),
            )
        )
    return columns, {(row, at): figure for at, figures in found.items() for row, figure in figures.items()}


def _figures(draft: Draft, column: int, printed: dict[int, PrintedFormula]) -> dict[int, Figure] | None:
    """Return the figures of a column by row; None where it is no column of figures."""
    if column == draft.numbers:
        return None
    rows = draft.filled.grid.rows
    written = [(row, cell) for row in draft.body if not is_blank(cell := rows[row][column])]
    if not written:
        return {} if column in printed and printed[column].label[0].isdecimal() else None
    english = column in draft.english
    figures = {row: figure for row, cell in written if (figure := figure_of(cell, english=english)) is not None}
    return figures if 2 * len(figures) > len(written) else None


def _measure(
    headings: Sequence[str],
    printed: PrintedFormula | None,
    figures: Iterable[Figure],
    *,
    is_paired: bool,
    has_unit: bool,
) -> Measure:
    heading = " – ".join(headings)
    if is_rate(heading) or (printed and isinstance(printed.rule, Share)):
        return Measure.SHARE
    if (is_paired or counts(heading)) and all(figure.is_whole for figure in figures):
        return Measure.COUNT
    return Measure.MONEY if has_unit or is_money(heading) else Measure.OTHER


def _may_be_shares(headings: Sequence[str], figures: Iterable[Figure]) -> bool:
    """In a table that its title calls one of shares: all but the totals beside them, and none above 100 %."""
    starts = plain(headings[-1]).startswith(("tong", "so ")) if headings else False
    return not starts and all(0 <= figure.value <= _PERCENT for figure in figures)


def _is_rounded(measure: Measure, unit: int | None, figures: Iterable[Figure]) -> bool:
    """Counts and money in đồng are exact; what else is printed with decimals is rounded to them."""
    if measure is Measure.MONEY:
        return unit != 1
    return measure is Measure.SHARE or (measure is Measure.OTHER and not all(figure.is_whole for figure in figures))
