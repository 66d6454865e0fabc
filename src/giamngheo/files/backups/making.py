"""The members of a backup, in order: head, keys, the rows of every table, every kept content, and the manifest."""

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

import giamngheo
from giamngheo.files import store
from giamngheo.files.backups.packing import Member, whole
from giamngheo.files.backups.tables import Table, counters, parts_of, tables_of

HEAD, KEYS, MANIFEST = "head.json", "keys.json", "manifest.json"
_COMPRESSION = 3
"""Rows shrink to a tenth either way; more would only cost time."""


@dataclass(slots=True)
class Tally:
    """What has gone into a backup so far. `missing` are hashes of contents that are not in the store as kept."""

    parts: list[list[Any]] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    number_of_files: int = 0
    bytes_of_files: int = 0
    missing: list[str] = field(default_factory=list)

    @property
    def number_of_rows(self) -> int:
        """All rows of all tables."""
        return sum(self.rows.values())


def members(connection: BaseDatabaseWrapper, *, at: datetime, tally: Tally) -> Iterator[Member]:
    """Yield every member of a backup of what the connection sees; the tally is complete when the last is given."""
    tables = tables_of(apps)
    yield whole(HEAD, _as_json(_head(tables, connection, at)))
    yield whole(KEYS, _as_json([settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]))
    for table in tables:
        yield from _table(table, connection, tally)
    yield from _contents(connection, tally)
    manifest = {
        "parts": tally.parts,
        "rows": tally.rows,
        "number_of_files": tally.number_of_files,
        "bytes_of_files": tally.bytes_of_files,
        "missing": tally.missing,
    }
    yield whole(MANIFEST, _as_json(manifest))


def part_name(table: str, number: int) -> str:
    """The name of a part of a table."""
    return f"tables/{table}/{number:06}.jsonl.z"


def content_name(sha256: str) -> str:
    """The name of a kept content."""
    return f"files/{sha256}"


def _head(tables: list[Table], connection: BaseDatabaseWrapper, at: datetime) -> dict[str, Any]:
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(MigrationRecorder.Migration._meta.db_table)
        cursor.execute(f"SELECT app, name FROM {table} ORDER BY app, name")  # noqa: S608 – own name, quoted
        applied = [list(row) for row in cursor.fetchall()]
    return {
        "app_version": giamngheo.__version__,
        "made_at": at.isoformat(),
        "database": connection.vendor,
        "migrations": applied,
        "tables": {table.name: table.columns for table in tables},
        "counters": counters(tables, connection),
    }


def _table(table: Table, connection: BaseDatabaseWrapper, tally: Tally) -> Iterator[Member]:
    tally.rows[table.name] = 0
    for number, (rows, lines) in enumerate(parts_of(table, connection), start=1):
        content = zlib.compress(lines, _COMPRESSION)
        name = part_name(table.name, number)
        tally.rows[table.name] += rows
        tally.parts.append([name, len(content), hashlib.sha256(content).hexdigest()])
        yield whole(name, content)


def _contents(connection: BaseDatabaseWrapper, tally: Tally) -> Iterator[Member]:
    with connection.chunked_cursor() as cursor:
        cursor.execute("SELECT DISTINCT sha256 FROM files_storedfile ORDER BY sha256")
        for (sha256,) in cursor:
            try:
                content = store.open_content(sha256)
            except store.ContentMissing:
                tally.missing.append(sha256)
                continue
            with content:
                size = store.place_of(sha256).stat().st_size
                tally.number_of_files += 1
                tally.bytes_of_files += size
                yield Member(content_name(sha256), size, store.pieces_of(content))


def _as_json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
