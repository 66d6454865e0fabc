"""Whose data were touched: the query an incident begins with.

The subjects of the entries sought: the several that were noted with an entry, or else the one it is about.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Value

from giamngheo.audit.kinds import Sought, TouchedCount, TouchedPage, TouchedRow
from giamngheo.audit.models import Entry, Touched
from giamngheo.audit.queries.reach import SEE_TRACE, narrowed, reach, with_words
from giamngheo.common.scope import Scope

PAGE = 100
_AT_ONCE = 1_000

# {found} is a statement that Django made, its values kept apart as parameters.
_COUNTS = """
WITH touched(kind, object_id, entry_id, label) AS ({found})
SELECT kind, COUNT(DISTINCT object_id), COUNT(DISTINCT entry_id) FROM touched GROUP BY kind ORDER BY kind
"""
_ROWS = """
WITH touched(kind, object_id, entry_id, label) AS ({found})
SELECT kind, object_id, MAX(label), COUNT(DISTINCT entry_id), MIN(entry_id), MAX(entry_id) FROM touched
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
    return TouchedPage(_with_instants(found[:limit]), has_more=len(found) > limit)


def every_touched(*, scope: Scope, sought: Sought, kind: str, permission: str) -> Iterator[TouchedRow]:
    """Go through all subjects that were touched, a thousand at a time."""
    with _asked(_ROWS, scope, sought, permission, kind, kind) as rows:
        while some := list(islice(rows, _AT_ONCE)):
            yield from _with_instants(some)


def _with_instants(rows: list[type_of_row]) -> tuple[TouchedRow, ...]:
    instants = dict(Entry.objects.filter(pk__in={number for row in rows for number in row[4:]}).values_list("id", "at"))
    return tuple(
        TouchedRow(kind, object_id, label, number, instants[first], instants[last], last)
        for kind, object_id, label, number, first, last in rows
    )


@contextmanager
def _asked(
    statement: str, scope: Scope, sought: Sought, permission: str, *values: Any
) -> Iterator[Iterator[type_of_row]]:
    """Ask the database; the rows come as they are fetched."""
    wanted = with_words(narrowed(reach(scope, permission), sought), sought.text)
    several = Touched.objects.filter(entry__in=wanted).values_list("kind", "object_id", "entry_id", Value(""))
    single = wanted.filter(number_of_touched=0).values_list("subject_kind", "subject_id", "id", "subject_label")
    try:
        found, parameters = several.union(single, all=True).query.sql_with_params()
    except EmptyResultSet:  # a scope without places: nothing to ask the database
        yield iter(())
        return
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement.format(found=found), [*parameters, *values])
        yield iter(cursor)
