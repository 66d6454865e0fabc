"""Rows in a form that any database takes: JSON lines, one list per row, in the order of the table's columns.

The same rows come out of SQLite and PostgreSQL and go into either. Days, instants and exact numbers are written as
text; JSON columns as the text the database holds.
"""

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeAlias
from uuid import UUID

from django.apps.registry import Apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    BinaryField,
    BooleanField,
    CharField,
    Field,
    FloatField,
    ForeignKey,
    IntegerField,
    JSONField,
    TextField,
)
from django.db.models.fields import AutoFieldMixin
from django.utils.duration import duration_string

LEFT_OUT = frozenset(
    {
        "django_session",  # who was signed in signs in anew
        "axes_accessattempt",  # a lockout belongs to the running machine
        "axes_accessattemptexpiration",
        "axes_accessfailurelog",
    }
)
PART_BYTES = 1024 * 1024
_ROWS_AT_ONCE = 1_000

_PLAIN = (BooleanField, CharField, FloatField, IntegerField, TextField)

AnyField: TypeAlias = "Field[Any, Any]"
Change = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the system and its columns, each with the field that knows its type."""

    name: str
    fields: tuple[AnyField, ...]
    key: AnyField

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return [str(field.column) for field in self.fields]

    def ordered(self, columns: Sequence[str]) -> "Table | None":
        """Return the table with its columns in the order given; None where they are not the same columns."""
        fields = {str(field.column): field for field in self.fields}
        if len(columns) != len(fields) or set(columns) != set(fields):
            return None
        return Table(self.name, tuple(fields[column] for column in columns), self.key)

    @property
    def counter(self) -> str | None:
        """The column the database numbers by itself, if there is one."""
        return self.key.column if isinstance(self.key, AutoFieldMixin) else None


def tables_of(models: Apps) -> list[Table]:
    """Return every table that goes into a backup, by name."""
    found = {
        model._meta.db_table: Table(
            model._meta.db_table,
            tuple(model._meta.local_concrete_fields),
            model._meta.pk,
        )
        for model in models.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in LEFT_OUT
    }
    return [found[name] for name in sorted(found)]


def parts_of(table: Table, connection: BaseDatabaseWrapper) -> Iterator[tuple[int, bytes]]:
    """Yield the rows of a table as JSON lines, about a megabyte at once, each time with their number."""
    lines: list[str] = []
    size = 0
    for row in _rows(table, connection):
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        lines.append(line)
        size += len(line)
        if size > PART_BYTES:
            yield len(lines), "\n".join(lines).encode()
            lines, size = [], 0
    if lines:
        yield len(lines), "\n".join(lines).encode()


def rows_in(part: bytes) -> list[list[Any]]:
    """Return the rows of a part.

    Raises:
        ValueError: it is none.
    """
    rows: list[list[Any]] = json.loads(b"[" + part.replace(b"\n", b",") + b"]")  # no string holds a line's end as such
    if not all(isinstance(row, list) for row in rows):
        raise ValueError("a row is no list")
    return rows


def load(table: Table, rows: Iterable[Sequence[Any]], connection: BaseDatabaseWrapper) -> None:
    """Insert rows; on PostgreSQL by COPY. Nothing is ever updated: what is append-only takes them like any other."""
    changes = [_from_portable(field, connection) for field in table.fields]
    needed = [(at, change) for at, change in enumerate(changes) if change]
    ready = (_changed(row, needed) for row in rows)
    quote = connection.ops.quote_name
    names = f"{quote(table.name)} ({', '.join(map(quote, table.columns))})"
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {names} FROM STDIN") as copy:
                for row in ready:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(table.fields))
            cursor.executemany(f"INSERT INTO {names} VALUES ({marks})", list(ready))  # noqa: S608 – own names, quoted


def clear(table: Table, connection: BaseDatabaseWrapper) -> None:
    """Empty a table of what preparing an installation puts there."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(table.name)}")  # noqa: S608 – own name, quoted


def counters(tables: Iterable[Table], connection: BaseDatabaseWrapper) -> dict[str, int]:
    """Return the last number each table gave, so that the number of a row that went is never given again."""
    numbered = [table for table in tables if table.counter]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            given = dict(cursor.fetchall())
            return {table.name: given[table.name] for table in numbered if given.get(table.name)}
        found = {}
        for table in numbered:
            cursor.execute("SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s))", [table.name, table.counter])
            if last := cursor.fetchone()[0]:
                found[table.name] = last
        return found


def set_counters(tables: Iterable[Table], last: dict[str, int], connection: BaseDatabaseWrapper) -> None:
    """Let each table go on numbering where it had stopped."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in tables:
            if not table.counter or table.name not in last:
                continue
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
                cursor.execute(
                    "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table.name, last[table.name]]
                )
            else:
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), greatest(%s, "  # noqa: S608 – own names, quoted
                    f"(SELECT max({quote(table.counter)}) FROM {quote(table.name)})))",
                    [table.name, table.counter, last[table.name]],
                )


def _rows(table: Table, connection: BaseDatabaseWrapper) -> Iterator[list[Any]]:
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, table.columns))
    query = f"SELECT {columns} FROM {quote(table.name)} ORDER BY {quote(str(table.key.column))}"  # noqa: S608 – own names
    changes = [(at, change) for at, field in enumerate(table.fields) if (change := _to_portable(field, connection))]
    with connection.chunked_cursor() as cursor:
        cursor.execute(query)
        while found := cursor.fetchmany(_ROWS_AT_ONCE):
            yield from (_changed(values, changes) for values in found)


def _changed(values: Sequence[Any], changes: Sequence[tuple[int, Change]]) -> list[Any]:
    row = list(values)
    for at, change in changes:
        row[at] = change(row[at])
    return row


def _is_plain(field: AnyField) -> bool:
    """Whether a value is the same in JSON and for every database: one of Django's own fields of text or numbers."""
    if isinstance(field, ForeignKey):
        return _is_plain(field.target_field)
    return isinstance(field, _PLAIN) and type(field).__module__.startswith("django.db.models.")


def _to_portable(field: AnyField, connection: BaseDatabaseWrapper) -> Change | None:
    """Return what makes a stored value portable; None where it is so already."""
    if isinstance(field, JSONField):
        return None
    expression = field.get_col(field.model._meta.db_table)
    converters = connection.ops.get_db_converters(expression) + expression.get_db_converters(connection)
    if not converters and _is_plain(field):
        return None

    def change(value: Any) -> Any:
        for convert in converters:
            value = convert(value, expression, connection)
        return _as_json(value)

    return change


def _as_json(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, timedelta):
        return duration_string(value)
    return base64.b64encode(bytes(value)).decode("ascii")


def _from_portable(field: AnyField, connection: BaseDatabaseWrapper) -> Change | None:
    """Return what makes a value fit for the database; None where it is so already."""
    if isinstance(field, JSONField) or _is_plain(field):
        return None
    if isinstance(field, BinaryField):
        return lambda value: None if value is None else base64.b64decode(value)
    return lambda value: field.get_db_prep_save(field.to_python(value), connection)
