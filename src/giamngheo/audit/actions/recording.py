"""The one door through which the trace is written."""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from giamngheo.audit.kinds import Deed, Subject
from giamngheo.audit.values import clean, kept
from giamngheo.common.scope import Scope
from giamngheo.common.text import fold

# Straight to the tables: by model instances an entry costs twice as much, ten thousand subjects ten times
# (benchmarks/writing_the_trace.py).
_ADD_ENTRY = """
INSERT INTO audit_entry (
    at, actor_id, actor_name, channel, deed, deed_label, subject_kind, subject_id, subject_label, place_id,
    before, after, reason, folded, number_of_touched
) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id
"""
_ADD_TOUCHED = "INSERT INTO audit_touched (entry_id, kind, object_id) VALUES (%s, %s, %s)"
_LONGEST_REASON = 2_000


class NotInTransaction(RuntimeError):
    """A deed was recorded outside the transaction of the change it tells of: one could be kept without the other."""


def record(  # noqa: PLR0913 – an entry has this many parts, each named by its caller
    *,
    by: Scope,
    deed: Deed,
    subject: Subject,
    at: datetime,
    place_id: int | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
    touched: Iterable[tuple[str, str]] = (),
) -> int:
    """Write one entry, inside the transaction of the change itself; return its id.

    Args:
        by: who does it.
        deed: what is done.
        subject: to what; its label is kept as it is now.
        at: when.
        place_id: the place it belongs to, which decides who may read the entry; None is the whole installation.
        before: the fields that change, as they were: texts, numbers, days, lists; passwords and the like are left out.
        after: the same fields as they become.
        reason: why, in the user's words.
        touched: (kind, id) of every subject where there are several: whose data were opened or exported.

    Raises:
        NotInTransaction: the caller opened no transaction.
        NotForTheTrace: a field holds no value.
    """
    if not transaction.get_connection().in_atomic_block:
        raise NotInTransaction(deed.code)
    several = dict.fromkeys((clean(kind, 40), clean(object_id, 60)) for kind, object_id in touched)
    why = clean(reason.strip(), _LONGEST_REASON)
    label = clean(subject.label, 300)
    who = (by.user_id, clean(by.name, 200), clean(by.channel, 20))
    what = (deed.code, deed.label, subject.kind, clean(subject.id, 60), label, place_id)
    change = (json.dumps(kept(before)), json.dumps(kept(after)), why)
    instant = connection.ops.adapt_datetimefield_value(at)
    return _write((instant, *who, *what, *change, fold(f"{label} {why}"), len(several)), several)


def _write(entry: tuple[Any, ...], touched: Collection[tuple[str, str]]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_ADD_ENTRY, entry)
        (entry_id,) = cursor.fetchone()
        if touched:
            cursor.executemany(_ADD_TOUCHED, [(entry_id, kind, object_id) for kind, object_id in touched])
    return int(entry_id)
