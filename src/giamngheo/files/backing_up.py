"""Making a backup: the whole installation in one encrypted file, taken away by download or written where it is kept."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Sum

from giamngheo.accounts.kinds import Permission
from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed, Subject
from giamngheo.common.scope import EVERYWHERE, Scope
from giamngheo.files import store
from giamngheo.files.backups import passphrases
from giamngheo.files.backups.alone import alone
from giamngheo.files.backups.making import Tally, members
from giamngheo.files.backups.packing import pack
from giamngheo.files.backups.problems import FULL, BackupProblem, CannotWrite, NoRoom, NotUpToDate
from giamngheo.files.backups.reading import check
from giamngheo.files.backups.sealing import seal
from giamngheo.files.backups.snapshot import snapshot
from giamngheo.files.destinations import UNFINISHED
from giamngheo.files.models import Backup, StoredFile

STARTED = Deed("files.backup_started", "Bắt đầu sao lưu")
MADE = Deed("files.backed_up", "Sao lưu xong")
BY_DOWNLOAD = "tải về máy người dùng"


class AlreadyThere(BackupProblem):
    """There is a file of that name."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"Đã có tệp {path.name} ở đó; bản sao lưu không ghi đè lên tệp nào. Hãy chọn tên khác.")


@dataclass(slots=True)
class Made:
    """What came of a backup."""

    tally: Tally = field(default_factory=Tally)
    size: int = 0
    sha256: str = ""


def bytes_needed() -> int:
    """Return how much room a backup may take at most: the database and every content once."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        database = int(cursor.fetchone()[0])
    contents = StoredFile.objects.values("sha256").distinct().aggregate(total=Sum("size"))["total"] or 0
    return database + int(contents)


def download(*, by: Scope, at: datetime, passphrase: str) -> Iterator[bytes]:
    """Begin a backup and return its bytes as they come; it is entered as made when the last has been asked for.

    Raises:
        OutOfScope: this user makes none.
        BackupProblem: the passphrase is too weak, another backup runs, or the tables are not up to date.
    """
    by.require(Permission.BACK_UP, EVERYWHERE)
    with ExitStack() as held:
        held.enter_context(alone())  # here and not with the first byte: then the answer would have begun
        _start(by=by, at=at, passphrase=passphrase, destination=BY_DOWNLOAD)
        return _downloaded(by, at, passphrase, held.pop_all())


def write(*, by: Scope, at: datetime, passphrase: str, path: Path) -> Made:
    """Write a backup to a file that is not there yet, and read it back whole from where it lies.

    Raises:
        OutOfScope: this user makes none.
        BackupProblem: it cannot be made or does not read back; nothing of it is left.
    """
    by.require(Permission.BACK_UP, EVERYWHERE)
    with alone():
        _start(by=by, at=at, passphrase=passphrase, destination=str(path))
        made = Made()
        try:
            _write(path, _sealed(made, at, passphrase))
            _read_back(path, made, passphrase)
        except OSError as error:
            raise NoRoom(str(path.parent)) if error.errno in FULL else CannotWrite(str(path.parent)) from error
        _enter(made, by=by, at=at, destination=str(path), is_verified=True)
    return made


@transaction.atomic
def _start(*, by: Scope, at: datetime, passphrase: str, destination: str) -> None:
    passphrases.require_strong(passphrase)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotUpToDate
    audit.record(
        by=by, deed=STARTED, subject=Subject("backup", "", "Bản sao lưu"), at=at, after={"destination": destination}
    )


@transaction.atomic
def _enter(made: Made, *, by: Scope, at: datetime, destination: str, is_verified: bool) -> None:
    row = Backup.objects.create(
        made_at=at,
        made_by_id=by.user_id,
        destination=destination[:300],
        size=made.size,
        sha256=made.sha256,
        number_of_files=made.tally.number_of_files,
        is_verified=is_verified,
    )
    audit.record(
        by=by,
        deed=MADE,
        subject=Subject("backup", str(row.pk), "Bản sao lưu"),
        at=at,
        after={
            "destination": destination,
            "size": made.size,
            "sha256": made.sha256,
            "rows": made.tally.number_of_rows,
            "files": made.tally.number_of_files,
            "missing_files": len(made.tally.missing),
            "is_verified": is_verified,
        },
    )


def _downloaded(by: Scope, at: datetime, passphrase: str, held: ExitStack) -> Iterator[bytes]:
    made = Made()
    with held:
        yield from _sealed(made, at, passphrase)
        _enter(made, by=by, at=at, destination=BY_DOWNLOAD, is_verified=False)


def _sealed(made: Made, at: datetime, passphrase: str) -> Iterator[bytes]:
    digest = hashlib.sha256()
    with snapshot() as still:
        for piece in seal(pack(members(still, at=at, tally=made.tally)), passphrase=passphrase):
            digest.update(piece)
            made.size += len(piece)
            yield piece
    made.sha256 = digest.hexdigest()


def _write(path: Path, pieces: Iterator[bytes]) -> None:
    """Write under a name of its own, flush to the disk, and only then give the right name."""
    if path.exists():
        raise AlreadyThere(path)
    _remove_unfinished(path.parent)
    unfinished = path.with_name(path.name + UNFINISHED)
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
        store.sync_folder(path.parent)
    finally:
        with suppress(FileNotFoundError):
            unfinished.unlink()


def _read_back(path: Path, made: Made, passphrase: str) -> None:
    """Read what lies on the disk, not what the machine still remembers of it; remove what does not read."""
    try:
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            check(file, passphrase=passphrase)
            file.seek(0)
            if hashlib.file_digest(file, "sha256").hexdigest() != made.sha256:
                raise CannotWrite(str(path.parent))
    except (OSError, BackupProblem):
        with suppress(OSError):
            path.unlink()
        raise


def _remove_unfinished(folder: Path) -> None:
    """Remove what a backup that was killed left in the folder; one that runs holds a lock on its file."""
    for left in folder.glob(f"*{UNFINISHED}"):
        with suppress(OSError), left.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            left.unlink()
