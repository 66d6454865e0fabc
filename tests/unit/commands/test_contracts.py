"""The import contracts of pyproject.toml catch a planted violation, and this house has none."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The empty rooms of the house: packages without a line in them, and the real contracts."""
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    package = tmp_path / "giamngheo"
    layers = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]["layers"]
    rooms = [room.strip() for layer in layers for room in layer.split("|") if "(" not in room]
    for room in (".", *rooms, "documents/reading", "documents/reading/plans"):
        (package / room).mkdir(exist_ok=True)
        (package / room / "__init__.py").touch()
    (package / "accounts" / "models.py").touch()
    return tmp_path


def broken_contracts(house: Path) -> list[str]:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", "--no-logo"],
        cwd=house,
        env=dict(os.environ, PYTHONPATH=str(house)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    broken = [line.removesuffix(" BROKEN") for line in done.stdout.splitlines() if line.endswith(" BROKEN")]
    assert (done.returncode != 0) is bool(broken)
    return broken


def test_the_empty_house_is_in_order(house: Path) -> None:
    assert broken_contracts(house) == []


@pytest.mark.parametrize(
    ("file", "code", "contract"),
    [
        ("figures/grids.py", "import giamngheo.documents", "Imports run down the stack"),
        ("accounts/queries.py", "import giamngheo.web", "Imports run down the stack"),
        ("web/home.py", "import giamngheo.commands", "Imports run down the stack"),
        ("commands/demo.py", "import giamngheo.site", "Imports run down the stack"),
        ("helpers/__init__.py", "", "Imports run down the stack"),
        ("accounts/models.py", "import giamngheo.accounts.queries", "Inside a package"),
        ("accounts/queries.py", "import giamngheo.accounts.actions", "Inside a package"),
        ("documents/reading/opening.py", "import django.conf", "No Django below audit"),
        ("documents/reading/files/__init__.py", "import giamngheo.documents.reading.plans", "Inside the reader"),
        ("common/money.py", "from django.utils import timezone", "No Django below audit"),
        ("figures/checks.py", "import ibis", "No sets engine in figures"),
        ("web/home.py", "from giamngheo.accounts.models import User", "Pages and commands"),
        ("commands/users.py", "from giamngheo.accounts import models", "Pages and commands"),
    ],
)
def test_a_planted_violation_is_caught(house: Path, file: str, code: str, contract: str) -> None:
    planted = house / "giamngheo" / file
    planted.parent.mkdir(exist_ok=True)
    for name in ("queries", "actions"):
        (house / "giamngheo" / "accounts" / f"{name}.py").touch()
    planted.write_text(code)
    [broken] = broken_contracts(house)
    assert broken.startswith(contract)


def test_pages_may_reach_models_through_queries(house: Path) -> None:
    (house / "giamngheo" / "accounts" / "queries.py").write_text("import giamngheo.accounts.models\n")
    (house / "giamngheo" / "web" / "home.py").write_text("import giamngheo.accounts.queries\n")
    assert broken_contracts(house) == []
