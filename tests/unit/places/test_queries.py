"""Places as they are on a day."""

import inspect
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from factories.people import Country
from factories.people import place as make_place
from factories.places import IN_2024, IN_2026, commune, hamlet, titles_in

from giamngheo.places import queries
from giamngheo.places.kinds import REFORM, Branch, Extent, Level
from giamngheo.places.models import Place, PlaceName, Succession

LAST_DAY = REFORM - timedelta(days=1)
Counted = Callable[..., object]


@pytest.mark.parametrize("name", [name for name in queries.__all__ if inspect.isfunction(getattr(queries, name))])
def test_no_function_looks_up_a_code_without_a_day(name: str) -> None:
    parameters = inspect.signature(getattr(queries, name)).parameters
    asks_for_code = {"code", "text"} & parameters.keys()
    assert not asks_for_code or parameters["on"].default is inspect.Parameter.empty


@pytest.mark.parametrize(("day", "title"), [(IN_2024, "Thị trấn Bến Cát Mẫu"), (IN_2026, "Xã Đồng Lúa")])
def test_one_code_is_two_communes(land: Country, day: date, title: str) -> None:
    assert queries.by_code(Level.COMMUNE, "90102", on=day).title == title


@pytest.mark.parametrize("code", ["", "90109", "9010", "%", "901020" * 20])
def test_a_code_nobody_carries_that_day_finds_nothing(land: Country, code: str) -> None:
    with pytest.raises(queries.NoSuchPlace):
        queries.by_code(Level.COMMUNE, code, on=IN_2024)


def test_the_last_day_of_the_old_and_the_first_of_the_new(land: Country) -> None:
    assert queries.place(land.commune, on=LAST_DAY).valid_until == REFORM
    with pytest.raises(queries.NoSuchPlace):
        queries.place(land.commune, on=REFORM)
    with pytest.raises(queries.NoSuchPlace):
        queries.place(land.new_commune, on=LAST_DAY)
    assert queries.place(land.new_commune, on=REFORM).code == "90102"


def test_the_tree_has_a_district_until_30_6_2025_and_none_after(land: Country) -> None:
    assert [row.level for row in queries.path_to(land.hamlet, on=LAST_DAY)] == [
        Level.PROVINCE,
        Level.DISTRICT,
        Level.COMMUNE,
        Level.HAMLET,
    ]
    assert [row.level for row in queries.path_to(land.hamlet, on=REFORM)] == [
        Level.PROVINCE,
        Level.COMMUNE,
        Level.HAMLET,
    ]


def test_branches_say_how_much_lies_inside(land: Country) -> None:
    assert queries.branches(None, on=IN_2024) == [Branch(queries.place(land.province, on=IN_2024), 1)]
    assert [(one.place.id, one.number_inside) for one in queries.branches(land.district, on=IN_2024)] == [
        (land.commune, 1),
        (land.other_commune, 1),
    ]
    assert [(one.place.id, one.number_inside) for one in queries.branches(land.new_province, on=IN_2026)] == [
        (land.new_commune, 2)
    ]


def test_hamlets_stand_in_vietnamese_order(land: Country) -> None:
    for title in ("Ấp 10", "Ấp 2", "Khu phố 1", "Ấp Ánh", "Ấp An", "ấp Ấn"):
        hamlet(land.commune, title)
    assert titles_in(land.commune, IN_2024) == [
        *("Ấp 1", "Ấp 2", "Ấp 10", "Ấp An", "Ấp Ánh", "Ấp Ấn"),
        "Khu phố 1",
    ]


def test_hamlets_tell_the_commune_they_came_from(land: Country) -> None:
    assert [(one.place.title, one.formerly) for one in queries.hamlets(land.new_commune, on=IN_2026)] == [
        ("Ấp 1", "Xã Đồng Lúa"),
        ("Khu phố 1", "Thị trấn Bến Cát Mẫu"),
    ]
    assert [one.formerly for one in queries.hamlets(land.commune, on=IN_2024)] == [""]


def test_communes_in_a_province_with_and_without_districts(land: Country) -> None:
    old = [land.commune, land.other_commune]
    assert [row.id for row in queries.communes_in(land.province, on=IN_2024)] == old
    assert [row.id for row in queries.communes_in(land.district, on=IN_2024)] == old
    assert [row.id for row in queries.communes_in(land.commune, on=IN_2024)] == [land.commune]
    assert [row.id for row in queries.communes_in(land.new_province, on=IN_2026)] == [land.new_commune]


def test_titles_are_of_the_day_or_the_last_known(land: Country) -> None:
    PlaceName.objects.filter(place_id=land.hamlet).update(valid_until=date(2024, 6, 1))
    PlaceName.objects.create(
        place_id=land.hamlet, type="Khu phố", name="Mới", folded="moi", valid_from=date(2024, 6, 1)
    )
    ids = [land.hamlet, land.commune]
    assert queries.titles(ids, on=date(2024, 1, 1)) == {land.hamlet: "Ấp 1", land.commune: "Xã Đồng Lúa"}
    assert queries.titles(ids, on=IN_2026) == {land.hamlet: "Khu phố Mới", land.commune: "Xã Đồng Lúa"}
    assert queries.titles([land.new_commune], on=IN_2024) == {land.new_commune: "Xã Đồng Lúa"}
    assert queries.titles([], on=IN_2024) == {}


