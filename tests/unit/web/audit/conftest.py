"""What the tests of the pages of trace and incidents share: a district on its day, and who looks."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.test import Client
from factories.people import Country, country, installation, seated
from factories.trace import AT
from factories.visits import signed_in

from giamngheo.accounts.kinds import Role


@pytest.fixture
def where() -> Country:
    """A district of 2024, on its 15 November, nine o'clock."""
    found = country()
    installation(found)
    return found


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with patch("giamngheo.web.asking.timezone.now", return_value=AT):
        yield


@pytest.fixture
def overseer(where: Country) -> Client:
    return signed_in(seated(Role.OVERSIGHT, where.district))


@pytest.fixture
def administrator(where: Country) -> Client:
    return signed_in(seated(Role.ADMINISTRATOR, where.district))
