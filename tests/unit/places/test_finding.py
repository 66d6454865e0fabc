"""Finding a place by what somebody types."""

import pytest
from factories.people import Country
from factories.places import IN_2024, IN_2026, hamlet

from giamngheo.places import queries
from giamngheo.places.kinds import Level


def found(text: str, **narrowed: object) -> list[str]:
    on = narrowed.pop("on", IN_2024)
    return [f"{one.place.title} – {one.where}" for one in queries.find(text, on=on, **narrowed)]  # type: ignore[arg-type]


HON_QUAN = "Huyện Hớn Quản, Tỉnh Bình Phước"


@pytest.mark.usefixtures("dong_nai")
@pytest.mark.parametrize(
    "typed",
    [
        "Tân Khai",
        "tan khai",
        "TÂN KHAI",
        "  tân   khai ",
        "thị trấn Tân Khai",
        "xã tân khai",
        "Ta\u0302n Khai",
        "25357",
    ],
)
def test_tan_khai_is_found_however_it_is_typed(typed: str) -> None:
    assert found(typed)[0] == f"Thị trấn Tân Khai – {HON_QUAN}"


@pytest.mark.usefixtures("dong_nai")
def test_a_code_finds_the_commune_of_the_day() -> None:
    assert found("25349") == [f"Xã Minh Tâm – {HON_QUAN}"]
    assert found("25349", on=IN_2026) == ["Xã Minh Đức – Tỉnh Đồng Nai"]


@pytest.mark.usefixtures("dong_nai")
def test_what_stands_after_a_comma_says_where() -> None:
    assert len(found("Tân Lợi")) == 2
    assert found("Tân Lợi, Hớn Quản") == [f"Xã Tân Lợi – {HON_QUAN}"]
    assert found("Tân Lợi, chỗ nào đó") == []


@pytest.mark.usefixtures("dong_nai")
def test_the_very_name_comes_first_then_those_with_its_accents() -> None:
    assert found("bình phước")[0] == "Tỉnh Bình Phước – "
    assert found("Phước Bình")[0].startswith("Phường Phước Bình")
    first = [line.partition(" – ")[0] for line in found("an")]
    assert len(first) == 20
    assert all("an" in line.lower() or "ân" in line.lower() for line in first[:3])


@pytest.mark.usefixtures("dong_nai")
def test_a_level_narrows() -> None:
    assert found("Hớn Quản", level=Level.COMMUNE) == []
    assert found("Hớn Quản", level=Level.DISTRICT) == ["Huyện Hớn Quản – Tỉnh Bình Phước"]
    assert [row.title for row in queries.search("Hớn Quản", on=IN_2024, level=Level.DISTRICT)] == ["Huyện Hớn Quản"]


def test_a_hamlet_is_found_by_type_and_number(land: Country) -> None:
    for number in (10, 11, 12):
        hamlet(land.commune, f"Ấp {number}")
    where = "Xã Đồng Lúa, Huyện Đồng Mẫu, Tỉnh Sông Mẫu"
    assert found("ấp 1")[0] == f"Ấp 1 – {where}"
    assert found("ap 12") == [f"Ấp 12 – {where}"]
    assert len(found("1", limit=3)) == 3


@pytest.mark.parametrize(
    "typed", ["", "   ", "%", "_", "\\", "'; drop table places_place; --", ",", "\x00", "Ω" * 5000]
)
def test_nothing_and_mischief_find_nothing(land: Country, typed: str) -> None:
    assert found(typed) == []
