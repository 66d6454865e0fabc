"""The rules of the house that no linter knows: no clock below the doors, no signals, a plain common, short files."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

DOORS = frozenset({"web", "api", "commands", "site"})
"""The packages people and other programs come in by; only they read the clock."""

CLOCKS = frozenset(
    {
        "datetime.datetime.now",
        "datetime.datetime.utcnow",
        "datetime.datetime.today",
        "datetime.date.today",
        "time.time",
        "time.time_ns",
        "time.localtime",
        "time.gmtime",
        "django.utils.timezone.now",
        "django.utils.timezone.localtime",
        "django.utils.timezone.localdate",
        "django.db.models.functions.Now",
    }
)
CLOCK_FIELDS = frozenset({"auto_now", "auto_now_add"})
SIGNALS = (
    "django.dispatch",
    "django.db.models.signals",
    "django.core.signals",
    "django.contrib.auth.signals",
)
LONGEST_FILE = 400
"""Lines; a file should fit a sitting (300) and is split here at the latest."""


def broken_rules(package: Path) -> list[str]:
    """Check every module of the package folder; one line per broken rule, `path:line what`."""
    found = []
    for file in sorted(package.rglob("*.py")):
        inside = file.relative_to(package)
        if "migrations" not in inside.parts:
            found += [f"{file}:{line} {what}" for line, what in in_module(inside, file.read_text(encoding="utf-8"))]
    return found


def in_module(inside: Path, text: str) -> Iterator[tuple[int, str]]:
    """Check one module, given by its path inside the package and its text; yields line and what is wrong."""
    tree = ast.parse(text)
    names = imported_names(tree)
    used = [
        (node.lineno, dotted_name(node, names)) for node in ast.walk(tree) if isinstance(node, ast.Attribute | ast.Name)
    ]
    used += [(line, name) for line, name in imports(tree)]
    part = inside.parts[0]
    if part not in DOORS:
        yield from (
            (line, f"đọc đồng hồ ({name}); hãy nhận ngày giờ qua tham số") for line, name in used if name in CLOCKS
        )
        yield from clock_fields(tree)
    yield from (
        (line, f"dùng tín hiệu ({name}); hãy gọi thẳng hành động") for line, name in imports(tree) if is_signal(name)
    )
    if part == "common":
        yield from (
            (line, f"common chỉ dùng thư viện chuẩn, không dùng {name}")
            for line, name in imports(tree)
            if is_foreign(name)
        )
    if (length := text.count("\n")) > LONGEST_FILE:
        yield length, f"dài {length} dòng; hãy tách tệp, tối đa {LONGEST_FILE}"


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every imported module or name, dotted, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def imported_names(tree: ast.Module) -> dict[str, str]:
    """What each name made by an import stands for: `dt` → `datetime.datetime`."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.asname: alias.name for alias in node.names if alias.asname}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return names


def dotted_name(node: ast.expr, names: dict[str, str]) -> str:
    """The full name of `a.b.c` with its first part resolved by the imports; blank for anything else."""
    if isinstance(node, ast.Attribute):
        before = dotted_name(node.value, names)
        return f"{before}.{node.attr}" if before else ""
    return names.get(node.id, node.id) if isinstance(node, ast.Name) else ""


def clock_fields(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Model fields that read the clock by themselves."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in CLOCK_FIELDS:
            yield node.value.lineno, f"trường tự đọc đồng hồ ({node.arg}); hãy nhận ngày giờ qua tham số"


def is_signal(name: str) -> bool:
    """Whether an import brings Django's signals in."""
    return any(name == signal or name.startswith(signal + ".") for signal in SIGNALS)


def is_foreign(name: str) -> bool:
    """Whether an import is neither of the standard library nor of `common` itself."""
    first = name.split(".", maxsplit=1)[0]
    return first not in sys.stdlib_module_names and not name.startswith("giamngheo.common")
