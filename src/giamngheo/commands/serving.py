"""What `demo` and `serve` share: preparing a data folder, the port, the server, and what to say when one fails."""

import errno
import hashlib
import os
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from time import sleep

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
CHECKOUT = Path(__file__).resolve().parents[3]
THIS_MACHINE = "127.0.0.1"


class PortTaken(OSError):
    """Another program already listens on the port asked for."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"Cổng {port} đang có chương trình khác dùng; hãy chọn cổng khác, ví dụ: --port {port % 65535 + 1}"
        )


class CannotServe(RuntimeError):
    """It must not be served like this; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Doorway:
    """Where the server listens."""

    host: str
    port: int

    @property
    def is_here_only(self) -> bool:
        """Whether only this machine can knock."""
        with suppress(ValueError):
            return ip_address(self.host).is_loopback
        return self.host == "localhost"

    @property
    def is_everywhere(self) -> bool:
        """Whether it listens on every network of this machine, under no name of its own."""
        with suppress(ValueError):
            return ip_address(self.host).is_unspecified
        return False

    @property
    def address(self) -> str:
        """The address to open on this machine."""
        host = THIS_MACHINE if self.is_everywhere else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"


def make_ready(door: Doorway | None, prepare: Callable[[], None]) -> int:
    """Prepare what is to be served, where the port is free; return 0, or the exit code after telling why not."""
    try:
        if door:
            require_free(door)
        prepare()
    except PortTaken as taken:
        return refuse(str(taken))
    except OSError as error:
        return refuse(
            f"Không ghi được vào {error.filename}; hãy cấp quyền ghi, hoặc đặt GIAMNGHEO_VAR là thư mục khác."
        )
    except (ValueError, CannotServe) as error:  # a setting that cannot be read says so itself
        return refuse(str(error))
    except DatabaseError as error:
        return refuse(
            f"Không mở được cơ sở dữ liệu ({error}); hãy xem lại DATABASE_URL hoặc quyền ghi vào thư mục dữ liệu."
        )
    return 0


def refuse(sentence: str) -> int:
    """Tell on stderr why it cannot go on; return the exit code for that."""
    sys.stderr.write(sentence + "\n")
    return 1


def require_free(door: Doorway) -> None:
    """Make sure that nobody listens on the port.

    Raises:
        PortTaken: somebody does.
        CannotServe: the address is none of this machine.
    """
    try:
        family = socket.getaddrinfo(door.host, door.port, type=socket.SOCK_STREAM)[0][0]
    except socket.gaierror:
        raise CannotServe(f"“{door.host}” không phải là địa chỉ của máy này; hãy xem lại --host.") from None
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((door.host, door.port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortTaken(door.port) from error
            if error.errno == errno.EADDRNOTAVAIL:
                raise CannotServe(f"“{door.host}” không phải là địa chỉ của máy này; hãy xem lại --host.") from error
            if error.errno == errno.EACCES:
                raise CannotServe(
                    f"Cổng {door.port} cần quyền quản trị máy; hãy chọn cổng từ 1024 trở lên, ví dụ: --port 8000"
                ) from error
            raise


def bring_up_to_date() -> None:
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


def run_server(door: Doorway) -> None:
    """Serve the site until Ctrl-C."""
    server = Granian(
        "giamngheo.site.wsgi:application",
        address=door.host,
        port=door.port,
        interface=Interfaces.WSGI,
        blocking_threads=4,
        workers_kill_timeout=2,  # seconds: a worker that was told twice to stop can wait for ever
        log_level=LogLevels.warning,
    )
    server.on_startup(Thread(target=announce, args=(door,), daemon=True).start)
    server.serve()


def announce(door: Doorway) -> None:
    """Print the address as soon as it answers, not before."""
    host = THIS_MACHINE if door.is_everywhere else door.host
    while True:
        with suppress(OSError), socket.create_connection((host, door.port), timeout=1):
            typer.echo(f"Mở trình duyệt tại {door.address} (dừng lại: Ctrl-C)")
            return
        sleep(0.05)
