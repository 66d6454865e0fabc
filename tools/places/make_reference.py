"""Make the reference data of places from the data files of the package vietnamadminunits.

    python3 tools/places/make_reference.py PATH

PATH is the wheel of the package (.whl) or a folder it was unpacked into. Only its two data files are read, with the
standard library; the package itself is never imported (docs/adr/0006-places.md). The same input gives the same files,
byte for byte. What cannot be right stops the script; what looks odd is printed.
"""

import csv
import json
import sqlite3
import sys
import tempfile
import unicodedata
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

REFORM = "2025-07-01"
FOLDER = Path(__file__).resolve().parents[2] / "src/giamngheo/places/reference"
DATA = "vietnamadminunits/data"
DATABASE, CONVERTER = "dataset.db", "converter_2025.json"

TYPES = ("Tỉnh", "Thành phố", "Thị xã", "Quận", "Huyện", "Xã", "Phường", "Thị trấn", "Đặc khu")
LEVELS = ("province", "district", "commune")
WITH_DISTRICTS = {"province": 63, "district": 696, "commune": 10_035}
TWO_LEVELS = {"province": 34, "commune": 3_321}


class ImpossibleData(ValueError):
    """The data contradict themselves; nothing is written."""


@dataclass(frozen=True, order=True, slots=True)
class Unit:
    """A line of units.csv. `parent_code` is of the same period; `from_` or `until` is blank where open."""

    until: str
    level: str
    code: str
    type: str
    name: str
    parent_level: str
    parent_code: str
    from_: str


@dataclass(frozen=True, order=True, slots=True)
class Link:
    """A line of successions.csv: a unit that ended on 1/7/2025 and one that began then."""

    old_level: str
    old_code: str
    new_level: str
    new_code: str
    extent: str


