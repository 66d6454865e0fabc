"""A backup holds everything and nobody can read it; restored on another machine, work goes on where it stood."""

import fcntl
import hashlib
import io
import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.signing import dumps, loads
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from factories.contents import PDF, png
from factories.machines import Installation, Machines
from factories.people import TODAY, country, installation, seated

import giamngheo
from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import Draft, User
from giamngheo.audit.models import Entry, Touched
from giamngheo.common.scope import EVERYWHERE, OutOfScope, Scope
from giamngheo.files import actions, backing_up, queries, restoring, store
from giamngheo.files.backups import making, tables
from giamngheo.files.backups.alone import alone
from giamngheo.files.backups.packing import Member, pack, unpack, whole
from giamngheo.files.backups.passphrases import WeakPassphrase
from giamngheo.files.backups.problems import (
    BackupProblem,
    CannotRead,
    CannotWrite,
    Damaged,
    DoesNotFit,
    NewerFormat,
    NoRoom,
    NotABackup,
    NotUpToDate,
    OlderThanTarget,
    TargetNotEmpty,
    UnderWay,
    WrongPassphrase,
)
from giamngheo.files.backups.reading import check
from giamngheo.files.backups.sealing import seal, unseal
from giamngheo.files.kinds import FileKind, Media
from giamngheo.files.models import Backup

NOW = datetime(2024, 11, 15, 2, 0, tzinfo=UTC)
LATER = datetime(2024, 11, 16, 2, 0, tzinfo=UTC)
WORDS = "bến xoài thứ bảy gió"
OPERATOR = Scope(
    None,
    "hệ thống",
    "dòng lệnh",
    dict.fromkeys(("back_up", "keep_files", "see_files"), EVERYWHERE),
)
EXPORT = b"x;y\n" * 100_000

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(machines: Machines) -> Installation:
    """A machine on which work was done."""
    made = machines.prepared()
    with made.in_use():
        where = country()
        installation(where)
        user = seated(Role.ADMINISTRATOR, where.district, password="Một-hai-ba")  # noqa: S106 – test data
        Draft.objects.create(user=user, form="biểu", fields={"tên": "Nguyễn “A”", "số": [1, None]}, saved_at=NOW)
        Session.objects.create(session_key="x" * 32, session_data="ai đó", expire_date=LATER)
        for number, content in enumerate((PDF, png(), PDF)):
            actions.keep_upload(
                by=OPERATOR,
                at=NOW,
                name=f"bản chụp {number}",
                content=content,
                kind=FileKind.SCAN,
                place_id=where.commune,
            )
        actions.keep_export(
            by=OPERATOR,
            at=NOW,
            name="danh sách",
            content=EXPORT,
            kind=FileKind.SHEET,
            media=Media.CSV,
            place_id=None,
            touched=[("household", str(number)) for number in range(5)],
        )
    return made


def back_up(of: Installation, path: Path) -> Path:
    with of.in_use():
        backing_up.write(by=OPERATOR, at=NOW, passphrase=WORDS, path=path)
    return path


def restore(to: Installation, source: Path, words: str = WORDS) -> restoring.Restored:
    with to.in_use():
        return restoring.restore(by=OPERATOR, at=LATER, source=source, passphrase=words)


def everything(of: Installation) -> dict[str, list[list[Any]]]:
    """All rows of all tables, in portable form."""
    with of.in_use():
        return {
            table.name: [row for _, part in tables.parts_of(table, connection) for row in tables.rows_in(part)]
            for table in tables.tables_of(apps)
        }


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sao-luu") / "một lần.gnbak"


