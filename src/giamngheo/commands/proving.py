"""`./giamngheo prove NAME`: repeat a proof that is too long for the tests, as proofs/ says (docs/proofs.md)."""

from typing import Annotated

import typer

from giamngheo.commands.workshop.scripts import run_script

app = typer.Typer(add_completion=False)


@app.command()
def prove(
    name: Annotated[str | None, typer.Argument(metavar="TÊN", help="Phép chứng minh trong proofs/.")] = None,
) -> int:
    """Lặp lại một phép chứng minh dài; không nêu tên thì liệt kê."""
    return run_script("proofs", name)
