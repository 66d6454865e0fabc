"""`./giamngheo serve`: the system for real work, on this machine or, if asked, for the others of the office."""

import os
import sys
from importlib import import_module
from typing import Annotated

import typer
from django.conf import settings

from giamngheo.commands.serving import (
    THIS_MACHINE,
    CannotServe,
    Doorway,
    bring_up_to_date,
    make_ready,
    run_server,
)

app = typer.Typer()

NO_TLS = (
    "Cảnh báo: các máy khác vào được mà đường truyền chưa được mã hoá (chưa bật TLS), nên mật khẩu và dữ liệu có thể "
    "bị đọc trộm trên mạng. Hãy đặt một máy chủ TLS ở trước rồi đặt GIAMNGHEO_TLS=1."
)


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, metavar="SỐ", help="Cổng trên máy này.")] = 8000,
    host: Annotated[
        str,
        typer.Option(metavar="ĐỊA-CHỈ", help="Địa chỉ của máy này trong mạng cơ quan, để các máy khác vào được."),
    ] = THIS_MACHINE,
) -> int:
    """Mở hệ thống để làm việc thật; lần đầu sẽ dẫn qua các bước thiết lập."""
    door = Doorway(host, port)
    name_host(door)
    if failed := make_ready(door, lambda: prepare(door)):
        return failed
    if not door.is_here_only and not settings.TLS:
        sys.stderr.write(NO_TLS + "\n")
    run_server(door)
    return 0


def name_host(door: Doorway) -> None:
    """Let pages be asked for under the address given, besides this machine's own names."""
    if not door.is_here_only and not door.is_everywhere:
        named = os.environ.get("GIAMNGHEO_HOSTS") or "127.0.0.1,localhost,[::1]"
        os.environ["GIAMNGHEO_HOSTS"] = f"{named},{f'[{door.host}]' if ':' in door.host else door.host}"


def prepare(door: Doorway) -> None:
    """Bring the data folder up to date and make sure that it can be served like this.

    Raises:
        CannotServe: it is the demo's, it was not set up yet, or nobody could address it.
    """
    if door.is_everywhere and not os.environ.get("GIAMNGHEO_HOSTS"):
        raise CannotServe(
            f"Với --host {door.host}, hãy đặt GIAMNGHEO_HOSTS là tên hoặc địa chỉ mà các máy khác gõ để vào, "
            "ví dụ: GIAMNGHEO_HOSTS=192.168.1.10"
        )
    bring_up_to_date()
    queries = import_module("giamngheo.norms.queries")  # models only load once Django is set up
    try:
        queries.require_real()
    except queries.NoRealWorkspace as refusal:
        raise CannotServe(str(refusal)) from None
    if queries.workspace() is None and not door.is_here_only:
        raise CannotServe(
            "Hệ thống chưa thiết lập: lần đầu hãy chạy ./giamngheo serve, không có --host, rồi thiết lập trên máy này."
        )
