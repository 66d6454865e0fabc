"""A backup read from end to end: each member in its order, held against what the backup says of itself."""

import hashlib
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from giamngheo.files import store
from giamngheo.files.backups.making import HEAD, KEYS, MANIFEST, Tally, content_name, part_name
from giamngheo.files.backups.packing import Inside, unpack
from giamngheo.files.backups.problems import Damaged
from giamngheo.files.backups.sealing import unseal
from giamngheo.files.backups.tables import PART_BYTES, rows_in

_SMALL_MEMBER = 64 * 1024 * 1024
_PART_INFLATED = 64 * PART_BYTES
_PART = re.compile(r"tables/([a-z0-9_]+)/(\d{6})\.jsonl\.z")
_CONTENT = re.compile(r"files/([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Head:
    """What a backup says of itself before its rows."""

    app_version: str
    made_at: datetime
    migrations: frozenset[tuple[str, str]]
    tables: dict[str, list[str]]
    counters: dict[str, int]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a table."""

    table: str
    rows: list[list[Any]]


@dataclass(frozen=True, slots=True)
class Content:
    """A kept content, to be read to its end before the next is asked for."""

    sha256: str
    size: int
    pieces: Iterator[bytes]


class Reader:
    """Reads a sealed stream: `head` at once, then rows and contents by iterating; at the end all has been checked."""

    def __init__(self, stream: IO[bytes], *, passphrase: str) -> None:
        """Open a backup.

        Raises:
            BackupProblem: it is none, the passphrase does not fit, or its beginning is damaged.
        """
        self.tally = Tally()
        self._parts: Counter[str] = Counter()
        self._members = unpack(unseal(stream, passphrase=passphrase))
        head, keys = self._small(HEAD), self._small(KEYS)
        try:
            self.head = Head(
                app_version=str(head["app_version"]),
                made_at=datetime.fromisoformat(head["made_at"]),
                migrations=frozenset((app, name) for app, name in head["migrations"]),
                tables=head["tables"],
                counters=head["counters"],
                keys=tuple(keys),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise Damaged("phần mô tả không đọc được") from error
        self.tally.rows = dict.fromkeys(self.head.tables, 0)

    def __iter__(self) -> Iterator[Rows | Content]:
        """Yield everything in order.

        Raises:
            Damaged: a member is missing, in the wrong place, or not what the manifest says.
        """
        for name, size, content in self._members:
            if part := _PART.fullmatch(name):
                yield self._rows(part[1], name, size, content)
            elif kept := _CONTENT.fullmatch(name):
                yield Content(kept[1], size, self._checked(kept[1], size, content))
            elif name == MANIFEST:
                self._compare(_loaded(size, content))
                break
            else:
                raise Damaged("bên trong có mục lạ")
        else:
            raise Damaged("thiếu phần kê khai ở cuối")
        for _ in self._members:
            raise Damaged("còn mục lạ sau phần kê khai")

    def _small(self, expected: str) -> Any:
        name, size, content = next(self._members, ("", 0, None))
        if name != expected or content is None:
            raise Damaged("thiếu phần mô tả ở đầu")
        return _loaded(size, content)

    def _rows(self, table: str, name: str, size: int, content: Inside) -> Rows:
        self._parts[table] += 1
        if table not in self.head.tables or name != part_name(table, self._parts[table]) or size > _SMALL_MEMBER:
            raise Damaged(f"bảng {table}")
        packed = content.read(size)
        try:
            inflater = zlib.decompressobj()
            lines = inflater.decompress(packed, _PART_INFLATED)
            rows = rows_in(lines)
        except (zlib.error, ValueError) as error:
            raise Damaged(f"bảng {table}") from error
        if not inflater.eof or any(len(row) != len(self.head.tables[table]) for row in rows):
            raise Damaged(f"bảng {table}")
        self.tally.parts.append([name, size, hashlib.sha256(packed).hexdigest()])
        self.tally.rows[table] += len(rows)
        return Rows(table, rows)

    def _checked(self, sha256: str, size: int, content: Inside) -> Iterator[bytes]:
        digest = hashlib.sha256()
        for piece in store.pieces_of(content):
            digest.update(piece)
            yield piece
        if digest.hexdigest() != sha256:
            raise Damaged(f"tệp {content_name(sha256)[:14]}…")
        self.tally.number_of_files += 1
        self.tally.bytes_of_files += size

    def _compare(self, manifest: dict[str, Any]) -> None:
        found = self.tally
        counted = {
            "parts": found.parts,
            "rows": found.rows,
            "number_of_files": found.number_of_files,
            "bytes_of_files": found.bytes_of_files,
        }
        if any(manifest.get(name) != value for name, value in counted.items()):
            raise Damaged("nội dung không khớp phần kê khai")
        found.missing = list(manifest.get("missing", ()))


def check(stream: IO[bytes], *, passphrase: str) -> tuple[Head, Tally, frozenset[str]]:
    """Read a backup to its end and keep nothing; return its head, what is in it, and the hashes of its contents.

    Raises:
        BackupProblem: it cannot be used, and why.
    """
    reader = Reader(stream, passphrase=passphrase)
    hashes = set()
    for item in reader:
        if isinstance(item, Content):
            hashes.add(item.sha256)
            for _ in item.pieces:
                pass
    return reader.head, reader.tally, frozenset(hashes)


def _loaded(size: int, content: Inside) -> Any:
    if size > _SMALL_MEMBER:
        raise Damaged("phần mô tả lớn bất thường")
    try:
        return json.loads(content.read(size))
    except ValueError as error:
        raise Damaged("phần mô tả không đọc được") from error
