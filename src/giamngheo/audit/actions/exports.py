"""Take the trace out as a file; who, why, what was sought and how much of it leaves its own trace.

The file goes to whoever asked and is not kept here: among kept files it would be read by those who may not see the
trace. Its hash is kept, which is enough to prove later which file it was.
"""

import hashlib
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import IO, Any

from django.db import transaction

from giamngheo.audit.actions.recording import record
from giamngheo.audit.actions.seals import seal_up
from giamngheo.audit.fields import in_words, print_instant
from giamngheo.audit.kinds import Deed, Sought, Subject
from giamngheo.audit.names import kind_name
from giamngheo.audit.queries.reach import EXPORT_TRACE, narrowed, newest_first, reach, with_words
from giamngheo.audit.queries.whose_data import every_touched
from giamngheo.common.scope import Scope
from giamngheo.common.sheets import write_sheet
from giamngheo.common.text import squeeze

EXPORTED = Deed("audit.exported", "Xuất dấu vết ra tệp")
TOUCHED_EXPORTED = Deed("audit.touched_exported", "Xuất danh sách dữ liệu bị động đến")

Titles = Callable[[Collection[int]], Mapping[int, str]]
"""Turns ids of places into what they are called."""

_AT_ONCE = 2_000
_IN_MEMORY = 1_000_000
_ENTRY_FIELDS = {
    "id": "Số",
    "at": "Lúc",
    "actor_name": "Người làm",
    "channel": "Đường vào",
    "deed_label": "Việc",
    "subject_kind": "Loại đối tượng",
    "subject_id": "Mã đối tượng",
    "subject_label": "Đối tượng",
    "place_id": "Địa bàn",
    "before": "Trước",
    "after": "Sau",
    "reason": "Lý do",
    "number_of_touched": "Số đối tượng kèm theo",
    "deed": "Mã việc",
}
_TOUCHED_HEADINGS = ("Loại", "Mã", "Tên (nếu dấu vết có ghi)", "Số lần", "Lần đầu", "Lần cuối", "Dấu vết cuối")


class ReasonMissing(ValueError):
    """Data were to be taken out or opened without saying why."""

    def __init__(self) -> None:
        super().__init__("Hãy ghi lý do: để làm gì, theo yêu cầu của ai.")


@dataclass(frozen=True, slots=True)
class Exported:
    """A file taken out: its content, at its beginning, and what the trace keeps of it. Closing it removes it."""

    content: IO[bytes]
    number_of_rows: int
    size: int
    sha256: str


def export_entries(*, by: Scope, sought: Sought, reason: str, titles: Titles, at: datetime) -> Exported:
    """Write the entries sought to a .csv, sensitive fields masked; record that, and seal the trace.

    The file is written before the transaction that records it: a long one would keep everybody waiting.

    Raises:
        OutOfScope: the trace may not be exported.
        ReasonMissing: no reason is given.
    """
    _require(by, reason)
    exported = _written(_ENTRY_FIELDS.values(), _entry_lines(by, sought, titles))
    return _recorded(exported, by=by, deed=EXPORTED, sought=sought, reason=reason, at=at)


def export_touched(*, by: Scope, sought: Sought, kind: str, reason: str, at: datetime) -> Exported:
    """Write the subjects that the entries sought touched to a .csv; record that, and seal the trace.

    Raises:
        OutOfScope: the trace may not be exported.
        ReasonMissing: no reason is given.
    """
    _require(by, reason)
    exported = _written(_TOUCHED_HEADINGS, _touched_lines(by, sought, kind))
    return _recorded(exported, by=by, deed=TOUCHED_EXPORTED, sought=sought, reason=reason, at=at)


def _require(by: Scope, reason: str) -> None:
    reach(by, EXPORT_TRACE)
    if not squeeze(reason):
        raise ReasonMissing


def _recorded(exported: Exported, *, by: Scope, deed: Deed, sought: Sought, reason: str, at: datetime) -> Exported:
    with transaction.atomic():
        record(
            by=by,
            deed=deed,
            subject=Subject("trace", "", "Dấu vết"),
            at=at,
            after={"filter": _parts_of(sought), "rows": exported.number_of_rows, "sha256": exported.sha256},
            reason=reason,
        )
    seal_up(by=by, at=at)
    return exported


def _written(headings: Iterable[str], lines: Iterable[tuple[object, ...]]) -> Exported:
    """Write a .csv; a large one goes to the disk."""
    content = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 – whoever gets the export closes it
    number = write_sheet(headings, lines, to=content)
    size = content.tell()
    content.seek(0)
    digest = hashlib.sha256()
    while piece := content.read(_IN_MEMORY):
        digest.update(piece)
    content.seek(0)
    return Exported(content, number, size, digest.hexdigest())


def _entry_lines(by: Scope, sought: Sought, titles: Titles) -> Iterator[tuple[object, ...]]:
    wanted = newest_first(with_words(narrowed(reach(by, EXPORT_TRACE), sought), sought.text))
    rows = wanted.values(*_ENTRY_FIELDS).iterator(_AT_ONCE)
    while some := list(islice(rows, _AT_ONCE)):
        places = titles({row["place_id"] for row in some if row["place_id"] is not None})
        yield from (tuple(_shown(row, places).values()) for row in some)


def _shown(row: dict[str, Any], places: Mapping[int, str]) -> dict[str, Any]:
    return row | {
        "at": print_instant(row["at"]),
        "subject_kind": kind_name(row["subject_kind"]),
        "place_id": places.get(row["place_id"], row["place_id"] or ""),
        "before": in_words(row["before"]),
        "after": in_words(row["after"]),
    }


def _touched_lines(by: Scope, sought: Sought, kind: str) -> Iterator[tuple[object, ...]]:
    for row in every_touched(scope=by, sought=sought, kind=kind, permission=EXPORT_TRACE):
        first, last = print_instant(row.first_at), print_instant(row.last_at)
        yield row.kind_name, row.id, row.label, row.number_of_entries, first, last, row.last_entry_id


def _parts_of(sought: Sought) -> dict[str, object]:
    """What was sought, as the trace keeps it: only what narrowed."""
    parts = {
        "user_id": sought.actor_id,
        "deed": sought.deed,
        "subject": " ".join(sought.subject or ()),
        "places": sorted(sought.place_ids or ()),
        "since": sought.since,
        "until": sought.until,
        "text": sought.text,
    }
    return {name: value for name, value in parts.items() if value not in (None, "", [])}
