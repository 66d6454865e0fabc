"""What an entry of the trace is made of."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be done: its code (`places.renamed`) and what the trace calls it (“Đổi tên địa bàn”)."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What it was done to: kind, id within the kind, and its name at the time."""

    kind: str
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as pages and exports show it; `before` and `after` are the fields that changed."""

    id: int
    at: datetime
    actor_name: str
    channel: str
    deed: str
    deed_label: str
    subject: Subject
    place_id: int | None
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str
    number_of_touched: int
