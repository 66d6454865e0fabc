# ruff: noqa: S608 – the tables are named above, by nobody else
"""The database refuses to change or delete what the trace holds, by whatever way it is asked."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from giamngheo.accounts.models import User
from giamngheo.audit import actions as audit
from giamngheo.audit.actions import incidents
from giamngheo.audit.guards import GUARDS
from giamngheo.audit.kinds import Deed, Subject
from giamngheo.audit.models import Entry, IncidentStep, Seal, Touched
from giamngheo.audit.queries import missing_guards
from giamngheo.common.scope import EVERYWHERE, Scope

AT = datetime(2024, 11, 15, 2, 0, tzinfo=UTC)
OVERSEER = Scope(None, "Người giám sát", grants={"see_trace": EVERYWHERE, "export_trace": EVERYWHERE})

pytestmark = pytest.mark.django_db


@pytest.fixture
def one_of_each() -> None:
    """An entry with a subject of its own, a seal, and a step of an incident."""
    user = User.objects.create_user(username="quan-tri", full_name="Người quản trị")
    manager = Scope(user.pk, user.full_name, grants={"manage_incidents": EVERYWHERE})
    with transaction.atomic():
        audit.record(
            by=OVERSEER,
            deed=Deed("test.opened", "Mở thử"),
            subject=Subject("household", "1", "Hộ 1"),
            at=AT,
            touched=[("person", "1")],
        )
    audit.seal(by=OVERSEER, at=AT)
    number = incidents.record_incident(by=manager, at=AT, known_at=AT, what="Mất máy tính")
    incidents.add_measure(number, by=manager, at=AT, done_at=AT, text="Đã đổi mật khẩu")


MODELS = [Entry, Touched, Seal, IncidentStep]
TABLES = [model._meta.db_table for model in MODELS]
COLUMNS = dict(zip(TABLES, ["reason", "object_id", "hash", "text"], strict=True))


def refused(ask: object) -> None:
    """Run what must fail, in a transaction of its own, and hold the reason against what the trigger says."""
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ask()  # type: ignore[operator]


@pytest.mark.usefixtures("one_of_each")
@pytest.mark.parametrize("model", MODELS, ids=TABLES)
class TestByTheOrm:
    def test_saving_again_is_refused(self, model: type[Entry]) -> None:
        refused(lambda: model.objects.first().save())

    def test_updating_many_is_refused(self, model: type[Entry]) -> None:
        refused(lambda: model.objects.update(id=F("id") + 1_000))

    def test_updating_in_bulk_is_refused(self, model: type[Entry]) -> None:
        rows = list(model.objects.all())
        refused(lambda: model.objects.bulk_update(rows, [COLUMNS[model._meta.db_table]]))

    def test_deleting_is_refused(self, model: type[Entry]) -> None:
        refused(lambda: model.objects.all()._raw_delete("default"))

    def test_writing_over_is_refused(self, model: type[Entry]) -> None:
        row = model.objects.first()
        column = COLUMNS[model._meta.db_table]
        refused(
            lambda: model.objects.bulk_create(
                [row], update_conflicts=True, update_fields=[column], unique_fields=["id"]
            )
        )


@pytest.mark.usefixtures("one_of_each")
@pytest.mark.parametrize("table", TABLES)
class TestBySql:
    def test_update_is_refused(self, table: str) -> None:
        refused(lambda: execute(f"UPDATE {table} SET {COLUMNS[table]} = 'x'"))

    def test_update_of_nothing_changed_is_refused(self, table: str) -> None:
        refused(lambda: execute(f"UPDATE {table} SET id = id"))

    def test_delete_is_refused(self, table: str) -> None:
        refused(lambda: execute(f"DELETE FROM {table}"))

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="INSERT OR REPLACE is SQLite's")
    def test_replacing_a_row_is_refused(self, table: str) -> None:
        refused(lambda: execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"))

    @pytest.mark.skipif(connection.vendor != "postgresql", reason="TRUNCATE is PostgreSQL's")
    def test_truncate_is_refused(self, table: str) -> None:
        execute("SET CONSTRAINTS ALL IMMEDIATE")  # or PostgreSQL refuses for that reason first
        refused(lambda: execute(f"TRUNCATE {table} CASCADE"))

    def test_nothing_was_changed_by_all_that(self, table: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table} ORDER BY id")
            before = cursor.fetchall()
            refused(lambda: execute(f"DELETE FROM {table}"))
            cursor.execute(f"SELECT * FROM {table} ORDER BY id")
            assert cursor.fetchall() == before != []


def test_every_guard_that_is_looked_for_stands() -> None:
    assert missing_guards() == ()
    assert len(GUARDS[connection.vendor]) == len(MODELS) * {"sqlite": 3, "postgresql": 2}[connection.vendor]


def test_a_guard_that_was_taken_away_is_missed() -> None:
    table = "" if connection.vendor == "sqlite" else " ON audit_entry"
    guard = {"sqlite": "audit_entry_no_update", "postgresql": "audit_entry_no_change"}[connection.vendor]
    execute(f"DROP TRIGGER {guard}{table}")
    assert missing_guards() == (guard,)


@pytest.mark.django_db(transaction=True)
def test_the_flush_of_tests_empties_the_tables_and_leaves_the_guards() -> None:
    with transaction.atomic():
        audit.record(by=OVERSEER, deed=Deed("test.done", "Làm thử"), subject=Subject("x", "1", "x"), at=AT)
    call_command("flush", interactive=False, verbosity=0)
    assert not Entry.objects.exists()
    assert missing_guards() == ()


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
