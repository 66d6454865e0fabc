"""What the tests of files share: a data folder of their own, and other machines to restore to."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import override_settings
from factories.backups import EXPORT, LATER, NOW, OPERATOR, back_up
from factories.contents import PDF, png
from factories.machines import Installation, Machines
from factories.people import country, installation, seated

from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import Draft
from giamngheo.files import actions
from giamngheo.files.backups import sealing
from giamngheo.files.kinds import FileKind, Media


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


@pytest.fixture
def office(machines: Machines) -> Installation:
    """A machine on which work was done."""
    made = machines.prepared()
    with made.in_use():
        where = country()
        installation(where)
        user = seated(Role.ADMINISTRATOR, where.district, password="Một-hai-ba")  # noqa: S106 – test data
        Draft.objects.create(user=user, form="biểu", fields={"tên": "Nguyễn “A”", "số": [1, None]}, saved_at=NOW)
        Session.objects.create(session_key="x" * 32, session_data="ai đó", expire_date=LATER)
        for number, content in enumerate((PDF, png(), PDF)):
            actions.keep_upload(
                by=OPERATOR,
                at=NOW,
                name=f"bản chụp {number}",
                content=content,
                kind=FileKind.SCAN,
                place_id=where.commune,
            )
        actions.keep_export(
            by=OPERATOR,
            at=NOW,
            name="danh sách",
            content=EXPORT,
            kind=FileKind.SHEET,
            media=Media.CSV,
            place_id=None,
            touched=[("household", str(number)) for number in range(5)],
        )
    return made


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sao-luu") / "một lần.gnbak"


@pytest.fixture
def backup(made_once: Path, request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A backup of an office, the same for every test that does not look at the office itself."""
    if not made_once.exists():
        back_up(request.getfixturevalue("office"), made_once)
    return Path(shutil.copy(made_once, tmp_path))
