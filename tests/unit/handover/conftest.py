"""What the tests of handovers share: the district, and who gives and receives."""

import pytest
from factories.people import Country, country, installation, seated

from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import User


@pytest.fixture
def where() -> Country:
    found = country()
    installation(found)
    return found


@pytest.fixture
def giver(where) -> User:
    return seated(Role.COMMUNE_OFFICER, where.commune, username="giao")


@pytest.fixture
def receiver(where) -> User:
    return seated(Role.HAMLET_HEAD, where.hamlet, username="nhan")
