"""What of the country an installation may change, and that actions refuse the rest."""

from datetime import date

import pytest
from factories.people import Country, place
from factories.places import AT, EVERYWHERE, IN_2024, IN_2026, NOWHERE, hamlet, only

from giamngheo.audit.models import Entry
from giamngheo.common.scope import OutOfScope, Scope
from giamngheo.places import actions, queries
from giamngheo.places.kinds import MANAGE_PLACES, REFORM, Extent, Level
from giamngheo.places.models import Succession
from giamngheo.places.pasted import read_text

pytestmark = pytest.mark.django_db


def kept(top: int, on: date) -> Scope:
    return queries.kept_to_own(EVERYWHERE, [(top, on), (None, on)])


def test_a_commune_has_what_it_was_made_of_and_not_its_province(land: Country) -> None:
    divided = place(Level.COMMUNE, "Xã", "Chia Đôi", "90104", land.district, until=REFORM)
    Succession.objects.create(old_id=divided, new_id=land.new_commune, on=REFORM, extent=Extent.PART)
    middle = hamlet(divided, "Ấp Giữa")
    own = queries.own_places(land.new_commune, on=IN_2026)
    assert own == {land.new_commune, land.commune, land.other_commune, land.hamlet, land.other_hamlet, divided, middle}


def test_a_district_has_its_communes_and_those_that_took_them(land: Country) -> None:
    neighbour = place(Level.DISTRICT, "Huyện", "Bên Cạnh", "902", land.province, until=REFORM)
    own = queries.own_places(land.district, on=IN_2024)
    assert own == {
        land.district,
        land.commune,
        land.other_commune,
        land.hamlet,
        land.other_hamlet,
        land.new_commune,
    }
    assert not own & {neighbour, land.province, land.new_province}


def test_whoever_may_change_certain_places_or_none_is_let_be(land: Country) -> None:
    for scope in (only(land.hamlet), NOWHERE):
        assert queries.kept_to_own(scope, [(land.new_commune, IN_2026)]) is scope


def test_before_there_is_a_place_nothing_is_its_own() -> None:
    assert queries.kept_to_own(EVERYWHERE, [(None, IN_2026)]).places(MANAGE_PLACES) == frozenset()


def test_actions_refuse_what_is_not_the_own_place(land: Country) -> None:
    by = kept(land.new_commune, IN_2026)
    other = place(Level.COMMUNE, "Xã", "Khác", "90177", land.new_province, start=REFORM)
    for place_id, kind in ((land.new_province, "Thành phố"), (other, "Phường")):
        with pytest.raises(OutOfScope):
            actions.rename(by=by, at=AT, place_id=place_id, type=kind, name="Mới", on=IN_2026, basis="NQ 1")
    with pytest.raises(OutOfScope):
        actions.add_hamlet(by=by, at=AT, on=IN_2026, commune_id=other, type="Ấp", name="1")
    with pytest.raises(actions.ListRefused, match="không được giao sửa địa bàn Xã Khác"):
        actions.import_hamlets(by=by, at=AT, on=IN_2026, within=land.new_province, pasted=read_text("Xã Khác\tẤp 1"))
    assert not Entry.objects.exists()
    actions.rename(by=by, at=AT, place_id=land.new_commune, type="Phường", name="Mới", on=IN_2026, basis="NQ 1")
    assert queries.place(land.new_commune, on=IN_2026).title == "Phường Mới"
