"""Officers read the trace: whatever the code writes by a literal name has a Vietnamese one."""

import ast
from collections.abc import Iterator
from pathlib import Path

from giamngheo.audit.fields import SENSITIVE
from giamngheo.audit.names import FIELDS, KINDS
from giamngheo.audit.values import SECRETS, holds

PACKAGE = Path(__file__).resolve().parents[3] / "src" / "giamngheo"


def calls(*names: str) -> Iterator[ast.Call]:
    """Every call of a function of these names, in the whole package."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func
                name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                if name in names:
                    yield node


def literals(node: ast.expr) -> Iterator[str]:
    """The names of the fields of a dictionary that is written out."""
    for inside in ast.walk(node):
        if isinstance(inside, ast.Dict):
            yield from (key.value for key in inside.keys if isinstance(key, ast.Constant) and key.value)


def test_every_field_written_by_name_has_a_vietnamese_name() -> None:
    written = {
        name
        for call in calls("record")
        for keyword in call.keywords
        if keyword.arg in {"before", "after"}
        for name in literals(keyword.value)
    }
    assert written, "no call was found; the test looks in the wrong place"
    assert written - set(FIELDS) == set()


def test_every_kind_of_subject_has_a_vietnamese_name() -> None:
    kinds = {
        call.args[0].value
        for call in calls("Subject")
        if call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }
    assert kinds, "no call was found; the test looks in the wrong place"
    assert kinds - set(KINDS) == set()


def test_names_are_told_apart_by_whole_words() -> None:
    for name in ("cccd", "old_citizen_number", "household.map_point", "ACCOUNT-NUMBER"):
        assert holds(name, SENSITIVE)
    for name in ("place_id", "accounted", "healthy_place", "photography", ""):
        assert not holds(name, SENSITIVE)
    for name in ("password_rules", "totp", "api_token"):
        assert holds(name, SECRETS)
    assert not holds("must_change_pass", SECRETS)
