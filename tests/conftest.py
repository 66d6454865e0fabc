"""What all tests share."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.db import transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from hypothesis import settings

settings.register_profile("house", deadline=None)  # a busy machine is no failure; speed belongs to benchmarks/
settings.load_profile("house")

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


@pytest.hookimpl(tryfirst=True)  # before pytest looks at -m
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use Django's database, so that they can be run again on PostgreSQL."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES & fixtures:
            item.add_marker(pytest.mark.database)


@pytest.fixture(scope="session", autouse=True)
def append_only_tables_can_be_emptied_between_tests() -> Iterator[None]:
    """Lift the triggers of the trace for Django's flush after a transactional test, and for nothing else.

    They are put back in the same transaction; the system itself has no way to lift them.
    """
    triggers = import_module("giamngheo.audit.migrations.0002_append_only")
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_with_triggers_lifted(operations: Any, statements: list[str]) -> None:
        database = operations.connection
        editor = database.schema_editor()  # not entered: on SQLite it wants the foreign keys off for that
        with transaction.atomic(using=database.alias):
            triggers.drop_triggers(None, editor)
            flush(operations, statements)
            triggers.add_triggers(None, editor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_with_triggers_lifted)
        yield
