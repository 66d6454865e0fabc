"""What all tests share."""

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None)  # a busy machine is no failure; speed belongs to benchmarks/
settings.load_profile("house")

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


@pytest.hookimpl(tryfirst=True)  # before pytest looks at -m
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use Django's database, so that they can be run again on PostgreSQL."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES & fixtures:
            item.add_marker(pytest.mark.database)
