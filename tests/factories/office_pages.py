"""The pages of an office as its administrators open them."""

import re
from http import HTTPStatus
from typing import Any

from django.test import Client
from factories.offices import AT, Office, person
from factories.people import TODAY

from giamngheo.accounts.actions import people
from giamngheo.accounts.models import User

BACKEND = "django.contrib.auth.backends.ModelBackend"
WHEN: dict[str, Any] = {"at": AT, "on": TODAY}
Answer = Any
"""Django's test client adds to a response what its types do not know."""


def browser(user: User) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user, backend=BACKEND)
    return client


def made(office: Office, name: str = "Nguyễn Văn An", **seat: Any) -> int:
    return people.create_user(by=office.by, person=person(name), seat=office.seat(**seat), **WHEN)


def words(answer: Answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def told(answer: Answer, client: Client) -> str:
    """What the page after a redirect says."""
    assert answer.status_code == HTTPStatus.FOUND, words(answer)
    return words(client.get(answer["Location"]))
