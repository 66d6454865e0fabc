"""The coverage gate sums branches per package and lets nothing pass in silence."""

from pathlib import Path

import pytest

from giamngheo.commands.workshop.coverage_gate import Covered, judge

LIMITS = """
[tool.giamngheo.coverage.limits]
"documents/reading" = 95
[tool.giamngheo.coverage.reasons]
"site" = "lý do"
"""


@pytest.fixture
def pyproject(tmp_path: Path) -> Path:
    file = tmp_path / "pyproject.toml"
    file.write_text(LIMITS, encoding="utf-8")
    return file


def report(**branches: tuple[int, int]) -> dict[str, object]:
    """Coverage's report for files of the package: path with __ for / → branches walked and there are."""
    return {
        "files": {
            f"src/giamngheo/{path.replace('__', '/')}.py": {
                "summary": {"covered_branches": walked, "num_branches": there}
            }
            for path, (walked, there) in branches.items()
        }
    }


def verdicts(pyproject: Path, **branches: tuple[int, int]) -> dict[str, bool]:
    return {covered.package: covered.passes for covered in judge(report(**branches), pyproject)}


def test_ninety_five_of_a_hundred_is_enough_and_ninety_four_is_not(pyproject: Path) -> None:
    enough = verdicts(pyproject, documents__reading__plan=(50, 50), documents__reading__word=(45, 50))
    assert enough == {"documents/reading": True}
    assert verdicts(pyproject, documents__reading__plan=(94, 100)) == {"documents/reading": False}


def test_a_package_without_limit_needs_a_stated_reason(pyproject: Path) -> None:
    assert verdicts(pyproject, documents__reading__plan=(1, 1), site__logs=(0, 10), web__home=(10, 10)) == {
        "documents/reading": True,
        "site": True,
        "web": False,
    }


def test_a_limit_for_a_package_nobody_saw_is_not_reached(pyproject: Path) -> None:
    assert verdicts(pyproject) == {"documents/reading": False}


def test_the_rest_of_a_package_with_a_part_under_limit_counts_apart(pyproject: Path) -> None:
    assert verdicts(pyproject, documents__words=(0, 1), documents__reading__plan=(1, 1)) == {
        "documents": False,
        "documents/reading": True,
    }


def test_the_line_shows_the_percentage_and_the_rule() -> None:
    assert str(Covered("figures", 19, 20, 95, "")) == "đạt   figures               95.00 % nhánh  (cần 95 %)"
    assert str(Covered("figures", 18, 20, 95, "")).startswith("HỎNG  figures               90.00 %")
    assert "CHƯA NÊU LÝ DO" in str(Covered("web", 18, 20, None, ""))
