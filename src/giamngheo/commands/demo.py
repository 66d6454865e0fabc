"""`./giamngheo demo`: prepare a data folder of the demo's own and show the system on this machine."""

import os
from importlib import import_module
from typing import Annotated

import typer
from django.utils import timezone

from giamngheo.commands.serving import (
    CHECKOUT,
    THIS_MACHINE,
    CannotServe,
    Doorway,
    bring_up_to_date,
    make_ready,
    run_server,
)

app = typer.Typer()


@app.command()
def demo(
    port: Annotated[int, typer.Option(min=1, max=65535, metavar="SỐ", help="Cổng trên máy này.")] = 8000,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="--no-serve: chỉ chuẩn bị, không mở trang.")] = True,
) -> int:
    """Chuẩn bị dữ liệu minh họa và mở trang web thử trên máy này."""
    keep_apart()
    door = Doorway(THIS_MACHINE, port)
    if failed := make_ready(door if serve else None, prepare):
        return failed
    if serve:
        run_server(door)
    else:
        typer.echo("Đã chuẩn bị xong. Chạy ./giamngheo demo để mở trang web.")
    return 0


def keep_apart() -> None:
    """Give the demo a data folder of its own, unless one is named: it never opens the one real work is kept in."""
    if not os.environ.get("GIAMNGHEO_VAR"):
        os.environ["GIAMNGHEO_VAR"] = str(CHECKOUT / "var" / "demo")


def prepare() -> None:
    """Bring the data folder up to date, open it for the demo and make what the demo shows.

    Raises:
        CannotServe: it holds real work.
    """
    bring_up_to_date()
    actions = import_module("giamngheo.norms.actions")  # models only load once Django is set up
    queries = import_module("giamngheo.norms.queries")
    if queries.workspace() is None:
        actions.open_workspace(by=actions.SYSTEM, at=timezone.now(), is_demo=True)
    try:
        queries.require_demo()
    except queries.NoDemo:
        raise CannotServe(
            "Cơ sở dữ liệu này đang giữ dữ liệu làm việc thật nên không mở phần minh họa trên đó; "
            "hãy bỏ DATABASE_URL, GIAMNGHEO_VAR hoặc đặt sang chỗ khác."
        ) from None
    import_module("giamngheo.demo.people").make_people(at=timezone.now())
