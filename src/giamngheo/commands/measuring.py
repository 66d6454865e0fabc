"""`./giamngheo bench NAME`: measure how fast something is, as benchmarks/ says."""

from typing import Annotated

import typer

from giamngheo.commands.workshop.scripts import run_script

app = typer.Typer(add_completion=False)


@app.command()
def bench(name: Annotated[str | None, typer.Argument(metavar="TÊN", help="Phép đo trong benchmarks/.")] = None) -> int:
    """Đo tốc độ; không nêu tên thì liệt kê các phép đo."""
    return run_script("benchmarks", name)
