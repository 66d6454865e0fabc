"""What every answer of the site carries, what its cookies are, and what it does not take (docs/security)."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings, global_settings, settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from factories.people import Country, country, installation, seated
from factories.sign_ins import PASSWORD, come

from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import User
from giamngheo.site import settings as installed
from giamngheo.web.accounts.password_fields import LONGEST

pytestmark = pytest.mark.django_db

PROJECT = Path(__file__).resolve().parents[2]
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
FILLED = {"int": "9" * 30, "id": "9" * 18}
"""Stands for a part of an address: the largest number it takes; else a letter."""

OF_TLS = (
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_NAME",
    "CSRF_COOKIE_SECURE",
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "SECURE_PROXY_SSL_HEADER",
)


def addresses(patterns: list[URLPattern | URLResolver] | None = None, before: str = "/") -> Iterator[str]:
    """Every address there is."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        whole = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, whole)
        else:
            yield re.sub(r"<\w+:\w+>", lambda part: FILLED.get(part[0][1:-1].split(":")[0], "x"), whole)


ADDRESSES = sorted(addresses())


@pytest.fixture
def where() -> Country:
    places = country()
    installation(places, is_demo=True)
    return places


@pytest.fixture
def administrator(where: Country) -> User:
    return seated(Role.ADMINISTRATOR, where.district, username="quantri", password=PASSWORD)


@pytest.fixture
def client(where: Country) -> Client:
    return Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)


@pytest.fixture
def signed_in(client: Client, administrator: User) -> Client:
    client.force_login(administrator, backend=MODEL_BACKEND)
    return client


@pytest.fixture(scope="module")
def under_tls() -> dict[str, Any]:
    """The settings of an installation behind TLS."""
    code = (
        f"import json; from django.conf import settings as s; print(json.dumps({{n: getattr(s, n) for n in {OF_TLS}}}))"
    )
    own = {"PYTHONPATH": str(PROJECT / "src"), "DJANGO_SETTINGS_MODULE": "giamngheo.site.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=own | {"GIAMNGHEO_TLS": "1", "GIAMNGHEO_VAR": str(settings.DATA_FOLDER)},
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout))


@pytest.fixture
def behind_tls(under_tls: dict[str, Any], settings: LazySettings, where: Country) -> Client:
    for name, value in under_tls.items():
        setattr(settings, name, value)
    return Client(SERVER_NAME="127.0.0.1")


def an_error(client: Client, monkeypatch: pytest.MonkeyPatch) -> HttpResponse:
    def break_off(*_: object, **__: object) -> None:
        raise RuntimeError("SELECT citizen_number FROM household")

    monkeypatch.setattr("giamngheo.web.home.render", break_off)
    return client.get("/")


