"""Tables of a PDF page, found by the lines drawn around their cells."""

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from giamngheo.documents.reading.files import limits
from giamngheo.documents.reading.files.pdf_pages import Placing, Word, lines_of
from giamngheo.figures.grids import Span

_TOUCHING = 3.0
"""Points within which drawn lines count as meeting or as one."""
_STRAIGHT = 1.5
_SHORTEST = 4.0
_MOST_PIECES = 20_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: upright at x = `at` or level at y = `at`, from `start` to `end`."""

    is_upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table by its drawn cells: the places of its column and row borders, merged areas and texts."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    spans: tuple[Span, ...]
    texts: tuple[tuple[str, ...], ...]

    @property
    def top(self) -> float:
        """The table's upper edge."""
        return self.rows[0]

    def covers(self, word: Word) -> bool:
        """Tell whether a word stands inside the table."""
        across = self.columns[0] <= (word.left + word.right) / 2 <= self.columns[-1]
        return across and self.rows[-1] <= word.middle <= self.rows[0]

    def continues(self, other: "RuledTable") -> bool:
        """Tell whether this table's columns stand where those of `other`, on the page before, stood."""
        return len(self.columns) == len(other.columns) and all(
            abs(mine - theirs) <= 2 * _TOUCHING for mine, theirs in zip(self.columns, other.columns, strict=True)
        )


def rules_of(page: pdfium.PdfPage, placing: Placing) -> list[Rule]:
    """Return the straight lines drawn on a page; none where there are so many that they are a drawing."""
    rules: list[Rule] = []
    for drawn in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=3):
        matrix = drawn.get_matrix()
        points: list[tuple[float, float]] = []
        for kind, x, y, closes in _segments(drawn):
            point = placing.point(*matrix.on_point(x, y))
            if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
                points = []
            points.append(point)
            if kind == pdfium_c.FPDF_SEGMENT_LINETO:
                rules += _rule(points[-2], point)
            if closes:
                rules += _rule(point, points[0])
        if len(rules) > _MOST_PIECES:
            return []
    joined = [*_joined(rules, is_upright=True), *_joined(rules, is_upright=False)]
    return joined if len(joined) <= limits.PDF_RULES else []


def _joined(rules: list[Rule], *, is_upright: bool) -> list[Rule]:
    """Return lines in one direction with the pieces that borders are drawn in put together."""
    joined: list[Rule] = []
    pieces = sorted((rule.at, rule.start, rule.end) for rule in rules if rule.is_upright == is_upright)
    start = 0
    for end in range(1, len(pieces) + 1):
        if end < len(pieces) and pieces[end][0] - pieces[end - 1][0] <= _STRAIGHT:
            continue
        at = sum(piece[0] for piece in pieces[start:end]) / (end - start)
        for _, low, high in sorted(pieces[start:end], key=lambda piece: piece[1:]):
            if joined and joined[-1].at == at and low <= joined[-1].end + _TOUCHING:
                joined[-1] = Rule(is_upright, at, joined[-1].start, max(high, joined[-1].end))
            else:
                joined.append(Rule(is_upright, at, low, high))
        start = end
    return joined


