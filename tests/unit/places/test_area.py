"""The area of a place: who works there sees what, on which day."""

from datetime import date

import pytest
from factories.people import Country
from factories.people import place as make_place
from factories.places import AT, EVERYWHERE, IN_2024, IN_2026, hamlet

from giamngheo.places import actions, queries
from giamngheo.places.kinds import REFORM, Extent, Level
from giamngheo.places.models import Attachment, Succession


def test_a_district_holds_its_communes_and_their_hamlets(land: Country) -> None:
    assert queries.area([land.district], on=IN_2024) == {
        *(land.district, land.commune, land.other_commune),
        *(land.hamlet, land.other_hamlet),
    }


def test_a_merged_commune_holds_the_years_of_those_it_was_made_of(land: Country) -> None:
    assert queries.area([land.new_commune], on=IN_2026) == {
        *(land.new_commune, land.commune, land.other_commune),
        *(land.hamlet, land.other_hamlet),
    }


def test_a_new_province_holds_the_old_one_with_its_district(land: Country) -> None:
    found = queries.area([land.new_province], on=IN_2026)
    assert {land.province, land.district, land.commune, land.hamlet, land.new_commune} <= found


def test_an_old_commune_never_reaches_the_new_one(land: Country) -> None:
    assert land.new_commune not in queries.area([land.commune], on=IN_2026)


def test_before_the_reform_nothing_of_it_counts(land: Country) -> None:
    assert queries.area([land.new_commune], on=IN_2024) == {land.new_commune}


def test_a_commune_that_went_there_in_part_stays_out(land: Country) -> None:
    divided = make_place(Level.COMMUNE, "Xã", "Chia Đôi", "90104", land.district, until=REFORM)
    inside = make_place(Level.HAMLET, "Ấp", "Giữa", parent=divided)
    Succession.objects.create(old_id=divided, new_id=land.new_commune, on=REFORM, extent=Extent.PART)
    assert not {divided, inside} & queries.area([land.new_commune], on=IN_2026)


def test_a_hamlet_that_had_left_before_the_merger_belongs_to_where_it_went(land: Country) -> None:
    """It moved in 2024 from a commune that was merged here to one that was merged elsewhere."""
    elsewhere = make_place(Level.COMMUNE, "Xã", "Nơi Khác", "90105", land.district, until=REFORM)
    moved = hamlet(land.commune, "Ấp Đi", on=date(2024, 1, 1))
    actions.move_hamlet(by=EVERYWHERE, at=AT, hamlet_id=moved, commune_id=elsewhere, on=date(2024, 5, 1))
    assert moved not in queries.area([land.new_commune], on=IN_2026)
    assert moved not in queries.area([land.commune], on=IN_2024)
    assert moved in queries.area([land.commune], on=date(2024, 2, 1))
    assert moved in queries.area([elsewhere], on=IN_2026)


def test_of_merged_hamlets_the_old_ones_stay_in_the_area(land: Country) -> None:
    second = hamlet(land.commune, "Ấp 2")
    new = actions.merge_hamlets(
        by=EVERYWHERE, at=AT, hamlet_ids=[land.hamlet, second], type="Ấp", name="1", on=date(2024, 12, 1)
    )
    assert queries.area([new], on=date(2025, 1, 1)) == {new, land.hamlet, second}


def test_a_circle_in_the_lineage_ends(land: Country) -> None:
    Attachment.objects.create(place_id=land.province, parent_id=land.hamlet)
    assert land.province in queries.area([land.commune], on=IN_2024)


def test_nothing_asked_nothing_found(land: Country) -> None:
    assert queries.area([], on=IN_2024) == frozenset()
    assert queries.area([10**12], on=IN_2024) == frozenset()


@pytest.mark.usefixtures("dong_nai")
def test_the_new_province_holds_everything_it_was_made_of() -> None:
    province = queries.by_code(Level.PROVINCE, "75", on=IN_2026)
    found = queries.area([province.id], on=IN_2026)
    assert len(found) > 350
    assert queries.by_code(Level.DISTRICT, "694", on=IN_2024).id in found
