"""Importing a list of hamlets: all of it or nothing, twice is once."""

import pytest
from factories.people import Country
from factories.people import place as make_place
from factories.places import AT, EVERYWHERE, IN_2024, IN_2026, commune, only, titles_in

from giamngheo.audit.models import Entry
from giamngheo.common.scope import Scope
from giamngheo.places import actions, queries
from giamngheo.places.kinds import Level
from giamngheo.places.models import Place
from giamngheo.places.pasted import read_text

HON_QUAN = """
STT	Xã, thị trấn	Loại	Tên
1	TT. Tân Khai	Khu phố	1
2		Khu phố	2
3	Đồng Nơ	Ấp	1
4	dong no	Ấp	10
5	Xã Đồng Nơ	Ấp	2
6	Thanh Bình	Sóc	Lộc Khê
"""


def bring(text: str, within: int, on: object = IN_2024, by: Scope = EVERYWHERE) -> tuple[int, int]:
    done = actions.import_hamlets(by=by, at=AT, on=on, within=within, pasted=read_text(text))  # type: ignore[arg-type]
    return done.number_added, done.number_already_there


def district() -> int:
    return queries.by_code(Level.DISTRICT, "694", on=IN_2024).id


@pytest.mark.usefixtures("dong_nai")
def test_a_district_is_imported_and_the_same_list_again_adds_nothing() -> None:
    assert bring(HON_QUAN, district()) == (6, 0)
    assert bring(HON_QUAN, district()) == (0, 6)
    assert titles_in(commune("25360", IN_2024), IN_2024) == ["Ấp 1", "Ấp 2", "Ấp 10"]
    (entry,) = Entry.objects.filter(deed="places.hamlets_imported")
    assert (entry.after["so_luong"], entry.number_of_touched, entry.place_id) == (6, 6, district())
    assert entry.after["ten"][0] == "Thị trấn Tân Khai: Khu phố 1"


@pytest.mark.usefixtures("dong_nai")
def test_a_longer_list_adds_only_what_is_new() -> None:
    bring(HON_QUAN, district())
    assert bring(HON_QUAN + "7\tĐồng Nơ\tẤp\t3\n", district()) == (1, 6)


@pytest.mark.usefixtures("dong_nai")
def test_a_province_of_2026_has_no_district_between() -> None:
    province = queries.by_code(Level.PROVINCE, "75", on=IN_2026).id
    assert bring("Tân Khai\tẤp 1\nBình Long\tKhu phố 1", province, IN_2026) == (2, 0)


@pytest.mark.usefixtures("dong_nai")
def test_everything_wrong_is_told_with_its_line_and_nothing_is_entered() -> None:
    text = "Đồng Nơ\tẤp 1\nĐồng Nở\tẤp 2\nKhông Có\tẤp 1\nXã Đồng Nơ\tấp 01\n"
    with pytest.raises(actions.ListRefused) as refused:
        bring(text, district())
    assert [fault.line for fault in refused.value.faults] == [3, 4]
    assert [str(fault) for fault in refused.value.faults] == [
        "Dòng 3: xã “Không Có” không có trong các xã của địa bàn này vào ngày đã chọn.",
        "Dòng 4: “Ấp 01” của Xã Đồng Nơ đã có ở dòng 1.",
    ]
    assert not Place.objects.filter(level=Level.HAMLET).exists()
    assert not Entry.objects.filter(deed="places.hamlets_imported").exists()


def test_what_could_not_be_read_stops_the_list_too(land: Country) -> None:
    with pytest.raises(actions.ListRefused) as refused:
        bring("Đồng Lúa\tẤp 7\nĐâu Đó\tẤp 8\nĐồng Lúa\tbảy", land.district)
    assert [fault.line for fault in refused.value.faults] == [2, 3]
    assert titles_in(land.commune, IN_2024) == ["Ấp 1"]


@pytest.mark.parametrize("typed", ["Đồng Lúa", "xã đồng lúa", "X. Đồng Lúa", "dong lua", "Phường Đồng Lúa"])
def test_a_commune_is_known_however_it_is_written(land: Country, typed: str) -> None:
    assert bring(f"{typed}\tẤp 7", land.district) == (1, 0)


def test_of_two_communes_of_one_name_the_list_must_say_which(land: Country) -> None:
    make_place(Level.COMMUNE, "Thị trấn", "Đồng Lúa", "90103", land.district)
    with pytest.raises(actions.ListRefused, match="có thể là Xã Đồng Lúa, Thị trấn Đồng Lúa"):
        bring("Đồng Lúa\tẤp 7", land.district)
    assert bring("TT Đồng Lúa\tẤp 7\nXã Đồng Lúa\tẤp 7", land.district) == (2, 0)


def test_accents_tell_two_communes_apart(land: Country) -> None:
    make_place(Level.COMMUNE, "Xã", "Đông Lúa", "90103", land.district)
    assert bring("Đông Lúa\tẤp 7\nĐồng Lúa\tẤp 7", land.district) == (2, 0)
    with pytest.raises(actions.ListRefused, match="có thể là"):
        bring("dong lua\tẤp 8", land.district)


def test_within_one_commune_it_need_not_be_named_but_no_other_may(land: Country) -> None:
    assert bring("Ấp 2\nẤp 3", land.commune) == (2, 0)
    assert bring("Đồng Lúa\tẤp 4", land.commune) == (1, 0)
    with pytest.raises(actions.ListRefused, match="không phải Xã Đồng Lúa"):
        bring("Bến Cát Mẫu\tẤp 4", land.commune)
    with pytest.raises(actions.ListRefused, match="chưa có tên xã"):
        bring("Ấp 4", land.district)


def test_every_commune_named_must_be_in_the_scope(land: Country) -> None:
    with pytest.raises(actions.ListRefused, match="không được giao sửa địa bàn Thị trấn Bến Cát Mẫu"):
        bring("Đồng Lúa\tẤp 2\nBến Cát Mẫu\tẤp 2", land.district, by=only(land.commune))
    assert titles_in(land.commune, IN_2024) == ["Ấp 1"]


def test_a_place_that_is_not_there_that_day_is_refused(land: Country) -> None:
    with pytest.raises(queries.NoSuchPlace):
        bring("Ấp 2", land.commune, IN_2026)


def test_what_a_hamlet_was_called_before_does_not_stop_the_name(land: Country) -> None:
    actions.rename(by=EVERYWHERE, at=AT, place_id=land.hamlet, type="Ấp", name="Mới", on=IN_2024)
    assert bring("Ấp 1\nẤp Mới", land.commune) == (1, 1)


def test_a_hamlet_carried_over_is_known_in_the_new_commune(land: Country) -> None:
    assert bring("Ấp 1\nKhu phố 1\nẤp 2", land.new_commune, IN_2026) == (1, 2)


def test_the_preview_writes_nothing(land: Country) -> None:
    plan = queries.planned_import(read_text("Ấp 1\nẤp 2"), within=land.commune, on=IN_2024, scope=EVERYWHERE)
    assert [one.title for one in plan.new] == ["Ấp 2"]
    assert [one.title for one in plan.already] == ["Ấp 1"]
    assert titles_in(land.commune, IN_2024) == ["Ấp 1"]
