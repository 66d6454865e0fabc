"""The head of printed papers: who issues them on the day, as Decree 30/2020 lays it out."""

from datetime import date

import pytest
from factories.people import TODAY, Country, country, installation, place

from giamngheo.accounts.kinds import Role, SeatRow
from giamngheo.places.kinds import REFORM, Level
from giamngheo.web.papers import PaperHead, head_of, head_of_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def where() -> Country:
    found = country()
    installation(found)
    return found


def seat(place_id: int, agency: str = "") -> SeatRow:
    return SeatRow(1, Role.COMMUNE_OFFICER, 1 if agency else None, agency, place_id, "")


def test_an_agency_has_the_committee_above_it_and_a_committee_has_nothing(where):
    assert head_of(seat(where.district, "Phòng Việc mẫu"), symbol="BB", on=TODAY) == PaperHead(
        "UBND huyện Đồng Mẫu", "Phòng Việc mẫu", "BB", "Đồng Mẫu"
    )
    assert head_of(seat(where.commune), symbol="BB", on=TODAY) == PaperHead(
        "", "Ủy ban nhân dân Xã Đồng Lúa", "BB", "Đồng Lúa"
    )


def test_a_hamlet_issues_nothing_its_commune_does(where):
    assert head_of(seat(where.hamlet), symbol="BB", on=TODAY).issuer == "Ủy ban nhân dân Xã Đồng Lúa"


def test_a_place_that_has_ended_stands_by_its_last_name(where):
    head = head_of(seat(where.commune), symbol="BB", on=REFORM)
    assert head.issuer == "Ủy ban nhân dân Xã Đồng Lúa"


def test_without_a_place_it_is_the_installation_s_own(where):
    assert head_of_place(None, symbol="BB", on=TODAY) == PaperHead("", "UBND huyện Đồng Mẫu", "BB", "Đồng Mẫu")
    assert head_of_place(where.other_commune, symbol="BB", on=TODAY).place == "Bến Cát Mẫu"


def test_where_nothing_is_known_it_is_left_blank():
    assert head_of_place(None, symbol="BB", on=date(2024, 1, 1)) == PaperHead("", "", "BB", "")


def test_a_place_named_by_a_number_keeps_its_type(where):

    ward = place(Level.COMMUNE, "Phường", "5", "90103", where.district)
    assert head_of(seat(ward), symbol="BB", on=TODAY).place == "Phường 5"