@pytest.fixture
def backup(made_once: Path, request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A backup of an office, the same for every test that does not look at the office itself."""
    if not made_once.exists():
        back_up(request.getfixturevalue("office"), made_once)
    return Path(shutil.copy(made_once, tmp_path))


def test_everything_is_there_on_another_machine(office: Installation, machines: Machines, tmp_path: Path) -> None:
    other, backup = machines.bare(), back_up(office, tmp_path / "a.gnbak")
    restored = restore(other, backup)
    assert (restored.made_at, restored.number_of_files, restored.missing) == (NOW, 3, 0)
    before, after = everything(office), everything(other)
    added = after["audit_entry"].pop()
    assert "files.restored" in added
    before["audit_entry"].pop()  # both were written when the backup was whole
    before["files_backup"].pop()
    assert after == before
    with other.in_use():
        assert User.objects.get(username__startswith="administrator").check_password("Một-hai-ba")
        assert not Session.objects.exists()
        assert Draft.objects.get().fields == {"tên": "Nguyễn “A”", "số": [1, None]}
        assert Touched.objects.count() == 5
        for row in queries.listed(scope=OPERATOR, on=TODAY).rows:
            with actions.open_file(by=OPERATOR, at=LATER, file_id=row.id).content as content:
                assert hashlib.sha256(content.read()).hexdigest() == row.sha256
        entry = Entry.objects.get(deed="files.restored")
        assert (entry.actor_name, entry.channel, entry.after["made_at"]) == ("hệ thống", "dòng lệnh", NOW.isoformat())
        MigrationExecutor(connection).loader.check_consistent_history(connection)


def test_the_restored_trace_can_still_not_be_changed_and_numbering_goes_on(
    office: Installation, tmp_path: Path, machines: Machines
) -> None:
    with office.in_use():
        gone = Draft.objects.create(user=User.objects.get(), form="đã gửi", saved_at=NOW)
        number = gone.pk
        gone.delete()
    other = machines.bare()
    restore(other, back_up(office, tmp_path / "a.gnbak"))
    with other.in_use():
        for change in (lambda: Entry.objects.update(reason="khác"), lambda: Touched.objects.all().delete()):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
        user = User.objects.create_user(username="moi", full_name="Người mới")
        assert Draft.objects.create(user=user, form="mới", saved_at=LATER).pk > number


def test_second_factors_kept_under_the_old_key_can_still_be_read(
    office: Installation, tmp_path: Path, machines: Machines
) -> None:
    with office.in_use():
        Authenticator.objects.create(
            user=User.objects.get(), type="totp", data={"secret": dumps("bí mật", salt="thử")}, created_at=NOW
        )
    other = machines.prepared()
    restore(other, back_up(office, tmp_path / "a.gnbak"))
    with other.in_use():
        assert loads(Authenticator.objects.get().data["secret"], salt="thử") == "bí mật"
        assert office.key != settings.SECRET_KEY
    file = other.folder / restoring.FORMER_KEYS
    assert file.read_text().split() == [office.key]
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_backup_of_a_restored_machine_is_restored_too(backup: Path, machines: Machines, tmp_path: Path) -> None:
    second, third = machines.bare(), machines.bare()
    restore(second, backup)
    restored = restore(third, back_up(second, tmp_path / "hai.gnbak"))
    assert restored.number_of_files == 3
    assert len((third.folder / restoring.FORMER_KEYS).read_text().split()) == 2


def test_nothing_of_it_can_be_read_without_the_passphrase(backup: Path) -> None:
    data = backup.read_bytes()
    for word in (b"%PDF", b"administrator", b"accounts_user", "Đồng Lúa".encode(), b"manifest", WORDS.encode()):
        assert word not in data
    assert backup.stat().st_mode & 0o777 == 0o600


def test_the_row_the_trace_and_the_last_backup_tell_of_it(office: Installation, tmp_path: Path) -> None:
    backup = back_up(office, tmp_path / "a.gnbak")
    with office.in_use():
        row = Backup.objects.get()
        last = queries.last_backup()
        assert last is not None
        assert (last.made_at, last.size, last.is_verified, last.number_of_files) == (
            NOW,
            backup.stat().st_size,
            True,
            3,
        )
        assert last.made_by == "người vận hành máy chủ"
        assert row.sha256 == hashlib.sha256(backup.read_bytes()).hexdigest()
        started, made = Entry.objects.filter(subject_kind="backup").order_by("pk")
        assert (started.deed, made.deed) == ("files.backup_started", "files.backed_up")
        assert made.after["missing_files"] == 0
        assert made.after["rows"] > 20
        assert WORDS not in str(list(Entry.objects.values()))
        assert [one.id for one in queries.backups(scope=OPERATOR)] == [row.pk]
        with pytest.raises(OutOfScope):
            queries.backups(scope=Scope(1, "ai đó"))


def test_before_the_first_backup_there_is_no_last(machines: Machines) -> None:
    with machines.prepared().in_use():
        assert queries.last_backup() is None


def test_a_download_is_entered_when_its_last_byte_was_asked_for(office: Installation) -> None:
    with office.in_use():
        pieces = backing_up.download(by=OPERATOR, at=NOW, passphrase=WORDS)
        first = next(pieces)
        assert not Backup.objects.exists()
        assert Entry.objects.filter(deed="files.backup_started").exists()
        data = first + b"".join(pieces)
        assert Backup.objects.get().destination == backing_up.BY_DOWNLOAD
        head, tally, hashes = check(io.BytesIO(data), passphrase=WORDS)
        assert (head.app_version, tally.number_of_files, len(hashes)) == (giamngheo.__version__, 3, 3)
        assert len(data) <= backing_up.bytes_needed() * 2


def test_a_download_that_breaks_off_is_no_backup_and_lets_the_next_begin(office: Installation) -> None:
    with office.in_use():
        pieces = backing_up.download(by=OPERATOR, at=NOW, passphrase=WORDS)
        next(pieces)
        with pytest.raises(UnderWay, match="Hãy chờ"):
            next(backing_up.download(by=OPERATOR, at=NOW, passphrase=WORDS))
        pieces.close()  # type: ignore[attr-defined]  # what a server does when the browser goes away
        assert not Backup.objects.exists()
        assert list(backing_up.download(by=OPERATOR, at=NOW, passphrase=WORDS))


class Writer(threading.Thread):
    """Goes on writing to an installation: a place and a draft at once, numbered alike."""

    def __init__(self, to: Installation) -> None:
        super().__init__()
        self._database = to.database.copy()
        self._database.inc_thread_sharing()
        self._stop_asked = threading.Event()
        self.written = 0

    def run(self) -> None:
        self._database.set_autocommit(False)
        while not self._stop_asked.is_set():
            name = f"viết {self.written}"
            with self._database.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO places_place (level, code, source, status) VALUES ('hamlet', '', %s, 'x')", [name]
                )
                cursor.execute(
                    "INSERT INTO accounts_draft (user_id, form, fields, saved_at) "
                    "SELECT min(id), %s, '{}', '2024-11-15 02:00:00+00' FROM accounts_user",
                    [name],
                )
            self._database.commit()
            self.written += 1
        self._database.close()

    def __enter__(self) -> "Writer":
        self.start()
        while self.written < 20:
            assert self.is_alive()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop_asked.set()
        self.join()


def test_a_backup_is_of_one_instant_while_others_write(
    office: Installation, machines: Machines, tmp_path: Path
) -> None:
    with Writer(office) as writer:
        before = writer.written
        path = back_up(office, tmp_path / "a.gnbak")
        assert writer.written > before
    other = machines.bare()
    restore(other, path)
    rows = everything(other)
    forms = [str(cell) for row in rows["accounts_draft"] for cell in row if str(cell).startswith("viết")]
    sources = [str(cell) for row in rows["places_place"] for cell in row if str(cell).startswith("viết")]
    assert before <= len(forms) < writer.written
    assert forms == sources == [f"viết {number}" for number in range(len(forms))]


def test_contents_that_are_not_whole_are_left_out_and_told(
    office: Installation, machines: Machines, tmp_path: Path
) -> None:
    with office.in_use():
        store.place_of(hashlib.sha256(PDF).hexdigest()).write_bytes(b"%PDF other")
        made = backing_up.write(by=OPERATOR, at=NOW, passphrase=WORDS, path=tmp_path / "a.gnbak")
    assert made.tally.missing == [hashlib.sha256(PDF).hexdigest()]
    other = machines.bare()
    assert restore(other, tmp_path / "a.gnbak").missing == 1
    with other.in_use():
        file_id = next(row.id for row in queries.listed(scope=OPERATOR, on=TODAY).rows if row.size == len(PDF))
        with pytest.raises(store.ContentMissing):
            actions.open_file(by=OPERATOR, at=LATER, file_id=file_id)


def test_who_may_not_back_up_can_neither_back_up_nor_restore(office: Installation, tmp_path: Path) -> None:
    with office.in_use():
        for by in (Scope(1, "ai đó"), Scope(1, "quản trị xã", grants={"back_up": frozenset({1})})):
            with pytest.raises(OutOfScope):
                backing_up.download(by=by, at=NOW, passphrase=WORDS)
            with pytest.raises(OutOfScope):
                backing_up.write(by=by, at=NOW, passphrase=WORDS, path=tmp_path / "a.gnbak")
            with pytest.raises(OutOfScope):
                restoring.restore(by=by, at=NOW, source=tmp_path / "a.gnbak", passphrase=WORDS)
        with pytest.raises(WeakPassphrase):
            backing_up.write(by=OPERATOR, at=NOW, passphrase="ngắn", path=tmp_path / "a.gnbak")  # noqa: S106
        assert not Entry.objects.filter(subject_kind="backup").exists()


def test_a_file_that_is_there_is_not_written_over(office: Installation, backup: Path) -> None:
    data = backup.read_bytes()
    with pytest.raises(backing_up.AlreadyThere, match="không ghi đè"):
        back_up(office, backup)
    assert backup.read_bytes() == data


def test_what_a_killed_backup_left_is_removed_but_not_what_another_is_writing(
    office: Installation, tmp_path: Path
) -> None:
    left, running = tmp_path / "cũ.gnbak.dang-ghi", tmp_path / "khác.gnbak.dang-ghi"
    left.write_bytes(b"half")
    with running.open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        back_up(office, tmp_path / "a.gnbak")
    assert not left.exists()
    assert running.exists()


@pytest.mark.parametrize(("error", "problem"), [(28, NoRoom), (27, NoRoom), (5, CannotWrite), (30, CannotWrite)])
def test_a_stick_that_is_full_or_fails_keeps_nothing(
    office: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int, problem: type[BackupProblem]
) -> None:
    def fails(number: int) -> None:
        raise OSError(error, "…")

    monkeypatch.setattr(backing_up.os, "fsync", fails)
    with pytest.raises(problem):
        back_up(office, tmp_path / "a.gnbak")
    assert list(tmp_path.glob("*.gnbak*")) == []
    with office.in_use():
        assert not Backup.objects.exists()


def test_what_does_not_read_back_is_removed(
    office: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole_write = backing_up._write

    def write_badly(path: Path, pieces: Iterator[bytes]) -> None:
        whole_write(path, pieces)
        data = bytearray(path.read_bytes())
        data[-1] ^= 1
        path.write_bytes(data)

    monkeypatch.setattr(backing_up, "_write", write_badly)
    with pytest.raises(Damaged):
        back_up(office, tmp_path / "a.gnbak")
    assert list(tmp_path.glob("*.gnbak*")) == []


def test_tables_that_are_behind_are_not_backed_up(machines: Machines, tmp_path: Path) -> None:
    with pytest.raises(NotUpToDate, match="giamngheo serve"):
        back_up(machines.bare(), tmp_path / "a.gnbak")


def untouched(machine: Installation) -> bool:
    with machine.in_use():
        has_tables = "accounts_user" in connection.introspection.table_names()
        return not (has_tables and User.objects.exists()) and list(store.hashes()) == []


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


def test_an_older_backup_is_brought_up_to_date(office: Installation, tmp_path: Path, machines: Machines) -> None:
    """As made before the newest migration of sessions: its table is then not there yet, and comes while restoring."""
    with office.in_use():
        Session.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        data = b"".join(seal(pack(making.members(connection, at=NOW, tally=making.Tally())), passphrase=WORDS))
    source = tmp_path / "cũ.gnbak"
    source.write_bytes(data)
    other = machines.unused()
    restore(other, source)
    with other.in_use():
        executor = MigrationExecutor(connection)
        assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
        assert User.objects.count() == 1
        assert Entry.objects.filter(deed="files.restored").count() == 1
    prepared = machines.prepared()
    with pytest.raises(OlderThanTarget, match="thư mục dữ liệu hoàn toàn mới"):
        restore(prepared, source)
    assert untouched(prepared)


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


def test_every_table_is_in_a_backup_or_left_out_by_name(machines: Machines) -> None:
    """Fails when a table comes without a model: then nobody would have copied its rows."""
    with machines.prepared().in_use():
        names = set(connection.introspection.table_names())
    known = {table.name for table in tables.tables_of(apps)}
    assert names - known - tables.LEFT_OUT == {"django_migrations"}
    assert known <= names


def test_a_member_that_is_cut_while_it_is_read_stops_the_backup() -> None:
    with pytest.raises(RuntimeError):
        list(pack([Member("files/x", 10, iter([b"abc"]))]))
