"""The tests' own PostgreSQL: there while asked for, without a trace afterwards."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest

from giamngheo.commands.workshop import postgres


def folder_in(address: str) -> Path:
    return Path(unquote(urlsplit(address).hostname or ""))


@pytest.mark.parametrize("source", ["system", "wheel"])
def test_a_server_answers_on_its_socket_and_goes_away(
    source: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if source == "system" and not list(postgres.DEBIAN_FOLDER.glob("*/bin/initdb")):
        pytest.skip("máy này không cài PostgreSQL của Debian; gói cài kèm được thử ở bài sau")
    if source == "wheel":
        monkeypatch.setattr(postgres, "DEBIAN_FOLDER", tmp_path)
    with postgres.temporary_postgres() as address:
        folder = folder_in(address)
        with psycopg.connect(host=str(folder), user="postgres", dbname="postgres") as connection:
            assert connection.execute("SELECT 6 * 7").fetchone() == (42,)
        owner = (folder / "data").stat().st_uid
        assert owner == (os.geteuid() or owner)
        assert owner != 0
    assert not folder.exists()


def test_a_failing_test_run_still_stops_the_server() -> None:
    folders: list[Path] = []

    def fail(address: str) -> None:
        folders.append(folder_in(address))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), postgres.temporary_postgres() as address:
        fail(address)
    assert [folder.exists() for folder in folders] == [False]


def test_without_any_postgres_it_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(postgres, "DEBIAN_FOLDER", tmp_path)
    monkeypatch.setattr(postgres, "WHEEL", "a_package_that_is_not_there")
    with pytest.raises(postgres.PostgresUnavailable, match="apt install postgresql"), postgres.temporary_postgres():
        pass


def test_a_server_that_does_not_start_is_told_with_its_own_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    programs = tmp_path / "15" / "bin"
    programs.mkdir(parents=True)
    (programs / "initdb").write_text("not a program")
    monkeypatch.setattr(postgres, "DEBIAN_FOLDER", tmp_path)
    with pytest.raises(postgres.PostgresUnavailable, match="không khởi động"), postgres.temporary_postgres():
        pass
