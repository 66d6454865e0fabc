"""What does the trace cost: writing a deed beside Django's own LogEntry, and a page of it among a million entries.

Both write to the same SQLite file in one run, turn by turn, each deed in a transaction of its own. The peer
(`LogEntry.objects.log_actions` of django.contrib.admin) keeps who, when, what and a message; ours also before and
after as fields, the place, the reason, words for searching, and triggers refuse any later change.
"""

import importlib
import os
import runpy
import sys
import tempfile
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

CHECKOUT = Path(__file__).resolve().parents[1]


def main() -> bool:
    with tempfile.TemporaryDirectory(prefix="gn-bench-") as folder:
        prepare(folder)
        measured = runpy.run_path(str(CHECKOUT / "benchmarks" / "parts" / "costs_of_the_trace.py"))
        return bool(measured["main"]())


def prepare(folder: str) -> None:
    """Set Django up with its admin beside our packages, in a folder that goes away."""
    os.environ["GIAMNGHEO_VAR"] = folder
    sys.path.insert(0, str(CHECKOUT / "src"))
    ours = importlib.import_module("giamngheo.site.settings")  # reads where its folder is
    given = {name: getattr(ours, name) for name in dir(ours) if name.isupper()}
    settings.configure(**given | {"INSTALLED_APPS": [*ours.INSTALLED_APPS, "django.contrib.admin"]})
    django.setup()
    call_command("migrate", verbosity=0)


if __name__ == "__main__":
    raise SystemExit(not main())
