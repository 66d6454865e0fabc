"""Who changes places, when and where, for tests of places and their pages."""

from datetime import UTC, date, datetime

from giamngheo.common.scope import Scope
from giamngheo.places import actions, queries
from giamngheo.places.kinds import MANAGE_PLACES, Level

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
IN_2024 = date(2024, 11, 15)
IN_2026 = date(2026, 3, 2)
EVERYWHERE = Scope(None, "hệ thống", "dòng lệnh", {MANAGE_PLACES: None})
NOWHERE = Scope(None, "hệ thống", "dòng lệnh")


def only(*place_ids: int) -> Scope:
    """The scope of somebody who may change these places and no other."""
    return Scope(None, "hệ thống", "trang", {MANAGE_PLACES: frozenset(place_ids)})


def load(*provinces: str) -> None:
    """Load the reference data of these provinces of July 2025, with what went into them."""
    actions.load_reference(by=EVERYWHERE, at=AT, provinces=frozenset(provinces))


def commune(code: str, on: date) -> int:
    """The id of the commune that carries a code on a day."""
    return queries.by_code(Level.COMMUNE, code, on=on).id


def hamlet(commune_id: int, title: str, *, on: date = IN_2024, since: date | None = None) -> int:
    """Set up a hamlet; the title begins with its type."""
    return actions.add_hamlet(by=EVERYWHERE, at=AT, on=on, commune_id=commune_id, type="", name=title, since=since)


def titles_in(commune_id: int, on: date) -> list[str]:
    """What lies in a place on a day, in order."""
    return [row.title for row in queries.children(commune_id, on=on)]
