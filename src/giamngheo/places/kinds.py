"""Words and rows of places that pages may import."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

REFORM = date(2025, 7, 1)
"""The day the district level ended (cuộc sắp xếp đơn vị hành chính; two levels from then on)."""


MANAGE_PLACES = "manage_places"
"""The permission to change places: `accounts.kinds.Permission.MANAGE_PLACES`, which stands above this package."""


class Level(StrEnum):
    """The level of a place (cấp): the district level exists until 30/6/2025 only."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    HAMLET = "hamlet"

    @property
    def label(self) -> str:
        """The level as screens name it."""
        return _LEVELS[self]


_LEVELS = {
    Level.PROVINCE: "cấp tỉnh",
    Level.DISTRICT: "cấp huyện",
    Level.COMMUNE: "cấp xã",
    Level.HAMLET: "thôn, ấp, khu phố",
}

TYPES = {
    Level.PROVINCE: ("Tỉnh", "Thành phố"),
    Level.DISTRICT: ("Huyện", "Thị xã", "Thành phố", "Quận"),
    Level.COMMUNE: ("Xã", "Phường", "Thị trấn", "Đặc khu"),
    Level.HAMLET: (
        *("Thôn", "Ấp", "Khu phố", "Bản", "Buôn", "Làng", "Sóc", "Bon", "Khóm", "Tổ dân phố"),
        *("Phum", "Xóm", "Khối phố", "Tiểu khu"),
    ),
}
"""How places of each level may be called."""

URBAN_TYPES = frozenset({"Phường", "Thị trấn"})
"""Communes of these types are urban (thành thị); all others rural (nông thôn)."""


class Extent(StrEnum):
    """How much of an old place went into a new one."""

    WHOLE = "whole"
    PART = "part"


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place as it is called and placed on one day. `code` is empty for hamlets and means nothing without a day."""

    id: int
    level: Level
    type: str
    name: str
    code: str
    parent_id: int | None
    valid_from: date | None
    valid_until: date | None

    @property
    def title(self) -> str:
        """Type and name: “Xã Tân Khai”."""
        return f"{self.type} {self.name}"


@dataclass(frozen=True, slots=True)
class Successor:
    """What a place became, or came from, on a day; `basis` is the instrument, where one is known."""

    place: PlaceRow
    on: date
    extent: Extent
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A commune that is no more, one it went into, and its hamlets that lie nowhere yet.

    `successor.extent` says whether all of it went there.
    """

    old: PlaceRow
    successor: Successor
    hamlets: tuple[PlaceRow, ...]


@dataclass(frozen=True, slots=True)
class NameRow:
    """What a place is called over a period."""

    type: str
    name: str
    valid_from: date | None
    valid_until: date | None
    basis: str

    @property
    def title(self) -> str:
        """Type and name."""
        return f"{self.type} {self.name}"


@dataclass(frozen=True, slots=True)
class LocationRow:
    """What a place lies in over a period; `title` as it is called at the end of it."""

    place_id: int
    title: str
    valid_from: date | None
    valid_until: date | None
    basis: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A place in the tree of a day, with how many places lie directly in it."""

    place: PlaceRow
    number_inside: int


@dataclass(frozen=True, slots=True)
class HamletRow:
    """A hamlet of a commune; `formerly` is the commune it lay in before, where it came with a merger."""

    place: PlaceRow
    formerly: str


@dataclass(frozen=True, slots=True)
class Found:
    """A place found by its name, with what it lies in: “Huyện Hớn Quản, Tỉnh Bình Phước”."""

    place: PlaceRow
    where: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """All that is known of a place over time.

    A code means nothing without the period beside it: `same_code` are the other places that carried or carry it.
    """

    level: Level
    code: str
    valid_from: date | None
    valid_until: date | None
    source: str
    status: str
    names: tuple[NameRow, ...]
    locations: tuple[LocationRow, ...]
    same_code: tuple[PlaceRow, ...]
    came_from: tuple[Successor, ...]
    became: tuple[Successor, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """How much of the reference data was not there yet and has been added."""

    places: int = 0
    successions: int = 0

    @property
    def is_nothing(self) -> bool:
        """Say whether all of it was there already."""
        return not (self.places or self.successions)
