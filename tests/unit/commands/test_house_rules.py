"""What the house forbids is found, and what it allows is left alone."""

import textwrap
from pathlib import Path

import pytest

from giamngheo.commands.workshop.house_rules import LONGEST_FILE, broken_rules, in_module

PACKAGE = Path(__file__).resolve().parents[3] / "src" / "giamngheo"


def found(place: str, code: str) -> list[str]:
    return [what for _, what in in_module(Path(place), textwrap.dedent(code))]


@pytest.mark.parametrize(
    "code",
    [
        "import datetime\nnow = datetime.datetime.now()",
        "from datetime import datetime as moment\nnow = moment.utcnow()",
        "from datetime import date\ntoday = date.today()",
        "import datetime as dt\ntoday = dt.date.today",
        "import time\nnow = time.time()",
        "from time import time",
        "from django.utils import timezone\nnow = timezone.now()",
        "from django.db.models.functions import Now",
        "at = models.DateTimeField(auto_now_add=True)",
    ],
)
def test_below_the_doors_nobody_reads_the_clock(code: str) -> None:
    assert found("accounts/actions.py", code)
    assert found("web/home.py", code) == []
    assert found("commands/demo.py", code) == []


@pytest.mark.parametrize(
    "code",
    [
        "from datetime import date\nday = date(2024, 7, 1)",
        "import time\nbegan = time.perf_counter()",
        "def now() -> None: ...\nnow()",
        "from datetime import datetime\nday = datetime.fromisoformat('2024-07-01')",
    ],
)
def test_days_and_durations_are_not_the_clock(code: str) -> None:
    assert found("accounts/actions.py", code) == []


@pytest.mark.parametrize(
    "code",
    [
        "from django.dispatch import receiver",
        "import django.dispatch",
        "from django.db.models.signals import post_save",
        "from django.db.models import signals",
        "from django.contrib.auth.signals import user_logged_in",
    ],
)
def test_signals_are_used_nowhere(code: str) -> None:
    assert found("accounts/apps.py", code)
    assert found("web/home.py", code)
    assert found("site/urls.py", code)


def test_common_stands_on_the_standard_library_alone() -> None:
    assert found("common/money.py", "import yaml")
    assert found("common/money.py", "from giamngheo.figures import grids")
    assert found("common/money.py", "import re\nfrom giamngheo.common.text import fold") == []
    assert found("figures/grids.py", "import yaml") == []


def test_a_file_too_long_for_a_sitting_is_named() -> None:
    assert found("figures/grids.py", "x = 1\n" * LONGEST_FILE) == []
    assert found("figures/grids.py", "x = 1\n" * (LONGEST_FILE + 1)) == [
        f"dài {LONGEST_FILE + 1} dòng; hãy tách tệp, tối đa {LONGEST_FILE}"
    ]


def test_a_broken_rule_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "accounts").mkdir()
    (tmp_path / "accounts" / "actions.py").write_text("import time\n\nnow = time.time()\n")
    [line] = broken_rules(tmp_path)
    assert line.startswith(f"{tmp_path}/accounts/actions.py:3 đọc đồng hồ (time.time)")


def test_migrations_are_django_s_own_writing(tmp_path: Path) -> None:
    (tmp_path / "accounts" / "migrations").mkdir(parents=True)
    (tmp_path / "accounts" / "migrations" / "0001_initial.py").write_text("import time\nnow = time.time()\n")
    assert broken_rules(tmp_path) == []


def test_this_house_keeps_its_rules() -> None:
    assert broken_rules(PACKAGE) == []
