"""Places to work with."""

import pytest
from factories.people import Country, country
from factories.places import load


@pytest.fixture
def land(db: None) -> Country:
    return country()


@pytest.fixture
def dong_nai(db: None) -> None:
    """The reference data of what is Đồng Nai from 1/7/2025 on."""
    load("75")
