"""Is the trace still what was sealed? Every entry is read again, a few thousand at a time."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import Max

from giamngheo.audit.guards import GUARDS, STANDING
from giamngheo.audit.models import Entry, Seal, Touched
from giamngheo.audit.queries.reach import SEE_TRACE
from giamngheo.audit.wholeness import Difference, Flaw, SealRow, Verdict
from giamngheo.common.scope import Scope

MARK = 16
"""Bytes of a mark: eight for the entry's id, eight of its digest."""
_AT_ONCE = 2_000
_FIELDS = (
    "id",
    "at",
    "actor_id",
    "actor_name",
    "channel",
    "deed",
    "deed_label",
    "subject_kind",
    "subject_id",
    "subject_label",
    "place_id",
    "before",
    "after",
    "reason",
    "number_of_touched",
)


def seals(*, scope: Scope, limit: int = 50) -> list[SealRow]:
    """Return the newest seals, the newest first."""
    scope.require(SEE_TRACE, None)
    return [_row(seal) for seal in Seal.objects.order_by("-number").defer("marks")[:limit]]


def seal_of_code(code: str, *, scope: Scope) -> SealRow | None:
    """Return the seal whose code somebody kept on paper; signs between its letters do not matter."""
    scope.require(SEE_TRACE, None)
    letters = "".join(filter(str.isalnum, code)).lower()
    if len(letters) < 20:
        return None
    found = Seal.objects.filter(hash__startswith=letters).defer("marks").first()
    return _row(found) if found else None


def last_seal() -> SealRow | None:
    """Return the newest seal."""
    found = Seal.objects.order_by("-number").defer("marks").first()
    return _row(found) if found else None


def verified(*, scope: Scope) -> Verdict:
    """Compare every entry with what was sealed, up to the first difference.

    What was written after the last seal is counted but cannot be compared (docs/adr/0007).
    """
    scope.require(SEE_TRACE, None)
    before, checked, difference = None, 0, None
    for seal in Seal.objects.order_by("number").iterator(1):
        difference = _difference(before, seal)
        if difference:
            break
        before, checked = _row(seal), checked + seal.number_of_entries
    newest = Seal.objects.aggregate(number=Max("number"), up_to=Max("up_to_id"))
    return Verdict(
        number_of_seals=newest["number"] or 0,
        number_of_entries=checked,
        number_unsealed=Entry.objects.filter(pk__gt=newest["up_to"] or 0).count(),
        difference=difference,
        missing_guards=missing_guards(),
    )


def missing_guards() -> tuple[str, ...]:
    """Return the triggers that should keep the trace as it is and do not stand in the database."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING[connection.vendor])
        standing = {name for (name,) in cursor.fetchall()}
    return tuple(name for name in GUARDS[connection.vendor] if name not in standing)


def digests(after_id: int, up_to_id: int) -> Iterator[tuple[int, bytes]]:
    """Go through the entries after one and up to another: the id and the SHA-256 of everything an entry says."""
    several = groupby(_touched(after_id, up_to_id), itemgetter(0))
    touched_id, touched = next(several, (None, ()))
    wanted = Entry.objects.filter(pk__gt=after_id, pk__lte=up_to_id).order_by("pk").values_list(*_FIELDS)
    for entry_id, at, *rest in wanted.iterator(_AT_ONCE):
        state = hashlib.sha256(_canonical([entry_id, at.astimezone(UTC).isoformat(), *rest]))
        while touched_id is not None and touched_id <= entry_id:
            if touched_id == entry_id:  # else of an entry that is gone, which its mark will tell
                for line in touched:
                    state.update(_canonical(line))
            touched_id, touched = next(several, (None, ()))
        yield entry_id, state.digest()


def seal_hash(*, previous: str, number: int, up_to_id: int, marks: bytes, whole: bytes) -> str:
    """Return the hash of a seal: over the seal before, its own number and extent, and the digests of its entries."""
    head = f"{previous}\n{number}\n{up_to_id}\n{len(marks) // MARK}\n".encode()
    return hashlib.sha256(head + hashlib.sha256(marks).digest() + whole).hexdigest()


def mark_of(entry_id: int, digest: bytes) -> bytes:
    """Return what a seal keeps of each of its entries."""
    return entry_id.to_bytes(8, "big") + digest[:8]


def _difference(before: SealRow | None, seal: Seal) -> Difference | None:
    """Say where the entries of a seal differ from it; the seal itself is the place where all its marks agree."""
    last_id, number, previous = (before.up_to_id, before.number, before.hash) if before else (0, 0, "")
    if seal.number != number + 1:
        return Difference(Flaw.SEAL, number + 1, None)
    marks = bytes(seal.marks)
    kept = [marks[at : at + MARK] for at in range(0, len(marks), MARK)]
    whole, place = hashlib.sha256(), 0
    for entry_id, digest in digests(last_id, seal.up_to_id):
        mark = mark_of(entry_id, digest)
        if place == len(kept) or kept[place] != mark:
            return _first(kept[place : place + 1], mark, seal.number)
        whole.update(digest)
        place += 1
    if place < len(kept):
        return Difference(Flaw.MISSING, seal.number, int.from_bytes(kept[place][:8], "big"))
    found = seal_hash(previous=previous, number=seal.number, up_to_id=seal.up_to_id, marks=marks, whole=whole.digest())
    agrees = found == seal.hash and seal.number_of_entries == place
    return None if agrees else Difference(Flaw.SEAL, seal.number, None)


def _first(kept: list[bytes], mark: bytes, number: int) -> Difference:
    """Name the entry that differs: the one found, or the one that should stand before it."""
    found_id = int.from_bytes(mark[:8], "big")
    kept_id = int.from_bytes(kept[0][:8], "big") if kept else None
    if kept_id is None or found_id < kept_id:
        return Difference(Flaw.ADDED, number, found_id)
    return Difference(Flaw.CHANGED if found_id == kept_id else Flaw.MISSING, number, kept_id)


def _touched(after_id: int, up_to_id: int) -> Iterable[tuple[int, str, str]]:
    wanted = Touched.objects.filter(entry_id__gt=after_id, entry_id__lte=up_to_id).order_by("entry_id", "pk")
    return wanted.values_list("entry_id", "kind", "object_id").iterator(_AT_ONCE)


def _canonical(parts: Iterable[Any]) -> bytes:
    return json.dumps(list(parts), ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def _row(seal: Seal) -> SealRow:
    return SealRow(seal.number, seal.at, seal.by_name, seal.up_to_id, seal.number_of_entries, seal.hash)
