"""`./giamngheo test`: the whole suite on SQLite, its database tests on PostgreSQL too, and the coverage gate."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import typer

from giamngheo.commands.workshop import CHECKOUT
from giamngheo.commands.workshop.browser import provide_chromium
from giamngheo.commands.workshop.coverage_gate import judge
from giamngheo.commands.workshop.postgres import PostgresUnavailable, temporary_postgres

NOTHING_TO_TEST = 5
"""Pytest's exit code when a selection holds no test."""
ON_EVERY_CORE = ("-n", str(os.cpu_count() or 1), "--dist", "loadfile")
"""The whole suite on every core, which on two takes 40 % off."""

app = typer.Typer(add_completion=False)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def test(ctx: typer.Context) -> int:
    """Kiểm thử toàn bộ; thêm tham số của pytest để chỉ chạy một phần (khi đó không xét độ bao phủ)."""
    if told := provide_chromium():
        typer.echo(told)
    with tempfile.TemporaryDirectory(prefix="gn-coverage-") as folder:
        data = Path(folder) / "coverage"
        well = [test_on_postgres(data, ctx.args), test_on_sqlite(data, ctx.args)]
        if not ctx.args:
            well.append(branches_are_covered(data))
    return 0 if all(well) else 1


def test_on_postgres(data: Path, arguments: list[str]) -> bool:
    """Run the tests that use the database on a PostgreSQL of their own; it goes first, so that the whole comes last."""
    typer.echo("Lượt 1/2: các bài dùng cơ sở dữ liệu, trên PostgreSQL")
    try:
        with temporary_postgres() as address:
            return run_pytest(data, [*(arguments or ON_EVERY_CORE), "-m", "database"], DATABASE_URL=address)
    except PostgresUnavailable as error:
        typer.echo(str(error), err=True)
        return False


def test_on_sqlite(data: Path, arguments: list[str]) -> bool:
    """Run everything on SQLite."""
    typer.echo("Lượt 2/2: toàn bộ, trên SQLite")
    return run_pytest(data, [*(arguments or ON_EVERY_CORE)], DATABASE_URL="")


def run_pytest(data: Path, arguments: list[str], **settings: str) -> bool:
    """Run pytest under coverage, with some environment variables set; whether all is well."""
    done = subprocess.run(
        [sys.executable, "-m", "coverage", "run", "-m", "pytest", *arguments],
        cwd=CHECKOUT,
        env=dict(os.environ, COVERAGE_FILE=str(data), PYTHONPATH=str(CHECKOUT / "src"), **settings),
        check=False,
    )
    return done.returncode in {0, NOTHING_TO_TEST}


def branches_are_covered(data: Path) -> bool:
    """Show the coverage of both runs together, file by file, and hold each package against its limit."""
    report = data.with_suffix(".json")
    for step in (["combine", "--quiet"], ["report"], ["json", "--quiet", "-o", str(report)]):
        subprocess.run(
            [sys.executable, "-m", "coverage", *step],
            cwd=CHECKOUT,
            env=dict(os.environ, COVERAGE_FILE=str(data)),
            check=True,
        )
    judged = judge(json.loads(report.read_text(encoding="utf-8")), CHECKOUT / "pyproject.toml")
    typer.echo("Độ bao phủ nhánh theo phần:")
    for covered in judged:
        typer.echo(f"  {covered}")
    return all(covered.passes for covered in judged)
