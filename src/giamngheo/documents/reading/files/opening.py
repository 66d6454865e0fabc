"""From any file that an office sends to numbered lines and grids, or to a sentence saying why not."""

import re
from pathlib import Path, PurePath

from giamngheo.common.text import compose
from giamngheo.documents.reading.files import limits
from giamngheo.documents.reading.files.conversion import convert_old_office
from giamngheo.documents.reading.files.delimited import read_delimited
from giamngheo.documents.reading.files.kinds import Kind, recognise_kind
from giamngheo.documents.reading.files.pdf import read_pdf
from giamngheo.documents.reading.files.plain_text import decode_text, read_plain_text
from giamngheo.documents.reading.files.refusals import EmptyFile, FileOutOfReach, FileTooLarge, UnreadableDocument
from giamngheo.documents.reading.files.sheets import read_workbook
from giamngheo.documents.reading.files.transcript import Transcript
from giamngheo.documents.reading.files.word import read_word
from giamngheo.documents.reading.source import Document

__all__ = ["UnreadableDocument", "open_bytes", "open_document", "safe_name"]

LONGEST_NAME = 150
_NEWER_FORM = {Kind.OLD_WORD: (".doc", ".docx"), Kind.OLD_WORKBOOK: (".xls", ".xlsx")}
_USUAL_NAME = {
    Kind.WORD: ".docx",
    Kind.WORKBOOK: ".xlsx",
    Kind.PDF: ".pdf",
    Kind.OLD_WORD: ".doc",
    Kind.OLD_WORKBOOK: ".xls",
}


def open_document(path: Path) -> Document:
    """Open a file on this machine; raises UnreadableDocument (see `refusals`) with a sentence for the user."""
    name = safe_name(path.name)
    try:
        size = path.stat().st_size
        _check_size(name, size)
        data = path.read_bytes() if path.is_file() else None
    except FileNotFoundError as error:
        raise FileOutOfReach(name, reason="không có tệp này") from error
    except OSError as error:
        raise FileOutOfReach(name, reason="không được phép đọc hoặc ổ đĩa có lỗi") from error
    if data is None:
        found = "đây là thư mục, không phải là một tệp" if path.is_dir() else "đây không phải là một tệp"
        raise FileOutOfReach(name, reason=found)
    return open_bytes(name, data)


def open_bytes(name: str, data: bytes) -> Document:
    """Open an uploaded file by its content; its name is only checked against it, and never used as a path.

    Raises UnreadableDocument (see `refusals`) with a sentence for the user.
    """
    file = safe_name(name)
    _check_size(file, len(data))
    transcript = Transcript(file)
    kind = recognise_kind(file, data)
    _compare_with_name(transcript, kind)
    if kind in _NEWER_FORM:
        old, better = _NEWER_FORM[kind]
        data = convert_old_office(file, data, kind=old, better=better)
        may_differ = "; số thứ tự tự động có thể khác bản gốc" if kind is Kind.OLD_WORD else ""
        transcript.note(f"Tệp {old} đã được LibreOffice chuyển sang {better}{may_differ}.")
        kind = recognise_kind(file, data)
    document = _read(transcript, kind, data)
    if not any(line.text.strip() for line in document.lines):
        raise EmptyFile(file)
    return document


def _read(transcript: Transcript, kind: Kind, data: bytes) -> Document:
    if kind is Kind.PDF:
        return read_pdf(transcript, data)
    if kind is Kind.WORD:
        return read_word(transcript, data)
    if kind is Kind.WORKBOOK:
        return read_workbook(transcript, data)
    _check_size(transcript.file, len(data), limits.TEXT_BYTES)
    text = decode_text(transcript, data)
    if kind is Kind.DELIMITED:
        return read_delimited(transcript, text, sheet=PurePath(transcript.file).stem)
    return read_plain_text(transcript, text)


def _compare_with_name(transcript: Transcript, kind: Kind) -> None:
    suffix = PurePath(transcript.file).suffix.lower()
    if kind in _USUAL_NAME and suffix != _USUAL_NAME[kind]:
        transcript.note(f"Tên tệp có đuôi “{suffix}” nhưng nội dung là {_USUAL_NAME[kind]}; đã đọc theo nội dung.")


def safe_name(name: str) -> str:
    """Return the last part of an uploaded name without folders, control and direction characters."""
    base = re.split(r"[/\\]", compose(name))[-1]
    cleaned = "".join(character for character in base if character.isprintable()).strip(" .")
    cleaned = re.sub(r'[<>:"|?*#]', "_", cleaned)
    if len(cleaned) > LONGEST_NAME:
        stem, dot, suffix = cleaned.rpartition(".")
        cleaned = stem[:LONGEST_NAME] + dot + suffix[:10] if dot else cleaned[:LONGEST_NAME]
    return cleaned or "tep-khong-ten"


def _check_size(file: str, size: int, limit: int = limits.FILE_BYTES) -> None:
    if size > limit:
        raise FileTooLarge(file, megabytes=-(-size // limits.MEGABYTE), limit=limit // limits.MEGABYTE)
    if size == 0:
        raise EmptyFile(file)
