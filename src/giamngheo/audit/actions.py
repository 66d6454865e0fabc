"""The one door through which the trace is written."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from giamngheo.audit.kinds import Deed, Subject
from giamngheo.audit.models import Entry, Touched
from giamngheo.common.scope import Scope

_AT_ONCE = 2_000


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
        before: the fields that change, as they were (JSON values).
        after: the same fields as they become.
        reason: why, in the user's words.
        touched: (kind, id) of every subject where there are several: whose data were opened or exported.

    Raises:
        NotInTransaction: the caller opened no transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise NotInTransaction(deed.code)
    several = list(touched)
    entry = Entry.objects.create(
        at=at,
        actor_id=by.user_id,
        actor_name=by.name,
        channel=by.channel,
        deed=deed.code,
        deed_label=deed.label,
        subject_kind=subject.kind,
        subject_id=subject.id,
        subject_label=subject.label[:300],
        place_id=place_id,
        before=dict(before or {}),
        after=dict(after or {}),
        reason=reason.strip(),
        number_of_touched=len(several),
    )
    Touched.objects.bulk_create(
        (Touched(entry=entry, kind=kind, object_id=object_id) for kind, object_id in several), batch_size=_AT_ONCE
    )
    return entry.pk
