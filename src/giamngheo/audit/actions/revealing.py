"""Open what the trace shows masked, for a reason that is kept."""

from datetime import datetime

from django.db import transaction

from giamngheo.audit.actions.exports import ReasonMissing
from giamngheo.audit.actions.recording import record
from giamngheo.audit.kinds import Deed, EntryDetail, Subject
from giamngheo.audit.queries.trace import opened
from giamngheo.common.scope import Scope
from giamngheo.common.text import squeeze

REVEALED = Deed("audit.revealed", "Mở giá trị đã che trong dấu vết")


@transaction.atomic
def reveal(entry_id: int, *, by: Scope, reason: str, at: datetime) -> EntryDetail:
    """Return one entry with nothing masked; the trace says who opened it, whose data it shows and why.

    Raises:
        NoSuchEntry: there is none within the scope.
        ReasonMissing: no reason is given.
    """
    if not squeeze(reason):
        raise ReasonMissing
    detail = opened(entry_id, scope=by, reveal=True)
    shown = detail.row.subject
    record(
        by=by,
        deed=REVEALED,
        subject=Subject("entry", str(entry_id), f"Dấu vết số {entry_id}"),
        at=at,
        place_id=detail.row.place_id,
        reason=reason,
        touched=[(shown.kind, shown.id), *detail.touched],
    )
    return detail
