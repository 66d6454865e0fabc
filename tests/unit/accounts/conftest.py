"""What the tests of accounts share."""

import pytest
from factories.offices import Office, an_office


@pytest.fixture
def office(db: None) -> Office:
    return an_office()
