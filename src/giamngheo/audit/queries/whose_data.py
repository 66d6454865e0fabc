"""Whose data were touched: the query an incident begins with.

The subjects of the entries sought: the several that were noted with an entry, or else the one it is about.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Value

from giamngheo.audit.kinds import Sought, TouchedCount, TouchedPage, TouchedRow
from giamngheo.audit.models import Touched
from giamngheo.audit.queries.reach import SEE_TRACE, narrowed, reach, with_words
from giamngheo.common.scope import Scope

PAGE = 100

# {found} is a statement that Django made, its values kept apart as parameters.
_COUNTS = """
WITH touched(kind, object_id, entry_id, at, label) AS ({found})
SELECT kind, COUNT(DISTINCT object_id), COUNT(DISTINCT entry_id) FROM touched GROUP BY kind ORDER BY kind
"""
_ROWS = """
WITH touched(kind, object_id, entry_id, at, label) AS ({found})
SELECT kind, object_id, MAX(label), COUNT(DISTINCT entry_id), MIN(at), MAX(at), MAX(entry_id) FROM touched
WHERE %s = '' OR kind = %s
GROUP BY kind, object_id ORDER BY kind, object_id
"""
_PART = "LIMIT %s OFFSET %s"

type_of_row = tuple[Any, ...]


def touched_counts(*, scope: Scope, sought: Sought) -> list[TouchedCount]:
    """Return how many subjects of each kind the entries sought touched."""
    with _asked(_COUNTS, scope, sought, SEE_TRACE) as rows:
        return [TouchedCount(*row) for row in rows]


def touched(*, scope: Scope, sought: Sought, kind: str = "", number: int = 1, limit: int = PAGE) -> TouchedPage:
    """Return a page, by its number from 1, of the subjects that the entries sought touched, one row each.

    Pages are numbered, not keyed: all entries sought have to be gone through for any of them, and the id of a subject
    stays out of addresses.
    """
    values = (kind, kind, limit + 1, (max(number, 1) - 1) * limit)
    with _asked(_ROWS + _PART, scope, sought, SEE_TRACE, *values) as rows:
        found = list(rows)
    return TouchedPage(tuple(map(_row, found[:limit])), has_more=len(found) > limit)


def every_touched(*, scope: Scope, sought: Sought, kind: str, permission: str) -> Iterator[TouchedRow]:
    """Go through all subjects that were touched, as the database hands them out."""
    with _asked(_ROWS, scope, sought, permission, kind, kind) as rows:
        yield from map(_row, rows)


def _row(values: type_of_row) -> TouchedRow:
    kind, object_id, label, number, first, last, entry_id = values
    return TouchedRow(kind, object_id, label, number, _instant(first), _instant(last), entry_id)


def _instant(found: datetime | str) -> datetime:
    """SQLite keeps instants as text, in UTC, and gives them back so from a statement of our own."""
    return found if isinstance(found, datetime) else datetime.fromisoformat(found).replace(tzinfo=UTC)


@contextmanager
def _asked(
    statement: str, scope: Scope, sought: Sought, permission: str, *values: Any
) -> Iterator[Iterator[type_of_row]]:
    """Ask the database; the rows come as they are fetched."""
    wanted = with_words(narrowed(reach(scope, permission), sought), sought.text)
    several = Touched.objects.filter(entry__in=wanted).values_list(
        "kind", "object_id", "entry_id", "entry__at", Value("")
    )
    single = wanted.filter(number_of_touched=0).values_list("subject_kind", "subject_id", "id", "at", "subject_label")
    try:
        found, parameters = several.union(single, all=True).query.sql_with_params()
    except EmptyResultSet:  # a scope without places: nothing to ask the database
        yield iter(())
        return
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement.format(found=found), [*parameters, *values])
        yield iter(cursor)