def test_a_hamlet_that_lies_nowhere_on_a_day_has_no_location(land: Country) -> None:
    alone = make_place(Level.HAMLET, "Ấp", "Lẻ")
    orphan = make_place(Level.HAMLET, "Ấp", "Sót", parent=land.commune)
    found = [queries.place(one, on=IN_2026) for one in (alone, orphan, land.hamlet)]
    assert queries.locations(found, on=IN_2026) == {
        alone: "",
        orphan: "",
        land.hamlet: "Xã Đồng Lúa, Tỉnh Sông Mẫu",
        land.new_commune: "Tỉnh Sông Mẫu",
        land.new_province: "",
    }


def test_lineage_tells_everything_with_its_days(land: Country) -> None:
    found = queries.lineage(land.hamlet)
    assert [(one.title, one.valid_until) for one in found.locations] == [("Xã Đồng Lúa", REFORM), ("Xã Đồng Lúa", None)]
    assert [one.place_id for one in found.locations] == [land.commune, land.new_commune]
    assert [one.title for one in found.names] == ["Ấp 1"]
    old = queries.lineage(land.other_commune)
    assert (old.code, old.valid_until, old.source) == ("90102", REFORM, "dựng cho kiểm thử")
    assert [(one.place.title, one.extent, one.on) for one in old.became] == [("Xã Đồng Lúa", Extent.WHOLE, REFORM)]
    assert [one.place.title for one in queries.lineage(land.new_commune).came_from] == [
        "Xã Đồng Lúa",
        "Thị trấn Bến Cát Mẫu",
    ]
    with pytest.raises(queries.NoSuchPlace):
        queries.lineage(10**12)


def test_a_successor_is_sole_only_if_all_went_into_one(land: Country) -> None:
    found = queries.sole_successor(land.commune)
    assert found is not None
    assert found.place.id == land.new_commune
    assert queries.sole_successor(land.new_commune) is None
    other = make_place(Level.COMMUNE, "Xã", "Thứ Hai", "90103", land.new_province, start=REFORM)
    Succession.objects.create(old_id=land.commune, new_id=other, on=REFORM, extent=Extent.PART)
    assert queries.sole_successor(land.commune) is None


@pytest.mark.parametrize(
    ("ask", "statements"),
    [
        (lambda land: queries.place(land.commune, on=IN_2024), 1),
        (lambda land: queries.titles([land.commune, land.hamlet], on=IN_2024), 1),
        (lambda land: queries.by_code(Level.COMMUNE, "90101", on=IN_2024), 1),
        (lambda land: queries.children(land.district, on=IN_2024), 1),
        (lambda land: queries.provinces(on=IN_2024), 1),
        (lambda land: queries.branches(land.district, on=IN_2024), 2),
        (lambda land: queries.hamlets(land.new_commune, on=IN_2026), 3),
        (lambda land: queries.communes_in(land.province, on=IN_2024), 2),
        (lambda land: queries.path_to(land.hamlet, on=IN_2024), 4),
        (lambda land: queries.listed(None, level=Level.COMMUNE, on=IN_2024), 1),
        (lambda land: queries.listed(frozenset({land.commune}), level=Level.COMMUNE, on=IN_2024), 1),
        (lambda land: queries.came_from(land.new_commune), 2),
        (lambda land: queries.lineage(land.new_commune), 9),
        (lambda land: queries.area([land.new_commune], on=IN_2026), 1),
        (lambda land: queries.find("1", on=IN_2024), 5),
    ],
)
def test_the_number_of_statements_does_not_grow_with_the_places(
    land: Country, ask: Counted, statements: int, django_assert_max_num_queries: Counted
) -> None:
    for number in range(2, 12):
        hamlet(land.commune, f"Ấp {number}")
    assert Place.objects.count() > 15
    with django_assert_max_num_queries(statements):  # type: ignore[attr-defined]  # a context manager
        ask(land)


@pytest.mark.usefixtures("dong_nai")
def test_codes_of_2024_and_2026_in_the_real_data() -> None:
    assert commune("25349", IN_2024) != commune("25349", IN_2026)
    assert queries.by_code(Level.COMMUNE, "25349", on=IN_2024).name == "Minh Tâm"
    assert queries.by_code(Level.COMMUNE, "25349", on=IN_2026).name == "Minh Đức"
    assert queries.by_code(Level.COMMUNE, "25351", on=IN_2024).name == "Phước An"
    assert queries.by_code(Level.COMMUNE, "25351", on=IN_2026).name == "Tân Quan"
