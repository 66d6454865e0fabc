"""What the tests of the pages about people share: an office on its day, and its two administrators."""

import pytest
from django.test import Client
from factories.office_pages import browser
from factories.offices import AT, Office, an_office


@pytest.fixture
def office(db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("giamngheo.web.asking.timezone.now", lambda: AT)
    return an_office()


@pytest.fixture
def admin(office: Office) -> Client:
    return browser(office.admin)


@pytest.fixture
def commune(office: Office) -> Client:
    return browser(office.commune_admin)
