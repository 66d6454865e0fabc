"""What the page of one place shows, as of a day and over time."""

from dataclasses import dataclass
from datetime import date

from giamngheo.accounts.kinds import Permission
from giamngheo.common.scope import Scope
from giamngheo.places import queries
from giamngheo.places.kinds import URBAN_TYPES, Branch, HamletRow, Level, Lineage, PlaceRow, Waiting
from giamngheo.web.places.days import within

_TOLD_AREA = frozenset({"Xã", *URBAN_TYPES})


@dataclass(frozen=True, slots=True)
class PlacePage:
    """One place on a day. `day` differs from what was asked for where the place did not exist then."""

    place: PlaceRow
    day: date
    is_of_asked_day: bool
    path: tuple[PlaceRow, ...]
    lineage: Lineage
    branches: tuple[Branch, ...]
    hamlets: tuple[HamletRow, ...]
    waiting: tuple[Waiting, ...]
    may_change: bool

    @property
    def area(self) -> str:
        """Urban or rural, for communes: it decides which poverty line counts."""
        if self.place.level is not Level.COMMUNE or self.place.type not in _TOLD_AREA:
            return ""
        return "thành thị" if self.place.type in URBAN_TYPES else "nông thôn"

    @property
    def is_commune(self) -> bool:
        """Whether hamlets lie in it."""
        return self.place.level is Level.COMMUNE

    @property
    def is_hamlet(self) -> bool:
        """Whether it is a hamlet itself."""
        return self.place.level is Level.HAMLET

    @property
    def has_moved(self) -> bool:
        """Whether a hamlet of the list came from another commune."""
        return any(one.formerly for one in self.hamlets)


def place_page(place_id: int, *, asked: date, scope: Scope) -> PlacePage:
    """Put together the page of a place.

    Args:
        place_id: which.
        asked: the day that is asked for.
        scope: who looks, kept to the own places (`own.own_scope`).

    Raises:
        NoSuchPlace: there never was one of that id.
    """
    lineage = queries.lineage(place_id)
    day = within(lineage, asked)
    path = queries.path_to(place_id, on=day)
    place = path[-1]
    is_commune = place.level is Level.COMMUNE
    return PlacePage(
        place=place,
        day=day,
        is_of_asked_day=day == asked,
        path=tuple(path[:-1]),
        lineage=lineage,
        branches=() if is_commune else tuple(queries.branches(place_id, on=day)),
        hamlets=tuple(queries.hamlets(place_id, on=day)) if is_commune else (),
        waiting=tuple(_waiting(place, asked, scope)) if is_commune else (),
        may_change=scope.covers(Permission.MANAGE_PLACES, governing(place)),
    )


def governing(place: PlaceRow) -> int:
    """Return the place whose officers change this one: for a hamlet, its commune."""
    return place.parent_id if place.level is Level.HAMLET and place.parent_id is not None else place.id


def _waiting(commune: PlaceRow, asked: date, scope: Scope) -> list[Waiting]:
    """What is left to carry over, from the day of the reform on, for those who may do it.

    Seen from the new commune or from the old one.
    """
    if not scope.holds(Permission.MANAGE_PLACES):
        return []
    if became := queries.became(commune.id):
        mine = [one for one in became if scope.covers(Permission.MANAGE_PLACES, one.place.id) and one.on <= asked]
        left = queries.left_behind(commune.id, mine[0]) if mine else []
        return [Waiting(commune, mine[0], tuple(left))] if left else []
    may = scope.covers(Permission.MANAGE_PLACES, commune.id)
    return [one for one in queries.waiting(commune.id) if one.successor.on <= asked] if may else []
