"""Page numbers and running heads: printed on every page, part of no plan."""

import re
from collections import Counter

from giamngheo.common.text import fold
from giamngheo.documents.reading.pdf_pages import PrintedLine

_PAGE_NUMBER = re.compile(r"^\W*(?:trang\s*)?(\d{1,4})(?:\s*(?:/|trên)\s*\d{1,4})?\W*$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_EDGE_LINES = 2
_FEWEST_PAGES = 3


def without_running_heads(pages: list[list[PrintedLine]]) -> list[list[PrintedLine]]:
    """Return the pages' lines without page numbers that count along and heads or feet that most pages repeat."""
    offsets = Counter(
        number - index
        for index, lines in enumerate(pages)
        for number in {page_number(line) for line in (*lines[:1], *lines[-1:])}
        if number is not None
    )
    repeated = Counter(text for lines in pages for text in {_without_numbers(line) for line in _edges(lines)})
    heads = {text for text, count in repeated.items() if text and count >= _FEWEST_PAGES and 2 * count >= len(pages)}

    def is_running(line: PrintedLine, index: int) -> bool:
        number = page_number(line)
        if number is not None:
            offset = number - index
            return offset == 1 or offsets[offset] >= 2
        return _without_numbers(line) in heads

    kept = []
    for index, lines in enumerate(pages):
        edges = {id(line) for line in _edges(lines) if is_running(line, index)}
        kept.append([line for line in lines if id(line) not in edges])
    return kept


def page_number(line: PrintedLine) -> int | None:
    """Return the number of a line that holds nothing else (“12”, “- 12 -”, “Trang 3/12”), None otherwise."""
    match = _PAGE_NUMBER.match(line.text)
    return int(match[1]) if match else None


def _edges(lines: list[PrintedLine]) -> list[PrintedLine]:
    return [*lines[:_EDGE_LINES], *lines[_EDGE_LINES:][-_EDGE_LINES:]]


def _without_numbers(line: PrintedLine) -> str:
    return _DIGITS.sub("#", fold(line.text))
