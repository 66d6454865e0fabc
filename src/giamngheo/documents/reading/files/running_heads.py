"""Page numbers and running heads: printed on every page, part of no plan."""

import re
from collections import Counter

from giamngheo.common.text import fold
from giamngheo.documents.reading.files.pdf_pages import PrintedLine
from giamngheo.documents.reading.page_numbers import page_number_in

_EDGE_LINES = 2
_FEWEST_PAGES = 3


def without_running_heads(pages: list[list[PrintedLine]]) -> list[list[PrintedLine]]:
    """Return the pages' lines without page numbers that count along and heads or feet that most pages repeat."""
    offsets = Counter(
        number - index
        for index, lines in enumerate(pages)
        for number in {page_number_in(line.text) for line in (*lines[:1], *lines[-1:])}
        if number is not None
    )
    repeated = Counter(
        text for index, lines in enumerate(pages) for text in {_without_page(line, index) for line in _edges(lines)}
    )
    heads = {text for text, count in repeated.items() if text and count >= _FEWEST_PAGES and 2 * count >= len(pages)}

    def is_running(line: PrintedLine, index: int) -> bool:
        number = page_number_in(line.text)
        if number is not None:
            offset = number - index
            return offset == 1 or offsets[offset] >= 2
        return _without_page(line, index) in heads

    kept = []
    for index, lines in enumerate(pages):
        edges = {id(line) for line in _edges(lines) if is_running(line, index)}
        kept.append([line for line in lines if id(line) not in edges])
    return kept


def _edges(lines: list[PrintedLine]) -> list[PrintedLine]:
    return [*lines[:_EDGE_LINES], *lines[_EDGE_LINES:][-_EDGE_LINES:]]


def _without_page(line: PrintedLine, index: int) -> str:
    """Return a line for comparison between pages, the number of its page taken out (“Kế hoạch 2024 | trang 3”)."""
    return re.sub(rf"(?<!\d){index + 1}(?!\d)", "#", fold(line.text))
