"""Where contents lie: in the data folder, under their hash, each once; whole or not there at all.

A content is written beside its place, flushed to the disk, and renamed. Nothing here knows names, people or places.
"""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Protocol

from django.conf import settings

PIECE = 1024 * 1024
GRACE = timedelta(days=1)
"""A content nobody refers to is left alone this long: its row may be in a transaction that has not ended."""

_DRAFTS = "dang-nhan"


class ContentMissing(Exception):
    """The content of a file is not in the store, or is no longer what was kept."""

    def __init__(self) -> None:
        super().__init__(
            "Nội dung tệp không còn nguyên vẹn trên máy chủ. Hãy báo người quản trị lấy lại từ bản sao lưu."
        )


class TooLong(Exception):
    """The content went past its limit while it was written; nothing of it was kept."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A content that is written but has no place yet."""

    path: Path
    sha256: str
    size: int


def folder() -> Path:
    """The folder of all contents."""
    return Path(settings.DATA_FOLDER) / "files"


def place_of(sha256: str) -> Path:
    """Where the content of this hash lies, or would."""
    return folder() / sha256[:2] / sha256


class Readable(Protocol):
    """Anything a content can be read from."""

    def read(self, size: int, /) -> bytes:
        """Return at most this many bytes; none at the end."""


def pieces_of(content: bytes | Readable) -> Iterator[bytes]:
    """Yield a content piece by piece."""
    if isinstance(content, bytes):
        yield content
        return
    while piece := content.read(PIECE):
        yield piece


@contextmanager
def drafted(pieces: Iterable[bytes], *, limit_bytes: int | None = None) -> Iterator[Draft]:
    """Write a content beside its place; unless `put` gives it one, it is gone at the end.

    Raises:
        TooLong: it is longer than the limit.
    """
    drafts = folder() / _DRAFTS
    drafts.mkdir(parents=True, exist_ok=True, mode=0o700)
    number, name = tempfile.mkstemp(dir=drafts)  # made with mode 0600
    try:
        with os.fdopen(number, "wb") as file:
            digest, size = hashlib.sha256(), 0
            for piece in pieces:
                size += len(piece)
                if limit_bytes is not None and size > limit_bytes:
                    raise TooLong
                digest.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        yield Draft(Path(name), digest.hexdigest(), size)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def put(draft: Draft) -> None:
    """Give a draft its place. A content that is there already stays, with its age beginning anew."""
    home = place_of(draft.sha256)
    with _nobody_sweeps():
        if home.exists() and home.stat().st_size == draft.size:
            os.utime(home)
            return
        home.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft.path.replace(home)
    sync_folder(home.parent)


def open_content(sha256: str) -> IO[bytes]:
    """Open a content that was held against its hash just now.

    Raises:
        ContentMissing: it is not there, or has changed.
    """
    try:
        content = place_of(sha256).open("rb")
    except OSError as error:
        raise ContentMissing from error
    if hashlib.file_digest(content, "sha256").hexdigest() != sha256:
        content.close()
        raise ContentMissing
    content.seek(0)
    return content


def hashes() -> Iterator[str]:
    """Yield the hash of every content there is."""
    for path in folder().glob("[0-9a-f][0-9a-f]/*"):
        yield path.name


def remove_unused(used: Iterable[str], *, at: datetime) -> int:
    """Remove contents that are not among the used, and drafts of uploads that were cut off; return how many."""
    known = set(used)
    before = (at - GRACE).timestamp()
    removed = 0
    with _nobody_keeps():
        candidates = [place_of(sha256) for sha256 in hashes() if sha256 not in known]
        for path in [*candidates, *(folder() / _DRAFTS).glob("*")]:
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < before:
                    path.unlink()
                    removed += 1
    return removed


def sync_folder(path: Path) -> None:
    """Make sure that names made in a folder are on the disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        with suppress(OSError):  # some file systems of sticks cannot
            os.fsync(number)
    finally:
        os.close(number)


def _nobody_sweeps() -> "_Lock":
    return _Lock(fcntl.LOCK_SH)


def _nobody_keeps() -> "_Lock":
    return _Lock(fcntl.LOCK_EX)


class _Lock:
    """A lock between processes: many may give places to contents, one may sweep while nobody does."""

    def __init__(self, how: int) -> None:
        self._how = how

    def __enter__(self) -> None:
        folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        self._file = (folder() / "khoa").open("a")
        fcntl.flock(self._file, self._how)

    def __exit__(self, *_: object) -> None:
        self._file.close()