def _segments(drawn: pdfium.PdfObject) -> Iterator[tuple[int, float, float, bool]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium_c.FPDFPath_CountSegments(drawn), _MOST_PIECES)):
        segment = pdfium_c.FPDFPath_GetPathSegment(drawn, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        yield kind, x.value, y.value, bool(pdfium_c.FPDFPathSegment_GetClose(segment))


def _rule(start: tuple[float, float], end: tuple[float, float]) -> Iterator[Rule]:
    across, up = abs(start[0] - end[0]), abs(start[1] - end[1])
    if across <= _STRAIGHT and up >= _SHORTEST:
        yield Rule(True, (start[0] + end[0]) / 2, *sorted((start[1], end[1])))
    elif up <= _STRAIGHT and across >= _SHORTEST:
        yield Rule(False, (start[1] + end[1]) / 2, *sorted((start[0], end[0])))


def tables_of(rules: list[Rule], words: list[Word]) -> list[RuledTable]:
    """Return the tables that drawn lines make, with the words inside their cells, from the top down."""
    tables = []
    for group in _meeting(rules):
        columns = _borders([rule.at for rule in group if rule.is_upright])
        rows = _borders([rule.at for rule in group if not rule.is_upright])[::-1]
        number_of_cells = (len(columns) - 1) * (len(rows) - 1)
        if len(columns) < 3 or len(rows) < 2 or number_of_cells > limits.TABLE_COLUMNS**2:
            continue
        table = _table(group, columns, rows, words)
        if any(text for row in table.texts for text in row):
            tables.append(table)
    return sorted(tables, key=lambda table: -table.top)


def _meeting(rules: list[Rule]) -> list[list[Rule]]:
    """Group lines that touch one another, directly or through others."""
    owner = list(range(len(rules)))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    level = [index for index, rule in enumerate(rules) if not rule.is_upright]
    for index, upright in enumerate(rules):
        if not upright.is_upright:
            continue
        for other in level:
            crossing = rules[other]
            if (
                crossing.start - _TOUCHING <= upright.at <= crossing.end + _TOUCHING
                and upright.start - _TOUCHING <= crossing.at <= upright.end + _TOUCHING
            ):
                owner[root(index)] = root(other)
    groups: dict[int, list[Rule]] = defaultdict(list)
    for index, rule in enumerate(rules):
        groups[root(index)].append(rule)
    return list(groups.values())


def _borders(places: list[float]) -> list[float]:
    """Return places with those within a line's width of one another taken as one, in rising order."""
    borders: list[list[float]] = []
    for place in sorted(places):
        if borders and place - borders[-1][-1] <= _TOUCHING:
            borders[-1].append(place)
        else:
            borders.append([place])
    return [sum(border) / len(border) for border in borders]


def _table(group: list[Rule], columns: list[float], rows: list[float], words: list[Word]) -> RuledTable:
    walls = _walls(group, columns, rows)
    height, width = len(rows) - 1, len(columns) - 1
    taken: dict[tuple[int, int], Span] = {}
    spans: list[Span] = []
    for row in range(height):
        for column in range(width):
            if (row, column) in taken:
                continue
            span = _open_area(row, column, (height, width), walls, taken)
            for inner_row in range(span.first_row, span.last_row + 1):
                for inner_column in range(span.first_column, span.last_column + 1):
                    taken[inner_row, inner_column] = span
            if (span.first_row, span.first_column) != (span.last_row, span.last_column):
                spans.append(span)
    table = RuledTable(tuple(columns), tuple(rows), tuple(spans), ())
    texts = _texts([word for word in words if table.covers(word)], table, taken)
    return RuledTable(table.columns, table.rows, table.spans, texts)


def _walls(group: list[Rule], columns: list[float], rows: list[float]) -> set[tuple[bool, int, int]]:
    """Return the drawn pieces of border: (upright, row, column) = the left, or else the upper, side of that cell."""
    walls = set()
    for rule in group:
        if rule.is_upright:
            column = _nearest(columns, rule.at)
            for row in range(len(rows) - 1):
                if rule.start - _TOUCHING <= (rows[row] + rows[row + 1]) / 2 <= rule.end + _TOUCHING:
                    walls.add((True, row, column))
        else:
            row = _nearest(rows, rule.at)
            for column in range(len(columns) - 1):
                if rule.start - _TOUCHING <= (columns[column] + columns[column + 1]) / 2 <= rule.end + _TOUCHING:
                    walls.add((False, row, column))
    return walls


def _nearest(places: list[float], at: float) -> int:
    return min(range(len(places)), key=lambda index: abs(places[index] - at))


def _open_area(
    row: int,
    column: int,
    size: tuple[int, int],
    walls: set[tuple[bool, int, int]],
    taken: dict[tuple[int, int], Span],
) -> Span:
    """Return the area without borders inside that begins at a cell: to the right first, then down."""
    last_column = column
    while (
        last_column + 1 < size[1] and (True, row, last_column + 1) not in walls and (row, last_column + 1) not in taken
    ):
        last_column += 1
    last_row = row
    while last_row + 1 < size[0] and all(
        (False, last_row + 1, inner) not in walls and (last_row + 1, inner) not in taken
        for inner in range(column, last_column + 1)
    ):
        last_row += 1
    return Span(row, column, last_row, last_column)


def _texts(words: list[Word], table: RuledTable, taken: dict[tuple[int, int], Span]) -> tuple[tuple[str, ...], ...]:
    inside: dict[tuple[int, int], list[Word]] = defaultdict(list)
    for word in words:
        center = (word.left + word.right) / 2
        column = max(index for index, border in enumerate(table.columns[:-1]) if border <= center)
        row = max(index for index, border in enumerate(table.rows[:-1]) if border >= word.middle)
        span = taken[row, column]
        inside[span.first_row, span.first_column].append(word)
    return tuple(
        tuple(
            " ".join(line.text for line in lines_of(inside.get((row, column), [])))
            for column in range(len(table.columns) - 1)
        )
        for row in range(len(table.rows) - 1)
    )
