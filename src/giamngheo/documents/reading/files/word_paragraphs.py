"""The text of one Word paragraph as a reader of the printed page would see it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

from giamngheo.documents.reading.files.office_package import child, local_name, value
from giamngheo.documents.reading.files.old_letters import OldLetters, from_old_letters, letters_of_font
from giamngheo.documents.reading.files.vietnamese import tidy
from giamngheo.documents.reading.files.word_numbering import Numbering
from giamngheo.documents.reading.files.word_styles import Style, Styles, laid_over, style_of

_NOT_PRINTED = {"del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delText", "rt"}
_DRAWINGS = {"drawing", "pict", "object"}
_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_SYMBOLS = {"B3": "≥", "A3": "≤", "B1": "±", "B4": "×", "B9": "≠", "2D": "-", "B7": "-"}
_LAST_SINGLE_BYTE = "\u00ff"


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    letters: OldLetters | None
    capitals: bool

    def encoding(self) -> tuple[OldLetters | None, bool]:
        return self.letters, self.capitals


@dataclass(slots=True)
class Paragraph:
    """A paragraph's lines (a forced line break starts a new one) and the text boxes anchored in it."""

    lines: list[str]
    boxes: list[etree._Element] = field(default_factory=list)
    joins_next: bool = False
    """Its end was deleted in a tracked change: the next paragraph goes on in the same line."""
    converted: frozenset[OldLetters] = frozenset()


class ParagraphReader:
    """Reads the paragraphs of one document in order; automatic numbers count on from one to the next."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering

    def read(self, element: etree._Element) -> Paragraph:
        """Return what a w:p element prints."""
        properties = child(element, "pPr")
        style_name = value(child(properties, "pStyle")) or self._styles.default_paragraph
        style = laid_over(self._styles.default, self._styles.resolve(style_name))
        boxes: list[etree._Element] = []
        pieces = list(self._pieces(element, style, boxes))
        text = tidy("".join(_decoded(pieces)))
        joins_next = child(properties, "rPr", "del") is not None
        label = "" if joins_next else self._label(properties, style, style_name)
        lines = [line.strip(" ") for line in (label + text.strip()).split("\n")]
        converted = frozenset(piece.letters for piece in pieces if piece.letters and not piece.text.isascii())
        return Paragraph(lines, boxes, joins_next, converted)

    def _label(self, properties: etree._Element | None, style: Style, style_name: str) -> str:
        numbered = laid_over(style, style_of(properties, None))
        if not numbered.list_id or numbered.list_id == "0":
            return ""
        level = numbered.level
        if level is None:
            level = self._numbering.level_of_style(numbered.list_id, style_name)
        return self._numbering.label(numbered.list_id, level)

    def _pieces(self, element: etree._Element, style: Style, boxes: list[etree._Element]) -> Iterator[_Piece]:
        for inner in element:
            name = local_name(inner)
            if name in _NOT_PRINTED:
                continue
            if name == "r":
                yield from self._run(inner, style, boxes)
            elif name == "t":
                yield _Piece(inner.text or "", None, capitals=False)
            elif name == "AlternateContent":
                yield from self._pieces(_chosen(inner), style, boxes)
            elif name in _DRAWINGS:
                boxes.extend(_text_boxes(inner))
            else:
                yield from self._pieces(inner, style, boxes)

    def _run(self, run: etree._Element, style: Style, boxes: list[etree._Element]) -> Iterator[_Piece]:
        properties = child(run, "rPr")
        character_style = value(child(properties, "rStyle"))
        if character_style:
            style = laid_over(style, self._styles.resolve(character_style))
        style = laid_over(style, style_of(None, properties))
        if style.is_hidden:
            return
        letters, capitals = letters_of_font(style.font or "")
        for inner in run:
            name = local_name(inner)
            if name == "t":
                yield _Piece(inner.text or "", letters, capitals)
            elif name in _SIGNS:
                yield _Piece(_SIGNS[name], letters, capitals)
            elif name == "br":
                yield _Piece("\n" if value(inner, "type") in {None, "textWrapping"} else " ", letters, capitals)
            elif name == "sym":
                yield _Piece(_symbol(inner), None, capitals=False)
            elif name in _DRAWINGS:
                boxes.extend(_text_boxes(inner))
            elif name == "AlternateContent":
                boxes.extend(_text_boxes(_chosen(inner)))


def _decoded(pieces: list[_Piece]) -> Iterator[str]:
    """Old letters may be cut between runs (VNI writes two codes for one), so equal neighbours are joined first."""
    for (letters, capitals), group in groupby(pieces, key=_Piece.encoding):
        text = "".join(piece.text for piece in group)
        if letters and all(letter <= _LAST_SINGLE_BYTE for letter in text if letter.isalpha()):
            yield from_old_letters(text, letters, capitals=capitals)
        else:
            yield text


def _symbol(element: etree._Element) -> str:
    """Signs from the Symbol font are read; pictures from Wingdings and the like stand as “-”."""
    return _SYMBOLS.get((value(element, "char") or "").upper()[-2:], "-")


def _chosen(alternatives: etree._Element) -> etree._Element:
    """Word stores a drawing twice, for itself and for older programs: read one of them."""
    choice = child(alternatives, "Choice")
    return choice if choice is not None else alternatives


def _text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Return the outermost text boxes of a drawing."""
    for inner in element:
        name = local_name(inner)
        if name == "txbxContent":
            yield inner
        elif name == "AlternateContent":
            yield from _text_boxes(_chosen(inner))
        elif name != "Fallback":
            yield from _text_boxes(inner)
