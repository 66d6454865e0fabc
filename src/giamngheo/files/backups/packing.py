"""A tar as a stream of pieces, so that neither side ever holds more than a piece of it."""

import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from giamngheo.files.backups.problems import Damaged

_BLOCK = tarfile.BLOCKSIZE


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the tar: its name, its exact size, its content."""

    name: str
    size: int
    pieces: Iterable[bytes]


def whole(name: str, content: bytes) -> Member:
    """Return a member whose content is at hand."""
    return Member(name, len(content), (content,))


def pack(members: Iterable[Member]) -> Iterator[bytes]:
    """Yield a tar of the members.

    Raises:
        RuntimeError: a member gave other than its size.
    """
    for member in members:
        entry = tarfile.TarInfo(member.name)
        entry.size, entry.mode = member.size, 0o600
        yield entry.tobuf(tarfile.PAX_FORMAT)
        given = 0
        for piece in member.pieces:
            given += len(piece)
            yield piece
        if given != member.size:
            raise RuntimeError(f"a member of {member.size} bytes gave {given}")
        yield bytes(-given % _BLOCK)
    yield bytes(2 * _BLOCK)


class Inside:
    """The content of a member, read while its turn lasts."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content = content

    def read(self, size: int = -1) -> bytes:
        """Return at most this many bytes.

        Raises:
            Damaged: the member is shorter than announced.
        """
        try:
            return self._content.read(size)
        except tarfile.TarError as error:
            raise Damaged("cấu trúc bên trong không đọc được") from error


def unpack(pieces: Iterator[bytes]) -> Iterator[tuple[str, int, Inside]]:
    """Yield name, size and content of each member, to be read before the next; then see that the stream ends well.

    Raises:
        Damaged: it is no such tar.
    """
    stream = _Joined(pieces)
    try:
        with tarfile.open(fileobj=stream, mode="r|", bufsize=64 * _BLOCK) as tar:  # type: ignore[call-overload]  # only read() is asked of it
            for entry in tar:
                content = tar.extractfile(entry) if entry.isreg() else None
                if content is None:
                    raise Damaged("bên trong có mục lạ")
                yield entry.name, entry.size, Inside(content)
    except tarfile.TarError as error:
        raise Damaged("cấu trúc bên trong không đọc được") from error
    for _ in pieces:
        pass  # behind the tar stand only zeros, but the last chunk is authenticated when it is asked for


class _Joined:
    """Pieces as something to read from."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def read(self, size: int) -> bytes:
        parts, missing = [], size
        while missing:
            if not self._rest:
                self._rest = next(self._pieces, b"")
                if not self._rest:
                    break
            parts.append(self._rest[:missing])
            self._rest = self._rest[missing:]
            missing -= len(parts[-1])
        return b"".join(parts)
