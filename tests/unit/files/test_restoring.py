"""Restored on another machine, everything is there and work goes on where it stood."""

import hashlib
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.signing import dumps, loads
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from factories.backups import LATER, NOW, OPERATOR, WORDS, back_up, everything, restore, untouched
from factories.machines import Installation, Machines
from factories.people import TODAY

from giamngheo.accounts.models import Draft, User
from giamngheo.audit.actions import seals
from giamngheo.audit.models import Entry, Touched
from giamngheo.audit.queries import sealing as trace
from giamngheo.common.scope import EVERYWHERE, Scope
from giamngheo.files import actions, queries, restoring
from giamngheo.files.backups import making, tables
from giamngheo.files.backups.packing import pack
from giamngheo.files.backups.problems import (
    OlderThanTarget,
)
from giamngheo.files.backups.sealing import seal

pytestmark = pytest.mark.django_db


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


def test_the_restored_trace_agrees_with_its_seals(office: Installation, tmp_path: Path, machines: Machines) -> None:
    overseer = Scope(None, "hệ thống", grants={"see_trace": EVERYWHERE})
    with office.in_use():
        assert seals.seal(by=overseer, at=NOW)
    other = machines.bare()
    restore(other, back_up(office, tmp_path / "a.gnbak"))
    with other.in_use():
        verdict = trace.verified(scope=overseer)
    assert (verdict.number_of_seals, verdict.difference, verdict.missing_guards) == (1, None, ())
    assert verdict.number_of_entries >= 4


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


def test_a_backup_passes_from_one_kind_of_database_to_the_other_and_back(
    office: Installation, machines: Machines, tmp_path: Path
) -> None:
    """In the run on PostgreSQL: from there to SQLite, and from SQLite to another PostgreSQL."""
    between, last = machines.of_sqlite(), machines.bare()
    restore(between, back_up(office, tmp_path / "a.gnbak"))
    with between.in_use():
        assert User.objects.get().check_password("Một-hai-ba")
        assert Draft.objects.get().fields == {"tên": "Nguyễn “A”", "số": [1, None]}
    restore(last, back_up(between, tmp_path / "b.gnbak"))
    first, after = everything(office), everything(last)
    for name in ("audit_entry", "files_backup"):  # each backup and restoring added to these
        assert after.pop(name)[: len(first[name]) - 1] == first.pop(name)[:-1]
    assert after == first


def test_an_older_backup_is_brought_up_to_date(office: Installation, tmp_path: Path, machines: Machines) -> None:
    """As made before the newest migration of sessions: its table is then not there yet, and comes while restoring."""
    with office.in_use():
        Session.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        data = b"".join(seal(pack(making.members(connection, at=NOW, tally=making.Tally())), passphrase=WORDS))
    source = tmp_path / "cũ.gnbak"
    source.write_bytes(data)
    other = machines.bare()
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


def test_every_table_is_in_a_backup_or_left_out_by_name(machines: Machines) -> None:
    """Fails when a table comes without a model: then nobody would have copied its rows."""
    with machines.prepared().in_use():
        names = set(connection.introspection.table_names())
    known = {table.name for table in tables.tables_of(apps)}
    assert names - known - tables.LEFT_OUT == {"django_migrations"}
    assert known <= names
