"""Files that somebody hands in on a page: judged by number and size first, then opened; nothing is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import PurePath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from giamngheo.documents.reading.files.opening import UnreadableDocument, open_bytes, safe_name
from giamngheo.documents.reading.source import Document

MEGABYTE = 1024 * 1024
FILES_AT_ONCE = 10
FILE_BYTES = 30 * MEGABYTE
TOTAL_BYTES = 45 * MEGABYTE
ACCEPTED = ".docx,.pdf,.txt,.md,.xlsx,.csv,.doc,.xls"


@dataclass(frozen=True, slots=True)
class Limits:
    """What the form says may be handed in, and what the browser checks before it sends."""

    files: int
    file_megabytes: int
    total_megabytes: int
    accepted: str


@dataclass(frozen=True, slots=True)
class Received:
    """The files that could be opened, and a sentence for each that could not; `status` where none could."""

    documents: tuple[Document, ...]
    refusals: tuple[str, ...]
    status: HTTPStatus = HTTPStatus.OK


def limits() -> Limits:
    """How much may be handed in at once on this installation."""
    total = min(TOTAL_BYTES, settings.UPLOAD_LIMIT_BYTES)
    return Limits(FILES_AT_ONCE, min(FILE_BYTES, total) // MEGABYTE, total // MEGABYTE, ACCEPTED)


def receive(files: Sequence["UploadedFile[bytes]"]) -> Received:
    """Open what was handed in; a file that cannot be read is named and the others are still read."""
    allowed = limits()
    if not files:
        return _refused(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "Chưa có tệp nào được chọn. Hãy bấm “Chọn tệp” hoặc kéo tệp vào khung rồi gửi lại.",
        )
    if len(files) > allowed.files:
        return _refused(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            f"Đã chọn {len(files)} tệp; mỗi lần chỉ đọc tối đa {allowed.files} tệp. "
            "Hãy bỏ bớt hoặc chia làm nhiều lần.",
        )
    if sum(file.size or 0 for file in files) > allowed.total_megabytes * MEGABYTE:
        return _refused(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            f"Các tệp cộng lại quá {allowed.total_megabytes} MB. Hãy bỏ bớt hình ảnh hoặc chia làm nhiều lần.",
        )
    return _opened(files, allowed)


def stem_of(documents: Sequence[Document]) -> str:
    """The first file's name without its ending, for files made of the result: “ke-hoach-2024”."""
    return PurePath(documents[0].file).stem


def _opened(files: Sequence["UploadedFile[bytes]"], allowed: Limits) -> Received:
    documents: list[Document] = []
    refusals: list[str] = []
    too_large = 0
    for file in files:
        name = _unused_name(safe_name(file.name or ""), [document.file for document in documents])
        if (file.size or 0) > allowed.file_megabytes * MEGABYTE:
            too_large += 1
            refusals.append(
                f"Tệp “{name}” nặng hơn {allowed.file_megabytes} MB. "
                "Hãy bỏ bớt ảnh, hoặc tách văn bản và phụ lục thành nhiều tệp."
            )
            continue
        try:
            documents.append(open_bytes(name, file.read()))
        except UnreadableDocument as refusal:
            refusals.append(str(refusal))
    if documents:
        return Received(tuple(documents), tuple(refusals))
    only_too_large = too_large == len(files)
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if only_too_large else HTTPStatus.UNPROCESSABLE_ENTITY
    return _refused(status, *refusals)


def _unused_name(name: str, used: Sequence[str]) -> str:
    """Two files of one name in one upload are told apart: “ke-hoach.docx”, “ke-hoach (2).docx”."""
    path = PurePath(name)
    number = 1
    while name in used:
        number += 1
        name = f"{path.stem} ({number}){path.suffix}"
    return name


def _refused(status: HTTPStatus, *sentences: str) -> Received:
    return Received((), sentences, status)
