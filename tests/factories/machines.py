"""Installations beside the test's own: each with its data folder, its database and its key, as a second machine has."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend
from django.test import override_settings

from giamngheo.files import restoring, store

_numbers = count(1)


@dataclass
class Installation:
    folder: Path
    database: BaseDatabaseWrapper
    key: str
    former_keys: list[str] = field(default_factory=list)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Let everything in this thread happen in this installation."""
        usual = connections["default"]
        connections["default"] = self.database
        named: dict[str, Any] = {"DATA_FOLDER": self.folder, "SECRET_KEY": self.key}
        try:
            with override_settings(**named, SECRET_KEY_FALLBACKS=self.former_keys):
                yield
        finally:
            self.database.close()
            connections["default"] = usual


class Machines:
    """Makes installations: empty, or with all tables, which are made once and copied."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._template: Installation | None = None
        self._unused: Installation | None = None
        self._databases: list[str] = []

    def bare(self) -> Installation:
        """A data folder and a database with nothing in them."""
        return self._made()

    def prepared(self) -> Installation:
        """One whose tables are all there, with nothing in them."""
        if self._template is None:
            self._template = self._made()
            _migrate(self._template)
        return self._made(self._template)

    def of_sqlite(self) -> Installation:
        """A bare one that keeps its rows in SQLite, whatever the others keep theirs in."""
        made = self._folder / f"may-{next(_numbers)}"
        made.mkdir()
        engine = "django.db.backends.sqlite3"
        named = {"ENGINE": engine, "NAME": made / "giamngheo.sqlite3", "OPTIONS": {"transaction_mode": "IMMEDIATE"}}
        database = load_backend(engine).DatabaseWrapper(connection.settings_dict | named, alias="default")
        return Installation(made, database, f"khoa-{made.name}-" + "x" * 50)

    def unused(self) -> Installation:
        """One nobody worked in: bare, or left as it was by what was refused there."""
        if self._unused is not None:
            with self._unused.in_use():
                if restoring.is_empty() and not list(store.hashes()):
                    return self._unused
        self._unused = self.bare()
        return self._unused

    def remove(self) -> None:
        """Drop the databases; the folders go with the test's own."""
        if self._databases:
            with connection.copy()._nodb_cursor() as cursor:
                for name in self._databases:
                    cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _made(self, template: Installation | None = None) -> Installation:
        number = next(_numbers)
        folder = self._folder / f"may-{number}"
        folder.mkdir()
        database = connection.copy()
        if database.vendor == "sqlite":
            database.settings_dict["NAME"] = folder / "giamngheo.sqlite3"
            if template:
                shutil.copy(template.database.settings_dict["NAME"], folder)
        else:
            name = f"gn_may_{os.getpid()}_{number}"  # several runs share one PostgreSQL
            source = f" TEMPLATE {template.database.settings_dict['NAME']}" if template else ""
            with database._nodb_cursor() as cursor:
                cursor.execute(f"CREATE DATABASE {name}{source}")
            self._databases.append(name)
            database.settings_dict["NAME"] = name
        return Installation(folder, database, f"khoa-{number}-" + "x" * 50)


def _migrate(made: Installation) -> None:
    with made.in_use():
        call_command("migrate", interactive=False, verbosity=0)
        if made.database.vendor == "sqlite":
            with made.database.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
