"""Which entries a scope reaches, and which of them are sought."""

from django.db.models import F, Q, QuerySet

from giamngheo.audit.kinds import Sought
from giamngheo.audit.models import Entry
from giamngheo.common.scope import EVERYWHERE, OutOfScope, Scope
from giamngheo.common.text import fold

SEE_TRACE = "see_trace"
EXPORT_TRACE = "export_trace"
SEE_INCIDENTS = "see_incidents"
MANAGE_INCIDENTS = "manage_incidents"


def reach(scope: Scope, permission: str = SEE_TRACE) -> "QuerySet[Entry]":
    """Return the entries of the places a permission is good for; those of no place only where it is good everywhere.

    Raises:
        OutOfScope: the permission is not held at all.
    """
    if not scope.holds(permission):
        raise OutOfScope(permission)
    places = scope.places(permission)
    return Entry.objects.all() if places is EVERYWHERE else Entry.objects.filter(place_id__in=places)


def narrowed(entries: "QuerySet[Entry]", sought: Sought) -> "QuerySet[Entry]":
    """Return those of the entries that are sought, words apart (`with_words`)."""
    wanted = Q()
    if sought.actor_id is not None:
        wanted &= Q(actor_id=sought.actor_id)
    if sought.deed:
        wanted &= Q(deed=sought.deed)
    if sought.subject is not None:
        wanted &= Q(subject_kind=sought.subject[0], subject_id=sought.subject[1])
    if sought.place_ids is not None:
        wanted &= Q(place_id__in=sought.place_ids)
    if sought.since is not None:
        wanted &= Q(at__gte=sought.since)
    if sought.until is not None:
        wanted &= Q(at__lt=sought.until)
    return entries.filter(wanted)


def with_words(entries: "QuerySet[Entry]", text: str) -> "QuerySet[Entry]":
    """Return those of the entries whose subject or reason has the words, with or without accents."""
    words = fold(text)
    return entries.filter(folded__contains=words) if words else entries


def newest_first(entries: "QuerySet[Entry]") -> "QuerySet[Entry]":
    """Order entries as lists show them; entries of one instant by their number."""
    return entries.order_by(F("at").desc(), F("id").desc())


def older_than(entries: "QuerySet[Entry]", entry_id: int | None) -> "QuerySet[Entry]":
    """Return the entries after one of them in `newest_first`; all of them where there is no such entry.

    `at__lte` says nothing new; it lets the database begin in the middle of its index.
    """
    at = Entry.objects.filter(pk=entry_id).values_list("at", flat=True).first() if entry_id else None
    return entries if at is None else entries.filter(Q(at__lt=at) | Q(at=at, pk__lt=entry_id), at__lte=at)
