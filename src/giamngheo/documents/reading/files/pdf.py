"""PDF files with a text layer: printed lines in reading order, tables by their drawn borders."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from giamngheo.documents.reading.files import limits
from giamngheo.documents.reading.files.layout_tables import is_layout
from giamngheo.documents.reading.files.old_letters import OldLetters, from_old_letters, recognise_old_letters
from giamngheo.documents.reading.files.pdf_pages import Placing, PrintedLine, in_reading_order, lines_of, words_of
from giamngheo.documents.reading.files.pdf_paragraphs import continuations
from giamngheo.documents.reading.files.pdf_tables import RuledTable, rules_of, tables_of
from giamngheo.documents.reading.files.refusals import (
    DamagedFile,
    LockedFile,
    NoTextLayer,
    TooMuchToRead,
    UnsafeContent,
)
from giamngheo.documents.reading.files.running_heads import without_running_heads
from giamngheo.documents.reading.files.transcript import Transcript
from giamngheo.documents.reading.files.vietnamese import tidy
from giamngheo.documents.reading.source import Document
from giamngheo.figures.grids import Grid, Span

_DEFLATED = re.compile(rb"stream\r?\n\x78")
_CHUNK = 1 << 16
_SCAN_LETTERS = 200
"""A page that is one picture and has fewer letters (the stamp of a digital signature) is a scan."""


@dataclass(slots=True)
class _Page:
    lines: list[PrintedLine]
    tables: list[RuledTable]
    is_scan: bool
    number_of_letters: int


def read_pdf(transcript: Transcript, data: bytes) -> Document:
    """Read a PDF; raises LockedFile, DamagedFile, UnsafeContent, TooMuchToRead, NoTextLayer."""
    _check_streams(transcript.file, data)
    pages = _read_pages(transcript.file, data)
    scans = [number for number, page in enumerate(pages, start=1) if page.is_scan]
    if not any(page.lines or page.tables for page in pages) or len(scans) > len(pages) / 2:
        raise NoTextLayer(transcript.file)
    if scans:
        transcript.note(f"Trang {', '.join(map(str, scans))} là ảnh quét, không có chữ để đọc.")
    letters = recognise_old_letters(line.text for page in pages for line in page.lines)
    if letters:
        transcript.note(f"Chữ đã được chuyển từ bảng mã {letters.value} sang Unicode.")
    writer = _Writer(transcript, letters)
    bodies = [in_reading_order(lines) for lines in without_running_heads([page.lines for page in pages])]
    for number, (page, lines, goes_on) in enumerate(zip(pages, bodies, continuations(bodies), strict=True), start=1):
        writer.write_page(number, list(zip(lines, goes_on, strict=True)), page.tables)
    writer.close_table()
    return transcript.finish()


def _check_streams(file: str, data: bytes) -> None:
    """Refuse a stream that inflates without end before the PDF library meets it."""
    total = 0
    for match in _DEFLATED.finditer(data):
        inflated = 0
        for size in _inflated_sizes(data, match.end() - 1):
            inflated += size
            total += size
            if inflated > limits.PART_BYTES or total > limits.PDF_INFLATED_BYTES:
                raise UnsafeContent(file, reason="giải nén ra quá lớn")


def _inflated_sizes(data: bytes, start: int) -> Iterator[int]:
    inflater = zlib.decompressobj()
    try:
        for at in range(start, len(data), _CHUNK):
            rest = data[at : at + _CHUNK]
            while rest and not inflater.eof:
                yield len(inflater.decompress(rest, 16 * _CHUNK))
                rest = inflater.unconsumed_tail
            if inflater.eof:
                return
    except zlib.error:
        return  # not deflated after all, or damaged: the PDF library will say


def _read_pages(file: str, data: bytes) -> list[_Page]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}:
            raise LockedFile(file) from error
        raise DamagedFile(file, reason="cấu trúc PDF không đọc được") from error
    try:
        return list(_pages(file, document))
    except pdfium.PdfiumError as error:
        raise DamagedFile(file, reason="có trang không đọc được") from error
    finally:
        document.close()


def _pages(file: str, document: pdfium.PdfDocument) -> Iterator[_Page]:
    if len(document) > limits.PDF_PAGES:
        raise TooMuchToRead(
            file,
            found=f"{len(document)} trang",
            limit=f"{limits.PDF_PAGES} trang",
            advice="Hãy tách phần kế hoạch và phụ lục cần đọc thành tệp riêng.",
        )
    allowed = limits.PDF_LETTERS
    for index in range(len(document)):
        page = _read_page(document, index, allowed)
        allowed -= page.number_of_letters
        if allowed < 0:
            raise TooMuchToRead(
                file, found="quá nhiều chữ", limit=f"{limits.PDF_LETTERS} chữ", advice="Hãy tách thành nhiều tệp."
            )
        yield page


def _read_page(document: pdfium.PdfDocument, index: int, allowed: int) -> _Page:
    page = document[index]
    text_page = page.get_textpage()
    try:
        placing = Placing(page)
        number_of_letters = text_page.count_chars()
        # Past the limit the document is refused by whoever adds the letters up.
        words = list(words_of(text_page, placing)) if number_of_letters <= allowed else []
        tables = tables_of(rules_of(page, placing), words)
        free = [word for word in words if not any(table.covers(word) for table in tables)]
        is_scan = number_of_letters < _SCAN_LETTERS and _is_one_picture(page, placing)
        return _Page(lines_of(free), tables, is_scan, number_of_letters)
    finally:
        text_page.close()
        page.close()


def _is_one_picture(page: pdfium.PdfPage, placing: Placing) -> bool:
    for image in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = placing.box(*image.get_bounds())
        if (right - left) * (top - bottom) > 0.5 * placing.width * placing.height:
            return True
    return False


class _Writer:
    """Writes pages down; a table goes on over pages while its columns agree."""

    def __init__(self, transcript: Transcript, letters: OldLetters | None) -> None:
        self._transcript = transcript
        self._letters = letters
        self._table: RuledTable | None = None
        self._rows: list[tuple[str, ...]] = []
        self._spans: list[Span] = []
        self._name = self._caption = ""
        self._after_line = 0

    def write_page(self, number: int, lines: list[tuple[PrintedLine, bool]], tables: list[RuledTable]) -> None:
        """Write one page's lines, each with whether it goes on with the one above, and tables from the top down."""
        waiting = list(tables)
        for line, goes_on in lines:
            while waiting and waiting[0].top > line.baseline:
                self._write_table(waiting.pop(0), number)
            self.close_table()
            self._transcript.add_line(self._clean(line.text), page=number, goes_on=goes_on)
        for table in waiting:
            self._write_table(table, number)

    def _write_table(self, table: RuledTable, page: int) -> None:
        rows = [tuple(self._clean(text) for text in row) for row in table.texts]
        skipped = 0
        if self._table and table.continues(self._table):
            # A header that is printed again on the next page is read once.
            while skipped < min(len(rows), len(self._rows)) and rows[skipped] == self._rows[skipped]:
                skipped += 1
        else:
            self.close_table()
            self._name, self._caption = self._transcript.next_table_name(), self._transcript.caption_above()
            self._after_line = self._transcript.number
        shift = len(self._rows) - skipped
        self._spans += [
            Span(span.first_row + shift, span.first_column, span.last_row + shift, span.last_column)
            for span in table.spans
            if span.first_row >= skipped
        ]
        self._table = table
        self._rows += rows[skipped:]
        for text in (text for row in rows[skipped:] for text in row if text):
            self._transcript.add_line(text, table=self._name, page=page)

    def close_table(self) -> None:
        """Place the table being read, if any."""
        if self._table:
            rows = tuple(tuple(text or None for text in row) for row in self._rows)
            grid = Grid(self._transcript.file, self._name, rows, tuple(self._spans), self._caption)
            self._transcript.add_table(grid, after_line=self._after_line, is_layout=is_layout(grid))
        self._table, self._rows, self._spans = None, [], []

    def _clean(self, text: str) -> str:
        return tidy(from_old_letters(text, self._letters) if self._letters else text).strip()
