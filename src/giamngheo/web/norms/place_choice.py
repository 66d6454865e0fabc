"""Choosing a province, district or commune as of a day: by name, or from the province down. No level is required."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from giamngheo.common.dates import NoSuchDay, parse_day, print_day
from giamngheo.common.text import fold
from giamngheo.places import queries as places
from giamngheo.places.kinds import Level, PlaceRow

LEVELS: tuple[Level, ...] = (Level.COMMUNE, Level.DISTRICT, Level.PROVINCE)
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place to choose, and where it lies."""

    id: int
    title: str
    lies_in: str


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """What was asked for so far, the lists to go on with, and the places found."""

    day: str
    problem: str
    levels: tuple[Level, ...]
    level: Level
    text: str
    province_id: int | None
    district_id: int | None
    provinces: tuple[PlaceRow, ...]
    districts: tuple[PlaceRow, ...]
    found: tuple[FoundPlace, ...]
    was_asked: bool

    @property
    def has_reference(self) -> bool:
        """Whether the list of administrative units is there for that day."""
        return bool(self.problem or self.provinces)


def place_choice(asked: Mapping[str, str], *, today: date) -> PlaceChoice:
    """Work out the lists from what was asked in the address: ngay, cap, tinh, huyen, tim."""
    typed = asked.get("ngay") or print_day(today)
    text = asked.get("tim", "").strip()[:100]
    try:
        day = parse_day(typed)
    except NoSuchDay as unreadable:
        return PlaceChoice(typed, str(unreadable), LEVELS, Level.COMMUNE, text, None, None, (), (), (), was_asked=False)
    there = places.levels(on=day)
    levels = tuple(one for one in LEVELS if one in there) or LEVELS
    level = next((one for one in levels if one == asked.get("cap")), Level.COMMUNE)
    provinces = places.provinces(on=day)
    province_id = _one_of(provinces, asked.get("tinh"))
    inside = places.children(province_id, on=day) if province_id and level != Level.PROVINCE else []
    districts = [row for row in inside if row.level == Level.DISTRICT] if level == Level.COMMUNE else []
    district_id = _one_of(districts, asked.get("huyen"))
    if district_id:
        inside = places.children(district_id, on=day)
    found = _found(text, level, provinces, inside, day)
    return PlaceChoice(
        day=print_day(day),
        problem="",
        levels=levels,
        level=level,
        text=text,
        province_id=province_id,
        district_id=district_id,
        provinces=tuple(provinces),
        districts=tuple(districts),
        found=_with_parents(found[:MOST_SHOWN], day),
        was_asked=bool(text or level == Level.PROVINCE or (province_id and (district_id or not districts))),
    )


def _found(text: str, level: Level, provinces: list[PlaceRow], inside: list[PlaceRow], day: date) -> list[PlaceRow]:
    if text and not inside:
        return places.search(text, on=day, level=level, limit=MOST_SHOWN)
    listed = provinces if level == Level.PROVINCE else [row for row in inside if row.level == level]
    return [row for row in listed if fold(text) in fold(row.title)]


def _one_of(rows: list[PlaceRow], typed: str | None) -> int | None:
    return next((row.id for row in rows if str(row.id) == typed), None)


def _with_parents(rows: list[PlaceRow], day: date) -> tuple[FoundPlace, ...]:
    """Tell apart places of the same name by what they lie in."""
    lies_in = places.locations(rows, on=day)
    return tuple(FoundPlace(row.id, row.title, lies_in[row.id]) for row in rows)
