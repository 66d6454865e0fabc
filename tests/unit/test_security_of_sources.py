"""What no source of the site may contain, because a whole class of faults comes with it (docs/security)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "giamngheo"
NETWORK = {
    *("socket", "ssl", "ftplib", "smtplib", "telnetlib", "imaplib", "poplib", "xmlrpc", "asyncio", "http.client"),
    *("urllib.request", "requests", "httpx", "aiohttp", "urllib3", "django.core.mail"),
}
SERVING = {"serving.py", "postgres.py"}
"""Commands that look whether a port is free, or start the database of the tests."""

UNSAFE = {
    *("pickle", "marshal", "shelve", "jsonpickle", "django.utils.safestring"),
    *("django.views.decorators.csrf.csrf_exempt", "django.forms.ModelForm", "django.template.Template"),
    *("django.db.models.expressions.RawSQL", "xml.etree.ElementTree", "xml.dom.minidom", "xml.sax"),
}
CALLS = {"eval", "exec", "compile", "mark_safe", "csrf_exempt", "raw", "extra", "from_string", "SafeString"}
IN_TEMPLATES = re.compile(r"\|\s*safe\b|safeseq|autoescape\s+off|\{%\s*debug|https?://(?!127\.0\.0\.1)")
IN_SCRIPTS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|localStorage"
    r"|sessionStorage|indexedDB|postMessage|document\.cookie|\bimport\s*\(|serviceWorker|__proto__|XMLHttpRequest\(|\.open\(\s*[\"']GET"
)


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id
            elif isinstance(node.func, ast.Attribute) and not is_of_re(node.func.value):
                yield node.func.attr


def is_of_re(owner: ast.expr) -> bool:
    return isinstance(owner, ast.Name) and owner.id == "re"


def faults_of(code: str, name: str = "module.py") -> set[str]:
    tree = ast.parse(code)
    named = set(imported(tree))
    outward = set() if name in SERVING else named & NETWORK
    return outward | named & UNSAFE | set(called(tree)) & CALLS


@pytest.mark.parametrize(
    "code",
    [
        "import urllib.request",
        "from http.client import HTTPSConnection\nimport http.client",
        "from pickle import loads",
        "from django.utils.safestring import mark_safe",
        "from django.forms import ModelForm",
        "eval(text)",
        "User.objects.raw(text)",
        "engine.from_string(text)",
    ],
)
def test_what_is_forbidden_is_found(code: str) -> None:
    assert faults_of(code)


@pytest.mark.parametrize("code", ["import re\nre.compile('a')", "from urllib.parse import quote", "import json"])
def test_what_is_harmless_is_left_alone(code: str) -> None:
    assert not faults_of(code)


def test_no_module_talks_to_the_outside_runs_text_or_turns_a_guard_off() -> None:
    modules = [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]
    found = {str(path.relative_to(PACKAGE)): faults_of(path.read_text("utf-8"), path.name) for path in modules}
    assert len(modules) > 100
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_no_template_writes_what_was_entered_as_it_is_or_loads_from_elsewhere() -> None:
    templates = list(PACKAGE.rglob("templates/**/*.html"))
    found = {path.name: IN_TEMPLATES.findall(path.read_text("utf-8")) for path in templates}
    assert len(templates) > 20
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_no_script_makes_a_page_of_text_or_keeps_anything_in_the_browser() -> None:
    scripts = [path for path in PACKAGE.rglob("static/**/*.js") if "vendor" not in path.parts]
    found = {path.name: IN_SCRIPTS.findall(path.read_text("utf-8")) for path in scripts}
    assert len(scripts) > 3
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("text", ["{{ name|safe }}", "{% autoescape off %}", '<script src="https://cdn.example/a.js">'])
def test_a_template_that_does_is_found(text: str) -> None:
    assert IN_TEMPLATES.search(text)


@pytest.mark.parametrize("text", ["a.innerHTML = b", "localStorage.setItem(a, b)", 'eval("a")', "document.cookie"])
def test_a_script_that_does_is_found(text: str) -> None:
    assert IN_SCRIPTS.search(text)
