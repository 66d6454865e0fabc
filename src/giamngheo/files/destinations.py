"""Where on this machine a backup can be written to or read from: USB sticks, and folders the operator named."""

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.timezone import get_current_timezone

SUFFIX = ".gnbak"
UNFINISHED = ".dang-ghi"
MOUNTED_UNDER = ("/media", "/run/media")
_NAME = re.compile(r"[\w.-]{1,120}\.gnbak")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that takes backups. `key` stands for it in forms: a path is never taken from a request."""

    key: str
    path: Path
    label: str
    free_bytes: int


@dataclass(frozen=True, slots=True)
class FoundBackup:
    """A backup that lies in one of the folders."""

    key: str
    path: Path
    size: int
    folder: str


def folders() -> list[Folder]:
    """Return the folders that can be written to now: mounted sticks first, then those of GIAMNGHEO_BACKUP_FOLDERS."""
    sticks = [(path, f"USB “{path.name}”") for path in _mounted()]
    named = [(Path(one), f"Thư mục {one}") for one in settings.BACKUP_FOLDERS]
    found: dict[Path, Folder] = {}
    for path, label in [*sticks, *named]:
        with suppress(OSError):  # pulled out meanwhile, or not there
            if path.is_dir() and os.access(path, os.W_OK | os.X_OK):
                found.setdefault(path, Folder(_key(path), path, label, shutil.disk_usage(path).free))
    return list(found.values())


def backups_in_reach() -> list[FoundBackup]:
    """Return the backups in those folders, the newest name first: what a page for restoring offers."""
    found = [
        FoundBackup(_key(path), path, path.stat().st_size, folder.label)
        for folder in folders()
        for path in folder.path.glob(f"*{SUFFIX}")
        if _NAME.fullmatch(path.name) and path.is_file() and not path.is_symlink()
    ]
    return sorted(found, key=lambda one: one.path.name, reverse=True)


def file_name(at: datetime) -> str:
    """Return the name of a backup made at an instant: no place, no person."""
    return f"sao-luu-giam-ngheo-{at.astimezone(get_current_timezone()):%Y%m%d-%H%M%S}{SUFFIX}"


def _mounted() -> Iterator[Path]:
    """Sticks appear as /media/NAME, /media/USER/NAME or /run/media/USER/NAME."""
    for root in map(Path, MOUNTED_UNDER):
        for pattern in ("*", "*/*"):
            with suppress(OSError):
                yield from sorted(path for path in root.glob(pattern) if os.path.ismount(path))


def _key(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
