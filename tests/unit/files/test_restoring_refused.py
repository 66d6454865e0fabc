"""What cannot be restored whole is told, and the place is left as it was."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from factories.backups import NOW, OPERATOR, WORDS, everything, restore, untouched
from factories.contents import PDF
from factories.machines import Installation, Machines

from giamngheo.accounts.models import User
from giamngheo.files import restoring, store
from giamngheo.files.backups import tables
from giamngheo.files.backups.alone import alone
from giamngheo.files.backups.packing import pack, unpack, whole
from giamngheo.files.backups.problems import (
    BackupProblem,
    CannotRead,
    CannotWrite,
    Damaged,
    DoesNotFit,
    NewerFormat,
    NoRoom,
    NotABackup,
    TargetNotEmpty,
    UnderWay,
    WrongPassphrase,
)
from giamngheo.files.backups.sealing import seal, unseal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("harm", "problem"),
    [
        (lambda data: b"", NotABackup),
        (lambda data: PDF, NotABackup),
        (lambda data: data[:64], Damaged),
        (lambda data: data[:-1], Damaged),
        (lambda data: data[: len(data) // 2], Damaged),
        (lambda data: data + b"\0", Damaged),
        (lambda data: data[:200] + bytes([data[200] ^ 1]) + data[201:], Damaged),
        (lambda data: data[:12] + bytes([data[12] ^ 1]) + data[13:], Damaged),
    ],
)
def test_a_file_that_is_no_whole_backup_leaves_the_place_as_it_was(
    backup: Path, machines: Machines, harm: Any, problem: type[BackupProblem]
) -> None:
    backup.write_bytes(harm(backup.read_bytes()))
    other = machines.unused()
    with pytest.raises(problem):
        restore(other, backup)
    assert untouched(other)
    if other.database.vendor == "sqlite":
        assert {path.name for path in other.folder.iterdir()} <= {"sao-luu.khoa", "giamngheo.sqlite3"}


def test_a_wrong_passphrase_leaves_the_place_as_it_was_and_the_right_one_works_after(
    backup: Path, machines: Machines
) -> None:
    other = machines.unused()
    with pytest.raises(WrongPassphrase):
        restore(other, backup, "một cụm mật khẩu khác")
    assert untouched(other)
    assert restore(other, backup).number_of_files == 3


def test_a_place_where_somebody_worked_is_not_overwritten(office: Installation, backup: Path) -> None:
    before = everything(office)
    with pytest.raises(TargetNotEmpty, match="không ghi đè"):
        restore(office, backup)
    assert everything(office) == before


def test_a_folder_with_contents_of_other_work_is_not_empty(backup: Path, machines: Machines) -> None:
    other = machines.prepared()
    with other.in_use(), store.drafted([b"other work"]) as draft:
        store.put(draft)
    with pytest.raises(TargetNotEmpty):
        restore(other, backup)


def test_another_programs_database_is_not_empty(machines: Machines) -> None:
    other = machines.unused()
    with other.in_use():
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE ledger (id integer)")
        assert not restoring.is_empty()


def remade(backup: Path, change: Any) -> None:
    """Seal a backup anew with its members changed: what a newer, a broken or a hostile program could have made."""
    with backup.open("rb") as stream:
        members = [(name, content.read()) for name, _, content in unpack(unseal(stream, passphrase=WORDS))]
    packed = pack([whole(name, content) for name, content in change(members)])
    backup.write_bytes(b"".join(seal(packed, passphrase=WORDS)))


def replaced(name: str, old: bytes, new: bytes) -> Any:
    def change(members: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
        assert any(old in content for member, content in members if member == name)
        return [(one, content.replace(old, new) if one == name else content) for one, content in members]

    return change


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (replaced("head.json", b'["audit","0001_initial"]', b'["audit","0999_later"]'), NewerFormat),
        (replaced("head.json", b'"username"', b'"user_name"'), DoesNotFit),
        (replaced("head.json", b'"made_at"', b'"when"'), Damaged),
        (replaced("head.json", b"{", b""), Damaged),
        (replaced("manifest.json", b'"number_of_files":3', b'"number_of_files":4'), Damaged),
        (lambda members: members[1:], Damaged),
        (lambda members: members[:-1], Damaged),
        (lambda members: [*members, ("files/" + "0" * 64, b"")], Damaged),
        (lambda members: [*members[:2], ("../../etc/passwd", b"x"), *members[2:]], Damaged),
        (lambda members: [*members[:2], ("tables/nobody/000001.jsonl.z", b"x"), *members[2:]], Damaged),
        (lambda members: [*members[:3], *members[2:]], Damaged),
        (lambda members: [one for one in members if not one[0].startswith("files/")], Damaged),
        (lambda members: [(n, b"x" if n.startswith("files/") else c) for n, c in members], Damaged),
        (lambda members: [(n, b"x" if n.startswith("tables/") else c) for n, c in members], Damaged),
    ],
)
def test_a_backup_that_contradicts_itself_is_refused(
    backup: Path, machines: Machines, change: Any, problem: type[BackupProblem]
) -> None:
    remade(backup, change)
    other = machines.unused()
    with pytest.raises(problem):
        restore(other, backup)
    assert untouched(other)


def test_rows_the_tables_refuse_leave_the_place_as_it_was(
    backup: Path, machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A user without a name: the database says no while rows and contents are half in."""
    other = machines.prepared()
    usual = tables.load

    def load(table: tables.Table, rows: Any, into: Any) -> None:
        usual(table, [[None] * len(row) for row in rows] if table.name == "norms_profile" else rows, into)

    monkeypatch.setattr(restoring, "load", load)
    with pytest.raises(DoesNotFit, match="norms_profile"):
        restore(other, backup)
    assert untouched(other)
    assert not (other.folder / restoring.FORMER_KEYS).exists()
    monkeypatch.undo()


def test_a_restoring_that_stops_at_its_end_leaves_the_place_as_it_was(
    backup: Path, machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = machines.unused()

    def stops(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr(restoring, "_record", stops)
        with pytest.raises(KeyboardInterrupt):
            restore(other, backup)
    assert untouched(other)
    if other.database.vendor == "sqlite":
        assert not (other.folder / "giamngheo.sqlite3").exists() or not User.objects.exists()
    assert restore(other, backup).number_of_files == 3


@pytest.mark.parametrize(("error", "problem"), [(28, NoRoom), (5, CannotWrite)])
def test_a_disk_that_is_full_is_told(
    backup: Path, machines: Machines, monkeypatch: pytest.MonkeyPatch, error: int, problem: type[Exception]
) -> None:
    other = machines.unused()

    def fails(_: object) -> None:
        raise OSError(error, "…")

    monkeypatch.setattr(restoring.store, "put", fails)
    with pytest.raises(problem):
        restore(other, backup)
    assert untouched(other)


def test_a_file_that_cannot_be_read_is_told(machines: Machines, tmp_path: Path) -> None:
    for path in (tmp_path / "không có.gnbak", tmp_path):
        with pytest.raises(CannotRead, match="cắm lại USB"):
            restore(machines.unused(), path)


def test_two_restorings_at_once_are_one(backup: Path, machines: Machines) -> None:
    other = machines.unused()
    with other.in_use(), alone(), pytest.raises(UnderWay):
        restoring.restore(by=OPERATOR, at=NOW, source=backup, passphrase=WORDS)
