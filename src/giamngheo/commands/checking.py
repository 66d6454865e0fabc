"""`./giamngheo check`: everything that can be said of the code without running it."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import typer

from giamngheo.commands.workshop import CHECKOUT
from giamngheo.commands.workshop.browser_lint import NotRun, lint_for_old_browsers
from giamngheo.commands.workshop.house_rules import broken_rules
from giamngheo.commands.workshop.licences import forbidden_packages

PACKAGE = CHECKOUT / "src" / "giamngheo"
PROGRAMS = Path(sys.executable).parent

app = typer.Typer(add_completion=False)


def program(name: str, *arguments: str, **settings: str) -> Callable[[], str]:
    """A check made by a program of the environment; what it says counts only when it fails."""

    def check() -> str:
        with tempfile.TemporaryDirectory(prefix="gn-check-") as folder:
            done = subprocess.run(
                [str(PROGRAMS / name), *arguments],
                cwd=CHECKOUT,
                env=dict(os.environ, PYTHONPATH=str(CHECKOUT / "src"), GIAMNGHEO_VAR=folder, **settings),
                capture_output=True,
                text=True,
                check=False,
            )
        return "" if done.returncode == 0 else done.stdout + done.stderr

    return check


def django(*arguments: str, **settings: str) -> Callable[[], str]:
    """A check made by one of Django's own commands."""
    return program("python", "-m", "django", *arguments, DJANGO_SETTINGS_MODULE="giamngheo.site.settings", **settings)


def house_rules() -> str:
    """No clock below the doors, no signals, a plain common, short files."""
    return "\n".join(broken_rules(PACKAGE))


def licences() -> str:
    """Nothing under the GPL or AGPL runs the system."""
    return "\n".join(forbidden_packages(CHECKOUT / "requirements" / "runtime.txt"))


CHECKS: dict[str, Callable[[], str]] = {
    "định dạng (ruff format)": program("ruff", "format", "--check", ".", "giamngheo"),
    "quy tắc và an toàn mã (ruff check)": program("ruff", "check", ".", "giamngheo"),
    "kiểu dữ liệu (mypy --strict)": program("mypy"),
    "hướng gọi giữa các phần (import-linter)": program("lint-imports", "--no-logo"),
    "nếp nhà: đồng hồ, tín hiệu, thư viện, độ dài tệp": house_rules,
    "mẫu trang: lỗi (djlint)": program("djlint", "--lint", "src"),
    "mẫu trang: trình bày (djlint)": program("djlint", "--check", "src"),
    "di trú cơ sở dữ liệu (makemigrations)": django("makemigrations", "--check", "--dry-run"),
    "cấu hình khi chạy thật (check --deploy)": django(
        "check", "--deploy", "--fail-level", "WARNING", GIAMNGHEO_TLS="1"
    ),
    "giấy phép các gói chạy hệ thống": licences,
    "trình duyệt cũ: Chrome/Cốc Cốc 109 (eslint, stylelint)": lint_for_old_browsers,
}
"""Name → a function that returns what is wrong, blank when nothing is."""


@app.command()
def check() -> int:
    """Kiểm tra mã nguồn: định dạng, quy tắc, kiểu, hướng gọi, mẫu trang, di trú, giấy phép, trình duyệt cũ."""
    results = [report(name, make) for name, make in CHECKS.items()]
    failed = results.count(False)
    typer.echo(f"{failed} mục không đạt." if failed else "Mọi mục đã chạy đều đạt.")
    return 1 if failed else 0


def report(name: str, make: Callable[[], str]) -> bool:
    """Make one check and print its line, with the details when it failed; a check not run says so and is no failure."""
    try:
        wrong = make().strip()
    except NotRun as reason:
        typer.echo(f"BỎ QUA  {name}: {reason}")
        return True
    typer.echo(f"{'HỎNG  ' if wrong else 'đạt   '}  {name}")
    if wrong:
        typer.echo("\n".join(f"        {line}" for line in wrong.splitlines()))
    return not wrong
