"""Paragraphs as their writer meant them: broken lines joined, the sign at the head set apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from giamngheo.common.text import fold, squeeze
from giamngheo.documents.reading.markers import Marker, is_bare_label, split_marker
from giamngheo.documents.reading.page_numbers import numbered_pages
from giamngheo.documents.reading.phrases import PHRASES, longest_match, names_only_a_part
from giamngheo.documents.reading.source import Document, Line
from giamngheo.documents.reading.typed_columns import columns_apart

_HEADING_SIGN = re.compile(r"^\s*(?:#{1,6}|>)\s+")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(?=[.()\-+*_#>\[\]])")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\S)\*(?=\S)|\*(?=[\s:.,;)]|$)|(?<=\()\*(?=\S)")
_BROKEN_HYPHEN = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")
_IN_A_RANGE = re.compile(r"[-–]\s*\d")
_ENDS_A_SENTENCE = re.compile(r"[.;:!?…]['\"”)]*$")
_WIDEST_WRAPPED_LINE = 130
_LONGEST_LABEL = 40
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
    broke in the middle of a sentence are joined again, over page numbers left in the text too.
    """
    arranging = {placed.grid.sheet for placed in document.tables if placed.is_layout}
    lines = [line for line in document.lines if line.table is None or line.table in arranging]
    lines = columns_apart(lines, arranging)
    page_numbers = numbered_pages(lines)
    full_width = _full_width(lines)
    blocks: list[Block] = []
    pending: list[Line] = []
    ends_page = False
    for line in lines:
        if not _clean(line.text) or line.number in page_numbers:
            ends_page |= line.number in page_numbers
            continue
        is_next = ends_page or not pending or line.number == pending[-1].number + 1
        if pending and not _continues(pending[-1], line, full_width if is_next else None):
            blocks.append(_block(document.file, pending))
            pending = []
        pending.append(line)
        ends_page = False
    if pending:
        blocks.append(_block(document.file, pending))
    return blocks


def _clean(text: str) -> str:
    """Take away the signs of Markdown: headings, quotes, emphasis, escapes, the bars and breaks of a table's row."""
    bare = _ESCAPED.sub("", _EMPHASIS.sub("", _HEADING_SIGN.sub("", text)))
    return squeeze(_BREAK.sub(" ", bare)).strip("| ")


def _is_broken_at_a_dash(before: str, text: str) -> bool:
    """Recognise “Lao động” / “- Thương binh …” and “giai đoạn 2021” / “- 2025”: a dash that opens no item."""
    is_name = before.endswith(PHRASES.hyphenated_before) and text.startswith(PHRASES.hyphenated_after)
    return is_name or (before[-1].isdecimal() and _IN_A_RANGE.match(text) is not None)


def _starts_anew(text: str) -> bool:
    return split_marker(text)[0] is not None or _STARTS_ANEW.match(fold(text)) is not None or _is_labelled(text)


def _is_labelled(text: str) -> bool:
    """Say whether a line is a part's name, or begins with a part's or a field's name and a colon: “Mục tiêu: …”."""
    if text[:1].isupper() and text[-1] not in ".;," and names_only_a_part(text):
        return True
    label, colon, _ = text.partition(":")
    if not colon or len(label) > _LONGEST_LABEL or not label[:1].isupper():
        return False
    return any(longest_match(fold(label), names) for names in (PHRASES.project_fields, PHRASES.sections))


def _block(file: str, lines: list[Line]) -> Block:
    # A number broken behind its hyphen, “04/2022/TT-” / “BNNPTNT”, has no space there.
    marker, text = split_marker(
        _BROKEN_HYPHEN.sub("-", "\n".join(_clean(line.text) for line in lines)).replace("\n", " ")
    )
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


def _continues(above: Line, line: Line, full_width: int | None) -> bool:
    """Say whether a line goes on with the one above; `full_width` where that may have been broken at a margin."""
    before, text = _clean(above.text), _clean(line.text)
    names_above = above.table == line.table and is_bare_label(before) and split_marker(text)[0] is None
    if names_above or _is_broken_at_a_dash(before, text):
        return True
    if above.table != line.table or text.isupper() != before.isupper() or _starts_anew(text):
        return False
    if line.goes_on or _ENDS_A_SENTENCE.search(before):
        return bool(line.goes_on)
    if text[0].islower() or text[0] in ",;":
        return True
    # A line was broken at the margin only if the next line's first word had no room left on it.
    if line.goes_on is not None or full_width is None:
        return False
    return len(before) + 1 + len(text.split()[0]) >= full_width * _NEARLY
