"""Loading the reference data: the whole country, a few provinces, again."""

import csv
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from factories.places import AT, EVERYWHERE, IN_2024, IN_2026, commune, hamlet, load, only

from giamngheo.accounts.kinds import Permission
from giamngheo.audit.models import Entry
from giamngheo.common.scope import OutOfScope, Scope
from giamngheo.places import actions, queries
from giamngheo.places.actions.reference import FOLDER, LOADED
from giamngheo.places.kinds import MANAGE_PLACES, REFORM, TYPES, Extent, Level, Loaded
from giamngheo.places.models import Attachment, Place, PlaceName, Succession


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_permission_is_the_one_of_accounts() -> None:
    assert MANAGE_PLACES == Permission.MANAGE_PLACES


@pytest.mark.django_db
def test_the_whole_country_is_loaded_once_and_told_once() -> None:
    first = actions.load_reference(by=EVERYWHERE, at=AT)
    again = actions.load_reference(by=EVERYWHERE, at=AT)
    assert first == Loaded(14_149, 10_665)
    assert again == Loaded()
    assert again.is_nothing
    assert [entry.after["dia_ban"] for entry in Entry.objects.filter(deed=LOADED.code)] == [14_149]
    for day, provinces, districts, communes in ((IN_2024, 63, 696, 10_035), (IN_2026, 34, 0, 3_321)):
        counts = {level: len(queries.listed(None, level=level, on=day)) for level in Level}
        assert counts == {
            Level.PROVINCE: provinces,
            Level.DISTRICT: districts,
            Level.COMMUNE: communes,
            Level.HAMLET: 0,
        }
    assert Place.objects.exclude(status="reported").count() == 0
    assert PlaceName.objects.count() == Place.objects.count()
    assert Attachment.objects.count() == Place.objects.exclude(level=Level.PROVINCE).count()


@pytest.mark.django_db
def test_one_province_comes_with_the_two_it_was_made_of_and_the_rest_can_follow() -> None:
    load("75")
    assert [row.name for row in queries.provinces(on=IN_2024)] == ["Bình Phước", "Đồng Nai"]
    assert [row.name for row in queries.provinces(on=IN_2026)] == ["Đồng Nai"]
    there = Place.objects.count()
    rest = actions.load_reference(by=EVERYWHERE, at=AT)
    assert there + rest.places == 14_149
    assert Succession.objects.count() == 10_665


@pytest.mark.django_db
def test_what_officers_entered_stays_when_the_data_are_loaded_again() -> None:
    load("75")
    tan_khai = commune("25357", IN_2026)
    hamlet(tan_khai, "Ấp 1", on=IN_2026)
    actions.rename(
        by=EVERYWHERE,
        at=AT,
        place_id=tan_khai,
        type="Phường",
        name="Tân Khai",
        on=date(2026, 2, 1),
        basis="NQ 1/NQ-HĐND",
    )
    load("75")
    assert queries.place(tan_khai, on=IN_2026).title == "Phường Tân Khai"
    assert len(queries.children(tan_khai, on=IN_2026)) == 1


@pytest.mark.django_db
def test_a_load_that_was_interrupted_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("giamngheo.places.actions.reference._create_links", fail)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        load("75")
    assert Place.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["00", "70", "", "; drop table"])
def test_a_province_that_is_none_today_is_refused(code: str) -> None:
    with pytest.raises(actions.UnknownProvince, match="không có tỉnh"):
        load(code)
    assert Place.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("scope", [Scope(None, "ai đó"), only(1)])
def test_only_who_manages_the_places_of_the_whole_installation_loads(scope: Scope) -> None:
    with pytest.raises(OutOfScope):
        actions.load_reference(by=scope, at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize("start", [None, REFORM])
def test_the_database_itself_refuses_a_code_twice_in_one_period(start: date | None) -> None:
    Place.objects.create(level=Level.COMMUNE, code="90109", valid_from=start)
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(level=Level.COMMUNE, code="90109", valid_from=start)


def test_the_shipped_files_hold_together() -> None:
    units = rows("units.csv")
    keys = [(row["level"], row["code"], row["until"]) for row in units]
    assert len(set(keys)) == len(keys)
    assert {row["from"] for row in units} == {"", "2025-07-01"}
    assert all(bool(row["from"]) != bool(row["until"]) for row in units)
    assert all(row["type"] in TYPES[Level(row["level"])] for row in units)
    assert all(
        row["name"] == row["name"].strip() and row["name"][0].isupper() | row["name"][0].isdigit() for row in units
    )
    assert {row["level"] for row in units if not row["parent_code"]} == {"province"}
    known = set(keys)
    assert all((row["parent_level"], row["parent_code"], row["until"]) in known for row in units if row["parent_code"])


def test_in_the_shipped_files_every_unit_has_a_successor_or_an_origin() -> None:
    units, links = rows("units.csv"), rows("successions.csv")
    old = {(link["old_level"], link["old_code"]): link["extent"] for link in links}
    new = {(link["new_level"], link["new_code"]) for link in links}
    assert set(old.values()) == {Extent.WHOLE, Extent.PART}
    without = {row["level"] for row in units if row["until"] and (row["level"], row["code"]) not in old}
    assert without == {"district"}, "only districts with communes end without a successor"
    assert all((row["level"], row["code"]) in new for row in units if row["from"])
