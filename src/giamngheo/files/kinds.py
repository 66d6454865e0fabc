"""Which files are kept, and rows of kept files and backups that pages may import."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import IO

MEGABYTE = 1024 * 1024


class Media(StrEnum):
    """What a file is, by its content; the value is the media type it is served with."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    CSV = "text/csv"
    TEXT = "text/plain"
    JSON = "application/json"

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Endings a name of such a file has; the first is given to a name that has none of them."""
        return _SUFFIXES[self]

    @property
    def word(self) -> str:
        """What a message calls it."""
        return _WORDS[self]


_SUFFIXES = {
    Media.PDF: (".pdf",),
    Media.JPEG: (".jpg", ".jpeg"),
    Media.PNG: (".png",),
    Media.WORKBOOK: (".xlsx",),
    Media.WORD: (".docx",),
    Media.CSV: (".csv", ".tsv"),
    Media.TEXT: (".txt", ".md"),
    Media.JSON: (".json",),
}
_WORDS = {
    Media.PDF: "PDF",
    Media.JPEG: "ảnh JPG",
    Media.PNG: "ảnh PNG",
    Media.WORKBOOK: "Excel (.xlsx)",
    Media.WORD: "Word (.docx)",
    Media.CSV: "bảng .csv",
    Media.TEXT: "văn bản thường (.txt)",
    Media.JSON: "dữ liệu .json",
}


class FileKind(StrEnum):
    """What a kept file is for (loại tệp); it decides which media are taken and how large they may be."""

    SCAN = "scan"
    SHEET = "sheet"
    DOCUMENT = "document"
    DATA = "data"

    @property
    def label(self) -> str:
        """The kind as screens name it."""
        return _RULES[self].label

    @property
    def media(self) -> tuple[Media, ...]:
        """What a file of this kind may be."""
        return _RULES[self].media

    @property
    def limit_bytes(self) -> int:
        """How large an upload of this kind may be."""
        return _RULES[self].limit_bytes

    @property
    def is_uploaded(self) -> bool:
        """Whether people hand in such files; the others are only made here."""
        return self is not FileKind.DATA

    @property
    def hint(self) -> str:
        """What may be handed in, as a form says it: “PDF, ảnh JPG; tối đa 10 MB”."""
        return f"{', '.join(one.word for one in self.media)}; tối đa {self.limit_bytes // MEGABYTE} MB"


@dataclass(frozen=True, slots=True)
class _Rule:
    label: str
    media: tuple[Media, ...]
    limit_bytes: int


_RULES = {
    FileKind.SCAN: _Rule("Bản chụp văn bản đã ký", (Media.PDF, Media.JPEG, Media.PNG), 10 * MEGABYTE),
    FileKind.SHEET: _Rule("Bảng tính", (Media.WORKBOOK, Media.CSV), 30 * MEGABYTE),
    FileKind.DOCUMENT: _Rule("Văn bản", (Media.WORD, Media.PDF, Media.TEXT), 30 * MEGABYTE),
    FileKind.DATA: _Rule("Dữ liệu cho phần mềm khác", (Media.JSON, Media.CSV), 30 * MEGABYTE),
}


class Direction(StrEnum):
    """Whether a file came in or went out (chiều)."""

    UPLOAD = "upload"
    EXPORT = "export"

    @property
    def label(self) -> str:
        """The direction as screens name it."""
        return {"upload": "Tải lên", "export": "Xuất ra"}[self.value]


@dataclass(frozen=True, slots=True)
class FileRow:
    """A kept file as lists and its page show it. `place` is blank for the whole installation."""

    id: int
    direction: Direction
    kind: FileKind
    name: str
    media_type: Media
    size: int
    sha256: str
    place_id: int | None
    place: str
    is_sensitive: bool
    reason: str
    kept_at: datetime
    kept_by: str


@dataclass(frozen=True, slots=True)
class FilePage:
    """One page of the list, the newest first; `older_than` is where the next page goes on, None on the last."""

    rows: tuple[FileRow, ...]
    older_than: int | None


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file whose opening was recorded and whose content was held against its hash. Whoever asked closes it."""

    name: str
    media_type: Media
    size: int
    content: IO[bytes]


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup that was made."""

    id: int
    made_at: datetime
    made_by: str
    destination: str
    size: int
    number_of_files: int
    is_verified: bool
