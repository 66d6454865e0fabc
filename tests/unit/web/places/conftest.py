"""A demo district whose day is 15/11/2024, with somebody who may change its places and somebody who may only look."""

import pytest
from django.test import Client
from factories.people import Country, country, installation, seated
from factories.visits import signed_in

from giamngheo.accounts.kinds import Role


@pytest.fixture
def land(db: None) -> Country:
    made = country()
    installation(made, is_demo=True)
    return made


@pytest.fixture
def officer(land: Country) -> Client:
    return signed_in(seated(Role.STANDING_OFFICE, land.district))


@pytest.fixture
def reader(land: Country) -> Client:
    return signed_in(seated(Role.LEADER, land.district))
