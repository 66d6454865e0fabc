"""Word files (.docx): paragraphs and tables in reading order, in one pass over the file and without loading it whole.

A paragraph is a line; a forced line break inside it starts another. Inside tables every paragraph with text is a line
that names its table. Tracked insertions are read, deletions are not; hidden text, headers, footers and footnotes are
left out.
"""

from lxml import etree

from giamngheo.documents.reading.files.layout_tables import is_layout
from giamngheo.documents.reading.files.office_package import OfficePackage, local_name
from giamngheo.documents.reading.files.transcript import Transcript
from giamngheo.documents.reading.files.word_numbering import Numbering
from giamngheo.documents.reading.files.word_paragraphs import ParagraphReader
from giamngheo.documents.reading.files.word_styles import Styles
from giamngheo.documents.reading.files.word_tables import WordTable
from giamngheo.documents.reading.source import Document

_TAGS = ("{*}p", "{*}tbl", "{*}tr")
_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo"}


def read_word(transcript: Transcript, data: bytes) -> Document:
    """Read a .docx; raises DamagedFile, UnsafeContent, TooMuchToRead."""
    package = OfficePackage(transcript.file, data)
    body_part = package.main_part()
    part_of = dict(package.related(body_part).values())
    styles = Styles(package.parse(part_of.get("styles", "")))
    numbering = Numbering(package.parse(part_of.get("numbering", "")), styles.list_of_style)
    _note_what_is_left_out(package, transcript)
    body = _BodyReader(package, transcript, ParagraphReader(styles, numbering))
    for event, element in package.elements(body_part, tags=_TAGS, events=("start", "end")):
        body.pass_over(event, element)
    body.flush()
    return transcript.finish()


class _BodyReader:
    """Where the pass over the body stands: inside which paragraph and table."""

    def __init__(self, package: OfficePackage, transcript: Transcript, paragraphs: ParagraphReader) -> None:
        self._package = package
        self._transcript = transcript
        self._paragraphs = paragraphs
        self._paragraph_depth = 0
        self._table_depth = 0
        self._table: WordTable | None = None
        self._unfinished = ""

    def pass_over(self, event: str, element: etree._Element) -> None:
        """Take one start or end of a paragraph, table or row; what has been read is forgotten at once."""
        name = local_name(element)
        step = 1 if event == "start" else -1
        if name == "p":
            self._paragraph_depth += step
            if not self._paragraph_depth and not self._table_depth:
                self._read_paragraph(element, None)
                self._package.forget(element)
        elif self._paragraph_depth:
            return  # inside a text box, which is read with its paragraph
        elif name == "tbl":
            self._pass_table(step, element)
        elif event == "end" and self._table_depth == 1 and self._table:
            self._table.add_row(element, self._read_cell)
            self._package.forget(element)

    def _pass_table(self, step: int, element: etree._Element) -> None:
        self._table_depth += step
        if step == 1 and self._table_depth == 1:
            self.flush()
            transcript = self._transcript
            self._table = WordTable(
                transcript.file, transcript.next_table_name(), transcript.caption_above(), transcript.number
            )
        elif self._table_depth == 0 and self._table:
            grid = self._table.grid()
            if grid.rows:
                self._transcript.add_table(grid, after_line=self._table.after_line, is_layout=is_layout(grid))
            self._table = None
            self._package.forget(element)

    def _read_cell(self, cell: etree._Element) -> str:
        name = self._table.name if self._table else None
        return "\n".join(self._read_blocks(cell, name))

    def _read_blocks(self, element: etree._Element, table: str | None) -> list[str]:
        """Read the paragraphs inside a cell or a text box, those of nested tables too; return their texts."""
        texts: list[str] = []
        for inner in element:
            name = local_name(inner)
            if name == "p":
                texts += self._read_paragraph(inner, table)
            elif name in _WRAPPERS or name in {"tbl", "tr", "tc"}:
                texts += self._read_blocks(inner, table)
        return texts

    def _read_paragraph(self, element: etree._Element, table: str | None) -> list[str]:
        paragraph = self._paragraphs.read(element)
        for letters in paragraph.converted:
            self._transcript.note(f"Chữ dùng phông {letters.value} đã được chuyển sang Unicode.")
        lines = [self._unfinished + paragraph.lines[0], *paragraph.lines[1:]]
        self._unfinished = ""
        if paragraph.joins_next:
            self._unfinished = lines.pop()
        texts = [line for line in lines if line.strip()]
        for line in texts if table else lines:
            # A paragraph that only anchors a text box or a picture still is a (blank) line.
            self._transcript.add_line(line, table=table)
        for box in paragraph.boxes:
            texts += self._read_blocks(box, table)
        return texts

    def flush(self) -> None:
        """Write down text whose paragraph end was deleted with nothing behind it."""
        if self._unfinished:
            self._transcript.add_line(self._unfinished)
            self._unfinished = ""


def _note_what_is_left_out(package: OfficePackage, transcript: Transcript) -> None:
    for stem, what in (
        ("word/footnotes", "Chú thích cuối trang"),
        ("word/endnotes", "Chú thích cuối văn bản"),
        ("word/header", "Tiêu đề đầu trang"),
        ("word/footer", "Dòng chân trang"),
    ):
        if any(_has_words(package, name) for name in package.parts if name.startswith(stem) and name.endswith(".xml")):
            transcript.note(f"{what} không được đọc.")


def _has_words(package: OfficePackage, name: str) -> bool:
    for _, paragraph in package.elements(name, tags=("{*}p",), events=("end",)):
        if any(letter.isalpha() for text in paragraph.iter("{*}t") for letter in text.text or ""):
            return True
        package.forget(paragraph)
    return False
