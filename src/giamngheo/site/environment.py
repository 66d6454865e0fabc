"""What the installation says through environment variables and its data folder."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import dj_database_url

KEY_FILE_NAME = "secret-key"
FORMER_KEYS_FILE_NAME = "secret-keys-truoc"
TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"", "0", "false", "no", "off"})


class UnreadableSetting(ValueError):
    """An environment variable holds something that is not one of the values it can take."""


def flag(name: str, *, default: bool = False) -> bool:
    """Read a yes/no variable: 1/true/yes/on or 0/false/no/off.

    Raises:
        UnreadableSetting: anything else. A misspelt safety switch must not pass as "no".
    """
    word = os.environ.get(name, "1" if default else "0").strip().lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise UnreadableSetting(f"Biến môi trường {name} phải là 1 hoặc 0, không phải “{word}”.")


def number(name: str, *, default: int) -> int:
    """Read a positive whole number.

    Raises:
        UnreadableSetting: it is not one.
    """
    word = os.environ.get(name, "").strip() or str(default)
    if word.isdecimal() and int(word) > 0:
        return int(word)
    raise UnreadableSetting(f"Biến môi trường {name} phải là số nguyên dương, không phải “{word}”.")


def words(name: str, *, default: list[str]) -> list[str]:
    """Read a list separated by commas; blank or absent gives the default."""
    found = [word.strip() for word in os.environ.get(name, "").split(",")]
    return [word for word in found if word] or default


def data_folder(checkout: Path) -> Path:
    """The folder of everything this installation keeps: `GIAMNGHEO_VAR`, else `var/` in the checkout."""
    return Path(os.environ.get("GIAMNGHEO_VAR") or checkout / "var").absolute()


def database(*, otherwise: Path) -> dict[str, Any]:
    """Read `DATABASE_URL` into Django's words; absent or blank means the SQLite file given.

    Raises:
        UnreadableSetting: it names no database; the address itself is not repeated, it may hold a password.
    """
    address = os.environ.get("DATABASE_URL")
    if not address:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": otherwise}
    try:
        return dict(dj_database_url.parse(address, conn_health_checks=True))
    except ValueError:
        raise UnreadableSetting(
            "Không đọc được biến môi trường DATABASE_URL; ví dụ đúng: postgres://ten:mat-khau@127.0.0.1:5432/giamngheo"
        ) from None


def secret_key(folder: Path) -> str:
    """The key that signs sessions and forms: from `GIAMNGHEO_SECRET_KEY`, else from a file made on first start.

    The file is only readable by its owner. It appears whole or not at all, so that two processes starting
    together end with the same key.
    """
    if given := os.environ.get("GIAMNGHEO_SECRET_KEY"):
        return given
    file = folder / KEY_FILE_NAME
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=folder, encoding="ascii") as draft:  # made with mode 0600
            draft.write(secrets.token_urlsafe(64))
            draft.flush()
            with suppress(FileExistsError):  # another process was first; its key is the one to use
                os.link(draft.name, file)
    return file.read_text(encoding="ascii")


def former_keys(folder: Path) -> list[str]:
    """The keys of the installation a backup was restored from: what it encrypted can still be read, nothing more."""
    file = folder / FORMER_KEYS_FILE_NAME
    return file.read_text(encoding="ascii").split() if file.exists() else []
