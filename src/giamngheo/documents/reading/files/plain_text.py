"""Text files (.txt, .md): bytes to lines, whatever they were encoded in, and the tables typed among them."""

import codecs
import re

from giamngheo.documents.reading.files.layout_tables import is_layout
from giamngheo.documents.reading.files.old_letters import (
    OldLetters,
    from_old_letters,
    recognise_old_letters,
    vietnamese_share,
)
from giamngheo.documents.reading.files.refusals import NotADocument, UnknownLetters
from giamngheo.documents.reading.files.text_tables import find_tables
from giamngheo.documents.reading.files.transcript import Transcript
from giamngheo.documents.reading.files.vietnamese import tidy
from giamngheo.documents.reading.source import Document

_WORD = re.compile(r"[^\W\d_]+")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONVINCING = 0.8
LOST_LETTERS = 0.001
SAMPLE = 400_000


def read_plain_text(transcript: Transcript, text: str) -> Document:
    """Read decoded text line by line, as an editor numbers it; tables typed with `|` or tabs become grids too."""
    transcript.expect_lines(text.count("\n"))
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    tables = find_tables(lines)
    for number, line in enumerate(lines, start=1):
        table = tables.get(number)
        if table and table.first_line == number:
            name, caption = transcript.next_table_name(), transcript.caption_above()
            grid = table.grid(transcript.file, name, caption)
            transcript.add_table(grid, after_line=number - 1, is_layout=is_layout(grid))
        transcript.add_line(line.rstrip(), table=name if table else None)
    return transcript.finish()


def decode_text(transcript: Transcript, data: bytes) -> str:
    """Return the text of a file's bytes in Unicode, line feeds as the only line ends.

    Raises UnknownLetters where no encoding makes Vietnamese of it, NotADocument where it is no text at all.
    """
    text = _by_its_mark(transcript, data) or _as_utf8(transcript, data) or _by_its_words(transcript, data)
    letters = recognise_old_letters(text[:SAMPLE].splitlines())
    if letters:
        transcript.note(f"Chữ đã được chuyển từ bảng mã {letters.value} sang Unicode.")
        text = from_old_letters(text, letters)
    return tidy(text.replace("\r\n", "\n").replace("\r", "\n"))


def _by_its_mark(transcript: Transcript, data: bytes) -> str | None:
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if encoding is None and b"\0" in data[:2000]:
        encoding = _utf16_without_mark(transcript, data)
    if encoding is None:
        return None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return _with_losses(transcript, data, encoding)


def _utf16_without_mark(transcript: Transcript, data: bytes) -> str:
    start = data[:2000]
    even, odd = start[::2].count(0), start[1::2].count(0)
    # Half of all letters of a Vietnamese text are plain: every second byte of those is zero.
    if max(even, odd) > len(start) / 8 and min(even, odd) <= max(even, odd) / 10:
        return "utf-16-le" if odd > even else "utf-16-be"
    raise NotADocument(transcript.file, found="tệp nhị phân")


def _as_utf8(transcript: Transcript, data: bytes) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:
        if data.decode(errors="replace").count("\ufffd") <= max(1, LOST_LETTERS * len(data)):
            return _with_losses(transcript, data, "utf-8")
        return None


def _with_losses(transcript: Transcript, data: bytes, encoding: str) -> str:
    text = data.decode(encoding, errors="replace")
    _warn_of_losses(transcript, text)
    return text


def _warn_of_losses(transcript: Transcript, text: str) -> None:
    """Note how many letters were lost; raises UnknownLetters where they are too many."""
    lost = text.count("\ufffd")
    if lost > max(1, LOST_LETTERS * len(text)):
        raise UnknownLetters(transcript.file)
    if lost:
        transcript.note(f"Có {lost} chữ bị hỏng trong tệp, hiện thành dấu �; hãy soát lại với bản gốc.")


def _by_its_words(transcript: Transcript, data: bytes) -> str:
    """Return the text of single-byte encodings: the one that makes Vietnamese words of most accented ones."""
    if sum(data[:4000].count(code) for code in range(9)) > 4:
        raise NotADocument(transcript.file, found="tệp nhị phân")
    western = data.decode("latin-1")
    windows = data.decode("cp1258", errors="replace")
    candidates: dict[str, str] = {"Windows-1258": windows}
    for letters in OldLetters:
        candidates[letters.value] = from_old_letters(western, letters)
    shares = {name: _share(text) for name, text in candidates.items()}
    best = max(shares, key=lambda name: shares[name])
    if shares[best] < CONVINCING:
        raise UnknownLetters(transcript.file)
    _warn_of_losses(transcript, candidates[best])
    transcript.note(f"Chữ đã được chuyển từ bảng mã {best} sang Unicode.")
    return candidates[best]


def _share(text: str) -> float:
    words = {word for word in _WORD.findall(tidy(text[:SAMPLE])) if not word.isascii()}
    return vietnamese_share(words)
