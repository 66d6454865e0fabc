"""Restoring a backup into an empty installation: all of it, or nothing.

The file is first read from end to end with nothing written. Then its rows go in within one transaction, and its
contents under their hashes, where a content without a row is nothing. A process that is killed leaves the place empty.
"""

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from giamngheo.accounts.kinds import Permission
from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed, Subject
from giamngheo.common.scope import EVERYWHERE, Scope
from giamngheo.files import store
from giamngheo.files.backups.alone import alone
from giamngheo.files.backups.making import Tally
from giamngheo.files.backups.problems import (
    FULL,
    CannotRead,
    CannotWrite,
    DatabaseFails,
    DoesNotFit,
    NewerFormat,
    NoRoom,
    OlderThanTarget,
    TargetNotEmpty,
)
from giamngheo.files.backups.reading import Head, Reader, Rows, check
from giamngheo.files.backups.tables import Table, clear, load, set_counters, tables_of

RESTORED = Deed("files.restored", "Khôi phục từ bản sao lưu")
FORMER_KEYS = "secret-keys-truoc"
"""The file in the data folder with the keys of the installation the data came from, one a line."""

_SIGNS_OF_WORK = ("accounts_user", "audit_entry", "files_storedfile")
"""Every deed leaves a trace and every deed needs a user: where these are empty, nobody has worked."""

_Nodes = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Restored:
    """What came out of a backup. `missing` counts contents that were not whole when it was made."""

    made_at: datetime
    number_of_rows: int
    number_of_files: int
    missing: int


def is_empty() -> bool:
    """Say whether nobody has worked in this installation yet, so that a backup can be restored into it."""
    names = set(connection.introspection.table_names())
    if names and "django_migrations" not in names:
        return False  # another program's database
    with connection.cursor() as cursor:
        for table in names.intersection(_SIGNS_OF_WORK):
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608 – one of the names above
            if cursor.fetchone():
                return False
    return True


def look_through(source: Path, *, passphrase: str) -> Restored:
    """Read a backup to its end, keep nothing, and say what is in it.

    Raises:
        BackupProblem: it could not be restored, and why.
    """
    head, tally, _ = _checked(source, passphrase)
    return Restored(head.made_at, tally.number_of_rows, tally.number_of_files, len(tally.missing))


def restore(*, by: Scope, at: datetime, source: Path, passphrase: str) -> Restored:
    """Restore a backup into this installation, which must be empty.

    Raises:
        OutOfScope: the caller may not.
        BackupProblem: it cannot be done, and why; then nothing was written.
    """
    by.require(Permission.BACK_UP, EVERYWHERE)
    with alone():
        was_there = _database_file_exists()
        try:
            return _into_emptiness(by=by, at=at, source=source, passphrase=passphrase)
        except BaseException as error:
            if not was_there:
                _remove_database_file()
            if isinstance(error, OperationalError):
                raise DatabaseFails from error
            if isinstance(error, OSError):
                where = str(settings.DATA_FOLDER)
                raise (NoRoom(where) if error.errno in FULL else CannotWrite(where)) from error
            raise


def _into_emptiness(*, by: Scope, at: datetime, source: Path, passphrase: str) -> Restored:
    if not is_empty():
        raise TargetNotEmpty
    head, _, hashes = _checked(source, passphrase)
    if not hashes.issuperset(store.hashes()):
        raise TargetNotEmpty  # contents of somebody's work; what a killed restoring left is in the backup
    nodes = _prepare(head)
    return _fill(nodes, by=by, at=at, source=source, passphrase=passphrase)


def _checked(source: Path, passphrase: str) -> tuple[Head, Tally, frozenset[str]]:
    try:
        with source.open("rb") as stream:
            return check(stream, passphrase=passphrase)
    except OSError as error:
        raise CannotRead(source.name) from error


