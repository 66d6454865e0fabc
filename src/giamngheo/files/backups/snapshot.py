"""One instant of the whole database, held still for reading while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection as own
from django.db.backends.base.base import BaseDatabaseWrapper

_BEGIN = {
    "sqlite": ("BEGIN DEFERRED", "SELECT count(*) FROM sqlite_schema"),  # the first reading fixes the instant
    "postgresql": ("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "SELECT 1"),
}


@contextmanager
def snapshot() -> Iterator[BaseDatabaseWrapper]:
    """Give a connection of its own that sees the database as it is now, whatever is written meanwhile."""
    fresh = own.copy()
    try:
        with fresh.cursor() as cursor:
            for statement in _BEGIN[fresh.vendor]:
                cursor.execute(statement)
            cursor.fetchone()
        yield fresh
    finally:
        fresh.close()
