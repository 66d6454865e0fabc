"""Commands run in a process of their own: in which surroundings, on which port."""

import os
import socket
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
FOREIGN = ("GIAMNGHEO_", "DATABASE_", "DJANGO_")


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """The surroundings of a command with this data folder, and nothing of the settings of the tests themselves."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    return own | {"PYTHONPATH": str(PROJECT / "src"), "PYTHONUTF8": "1", "GIAMNGHEO_VAR": str(folder)} | settings


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
