"""Load the reference data: the units until 30/6/2025, those from 1/7/2025, and what became of which."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed, Subject
from giamngheo.common.scope import Scope
from giamngheo.common.text import fold
from giamngheo.places.kinds import MANAGE_PLACES, REFORM, Extent, Level, Loaded
from giamngheo.places.models import Attachment, Place, PlaceName, Succession

LOADED = Deed("places.reference_loaded", "Nạp danh mục đơn vị hành chính")
SOURCE = "vietnamadminunits 1.0.4"
STATUS = "reported"
FOLDER = Path(__file__).resolve().parents[1] / "reference"

Key = tuple[str, str, date | None]
"""Level, code and first day: a code alone is that of two places."""


class UnknownProvince(LookupError):
    """There is no province of that code from 1/7/2025 on."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Danh mục từ 1/7/2025 không có tỉnh mang mã {code}.")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A line of units.csv; `province` is the code of the province it is in from 1/7/2025 on."""

    key: Key
    type: str
    name: str
    parent: Key | None
    until: date | None
    province: str


@dataclass(frozen=True, slots=True)
class _Link:
    """A line of successions.csv."""

    old: Key
    new: Key
    extent: Extent
    basis: str


@transaction.atomic
def load_reference(*, by: Scope, at: datetime, provinces: frozenset[str] | None = None) -> Loaded:
    """Load the administrative units of the whole country, or of some provinces; what is there already stays as it is.

    Args:
        by: who does it.
        at: when.
        provinces: codes of provinces as of 1/7/2025; what went into them is loaded too. None is all.

    Raises:
        OutOfScope: the user may not change places of the whole installation.
        UnknownProvince: there is none of such a code.
    """
    by.require(MANAGE_PLACES, None)
    units = list(_units())
    for code in sorted((provinces or frozenset()) - {unit.province for unit in units}):
        raise UnknownProvince(code)
    wanted = [unit for unit in units if provinces is None or unit.province in provinces]
    ids = _ids_there()
    new = [unit for unit in wanted if unit.key not in ids]
    ids |= _create(new, ids)
    links = _create_links({unit.key: unit for unit in wanted}, ids)
    loaded = Loaded(len(new), links)
    if not loaded.is_nothing:
        audit.record(
            by=by,
            deed=LOADED,
            subject=Subject("place", "", "Danh mục đơn vị hành chính"),
            at=at,
            after={
                "nguon": SOURCE,
                "tinh": sorted(provinces) if provinces is not None else "tất cả",
                "dia_ban": loaded.places,
                "ke_thua": loaded.successions,
            },
        )
    return loaded


def _ids_there() -> dict[Key, int]:
    rows = Place.objects.exclude(level=Level.HAMLET).values_list("level", "code", "valid_from", "pk")
    return {(level, code, start): pk for level, code, start, pk in rows}


def _create(new: list[_Unit], there: Mapping[Key, int]) -> dict[Key, int]:
    places = Place.objects.bulk_create(
        Place(level=level, code=code, valid_from=start, valid_until=unit.until, source=SOURCE, status=STATUS)
        for unit in new
        for level, code, start in (unit.key,)
    )
    made = {unit.key: place.pk for unit, place in zip(new, places, strict=True)}
    ids = {**there, **made}
    PlaceName.objects.bulk_create(
        PlaceName(
            place_id=made[unit.key],
            type=unit.type,
            name=unit.name,
            folded=fold(unit.name),
            valid_from=unit.key[2],
            valid_until=unit.until,
        )
        for unit in new
    )
    Attachment.objects.bulk_create(
        Attachment(place_id=made[unit.key], parent_id=ids[unit.parent], valid_from=unit.key[2], valid_until=unit.until)
        for unit in new
        if unit.parent is not None
    )
    return made


def _create_links(units: Mapping[Key, _Unit], ids: Mapping[Key, int]) -> int:
    there = set(Succession.objects.filter(on=REFORM).values_list("old_id", "new_id"))
    links = [
        link
        for link in _links({unit.key: unit.province for unit in units.values()})
        if (ids[link.old], ids[link.new]) not in there
    ]
    Succession.objects.bulk_create(
        Succession(old_id=ids[link.old], new_id=ids[link.new], on=REFORM, extent=link.extent, basis=link.basis)
        for link in links
    )
    return len(links)


def _units() -> Iterator[_Unit]:
    """Read units.csv; each unit is told its province of today, by its own or by where its old province went."""
    rows = list(_lines("units.csv"))
    lies_in = {(row["level"], row["code"], row["until"]): (row["parent_level"], row["parent_code"]) for row in rows}
    went_into = {
        row["old_code"]: row["new_code"] for row in _lines("successions.csv") if row["old_level"] == "province"
    }
    for row in rows:
        top = (row["level"], row["code"])
        while (above := lies_in[*top, row["until"]])[0]:
            top = above
        start, until = (_day(row[field]) for field in ("from", "until"))
        yield _Unit(
            key=(row["level"], row["code"], start),
            type=row["type"],
            name=row["name"],
            parent=(row["parent_level"], row["parent_code"], start) if row["parent_level"] else None,
            until=until,
            province=went_into[top[1]] if until else top[1],
        )


def _links(province_of: Mapping[Key, str]) -> Iterator[_Link]:
    bases = {(row["level"], row["new_province_code"]): row["basis"] for row in _lines("bases.csv")}
    for row in _lines("successions.csv"):
        old: Key = (row["old_level"], row["old_code"], None)
        new: Key = (row["new_level"], row["new_code"], REFORM)
        if old in province_of and new in province_of:
            yield _Link(old, new, Extent(row["extent"]), bases.get((row["new_level"], province_of[new]), ""))


def _lines(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
