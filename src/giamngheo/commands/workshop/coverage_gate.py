"""Enough of the branches must be walked by tests: which packages have a limit and why the others have none."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Covered:
    """How many branches of one package the tests walked."""

    package: str
    walked: int
    branches: int
    limit: int | None
    reason: str

    @property
    def percent(self) -> float:
        """Walked branches in percent; a package under a limit that shows no branches was not tested: 0."""
        return 100 * self.walked / self.branches if self.branches else 0.0

    @property
    def passes(self) -> bool:
        """Whether the limit is reached, or there is none and the reason is stated."""
        return self.percent >= self.limit if self.limit is not None else bool(self.reason)

    def __str__(self) -> str:
        rule = f"cần {self.limit} %" if self.limit is not None else (self.reason or "CHƯA NÊU LÝ DO không đặt mức")
        return f"{'đạt ' if self.passes else 'HỎNG'}  {self.package:<20} {self.percent:6.2f} % nhánh  ({rule})"


def judge(report: dict[str, Any], pyproject: Path) -> list[Covered]:
    """Sum coverage's JSON report per package and hold it against the limits in pyproject.toml."""
    settings = tomllib.loads(pyproject.read_text(encoding="utf-8"))["tool"]["giamngheo"]["coverage"]
    limits, reasons = settings["limits"], settings["reasons"]
    walked: dict[str, int] = dict.fromkeys(limits, 0)
    branches: dict[str, int] = dict.fromkeys(limits, 0)
    for path, file in report["files"].items():
        package = package_of(path.replace("\\", "/").partition("giamngheo/")[2], limits)
        walked[package] = walked.get(package, 0) + file["summary"]["covered_branches"]
        branches[package] = branches.get(package, 0) + file["summary"]["num_branches"]
    return [
        Covered(name, walked[name], branches[name], limits.get(name), reasons.get(name, ""))
        for name in sorted(walked)
        if branches[name] or name in limits
    ]


def package_of(path: str, limits: dict[str, int]) -> str:
    """The package a file counts for: the one with a limit it lies in, else its top folder."""
    return next((name for name in limits if path.startswith(name + "/")), path.partition("/")[0])
