"""Paragraphs as their writer meant them: broken lines joined, the sign at the head set apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from giamngheo.common.text import fold, squeeze
from giamngheo.documents.reading.markers import Marker, split_marker
from giamngheo.documents.reading.phrases import PHRASES
from giamngheo.documents.reading.source import Document, Line

_EMPHASIS = re.compile(r"\*\*|__|(?<!\S)\*(?=\S)|\*(?=[\s:.,;)]|$)|(?<=\()\*(?=\S)")
_ENDS_A_SENTENCE = re.compile(r"[.;:!?…]['\"”)]*$")
_WIDEST_WRAPPED_LINE = 130
_FEWEST_LINES = 8
_SHARE_OF_FULL_LINES = 0.3
_NEARLY = 0.88
_STARTS_ANEW = re.compile(
    r"can cu\b|xet de nghi\b|noi nhan\b|tren day la\b|kinh gui\b|phu luc\b|(?:tieu )?du an \d+\s*(?:[:.(–-]|$)"
)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph. `text` is without its `marker`; `first` and `last` are line numbers of `file`."""

    file: str
    first: int
    last: int
    marker: Marker | None
    text: str

    @property
    def where(self) -> str:
        """Return the address of its lines: `ke-hoach.txt#27-29`."""
        return f"{self.file}#{self.first}-{self.last}"

    @property
    def head(self) -> str:
        """Return the part before the first colon, folded: the words a heading or a field is known by."""
        return fold(self.text.split(":", 1)[0])

    @property
    def tail(self) -> str:
        """Return the part behind the first colon; empty where there is none."""
        return self.text.partition(":")[2].strip()


def blocks_of(document: Document) -> list[Block]:
    """Return the document's paragraphs outside tables of figures, in order.

    Lines of a table that only arranges text (letter head, signatures) count as text. Lines that a PDF or an e-mail
    broke in the middle of a sentence are joined again.
    """
    arranging = {placed.grid.sheet for placed in document.tables if placed.is_layout}
    lines = [line for line in document.lines if line.table is None or line.table in arranging]
    full_width = _full_width(lines)
    blocks: list[Block] = []
    pending: list[Line] = []
    for line in lines:
        text = _clean(line.text)
        if not text:
            continue
        if pending and not _continues(pending, line, full_width):
            blocks.append(_block(document.file, pending))
            pending = []
        pending.append(line)
    if pending:
        blocks.append(_block(document.file, pending))
    return blocks


def _clean(text: str) -> str:
    return squeeze(_EMPHASIS.sub("", text))


def _block(file: str, lines: list[Line]) -> Block:
    marker, text = split_marker(" ".join(_clean(line.text) for line in lines))
    return Block(file, lines[0].number, lines[-1].number, marker, text)


def _full_width(lines: Sequence[Line]) -> int | None:
    """Return how wide a full line is where the text was broken at a margin; None where a line is a paragraph.

    A printed page (PDF) always breaks its lines; a text file does where many of its lines are about as wide.
    """
    widths = sorted(len(squeeze(line.text)) for line in lines if line.text.strip())
    if len(widths) >= _FEWEST_LINES and lines[0].page is not None:
        return widths[len(widths) * 19 // 20]
    if len(widths) < _FEWEST_LINES or widths[-1] > _WIDEST_WRAPPED_LINE:
        return None
    full = widths[len(widths) * 9 // 10]
    number_of_full = sum(width >= full * _NEARLY for width in widths)
    return full if number_of_full >= len(widths) * _SHARE_OF_FULL_LINES else None


def _continues(pending: Sequence[Line], line: Line, full_width: int | None) -> bool:
    before, text = _clean(pending[-1].text), _clean(line.text)
    if before.endswith(PHRASES.hyphenated_before) and text.startswith(PHRASES.hyphenated_after):
        return True
    marker, _ = split_marker(text)
    if marker is not None or _ENDS_A_SENTENCE.search(before) or pending[-1].table != line.table:
        return False
    if text.isupper() != before.isupper() or _STARTS_ANEW.match(fold(text)):
        return False
    if text[0].islower() or text[0] in ",;":
        return True
    # A line was broken at the margin only if the next line's first word had no room left on it.
    no_room = full_width is not None and len(before) + 1 + len(text.split()[0]) >= full_width * _NEARLY
    return no_room and line.number == pending[-1].number + 1
