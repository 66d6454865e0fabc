"""What the tests of files share: a data folder of their own, and other machines to restore to."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from factories.machines import Machines

from giamngheo.files.backups import sealing


@pytest.fixture(autouse=True)
def quick_scrypt(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lowest cost a header may name; the true one takes a third of a second each time."""
    monkeypatch.setattr(sealing, "LOG2_N", 14)


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path) -> Iterator[Path]:
    """A data folder that is the test's own."""
    folder = tmp_path / "var"
    folder.mkdir()
    with override_settings(DATA_FOLDER=folder):
        yield folder


@pytest.fixture(scope="session")
def all_machines(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Machines]:
    made = Machines(tmp_path_factory.mktemp("may"))
    yield made
    with django_db_blocker.unblock():
        made.remove()


@pytest.fixture
def machines(db: None, all_machines: Machines) -> Machines:
    return all_machines
