"""The thirteen communes of Hớn Quản in 2024 and what they became on 1/7/2025, in the reference data that are shipped.

Truth: the conversion table in the note on the review, 4.1 (shared/domain), taken from the official tables of 4/1/2025
and 7/2025 by way of another collection than ours. Written here in our own words, so that it is checked everywhere;
where the shared folder is there, its files are compared as well.
"""

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from factories.places import load

from giamngheo.places import queries
from giamngheo.places.kinds import REFORM, URBAN_TYPES, Extent, Level, PlaceRow

SHARED = Path(__file__).parents[2].parent / "shared"
CODES = SHARED / "domain/codes"
LAST_DAY = date(2025, 6, 30)

TABLE = """
    25327 | Xã Thanh An        | 25345 | Xã Tân Hưng
    25330 | Xã An Khương       | 25345 | Xã Tân Hưng
    25339 | Xã An Phú          | 25349 | Xã Minh Đức
    25342 | Xã Tân Lợi         | 25351 | Xã Tân Quan
    25345 | Xã Tân Hưng        | 25345 | Xã Tân Hưng
    25348 | Xã Minh Đức        | 25349 | Xã Minh Đức
    25349 | Xã Minh Tâm        | 25349 | Xã Minh Đức
    25351 | Xã Phước An        | 25351 | Xã Tân Quan
    25354 | Xã Thanh Bình      | 25326 | Phường Bình Long
    25357 | Thị trấn Tân Khai  | 25357 | Xã Tân Khai
    25360 | Xã Đồng Nơ         | 25357 | Xã Tân Khai
    25361 | Xã Tân Hiệp        | 25357 | Xã Tân Khai
    25438 | Xã Tân Quan        | 25351 | Xã Tân Quan
"""
FROM_NEIGHBOURS = """
    25351 | Xã Tân Quan      | 25439 | Xã Quang Minh
    25326 | Phường Bình Long | 25320 | Phường Hưng Chiến
    25326 | Phường Bình Long | 25324 | Phường An Lộc
    25326 | Phường Bình Long | 25326 | Phường Phú Đức
"""

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference(db: None) -> None:
    load("75")


def lines(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]


def district_of_2024() -> PlaceRow:
    return queries.by_code(Level.DISTRICT, "694", on=LAST_DAY)


def test_the_district_of_2024_has_these_thirteen_communes_and_each_went_wholly_into_one() -> None:
    found = []
    for old in queries.children(district_of_2024().id, on=LAST_DAY):
        (link,) = queries.became(old.id)
        assert (link.on, link.extent) == (REFORM, Extent.WHOLE)
        assert link.basis == "Nghị quyết 1662/NQ-UBTVQH15"
        found.append((old.code, old.title, link.place.code, link.place.title))
    assert found == lines(TABLE)


def test_the_new_communes_were_made_of_these_and_of_no_others() -> None:
    wanted: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for old_code, old, new_code, new in lines(TABLE):
        wanted.setdefault((new_code, new), set()).add((old_code, old))
    for new_code, new, old_code, old in lines(FROM_NEIGHBOURS):
        wanted[new_code, new].add((old_code, old))
    for (code, title), parts in wanted.items():
        unit = queries.by_code(Level.COMMUNE, code, on=REFORM)
        assert unit.title == title
        assert {(one.place.code, one.place.title) for one in queries.came_from(unit.id)} == parts


def test_the_district_lies_in_binh_phuoc_and_ends_with_its_level() -> None:
    district = district_of_2024()
    assert [row.title for row in queries.path_to(district.id, on=LAST_DAY)] == ["Tỉnh Bình Phước", "Huyện Hớn Quản"]
    assert district.valid_until == REFORM
    with pytest.raises(queries.NoSuchPlace):
        queries.by_code(Level.DISTRICT, "694", on=REFORM)


