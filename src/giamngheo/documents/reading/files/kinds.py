"""Which kind of file is this? Decided by its first bytes and its inside, then checked against its name."""

import re
from enum import Enum, auto
from pathlib import PurePath

from giamngheo.documents.reading.files.office_package import OfficePackage
from giamngheo.documents.reading.files.refusals import (
    DamagedFile,
    LockedFile,
    MacroFile,
    NameContradictsContent,
    NotADocument,
    WebPageInDisguise,
)


class Kind(Enum):
    """The kinds of file that are opened."""

    WORD = auto()
    WORKBOOK = auto()
    PDF = auto()
    OLD_WORD = auto()
    OLD_WORKBOOK = auto()
    TEXT = auto()
    DELIMITED = auto()


_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_SUFFIXES = {"", ".txt", ".md", ".markdown", ".text", ".log"}
_DELIMITED_SUFFIXES = {".csv", ".tsv"}
_FOREIGN = (
    (b"\xff\xd8\xff", "ảnh JPEG"),
    (b"\x89PNG", "ảnh PNG"),
    (b"GIF8", "ảnh GIF"),
    (b"BM", "ảnh BMP"),
    (b"II*\0", "ảnh TIFF"),
    (b"MM\0*", "ảnh TIFF"),
    (b"MZ", "chương trình Windows"),
    (b"\x7fELF", "chương trình Linux"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7-Zip"),
    (b"\x1f\x8b", "tệp nén GZIP"),
    (b"{\\rtf", "tệp RTF"),
    (b"SQLite format 3", "cơ sở dữ liệu SQLite"),
)
_ANY_CASE_ANY_LINE = re.IGNORECASE | re.DOTALL
_WEB_PAGE = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype html|html|head|meta|body|table|style)\b",
    _ANY_CASE_ANY_LINE,
)
_WEB_ARCHIVE = re.compile(rb"\s*MIME-Version:", re.IGNORECASE)
_XML_2003 = re.compile(rb"\s*<\?xml[^>]*>.{0,300}mso-application", re.DOTALL)


def recognise_kind(file: str, data: bytes) -> Kind:
    """Return the kind of a file's content.

    Raises NotADocument, MacroFile, LockedFile, DamagedFile, UnsafeContent, WebPageInDisguise or
    NameContradictsContent.
    """
    suffix = PurePath(file).suffix.lower()
    start = data[:4096]
    if b"%PDF-" in start[:1024]:
        return Kind.PDF
    if start.startswith(_OLE2):
        return _inside_ole2(file, data, suffix)
    if start.startswith(b"PK"):
        return _inside_zip(file, data)
    for mark, found in _FOREIGN:
        if start.startswith(mark) and not (len(mark) == 2 and _looks_like_text(start)):
            raise NotADocument(file, found=found)
    return _among_texts(file, start, suffix)


def _inside_ole2(file: str, data: bytes, suffix: str) -> Kind:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise LockedFile(file)
    if holds("WordDocument"):
        return Kind.OLD_WORD
    if holds("Workbook") or holds("Book"):
        return Kind.OLD_WORKBOOK
    if suffix in {".doc", ".xls", ".docx", ".xlsx"}:
        raise DamagedFile(file, reason="thiếu phần nội dung")
    raise NotADocument(file, found="tệp Office khác loại (bản trình chiếu, thư …)")


def _inside_zip(file: str, data: bytes) -> Kind:
    package = OfficePackage(file, data)
    names = set(package.parts)
    main = package.main_part()
    for folder, kind, better in (("word/", Kind.WORD, ".docx"), ("xl/", Kind.WORKBOOK, ".xlsx")):
        if main.startswith(folder) and main.endswith(".xml"):
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise MacroFile(file, better=better)
            return kind
    if "xl/workbook.bin" in names:
        raise NotADocument(file, found="bảng tính nhị phân (.xlsb)")
    if main.startswith("ppt/"):
        raise NotADocument(file, found="bản trình chiếu PowerPoint")
    if "mimetype" in names and "content.xml" in names:
        raise NotADocument(file, found="tệp OpenDocument (.odt, .ods)")
    if "[Content_Types].xml" in names:
        raise DamagedFile(file, reason="thiếu phần nội dung chính")
    raise NotADocument(file, found="tệp nén ZIP")


def _among_texts(file: str, start: bytes, suffix: str) -> Kind:
    if _WEB_PAGE.match(start) or _WEB_ARCHIVE.match(start) or _XML_2003.match(start):
        raise WebPageInDisguise(file)
    if suffix in _DELIMITED_SUFFIXES:
        return Kind.DELIMITED
    if suffix in _TEXT_SUFFIXES:
        return Kind.TEXT
    if _looks_like_text(start):
        raise NameContradictsContent(file, suffix=suffix)
    raise NotADocument(file, found="tệp không rõ loại")


def _looks_like_text(start: bytes) -> bool:
    return not any(start.count(code) for code in range(9))
