"""Can the oldest browsers we name run our own scripts and styles? Asked of linters from npm."""

import hashlib
import shutil
import subprocess
from pathlib import Path

from giamngheo.commands.workshop import CHECKOUT

FOLDER = CHECKOUT / "tools" / "browser-lint"
PROGRAMS = FOLDER / "node_modules" / ".bin"
STATIC = CHECKOUT / "src" / "giamngheo" / "web" / "static"


class NotRun(RuntimeError):
    """The check could not be made on this machine; the message says why."""


def lint_for_old_browsers() -> str:
    """Lint every script and style of ours; returns what is wrong, blank when nothing is.

    Raises:
        NotRun: npm is absent or cannot install the linters.
    """
    install()
    scripts, styles = own_files("*.js"), own_files("*.css")
    said = ""
    if scripts:
        said += lint([PROGRAMS / "eslint", "--no-config-lookup", "--config", FOLDER / "eslint.config.mjs"], scripts)
    if styles:
        options: list[Path | str] = ["--config", FOLDER / "stylelint.config.mjs", "--config-basedir", FOLDER]
        said += lint([PROGRAMS / "stylelint", *options], styles)
    return said


def own_files(pattern: str) -> list[Path]:
    """The static files we wrote ourselves; what others wrote lies under `vendor/`."""
    return sorted(file for file in STATIC.rglob(pattern) if "vendor" not in file.parts)


def install() -> None:
    """Install the linters at the versions of package-lock.json, unless they are there already.

    Raises:
        NotRun: npm is absent or fails.
    """
    if not shutil.which("npm"):
        raise NotRun("máy này không có npm")
    stamp = FOLDER / "node_modules" / ".installed"
    wanted = hashlib.sha256((FOLDER / "package-lock.json").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    done = subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-fund", "--no-audit"],
        cwd=FOLDER,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise NotRun(f"npm không cài được công cụ kiểm tra: {done.stderr.strip().splitlines()[-1:]}")
    stamp.write_text(wanted, encoding="ascii")


def lint(command: list[Path | str], files: list[Path]) -> str:
    """Run one linter over files; returns what it says when it is not content."""
    done = subprocess.run(
        [*map(str, command), *map(str, files)], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr
