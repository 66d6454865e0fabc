"""Benchmarks and proofs are Python files in a folder of the checkout, each with a `main()`; called by their name."""

import runpy
from pathlib import Path

import typer

from giamngheo.commands.workshop import CHECKOUT


def run_script(folder_name: str, name: str | None) -> int:
    """Run one script of a folder, or list them all when none is named; returns the exit code.

    A script says what it found; its `main()` returns True, None or 0 when all is well.
    """
    scripts = scripts_in(CHECKOUT / folder_name)
    if name is None:
        typer.echo("\n".join(f"{script}: {first_line(file)}" for script, file in scripts.items()))
        return 0
    if name not in scripts:
        typer.echo(f"Không có “{name}” trong {folder_name}/; hiện có: {', '.join(scripts) or 'chưa có gì'}.", err=True)
        return 2
    result = runpy.run_path(str(scripts[name]))["main"]()
    if isinstance(result, bool):
        return 0 if result else 1
    return int(result or 0)


def scripts_in(folder: Path) -> dict[str, Path]:
    """Name on the command line → file: `clean_machine.py` is called `clean-machine`."""
    return {file.stem.replace("_", "-"): file for file in sorted(folder.glob("[a-z]*.py"))}


def first_line(file: Path) -> str:
    """The first line of a script's docstring."""
    return file.read_text(encoding="utf-8").lstrip('"').partition("\n")[0].rstrip('"')
