"""Backups made and restored on machines of the tests, by whoever runs the machine."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection
from factories.machines import Installation

from giamngheo.accounts.models import User
from giamngheo.common.scope import EVERYWHERE, Scope
from giamngheo.files import backing_up, restoring, store
from giamngheo.files.backups import tables

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


def untouched(machine: Installation) -> bool:
    """Whether nobody is in an installation and nothing in its store."""
    with machine.in_use():
        has_tables = "accounts_user" in connection.introspection.table_names()
        return not (has_tables and User.objects.exists()) and list(store.hashes()) == []
