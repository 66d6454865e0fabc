"""Words and rows of places that pages may import."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

REFORM = date(2025, 7, 1)
"""The day the district level ended (cuộc sắp xếp đơn vị hành chính; two levels from then on)."""


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
    Level.HAMLET: ("Thôn", "Ấp", "Khu phố", "Bản", "Buôn", "Làng", "Sóc", "Bon", "Khóm", "Tổ dân phố"),
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
    """What a place became, or came from, on a day."""

    place: PlaceRow
    on: date
    extent: Extent
