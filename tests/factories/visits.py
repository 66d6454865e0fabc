"""Somebody signed in who opens pages and sends forms, without a browser."""

import re

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from giamngheo.accounts.models import User


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def see(client: Client, name: str, /, *args: int, status: int = 200, **query: str) -> str:
    """Open a page by its name and return it."""
    response = client.get(reverse(f"web:{name}", args=args), query)
    assert response.status_code == status
    return response.content.decode()


def send(client: Client, name: str, /, *args: int, status: int = 302, ngay: str = "", **typed: object) -> str:
    """Send a form; return where it leads to, or the page that tells what is wrong."""
    address = reverse(f"web:{name}", args=args) + (f"?ngay={ngay}" if ngay else "")
    response = client.post(address, typed)
    page = response.content.decode()
    assert response.status_code == status, re.findall(r'class="wrong"[^<]*<|<li>[^<]+</li>', page)
    return response.headers["Location"] if status == 302 else page


def text(response: HttpResponse) -> str:
    """What a page says, on one line."""
    return re.sub(r"\s+", " ", response.content.decode())


def words(page: str) -> str:
    """What the page itself says, without its head and menu."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.partition("<main")[2]))
