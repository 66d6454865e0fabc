"""The site as installed: its answers, its headers, its database, its logs."""

import json
import logging
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.test import Client

from giamngheo.accounts.models import User
from giamngheo.site import environment, health
from giamngheo.site.logs import JsonLines, WithoutValues


@pytest.mark.django_db
def test_health_says_ok_while_the_database_answers(client: Client) -> None:
    answer = client.get("/suc-khoe")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert answer.json()["checks"] == {"database": "ok"}


def test_health_says_error_when_the_database_is_gone(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone:
        def cursor(self) -> None:
            raise DatabaseError("gone")

    monkeypatch.setattr(health, "connection", Gone())
    answer = client.get("/suc-khoe")
    assert answer.status_code == 503
    assert answer.json()["checks"] == {"database": "error"}


@pytest.mark.django_db
def test_pages_allow_only_what_this_server_sends(client: Client) -> None:
    headers = client.get("/").headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["script-src"] == "'self'"
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_body_above_the_limit_is_refused_with_what_to_do(client: Client) -> None:
    answer = client.generic("POST", "/ke-hoach", b"", CONTENT_LENGTH=str(settings.UPLOAD_LIMIT_BYTES + 1))
    assert answer.status_code == 413
    page = answer.content.decode()
    assert "tối đa 50 MB" in page
    assert 'href="/ke-hoach">Chọn lại tệp' in page
    assert "Content-Security-Policy" in answer.headers


def test_debug_is_off_and_only_loopback_is_served() -> None:
    assert settings.DEBUG is False
    assert environment.words("GIAMNGHEO_HOSTS", default=["127.0.0.1"]) == ["127.0.0.1"]


@pytest.mark.django_db(transaction=True)
def test_sqlite_lets_pages_be_read_while_somebody_writes() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("WAL là của SQLite; lượt này chạy trên PostgreSQL")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)
        cursor.execute("PRAGMA foreign_keys")
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db
def test_a_user_without_password_exists_but_cannot_sign_in() -> None:
    user = User.objects.create_user(username=" can.bo ", full_name="Cán bộ mẫu")
    assert user.username == "can.bo"
    assert str(user) == "Cán bộ mẫu"
    assert not user.has_usable_password()


def test_a_user_needs_a_name_to_sign_in_with() -> None:
    with pytest.raises(ValueError, match="không được để trống"):
        User.objects.create_user(username="  ", full_name="Cán bộ mẫu")


def test_the_secret_key_is_made_once_and_kept_from_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GIAMNGHEO_SECRET_KEY", raising=False)
    first = environment.secret_key(tmp_path / "var")
    assert len(first) >= 50
    assert environment.secret_key(tmp_path / "var") == first
    file = tmp_path / "var" / environment.KEY_FILE_NAME
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_a_given_secret_key_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIAMNGHEO_SECRET_KEY", "given")
    assert environment.secret_key(tmp_path / "var") == "given"
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(("word", "meaning"), [("1", True), ("on", True), ("0", False), ("", False), ("False", False)])
def test_a_switch_is_read(word: str, meaning: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIAMNGHEO_TLS", word)
    assert environment.flag("GIAMNGHEO_TLS") is meaning


def test_a_misspelt_switch_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIAMNGHEO_TLS", "ja")
    with pytest.raises(environment.UnreadableSetting, match="GIAMNGHEO_TLS"):
        environment.flag("GIAMNGHEO_TLS")


@pytest.mark.parametrize("word", ["-1", "0", "nhiều", "1.5"])
def test_a_limit_that_is_no_number_stops_the_start(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIAMNGHEO_UPLOAD_MB", word)
    with pytest.raises(environment.UnreadableSetting, match="GIAMNGHEO_UPLOAD_MB"):
        environment.number("GIAMNGHEO_UPLOAD_MB", default=50)


def test_the_log_names_the_error_but_not_its_words() -> None:
    error = ValueError("Key (citizen_id)=(012345678901)")
    record = logging.LogRecord("django.request", logging.ERROR, "f", 1, "boom", None, (ValueError, error, None))
    record.request = "GET /?ten=Nguyen+Van+Mau"
    line = json.loads(JsonLines().format(record))
    assert line["level"] == "ERROR"
    assert line["exc_info"].endswith("ValueError")
    assert "012345678901" not in json.dumps(line)
    assert "Nguyen" not in json.dumps(line)


def test_django_s_own_messages_keep_their_wording_only() -> None:
    missing = logging.LogRecord("django.request", logging.WARNING, "f", 1, "%s: %s", ("Not Found", "/ho/0123"), None)
    assert WithoutValues().filter(missing)
    assert json.loads(JsonLines().format(missing))["message"] == "…: …"
    ours = logging.LogRecord("giamngheo", logging.INFO, "f", 1, "%s rows", (3,), None)
    assert WithoutValues().filter(ours)
    assert json.loads(JsonLines().format(ours))["message"] == "3 rows"


def test_behind_tls_cookies_are_secure_and_browsers_remember_it() -> None:
    code = (
        "from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 0)"
    )
    project = Path(__file__).resolve().parents[2]
    own = {"PYTHONPATH": str(project / "src"), "DJANGO_SETTINGS_MODULE": "giamngheo.site.settings"}
    for tls, told in (("1", "True True True True"), ("0", "False False False False")):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=own | {"GIAMNGHEO_TLS": tls, "GIAMNGHEO_VAR": str(settings.DATA_FOLDER)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == told


@pytest.mark.django_db
def test_a_request_is_logged_by_route_without_its_query(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="giamngheo.requests"):
        client.get("/suc-khoe", {"ten": "Nguyen Van Mau"})
    [record] = [record for record in caplog.records if record.name == "giamngheo.requests"]
    assert (record.method, record.route, record.status) == ("GET", "suc-khoe", 200)
    assert "Nguyen" not in JsonLines().format(record)


def test_without_an_address_the_database_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    file = tmp_path / "with space %20.sqlite3"
    assert environment.database(otherwise=file) == {"ENGINE": "django.db.backends.sqlite3", "NAME": file}


def test_an_address_of_postgres_is_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://can:bo@127.0.0.1:5433/giamngheo")
    read = environment.database(otherwise=tmp_path)
    assert (read["ENGINE"], read["HOST"], read["PORT"]) == ("django.db.backends.postgresql", "127.0.0.1", 5433)


def test_a_wrong_address_is_refused_without_repeating_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgrs://can:mat-khau-that@127.0.0.1/giamngheo")
    with pytest.raises(environment.UnreadableSetting, match="DATABASE_URL") as refusal:
        environment.database(otherwise=Path("unused"))
    assert "mat-khau-that" not in str(refusal.value)