def _prepare(head: Head) -> _Nodes:
    """Bring the tables to where they were when the backup was made; return that point."""
    executor = MigrationExecutor(connection)
    if not head.migrations <= set(executor.loader.disk_migrations or ()):
        raise NewerFormat(head.app_version)
    if not set(executor.loader.applied_migrations) <= head.migrations:
        raise OlderThanTarget(head.app_version)
    graph = executor.loader.graph
    nodes = sorted(
        node
        for node in head.migrations
        if not any(child.key[0] == node[0] and child.key in head.migrations for child in graph.node_map[node].children)
    )
    executor.migrate(nodes)
    return nodes


def _fill(nodes: _Nodes, *, by: Scope, at: datetime, source: Path, passphrase: str) -> Restored:
    executor = MigrationExecutor(connection)
    tables = tables_of(executor.loader.project_state(nodes).apps)
    is_behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    added: list[str] = []
    keys = list(settings.SECRET_KEY_FALLBACKS)
    try:
        with source.open("rb") as stream, transaction.atomic():
            reader = Reader(stream, passphrase=passphrase)
            _take(reader, _matched(tables, reader.head), added)
            restored = _restored(reader)
            if not is_behind:
                _record(restored, by=by, at=at)
            new = [key for key in reader.head.keys if key != settings.SECRET_KEY and key not in keys]
            _keep_keys([*keys, *new])
    except BaseException:
        _keep_keys(keys)
        for sha256 in added:
            store.place_of(sha256).unlink(missing_ok=True)
        raise
    if is_behind:
        call_command("migrate", interactive=False, verbosity=0)
        with transaction.atomic():
            _record(restored, by=by, at=at)
    ContentType.objects.clear_cache()
    return restored


def _take(reader: Reader, tables: dict[str, Table], added: list[str]) -> None:
    for table in tables.values():
        clear(table, connection)
    for item in reader:
        if isinstance(item, Rows):
            try:
                load(tables[item.table], item.rows, connection)
            except OperationalError:
                raise
            except (DatabaseError, ValidationError, ValueError, TypeError) as error:
                raise DoesNotFit(item.table) from error
            continue
        is_new = not store.place_of(item.sha256).exists()
        with store.drafted(item.pieces) as draft:
            store.put(draft)
        if is_new:
            added.append(item.sha256)
    set_counters(tables.values(), reader.head.counters, connection)


def _matched(tables: list[Table], head: Head) -> dict[str, Table]:
    """Return the tables by name, their columns in the order the backup has them."""
    here = {table.name: table for table in tables}
    matched = {}
    for name in sorted({*here, *head.tables}):
        table = here[name].ordered(head.tables[name]) if name in here and name in head.tables else None
        if table is None:
            raise DoesNotFit(name)
        matched[name] = table
    return matched


def _restored(reader: Reader) -> Restored:
    tally = reader.tally
    return Restored(reader.head.made_at, tally.number_of_rows, tally.number_of_files, len(tally.missing))


def _record(restored: Restored, *, by: Scope, at: datetime) -> None:
    audit.record(
        by=by,
        deed=RESTORED,
        subject=Subject("backup", "", "Bản sao lưu"),
        at=at,
        after={
            "made_at": restored.made_at.isoformat(),
            "rows": restored.number_of_rows,
            "files": restored.number_of_files,
            "missing_files": restored.missing,
        },
    )


def _keep_keys(keys: list[str]) -> None:
    """Keep the keys of the old installation, for what was encrypted with them: second factors.

    New things are signed with this installation's own. The running process learns them too.
    """
    if keys == settings.SECRET_KEY_FALLBACKS:
        return
    settings.SECRET_KEY_FALLBACKS[:] = keys
    file = Path(settings.DATA_FOLDER) / FORMER_KEYS
    with tempfile.NamedTemporaryFile("w", dir=file.parent, encoding="ascii", delete=False) as draft:  # mode 0600
        draft.write("".join(f"{key}\n" for key in keys))
        draft.flush()
        os.fsync(draft.fileno())
    Path(draft.name).replace(file)


def _database_file_exists() -> bool:
    return connection.vendor != "sqlite" or Path(connection.settings_dict["NAME"]).exists()


def _remove_database_file() -> None:
    """Leave nothing where nothing was: not even empty tables."""
    connection.close()
    name = str(connection.settings_dict["NAME"])
    for suffix in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            Path(name + suffix).unlink()
