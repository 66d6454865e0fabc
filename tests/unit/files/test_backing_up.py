"""A backup holds everything of one instant, nobody can read it, and it is there whole or not at all."""

import fcntl
import hashlib
import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from factories.backups import LATER, NOW, OPERATOR, WORDS, back_up, everything, restore
from factories.contents import PDF
from factories.machines import Installation, Machines
from factories.people import TODAY

import giamngheo
from giamngheo.audit.models import Entry
from giamngheo.common.scope import OutOfScope, Scope
from giamngheo.files import actions, backing_up, queries, restoring, store
from giamngheo.files.backups.packing import Member, pack
from giamngheo.files.backups.passphrases import WeakPassphrase
from giamngheo.files.backups.problems import (
    BackupProblem,
    CannotWrite,
    Damaged,
    NoRoom,
    NotUpToDate,
    UnderWay,
)
from giamngheo.files.backups.reading import check
from giamngheo.files.models import Backup

pytestmark = pytest.mark.django_db


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
            backing_up.download(by=OPERATOR, at=NOW, passphrase=WORDS)
        pieces.close()  # type: ignore[attr-defined]  # what a server does when the browser goes away
        assert not Backup.objects.exists()
        backing_up.download(by=OPERATOR, at=NOW, passphrase=WORDS)  # gone before its first byte
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


def test_a_member_that_is_cut_while_it_is_read_stops_the_backup() -> None:
    with pytest.raises(RuntimeError):
        list(pack([Member("files/x", 10, iter([b"abc"]))]))
