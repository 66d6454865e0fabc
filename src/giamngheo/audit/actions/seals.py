"""Seal the trace, and check that it still is as it was sealed."""

import hashlib
from datetime import datetime
from itertools import islice

from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from giamngheo.audit.actions.recording import record
from giamngheo.audit.kinds import Deed, Subject
from giamngheo.audit.models import Entry, Seal
from giamngheo.audit.queries.reach import SEE_TRACE
from giamngheo.audit.queries.sealing import digests, last_seal, mark_of, seal_hash, verified
from giamngheo.audit.wholeness import SealRow, Verdict
from giamngheo.common.scope import Scope

SEALED = Deed("audit.sealed", "Niêm phong dấu vết")
CHECKED = Deed("audit.checked", "Kiểm tra dấu vết")

IN_ONE_SEAL = 50_000
"""Entries that one seal covers at most: its marks are held in memory."""


def seal(*, by: Scope, at: datetime) -> SealRow | None:
    """Seal what was written since the last seal; return the newest seal, None where nothing was ever written.

    Raises:
        OutOfScope: the trace of the whole installation may not be seen.
    """
    by.require(SEE_TRACE, None)
    return seal_up(by=by, at=at)


def seal_up(*, by: Scope, at: datetime) -> SealRow | None:
    """Seal without asking who: a seal tells nothing and can be made at any time.

    Reading and hashing happen outside a transaction, so that nobody waits for them; entries can no longer change. Two
    sealing at once are told apart by the number of the seal: the second finds it taken and keeps the first's.
    """
    up_to_id = _written_up_to()
    last = last_seal()
    while (last.up_to_id if last else 0) < up_to_id and _is_worth_it(last, up_to_id):
        new = _prepared(last, up_to_id, by, at)
        try:
            with transaction.atomic():
                new.save(force_insert=True)
                record(
                    by=by,
                    deed=SEALED,
                    subject=Subject("seal", str(new.number), f"Niêm phong số {new.number}"),
                    at=at,
                    after={"number": new.number, "up_to": new.up_to_id, "entries": new.number_of_entries},
                )
        except IntegrityError:
            return last_seal()  # somebody else sealed at the same moment
        last = last_seal()
    return last


def check(*, by: Scope, at: datetime) -> Verdict:
    """Compare the whole trace with its seals, and note that it was checked and what was found."""
    verdict = verified(scope=by)
    found = verdict.difference
    with transaction.atomic():
        record(
            by=by,
            deed=CHECKED,
            subject=Subject("trace", "", "Dấu vết"),
            at=at,
            after={
                "entries": verdict.number_of_entries,
                "first_difference": found.entry_id if found else None,
                "flaw": found.flaw.label if found else None,
                "missing_guards": list(verdict.missing_guards),
            },
        )
    return verdict


def _written_up_to() -> int:
    """Return the newest entry below which none can still appear.

    PostgreSQL hands out numbers before it commits: the lock waits until nobody is in the middle of writing. SQLite
    has one writer at a time and needs none.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("LOCK TABLE audit_entry IN SHARE MODE")
        return Entry.objects.aggregate(newest=Max("pk"))["newest"] or 0


def _is_worth_it(last: SealRow | None, up_to_id: int) -> bool:
    """Whether anything but sealing happened since: else every seal would call for the next."""
    new = Entry.objects.filter(pk__gt=last.up_to_id if last else 0, pk__lte=up_to_id)
    return new.exclude(deed=SEALED.code).exists()


def _prepared(last: SealRow | None, up_to_id: int, by: Scope, at: datetime) -> Seal:
    number, previous, before_id = (last.number + 1, last.hash, last.up_to_id) if last else (1, "", 0)
    sealed = list(islice(digests(before_id, up_to_id), IN_ONE_SEAL))
    marks = b"".join(mark_of(*one) for one in sealed)
    whole = hashlib.sha256(b"".join(digest for _, digest in sealed)).digest()
    newest = sealed[-1][0]
    return Seal(
        number=number,
        at=at,
        by_name=by.name[:200],
        up_to_id=newest,
        number_of_entries=len(sealed),
        marks=marks,
        hash=seal_hash(previous=previous, number=number, up_to_id=newest, marks=marks, whole=whole),
    )
