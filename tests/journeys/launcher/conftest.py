"""A checkout of its own for every launcher test, with a uv that only pretends."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]

PRETENDING_UV = """#!/bin/sh
# uv --version | uv venv … FOLDER | uv pip sync … FILE
case "$1" in
    venv)
        for folder; do :; done
        mkdir -p "$folder/bin" && ln -s "$REAL_PYTHON" "$folder/bin/python" ;;
    pip)
        for file; do :; done
        echo "sync $(basename "$file")" >> "$UV_DIARY"
        if [ -n "$UV_FAILURE" ]; then echo "$UV_FAILURE" >&2; exit 2; fi
        exec sleep "${UV_SLOWNESS:-0}" ;;
esac
"""


@dataclass
class Checkout:
    """A folder with the launcher, small requirement files and a command line that prints what it was given."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)

    def environment(self, **settings: str) -> dict[str, str]:
        """What the launcher finds around it: the pretending uv first on PATH, nothing of our own environment."""
        path = f"{self.folder / 'fake'}:/usr/bin:/bin"
        own = {"PATH": path, "HOME": str(self.folder), "REAL_PYTHON": sys.executable, "UV_DIARY": str(self.diary)}
        return own | self.settings | settings

    def start(self, *arguments: str, python: str = sys.executable, **settings: str) -> subprocess.Popen[str]:
        """Start the launcher and do not wait."""
        return subprocess.Popen(
            [python, str(self.folder / "giamngheo"), *arguments],
            env=self.environment(**settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd="/",
            start_new_session=True,
        )

    def run(
        self, *arguments: str, python: str = sys.executable, user: int | None = None, **settings: str
    ) -> subprocess.CompletedProcess[str]:
        """Run the launcher to its end."""
        return subprocess.run(
            [python, str(self.folder / "giamngheo"), *arguments],
            env=self.environment(**settings),
            capture_output=True,
            text=True,
            cwd="/",
            user=user,
            check=False,
        )

    @property
    def diary(self) -> Path:
        """Where the pretending uv writes down what it was asked for."""
        return self.folder / "diary"

    @property
    def installations(self) -> list[str]:
        """The requirement files that were installed, in order."""
        lines = self.diary.read_text().splitlines() if self.diary.exists() else []
        return [line.removeprefix("sync ") for line in lines]

    def require(self, group: str, text: str) -> None:
        """Change what a requirement file asks for."""
        (self.folder / "requirements" / f"{group}.txt").write_text(text)


@pytest.fixture
def checkout() -> Iterator[Checkout]:
    folder = Path(tempfile.mkdtemp(prefix="gn-checkout-"))  # not tmp_path: other users must be able to look inside
    folder.chmod(0o755)
    shutil.copy(PROJECT / "giamngheo", folder)
    commands = folder / "src" / "giamngheo" / "commands"
    commands.mkdir(parents=True)
    (commands.parent / "__init__.py").touch()
    (commands / "__init__.py").touch()
    (commands / "__main__.py").write_text("import sys\nprint('ran', *sys.argv[1:])\n")
    (folder / "requirements").mkdir()
    uv = folder / "fake" / "uv"
    uv.parent.mkdir()
    uv.write_text(PRETENDING_UV)
    uv.chmod(0o755)
    made = Checkout(folder)
    for group in ("runtime", "dev", "launcher"):
        made.require(group, f"# {group}\n")
    yield made
    os.chmod(folder, 0o755)  # noqa: PTH101, S103 - a test may have taken the right to write away
    shutil.rmtree(folder)