def test_two_provinces_became_dong_nai_with_seventy_two_communes_and_twenty_three_wards() -> None:
    province = queries.by_code(Level.PROVINCE, "75", on=REFORM)
    assert province.title == "Tỉnh Đồng Nai", "the change of 2026 has no known day and is entered by an officer"
    links = queries.came_from(province.id)
    assert [one.place.title for one in links] == ["Tỉnh Bình Phước", "Tỉnh Đồng Nai"]
    assert {one.basis for one in links} == {"Nghị quyết 202/2025/QH15 ngày 12/6/2025"}
    types = [row.type for row in queries.children(province.id, on=REFORM)]
    assert (types.count("Xã"), types.count("Phường"), len(types)) == (72, 23, 95)


@pytest.mark.parametrize(
    ("code", "in_2024", "in_2026"), [("25349", "Xã Minh Tâm", "Xã Minh Đức"), ("25351", "Xã Phước An", "Xã Tân Quan")]
)
def test_a_code_was_given_again_to_another_commune(code: str, in_2024: str, in_2026: str) -> None:
    before = queries.by_code(Level.COMMUNE, code, on=date(2024, 11, 15))
    after = queries.by_code(Level.COMMUNE, code, on=date(2026, 3, 2))
    assert (before.title, after.title) == (in_2024, in_2026)
    assert before.id != after.id


@pytest.mark.parametrize("code", ["25348", "25438"])
def test_the_old_codes_of_minh_duc_and_tan_quan_are_gone(code: str) -> None:
    with pytest.raises(queries.NoSuchPlace):
        queries.by_code(Level.COMMUNE, code, on=REFORM)


@pytest.mark.parametrize(
    ("code", "title", "district"), [("25378", "Xã Tân Lợi", "Đồng Phú"), ("26503", "Xã Phước An", "Nhơn Trạch")]
)
def test_names_heard_in_hon_quan_belong_to_other_communes_of_the_new_province(
    code: str, title: str, district: str
) -> None:
    unit = queries.by_code(Level.COMMUNE, code, on=REFORM)
    assert unit.title == title
    districts = {queries.path_to(one.place.id, on=LAST_DAY)[1].name for one in queries.came_from(unit.id)}
    assert districts == {district}


def test_tan_khai_turned_rural_and_thanh_binh_urban() -> None:
    """The poverty line of the same household changes with it."""
    types = {
        (old_code, when): queries.by_code(Level.COMMUNE, code, on=when).type in URBAN_TYPES
        for old_code, new_code in (("25357", "25357"), ("25354", "25326"))
        for code, when in ((old_code, LAST_DAY), (new_code, REFORM))
    }
    assert types == {
        ("25357", LAST_DAY): True,
        ("25357", REFORM): False,
        ("25354", LAST_DAY): False,
        ("25354", REFORM): True,
    }


def shared(name: str) -> list[dict[str, str]]:
    if not (CODES / name).exists():
        pytest.skip(f"không có {CODES / name}: chỉ so với bảng chép trong bài này")
    with (CODES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_shared_conversion_table_says_the_same() -> None:
    rows = shared("honquan-admin-codes.csv")
    assert sorted((r["old_code"], r["old_name"], r["new_code"], r["new_name"]) for r in rows) == sorted(lines(TABLE))
    assert {row["note"] for row in rows} == {"Nhập toàn bộ"}


def test_the_shared_list_of_new_communes_says_the_same() -> None:
    for row in shared("dongnai-new-communes.csv"):
        unit = queries.by_code(Level.COMMUNE, row["new_code"], on=REFORM)
        assert (unit.name, unit.type.lower()) == (row["new_name"], row["new_type"])
        parts = set(re.findall(r"\d{5}", row["formed_from (whole units)"]))
        assert {one.place.code for one in queries.came_from(unit.id)} == parts
        assert {one.extent for one in queries.came_from(unit.id)} == {Extent.WHOLE}
        assert (unit.type in URBAN_TYPES) == row["status_after"].startswith("urban")
