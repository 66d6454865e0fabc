"""The trace as lists and pages show it. Only what lies within the scope is ever read."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Max, Q, QuerySet

from giamngheo.audit.fields import changes
from giamngheo.audit.kinds import Actor, Deed, EntryDetail, EntryPage, EntryRow, Sought, Subject
from giamngheo.audit.models import Entry, Touched
from giamngheo.audit.queries.reach import SEE_TRACE, narrowed, newest_first, older_than, reach, with_words
from giamngheo.common.scope import EVERYWHERE, Scope

PAGE = 50
STRETCH = 100_000
"""How many entries one search by words looks through; the next page goes on from there."""
TOUCHED_SHOWN = 200

# The different values of an indexed column, found by stepping through the index from one to the next: a DISTINCT
# would read every entry.
_DEEDS = """
WITH RECURSIVE known(deed) AS (
    SELECT MIN(deed) FROM audit_entry
    UNION ALL
    SELECT (SELECT MIN(next.deed) FROM audit_entry next WHERE next.deed > known.deed)
    FROM known WHERE known.deed IS NOT NULL
)
SELECT deed, (
    SELECT named.deed_label FROM audit_entry named WHERE named.deed = known.deed ORDER BY named.at DESC LIMIT 1
) FROM known WHERE deed IS NOT NULL
"""
_ACTORS = """
WITH RECURSIVE known(actor_id) AS (
    SELECT MIN(actor_id) FROM audit_entry
    UNION ALL
    SELECT (SELECT MIN(next.actor_id) FROM audit_entry next WHERE next.actor_id > known.actor_id)
    FROM known WHERE known.actor_id IS NOT NULL
)
SELECT actor_id, (
    SELECT named.actor_name FROM audit_entry named WHERE named.actor_id = known.actor_id ORDER BY named.at DESC LIMIT 1
) FROM known WHERE actor_id IS NOT NULL
"""


class NoSuchEntry(LookupError):
    """There is no such entry within the scope."""

    def __init__(self) -> None:
        super().__init__("Không có dấu vết này, hoặc tài khoản đang dùng không được xem.")


def entries(*, scope: Scope, sought: Sought, before_id: int | None = None, limit: int = PAGE) -> EntryPage:
    """Return a page of the entries sought, newest first, after the entry `before_id`.

    The ids come from an index alone and only then the rows: so a million entries cost no more than a thousand.
    """
    wanted = newest_first(older_than(narrowed(reach(scope), sought), before_id))
    end = None
    if sought.text:
        end = wanted.values_list("at", "id")[STRETCH : STRETCH + 1].first()
        wanted = with_words(_stretch(wanted, end) if end else wanted, sought.text)
    ids = list(wanted.values_list("id", flat=True)[: limit + 1])
    rows = _rows(Entry.objects.filter(pk__in=ids[:limit]))
    if len(ids) > limit:
        return EntryPage(rows, ids[limit - 1])
    return EntryPage(rows, end[1], searched_to=end[0]) if end else EntryPage(rows, None)


def entry(entry_id: int, *, scope: Scope) -> EntryDetail:
    """Return one entry with its fields, sensitive ones masked.

    Raises:
        NoSuchEntry: there is none within the scope.
    """
    return opened(entry_id, scope=scope, reveal=False)


def opened(entry_id: int, *, scope: Scope, reveal: bool) -> EntryDetail:
    """Return one entry; with `reveal` nothing is masked, which only the action that records the reason may ask for.

    Raises:
        NoSuchEntry: there is none within the scope.
    """
    found = reach(scope).filter(pk=entry_id).values_list("before", "after").first()
    if found is None:
        raise NoSuchEntry
    touched = Touched.objects.filter(entry_id=entry_id).order_by("pk").values_list("kind", "object_id")
    return EntryDetail(
        row=_rows(Entry.objects.filter(pk=entry_id))[0],
        fields=changes(*found, reveal=reveal),
        touched=tuple(touched[:TOUCHED_SHOWN]),
    )


def subject_of(entry_id: int, *, scope: Scope) -> Subject:
    """Return what an entry is about, to seek its history without naming it in an address.

    Raises:
        NoSuchEntry: there is none within the scope.
    """
    found = reach(scope).filter(pk=entry_id).values_list("subject_kind", "subject_id", "subject_label").first()
    if found is None:
        raise NoSuchEntry
    return Subject(*found)


def deeds(*, scope: Scope) -> list[Deed]:
    """Return the deeds found in the trace, by label."""
    if scope.places(SEE_TRACE) is EVERYWHERE:
        found = [Deed(*row) for row in _asked(_DEEDS)]
    else:
        named = reach(scope).values_list("deed").annotate(label=Max("deed_label"))
        found = [Deed(code, label) for code, label in named]
    return sorted(found, key=lambda deed: deed.label)


def actors(*, scope: Scope) -> list[Actor]:
    """Return who did something, each by the newest name, in the order of names."""
    if scope.places(SEE_TRACE) is EVERYWHERE:
        found = [Actor(*row) for row in _asked(_ACTORS)]
    else:
        named = reach(scope).exclude(actor_id=None).values_list("actor_id").annotate(name=Max("actor_name"))
        found = [Actor(actor_id, name) for actor_id, name in named if actor_id is not None]
    return sorted(found, key=lambda actor: actor.name)


def _asked(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def _stretch(wanted: "QuerySet[Entry]", last: tuple[datetime, int]) -> "QuerySet[Entry]":
    at, entry_id = last
    return wanted.filter(Q(at__gt=at) | Q(at=at, pk__gte=entry_id), at__gte=at)


def _rows(wanted: "QuerySet[Entry]") -> tuple[EntryRow, ...]:
    return tuple(
        EntryRow(
            id=found.pk,
            at=found.at,
            actor_id=found.actor_id,
            actor_name=found.actor_name,
            channel=found.channel,
            deed=Deed(found.deed, found.deed_label),
            subject=Subject(found.subject_kind, found.subject_id, found.subject_label),
            place_id=found.place_id,
            reason=found.reason,
            number_of_touched=found.number_of_touched,
        )
        for found in newest_first(wanted).defer("before", "after", "folded")
    )
