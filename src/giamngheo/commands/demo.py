"""`./giamngheo demo`: prepare this installation's data folder and show the system on this machine."""

import errno
import hashlib
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Annotated

import django
import typer
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giamngheo.site.settings")
ADDRESS = "127.0.0.1"

app = typer.Typer()


class PortTaken(OSError):
    """Another program already listens on the port asked for."""


@app.command()
def demo(
    port: Annotated[int, typer.Option(min=1, max=65535, metavar="SỐ", help="Cổng trên máy này.")] = 8000,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="--no-serve: chỉ chuẩn bị, không mở trang.")] = True,
) -> int:
    """Chuẩn bị dữ liệu và mở trang web thử trên máy này."""
    try:
        if serve:
            require_free(port)
        prepare()
    except PortTaken:
        return refuse(
            f"Cổng {port} đang có chương trình khác dùng; hãy chọn cổng khác, ví dụ: --port {port % 65535 + 1}"
        )
    except OSError as error:
        return refuse(
            f"Không ghi được vào {error.filename}; hãy cấp quyền ghi, hoặc đặt GIAMNGHEO_VAR là thư mục khác."
        )
    except ValueError as error:  # a setting that cannot be read says so itself
        return refuse(str(error))
    except DatabaseError as error:
        return refuse(
            f"Không mở được cơ sở dữ liệu ({error}); hãy xem lại DATABASE_URL hoặc quyền ghi vào thư mục dữ liệu."
        )
    if serve:
        run_server(port)
    else:
        typer.echo("Đã chuẩn bị xong. Chạy ./giamngheo demo để mở trang web.")
    return 0


def refuse(sentence: str) -> int:
    """Tell on stderr why it cannot go on; return the exit code for that."""
    sys.stderr.write(sentence + "\n")
    return 1


def require_free(port: int) -> None:
    """Make sure that nobody listens on the port.

    Raises:
        PortTaken: somebody does.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortTaken from error
            raise


def prepare() -> None:
    """Bring the data folder up to date; what is up to date already costs next to nothing."""
    django.setup()  # makes the data folder and the secret key
    migrate()
    collect_static_files()


def migrate() -> None:
    """Bring the tables up to date."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def collect_static_files() -> None:
    """Compress and name the static files anew when any of them has changed since the last time."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    present = fingerprint_of_static_files()
    if stamp.exists() and stamp.read_text(encoding="ascii") == present:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(present, encoding="ascii")


def fingerprint_of_static_files() -> str:
    """A hash over the name, size and time of change of every static file."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            seen.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def run_server(port: int) -> None:
    """Serve the site until Ctrl-C."""
    server = Granian(
        "giamngheo.site.wsgi:application",
        address=ADDRESS,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=4,
        workers_kill_timeout=2,  # seconds: a worker that was told twice to stop can wait for ever
        log_level=LogLevels.warning,
    )
    server.on_startup(Thread(target=announce, args=(port,), daemon=True).start)
    server.serve()


def announce(port: int) -> None:
    """Print the address as soon as it answers, not before."""
    while True:
        with suppress(OSError), socket.create_connection((ADDRESS, port), timeout=1):
            typer.echo(f"Mở trình duyệt tại http://{ADDRESS}:{port}/ (dừng lại: Ctrl-C)")
            return
        sleep(0.05)
