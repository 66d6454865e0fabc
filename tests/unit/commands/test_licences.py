"""What runs the system is under a licence an office may use; what is under the GPL or AGPL is named."""

from pathlib import Path

import pytest

from giamngheo.commands.workshop.licences import forbidden_packages, is_forbidden, pinned_packages

REQUIREMENTS = Path(__file__).resolve().parents[3] / "requirements"


@pytest.mark.parametrize(
    "licence",
    [
        "GPL-3.0-or-later",
        "AGPL-3.0-only",
        "GPLv2",
        "GNU General Public License v3",
        "License :: OSI Approved :: GNU General Public License v3 (GPLv3)",
        "License :: OSI Approved :: GNU Affero General Public License v3",
        "GPL-2.0-only OR AGPL-3.0-only",
    ],
)
def test_gpl_and_agpl_are_forbidden(licence: str) -> None:
    assert is_forbidden(licence)


@pytest.mark.parametrize(
    "licence",
    [
        "MIT",
        "BSD-3-Clause",
        "Apache-2.0",
        "LGPL-3.0-only",
        "GNU Lesser General Public License v3 (LGPLv3)",
        "License :: OSI Approved :: GNU Library or Lesser General Public License (LGPL)",
        "MIT OR GPL-3.0-only",
    ],
)
def test_others_and_a_choice_with_others_are_allowed(licence: str) -> None:
    assert not is_forbidden(licence)


def test_the_packages_that_run_the_system_are_all_looked_at_and_allowed() -> None:
    assert {"django", "granian", "typer", "psycopg"} <= set(pinned_packages(REQUIREMENTS / "runtime.txt"))
    assert forbidden_packages(REQUIREMENTS / "runtime.txt") == []


def test_a_gpl_tool_among_the_developer_packages_shows_that_the_check_sees_them() -> None:
    assert any(line.startswith("djlint: GPL") for line in forbidden_packages(REQUIREMENTS / "dev.txt"))


@pytest.mark.parametrize("name", ["runtime", "dev", "launcher"])
def test_requirement_files_are_pinned_hashed_and_name_no_index(name: str) -> None:
    text = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")
    entries = text.replace("\\\n", " ").splitlines()
    packages = [entry for entry in entries if entry and not entry.lstrip().startswith("#")]
    assert packages
    assert all("==" in entry and "--hash=sha256:" in entry for entry in packages)
    assert "://" not in text


def test_developers_have_exactly_the_versions_that_run_the_system() -> None:
    def pins(name: str) -> set[str]:
        lines = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        return {line.split()[0] for line in lines if "==" in line}

    assert pins("runtime") <= pins("dev")
