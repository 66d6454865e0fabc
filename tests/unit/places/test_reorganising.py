"""Hamlets merged, divided, and carried over with their commune at the reform."""

from datetime import date, timedelta

import pytest
from factories.people import Country
from factories.people import place as make_place
from factories.places import AT, EVERYWHERE, IN_2024, IN_2026, commune, hamlet, only, titles_in

from giamngheo.audit.models import Entry, Touched
from giamngheo.common.scope import OutOfScope, Scope
from giamngheo.places import actions, queries
from giamngheo.places.kinds import REFORM, Extent, Level
from giamngheo.places.models import Attachment, Succession

DAY = date(2024, 12, 1)
EVE = DAY - timedelta(days=1)
LAST_DAY = REFORM - timedelta(days=1)


def merge(*ids: int, name: str = "Hoà Hợp", on: date = DAY) -> int:
    return actions.merge_hamlets(
        by=EVERYWHERE, at=AT, hamlet_ids=ids, type="Ấp", name=name, on=on, basis="NQ 15/NQ-HĐND"
    )


def split(hamlet_id: int, *names: str, on: date = DAY) -> list[int]:
    parts = [("Ấp", name) for name in names]
    return actions.split_hamlet(by=EVERYWHERE, at=AT, hamlet_id=hamlet_id, parts=parts, on=on, basis="NQ 15/NQ-HĐND")


def test_two_become_a_new_one_on_the_day(land: Country) -> None:
    second = hamlet(land.commune, "Ấp 2")
    new = merge(land.hamlet, second)
    assert titles_in(land.commune, EVE) == ["Ấp 1", "Ấp 2"]
    assert titles_in(land.commune, DAY) == ["Ấp Hoà Hợp"]
    assert [(one.place.title, one.extent, one.on, one.basis) for one in queries.came_from(new)] == [
        ("Ấp 1", Extent.WHOLE, DAY, "NQ 15/NQ-HĐND"),
        ("Ấp 2", Extent.WHOLE, DAY, "NQ 15/NQ-HĐND"),
    ]
    entry = Entry.objects.order_by("-pk")[0]
    assert (entry.before, entry.after["ten"]) == ({"ten": ["Ấp 1", "Ấp 2"]}, "Ấp Hoà Hợp")
    assert set(Touched.objects.values_list("object_id", flat=True)) == {str(land.hamlet), str(second)}


def test_the_new_one_may_bear_the_name_of_an_old_one(land: Country) -> None:
    new = merge(land.hamlet, hamlet(land.commune, "Ấp 2"), name="1")
    assert new != land.hamlet
    assert titles_in(land.commune, DAY) == ["Ấp 1"]


def test_not_that_of_a_third(land: Country) -> None:
    hamlet(land.commune, "Ấp 3")
    with pytest.raises(actions.HamletExists):
        merge(land.hamlet, hamlet(land.commune, "Ấp 2"), name="3")
    assert titles_in(land.commune, DAY) == ["Ấp 1", "Ấp 2", "Ấp 3"]


def test_one_alone_or_twice_is_no_merger(land: Country) -> None:
    for ids in ([], [land.hamlet], [land.hamlet, land.hamlet]):
        with pytest.raises(actions.CannotMerge, match="ít nhất hai"):
            merge(*ids)


def test_hamlets_of_two_communes_are_not_merged(land: Country) -> None:
    with pytest.raises(actions.CannotMerge, match="cùng một xã"):
        merge(land.hamlet, land.other_hamlet)


def test_one_is_divided_into_new_ones(land: Country) -> None:
    new = split(land.hamlet, "1", "1A")
    assert titles_in(land.commune, EVE) == ["Ấp 1"]
    assert titles_in(land.commune, DAY) == ["Ấp 1", "Ấp 1A"]
    assert [(one.place.id, one.extent) for one in queries.became(land.hamlet)] == [(one, Extent.PART) for one in new]
    assert queries.sole_successor(land.hamlet) is None


@pytest.mark.parametrize("names", [[], ["1"], ["2", "02"]])
def test_it_is_divided_into_two_or_more_of_different_names(land: Country, names: list[str]) -> None:
    with pytest.raises(actions.CannotSplit):
        split(land.hamlet, *names)
    assert titles_in(land.commune, DAY) == ["Ấp 1"]


def test_nothing_is_half_done_where_a_part_has_a_wrong_name(land: Country) -> None:
    with pytest.raises(actions.WrongName):
        split(land.hamlet, "A", "<b>")
    assert titles_in(land.commune, DAY) == ["Ấp 1"]
    assert not Entry.objects.filter(deed="places.hamlet_split").exists()


# The reform


def hamlets_before_the_reform(codes: dict[str, list[str]]) -> None:
    for code, titles in codes.items():
        for title in titles:
            hamlet(commune(code, IN_2024), title)


@pytest.mark.usefixtures("dong_nai")
def test_hamlets_go_with_their_communes_into_the_new_one_and_keep_their_names() -> None:
    hamlets_before_the_reform({"25357": ["Khu phố 1", "Khu phố 2"], "25360": ["Ấp 1"], "25361": ["Ấp 1"]})
    tan_khai = commune("25357", REFORM)
    counts = [
        actions.carry_over_hamlets(by=only(tan_khai), at=AT, old_commune_id=commune(code, IN_2024))
        for code in ("25357", "25360", "25361", "25357")
    ]
    assert counts == [2, 1, 1, 0], "the last is the first again: nothing is left to do"
    assert [(one.place.title, one.formerly) for one in queries.hamlets(tan_khai, on=REFORM)] == [
        ("Ấp 1", "Xã Đồng Nơ"),
        ("Ấp 1", "Xã Tân Hiệp"),
        ("Khu phố 1", "Thị trấn Tân Khai"),
        ("Khu phố 2", "Thị trấn Tân Khai"),
    ]
    assert titles_in(commune("25360", LAST_DAY), LAST_DAY) == ["Ấp 1"]
    assert Entry.objects.filter(deed="places.hamlets_carried_over").count() == 3


@pytest.mark.usefixtures("dong_nai")
def test_a_hamlet_that_ended_before_is_not_carried_over() -> None:
    hamlets_before_the_reform({"25360": ["Ấp 1", "Ấp 2"]})
    old = commune("25360", IN_2024)
    first, second = (row.id for row in queries.children(old, on=IN_2024))
    actions.end_hamlet(by=EVERYWHERE, at=AT, hamlet_id=first, on=date(2025, 1, 1))
    actions.end_hamlet(by=EVERYWHERE, at=AT, hamlet_id=second, on=REFORM)
    assert actions.carry_over_hamlets(by=EVERYWHERE, at=AT, old_commune_id=old) == 0


@pytest.mark.usefixtures("dong_nai")
def test_a_merger_entered_late_is_carried_over_too() -> None:
    """In 2026 somebody enters that two hamlets were merged in 2024; both had been carried over already."""
    hamlets_before_the_reform({"25360": ["Ấp 1", "Ấp 2"]})
    old, new = commune("25360", IN_2024), commune("25357", REFORM)
    actions.carry_over_hamlets(by=EVERYWHERE, at=AT, old_commune_id=old)
    merge(*(row.id for row in queries.children(old, on=IN_2024)))
    assert titles_in(new, REFORM) == []
    assert actions.carry_over_hamlets(by=EVERYWHERE, at=AT, old_commune_id=old) == 1
    assert titles_in(new, REFORM) == ["Ấp Hoà Hợp"]


@pytest.fixture
def divided(land: Country) -> tuple[int, int, int]:
    """A hamlet of a commune that was divided over two; the two."""
    old = make_place(Level.COMMUNE, "Xã", "Chia Đôi", "90104", land.district, until=REFORM)
    parts = []
    for code in ("90105", "90106"):
        part = make_place(Level.COMMUNE, "Xã", code, code, land.new_province, start=REFORM)
        Succession.objects.create(old_id=old, new_id=part, on=REFORM, extent=Extent.PART)
        parts.append(part)
    return hamlet(old, "Ấp Giữa"), parts[0], parts[1]


def take(hamlet_id: int, commune_id: int, by: Scope, on: date = REFORM) -> None:
    actions.move_hamlet(by=by, at=AT, hamlet_id=hamlet_id, commune_id=commune_id, on=on)


def test_the_hamlets_of_a_divided_commune_are_not_carried_over_by_themselves(divided: tuple[int, int, int]) -> None:
    old = queries.place(divided[0], on=IN_2024).parent_id
    assert old
    with pytest.raises(actions.NotWhollyMerged, match="Xã Chia Đôi không nhập toàn bộ vào một xã mới"):
        actions.carry_over_hamlets(by=EVERYWHERE, at=AT, old_commune_id=old)


def test_each_is_taken_by_the_officers_of_the_part_it_belongs_to(divided: tuple[int, int, int]) -> None:
    middle, first, second = divided
    for part in (first, second):
        assert [(one.old.title, [row.id for row in one.hamlets]) for one in queries.waiting(part)] == [
            ("Xã Chia Đôi", [middle])
        ]
    take(middle, second, only(second))
    assert titles_in(second, REFORM) == ["Ấp Giữa"]
    assert queries.waiting(first) == queries.waiting(second) == []


def test_nobody_takes_a_hamlet_that_is_none_of_theirs(land: Country, divided: tuple[int, int, int]) -> None:
    """Its households would come into their sight."""
    middle, first, second = divided
    with pytest.raises(OutOfScope):
        take(middle, land.new_commune, only(land.new_commune))
    with pytest.raises(OutOfScope):
        take(middle, first, only(second))
    with pytest.raises(OutOfScope):
        take(land.hamlet, first, only(first))
    take(middle, second, only(second))
    with pytest.raises(OutOfScope):
        take(middle, first, only(first), on=IN_2026)
    with pytest.raises(OutOfScope):
        take(make_place(Level.HAMLET, "Ấp", "Lẻ"), first, only(first))


def test_nor_those_of_a_commune_that_is_still_there(land: Country) -> None:
    for place_id in (land.new_commune, 10**12):
        with pytest.raises(actions.NotWhollyMerged):
            actions.carry_over_hamlets(by=EVERYWHERE, at=AT, old_commune_id=place_id)


def test_what_was_moved_to_the_new_commune_by_hand_is_left_alone(land: Country) -> None:
    before = list(Attachment.objects.values_list("place_id", "parent_id", "valid_from"))
    assert actions.carry_over_hamlets(by=EVERYWHERE, at=AT, old_commune_id=land.commune) == 0
    assert list(Attachment.objects.values_list("place_id", "parent_id", "valid_from")) == before


def test_merged_on_the_day_after_the_reform(land: Country) -> None:
    second = hamlet(land.new_commune, "Ấp 2", on=IN_2026)
    day = REFORM + timedelta(days=1)
    merge(land.hamlet, second, on=day)
    assert titles_in(land.new_commune, day) == ["Ấp Hoà Hợp", "Khu phố 1"]
