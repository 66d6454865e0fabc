"""`./giamngheo seal`, run every night by the machine: it says the code, and fails when the trace is not whole."""

import pytest
from django.db import connection
from factories.trace import written

from giamngheo.audit.models import Entry, Seal
from giamngheo.commands.main import main

pytestmark = pytest.mark.django_db


def test_says_the_code_of_the_seal_and_that_all_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    written()
    assert main(["seal"]) == 0
    said = capsys.readouterr().out
    assert f"mã {Seal.objects.get().hash[:4]}-" in said
    assert "Dấu vết còn nguyên: 1 dấu vết khớp với 1 niêm phong." in said
    assert set(Entry.objects.exclude(channel="dòng lệnh").values_list("deed", flat=True)) == set()


def test_an_empty_trace_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["seal"]) == 0
    assert "0 dấu vết khớp với 0 niêm phong" in capsys.readouterr().out


def test_fails_and_says_where_when_an_entry_was_changed(capsys: pytest.CaptureFixture[str]) -> None:
    number = written()
    main(["seal"])
    guard = lifted("audit_entry")
    Entry.objects.filter(pk=number).update(reason="khác")
    assert main(["seal"]) == 1
    assert f"dấu vết số {number} nội dung khác lúc niêm phong" in capsys.readouterr().err
    Entry.objects.filter(pk=number).update(reason="")
    assert main(["seal"]) == 1
    assert guard in capsys.readouterr().err


def lifted(table: str) -> str:
    """Take away what refuses changes of a table, as its owner can; return its name."""
    guard = {"sqlite": f"{table}_no_update", "postgresql": f"{table}_no_change"}[connection.vendor]
    on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"DROP TRIGGER {guard}{on_table}")
    return guard
