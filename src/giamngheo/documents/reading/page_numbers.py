"""Lines that are a page's number and nothing else: “12”, “- 12 -”, “Trang 3/12”."""

import re
from collections.abc import Sequence
from itertools import pairwise

from giamngheo.documents.reading.source import Line

_PAGE_NUMBER = re.compile(r"^\W*(?:trang\s*)?(\d{1,4})(?:\s*(?:/|trên)\s*\d{1,4})?\W*$", re.IGNORECASE)
_FEWEST_LINES_APART = 8


def page_number_in(text: str) -> int | None:
    """Return the number of a line that holds nothing else, None otherwise."""
    match = _PAGE_NUMBER.match(text)
    return int(match[1]) if match else None


def numbered_pages(lines: Sequence[Line]) -> set[int]:
    """Return which lines of a text file are page numbers left in it: they count along, a page apart."""
    found = [(line.number, number) for line in lines if (number := page_number_in(line.text)) is not None]
    counting: set[int] = set()
    for (line, number), (next_line, next_number) in pairwise(found):
        if next_number == number + 1 and next_line - line >= _FEWEST_LINES_APART:
            counting |= {line, next_line}
    return counting