def main(arguments: Sequence[str]) -> int:
    """Read, check, write; return the exit code."""
    if len(arguments) != 1:
        sys.stderr.write(__doc__ or "")
        return 2
    try:
        with tempfile.TemporaryDirectory() as spare:
            folder = unpacked(Path(arguments[0]), Path(spare))
            units, links = read(folder)
        check(units, links)
    except KeyError as unknown:
        sys.stderr.write(f"{arguments[0]}: nothing is known of {unknown}\n")
        return 1
    except (ImpossibleData, OSError, zipfile.BadZipFile, sqlite3.DatabaseError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    write(
        FOLDER / "units.csv", ("level", "code", "type", "name", "parent_level", "parent_code", "from", "until"), units
    )
    write(FOLDER / "successions.csv", [field.name for field in fields(Link)], links)
    return 0


def unpacked(source: Path, spare: Path) -> Path:
    """Return the folder that holds the two data files, taken out of the wheel where need be."""
    if source.is_dir():
        for folder in (source, source / "data", source / DATA):
            if (folder / DATABASE).is_file():
                return folder
        raise ImpossibleData(f"{source} holds no {DATABASE}")
    with zipfile.ZipFile(source) as wheel:
        for name in (DATABASE, CONVERTER):
            (spare / name).write_bytes(wheel.read(f"{DATA}/{name}"))
    return spare


def read(folder: Path) -> tuple[list[Unit], list[Link]]:
    """Return the units of both periods and what became of the older ones."""
    with sqlite3.connect(folder / DATABASE) as database:
        old_rows = database.execute(
            "select provinceKey, districtKey, wardKey, provinceCode, province, districtCode, district, wardCode, ward,"
            " districtType, wardType from admin_units_legacy"
        ).fetchall()
        new_rows = database.execute(
            "select provinceKey, wardKey, provinceCode, province, wardCode, ward, wardType from admin_units"
        ).fetchall()
    converter = json.loads((folder / CONVERTER).read_text(encoding="utf-8"))
    units: set[Unit] = set()
    old: dict[str, tuple[str, str]] = {}
    new: dict[str, tuple[str, str]] = {}
    for p_key, d_key, w_key, p_code, province, d_code, district, w_code, ward, d_type, w_type in old_rows:
        units |= {unit("province", p_code, province), unit("district", d_code, district, ("province", p_code), d_type)}
        old[p_key] = ("province", p_code)
        if ward:
            units.add(unit("commune", w_code, ward, ("district", d_code), w_type))
        # The five island districts had no communes: the district itself became a special zone.
        old[f"{p_key}_{d_key}_{w_key or ''}"] = ("commune", w_code) if ward else ("district", d_code)
    for p_key, w_key, p_code, province, w_code, ward, w_type in new_rows:
        units.add(unit("province", p_code, province, ended=False))
        units.add(unit("commune", w_code, ward, ("province", p_code), w_type, ended=False))
        new[p_key] = ("province", p_code)
        new[f"{p_key}_{w_key}"] = ("commune", w_code)
    return sorted(units), sorted(set(links_of(converter, old, new)))


def unit(
    level: str,
    code: str,
    title: str,
    parent: tuple[str, str] = ("", ""),
    given_type: str | None = None,
    *,
    ended: bool = True,
) -> Unit:
    """Cut a title into type and name; where the package's own column of types differs, the title is believed."""
    title = unicodedata.normalize("NFC", " ".join(title.split()))
    kind = next((one for one in TYPES if title.casefold().startswith(f"{one.casefold()} ")), None)
    if kind is None:
        raise ImpossibleData(f"{level} {code}: no type in “{title}”")
    if given_type and given_type != kind:
        sys.stderr.write(f"{code} {title}: the package calls its type {given_type}; the title is kept\n")
    name = title[len(kind) + 1 :]
    if name[0].islower():
        sys.stderr.write(f"{code} {title}: the name is written with a capital\n")
        name = name[0].upper() + name[1:]
    period = ("", REFORM) if ended else (REFORM, "")
    return Unit(period[1], level, code, kind, name, *parent, period[0])


def links_of(
    converter: dict[str, Any],  # three tables of three shapes
    old: dict[str, tuple[str, str]],
    new: dict[str, tuple[str, str]],
) -> Iterator[Link]:
    """Yield what each old unit became."""
    for new_key, old_keys in converter["DICT_PROVINCE"].items():
        for old_key in old_keys:
            yield Link(*old[old_key], *new[new_key], "whole")
    for province, communes in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, old_keys in communes.items():
            for old_key in old_keys:
                yield Link(*old[old_key], *new[f"{province}_{commune}"], "whole")
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old_key, pieces in divided.items():
            for part in pieces:
                yield Link(*old[old_key], *new[f"{province}_{part['newWardKey']}"], "part")


def check(units: Sequence[Unit], links: Sequence[Link]) -> None:
    """Refuse duplicates, orphans, gaps in the lineage and wrong totals.

    Raises:
        ImpossibleData: with what is wrong.
    """
    keys = Counter((unit.level, unit.code, unit.until) for unit in units)
    refuse("a code is used twice in one period", (key for key, times in keys.items() if times > 1))
    refuse("lies in no known unit", (one for one in units if one.parent_code and not has_parent(one, keys)))
    for until, expected in ((REFORM, WITH_DISTRICTS), ("", TWO_LEVELS)):
        found = Counter(unit.level for unit in units if unit.until == until)
        if found != Counter(expected):
            raise ImpossibleData(f"{dict(found)} units instead of {expected}")
    became: dict[tuple[str, str], list[str]] = defaultdict(list)
    for link in links:
        became[link.old_level, link.old_code].append(link.extent)
    refuse("is both whole and divided", (k for k, v in became.items() if sorted(v) != ["whole"] and set(v) != {"part"}))
    refuse("is divided into one", (old for old, extents in became.items() if extents == ["part"]))
    with_communes = {unit.parent_code for unit in units if unit.level == "commune" and unit.until}
    ended = {(unit.level, unit.code) for unit in units if unit.until}
    refuse("became nothing", (key for key in ended - became.keys() if key[0] != "district"))
    refuse(
        "became nothing", (key for key in ended - became.keys() if key[1] not in with_communes and key[0] == "district")
    )
    begun = {(unit.level, unit.code) for unit in units if not unit.until}
    refuse("came from nothing", begun - {(link.new_level, link.new_code) for link in links})


def has_parent(unit: Unit, keys: Counter[tuple[str, str, str]]) -> bool:
    """Say whether the unit this one lies in is there, in the same period."""
    return (unit.parent_level, unit.parent_code, unit.until) in keys


def refuse(why: str, found: Iterable[object]) -> None:
    """Stop at the first things of a kind that must not be."""
    if some := sorted(map(str, found))[:5]:
        raise ImpossibleData(f"{why}: {', '.join(some)}")


def write(path: Path, head: Iterable[str], rows: Sequence[Unit] | Sequence[Link]) -> None:
    """Write a sorted table; lines end in a plain line feed on every machine."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        for row in rows:
            until_first = astuple(row)
            writer.writerow(until_first[1:] + until_first[:1] if isinstance(row, Unit) else until_first)
    sys.stderr.write(f"{path.name}: {len(rows)} rows\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