@pytest.mark.parametrize(
    "situation",
    ["page", "sign-in", "sent on", "unknown", "method", "too large", "no token", "health", "static", "host", "error"],
)
def test_every_answer_tells_the_browser_what_it_may_do(
    situation: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    strict = Client(enforce_csrf_checks=True, SERVER_NAME="127.0.0.1")
    too_long = str(settings.UPLOAD_LIMIT_BYTES + 1)
    status, answer = {
        "page": lambda: (200, client.get("/")),
        "sign-in": lambda: (200, client.get("/dang-nhap")),
        "sent on": lambda: (302, client.get("/tai-khoan")),
        "unknown": lambda: (404, client.get("/khong-co")),
        "method": lambda: (405, client.put("/")),
        "too large": lambda: (413, client.generic("POST", "/ke-hoach", b"", CONTENT_LENGTH=too_long)),
        "no token": lambda: (403, strict.post("/dang-nhap")),
        "health": lambda: (200, client.get("/suc-khoe")),
        "static": lambda: (200, client.get("/static/web/css/site.css")),
        "host": lambda: (400, client.get("/", SERVER_NAME="xau.example")),
        "error": lambda: (500, an_error(client, monkeypatch)),
    }[situation]()
    assert answer.status_code == status
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer.headers
    if status != 302:
        assert answer["Content-Type"] == "application/json" or 'charset="utf-8"' in answer["Content-Type"].replace(
            "charset=utf-8", 'charset="utf-8"'
        )


def test_an_error_is_told_without_its_words(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = an_error(client, monkeypatch)
    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "Hệ thống gặp sự cố" in page
    assert not [word for word in ("SELECT", "citizen_number", "RuntimeError", "Traceback", "home.py") if word in page]


@pytest.mark.parametrize("host", ["xau.example", "127.0.0.1.xau.example", "127.0.0.1:8000@xau.example", "a b"])
def test_another_name_than_ours_is_refused_and_not_repeated(host: str, client: Client) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "xau.example" not in answer.content.decode()


def test_what_a_proxy_would_say_is_not_believed_from_anybody(client: Client) -> None:
    said = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "xau.example", "X-Forwarded-For": "127.0.0.1"}
    request = client.get("/dang-nhap", headers=said).wsgi_request
    assert not request.is_secure()
    assert request.get_host() == "127.0.0.1"
    assert request.META["REMOTE_ADDR"] == "127.0.0.1"
    assert client.get("/ke-hoach", headers=said, REMOTE_ADDR="10.0.0.9").status_code == HTTPStatus.FORBIDDEN


def test_behind_tls_every_cookie_is_bound_to_this_host(behind_tls: Client, administrator: User) -> None:
    behind_tls.get("/dang-nhap", secure=True)
    answer = behind_tls.post("/dang-nhap", {"login": "quantri", "password": PASSWORD}, secure=True)
    assert answer.status_code == HTTPStatus.FOUND
    assert set(behind_tls.cookies) == {"__Host-sessionid", "__Host-csrftoken"}
    for cookie in behind_tls.cookies.values():
        assert (cookie["secure"], cookie["httponly"], cookie["path"], cookie["domain"]) == (True, True, "/", "")
        assert cookie["samesite"] == "Lax"


def test_behind_tls_plain_requests_are_sent_on_and_browsers_remember_it(behind_tls: Client) -> None:
    plain = behind_tls.get("/dang-nhap")
    assert (plain.status_code, plain["Location"]) == (301, "https://127.0.0.1/dang-nhap")
    assert not plain.cookies
    for address in ("/dang-nhap", "/khong-co", "/static/web/css/site.css"):
        told = behind_tls.get(address, secure=True)["Strict-Transport-Security"]
        assert int(told.split(";")[0].removeprefix("max-age=")) >= 365 * 24 * 3600
    assert behind_tls.get("/suc-khoe").status_code == HTTPStatus.OK, "a watchdog on the machine asks without TLS"


def test_on_this_machine_alone_cookies_are_kept_from_scripts_too(client: Client, administrator: User) -> None:
    client.get("/dang-nhap")
    come(client, "quantri")
    assert set(client.cookies) == {"sessionid", "csrftoken"}
    assert all(cookie["httponly"] and cookie["samesite"] == "Lax" for cookie in client.cookies.values())


def test_messages_travel_in_no_cookie(signed_in: Client) -> None:
    signed_in.post(
        "/tai-khoan/mat-khau", {"current": PASSWORD, "new": "sáu con trâu mộng", "again": "sáu con trâu mộng"}
    )
    assert "Đã đổi mật khẩu" in signed_in.get("/tai-khoan").content.decode()
    assert set(signed_in.cookies) <= {"sessionid", "csrftoken"}


def test_sessions_are_kept_here_and_a_browser_holds_only_their_key(signed_in: Client) -> None:
    assert settings.SESSION_ENGINE == "django.contrib.sessions.backends.db"
    assert settings.SESSION_SERIALIZER == "django.contrib.sessions.serializers.JSONSerializer"
    assert settings.SESSION_EXPIRE_AT_BROWSER_CLOSE is True
    assert settings.SESSION_COOKIE_AGE == 30 * 60
    key = signed_in.cookies["sessionid"].value
    assert len(key) == 32, "of 36 signs each: 165 bits"


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_of_who_is_signed_in_are_kept_by_nobody(address: str, signed_in: Client) -> None:
    answer = signed_in.get(address)
    assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    if address != "/suc-khoe":
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_methods_that_no_page_knows_are_refused(address: str, signed_in: Client) -> None:
    for method in ("TRACE", "DELETE", "PATCH", "CONNECT"):
        answer = signed_in.generic(method, address, headers={"x-said": "repeat-me"})
        assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
        assert b"repeat-me" not in answer.content


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_form_that_another_site_sends_is_refused_everywhere(address: str, administrator: User) -> None:
    strict = Client(enforce_csrf_checks=True, SERVER_NAME="127.0.0.1")
    strict.force_login(administrator, backend=MODEL_BACKEND)
    strict.cookies["csrftoken"] = "a" * 32
    for token in ("", "b" * 32):
        assert strict.post(address, {"csrfmiddlewaretoken": token}).status_code == HTTPStatus.FORBIDDEN
    foreign = {"csrfmiddlewaretoken": "a" * 32}
    assert strict.post(address, foreign, headers={"origin": "https://xau.example"}).status_code == HTTPStatus.FORBIDDEN


def test_no_more_files_fields_or_letters_are_taken_than_forms_have(client: Client) -> None:
    files = [SimpleUploadedFile(f"{number}.txt", b"a") for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FILES + 1)]
    assert client.post("/ke-hoach", {"files": files}).status_code == HTTPStatus.BAD_REQUEST
    fields = {f"f{number}": "a" for number in range(1001)}
    assert client.post("/dang-nhap", fields).status_code == HTTPStatus.BAD_REQUEST
    letters = {"login": "a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}
    assert client.post("/dang-nhap", letters).status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("length", ["-1", "1e9", "0x10", " ", "1_0"])
def test_a_length_that_is_no_number_is_refused(length: str, client: Client) -> None:
    answer = client.generic("POST", "/ke-hoach", b"", CONTENT_LENGTH=length)
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


@pytest.mark.parametrize(
    "address", ["/.git/config", "/static/", "/static/web/", "/static/../secret-key", "/static/%2e%2e/secret-key"]
)
def test_nothing_but_static_files_is_served_from_the_disk(address: str, client: Client) -> None:
    assert client.get(address).status_code == HTTPStatus.NOT_FOUND


def test_passwords_of_ten_letters_up_to_a_long_sentence_are_taken() -> None:
    with pytest.raises(ValidationError):
        validate_password("bút xanh9")
    validate_password("bút xanh 9")
    validate_password("trâu " * 25)
    assert LONGEST >= 64


def test_passwords_are_kept_by_a_slow_hash() -> None:
    assert not hasattr(installed, "PASSWORD_HASHERS"), "the tests' own is a fast one; the site has Django's"
    assert global_settings.PASSWORD_HASHERS[0] == "django.contrib.auth.hashers.PBKDF2PasswordHasher"
    assert PBKDF2PasswordHasher.iterations >= 600_000


def test_what_shows_a_programmer_more_is_off() -> None:
    assert settings.DEBUG is False
    assert not [app for app in settings.INSTALLED_APPS if "debug" in app or app == "django.contrib.admin"]
