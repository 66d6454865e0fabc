"""One backup or restoring at a time in an installation."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from giamngheo.files.backups.problems import UnderWay


@contextmanager
def alone() -> Iterator[None]:
    """Hold the installation's lock; it goes with the process, however that ends.

    Raises:
        UnderWay: another process or thread holds it.
    """
    folder = Path(settings.DATA_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "sao-luu.khoa").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UnderWay from error
        yield
