"""The parts of `check` and `test`: what they say when something is missing, wrong or not run."""

import shutil
from pathlib import Path

import pytest

from giamngheo.commands import checking
from giamngheo.commands.workshop import browser, browser_lint, scripts

OLD_SCRIPT = "document.body.append('Xin chào');\n"
NEW_SCRIPT = "const groups = Object.groupBy([1, 2], (n) => n % 2);\n"
OLD_STYLE = "a { color: red; }\n"
NEW_STYLE = "a { & b { color: red; } }\n"


@pytest.mark.parametrize(("wrong", "mark", "well"), [("", "đạt", True), ("tệp.py:1 sai", "HỎNG", False)])
def test_each_check_prints_one_line_and_its_details(
    wrong: str, mark: str, well: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checking.report("một mục", lambda: wrong) is well
    first, *details = capsys.readouterr().out.splitlines()
    assert first == f"{mark:<8}một mục"
    assert [line.strip() for line in details] == ([wrong] if wrong else [])


def test_a_check_that_could_not_be_made_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    def cannot() -> str:
        raise browser_lint.NotRun("máy này không có npm")

    assert checking.report("trình duyệt cũ", cannot) is True
    assert capsys.readouterr().out == "BỎ QUA  trình duyệt cũ: máy này không có npm\n"


def test_a_program_is_heard_only_when_it_fails() -> None:
    assert checking.program("python", "-c", "print('chatter')")() == ""
    assert checking.program("python", "-c", "raise SystemExit('wrong')")() == "wrong\n"


def test_without_npm_the_browser_lint_says_that_it_was_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser_lint.shutil, "which", lambda _: None)
    with pytest.raises(browser_lint.NotRun, match="không có npm"):
        browser_lint.lint_for_old_browsers()


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("old.js", OLD_SCRIPT, ""),
        ("new.js", NEW_SCRIPT, "Object.groupBy"),
        ("old.css", OLD_STYLE, ""),
        ("new.css", NEW_STYLE, "css-nesting"),
        ("vendor/new.css", NEW_STYLE, ""),
    ],
)
def test_what_the_oldest_browsers_cannot_do_is_found(
    name: str, text: str, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        browser_lint.install()
    except browser_lint.NotRun as reason:
        pytest.skip(str(reason))
    folder = browser_lint.CHECKOUT / "var" / f"lint-{name.replace('/', '-')}"  # the linters look at our checkout only
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(browser_lint, "STATIC", folder)
    try:
        said = browser_lint.lint_for_old_browsers()
    finally:
        shutil.rmtree(folder)
    assert (wrong in said) if wrong else said == ""


def pretend(monkeypatch: pytest.MonkeyPatch, present: set[str], *, root: bool) -> None:
    """Pretend that only these programs and libraries are there."""
    monkeypatch.setattr(browser.shutil, "which", lambda name: name if name in present else None)
    monkeypatch.setattr(browser, "find_library", lambda name: name if name in present else None)
    monkeypatch.setattr(browser.os, "geteuid", lambda: 0 if root else 1000)


def test_chromium_that_is_there_needs_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, {"chromium", "atomic"}, root=False)
    assert browser.provide_chromium() is None


@pytest.mark.parametrize(
    ("present", "asked_for"), [(set(), "chromium libatomic1"), ({"chromium"}, "libatomic1"), ({"atomic"}, "chromium")]
)
def test_who_may_not_install_is_told_exactly_what_to_install(
    present: set[str], asked_for: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, present, root=False)
    assert str(browser.provide_chromium()).endswith(f"sudo apt-get install {asked_for}")


@pytest.mark.parametrize(("arrives", "told"), [(True, "Đã cài chromium và libatomic1"), (False, "Không cài được")])
def test_root_installs_what_is_missing_with_apt(arrives: bool, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    present = {"apt-get"}
    asked: list[list[str]] = []

    def run(command: list[str], **_: object) -> None:
        asked.append(command)
        if arrives and "install" in command:
            present.update({"chromium", "atomic"})

    pretend(monkeypatch, present, root=True)
    monkeypatch.setattr(browser.subprocess, "run", run)
    assert told in str(browser.provide_chromium())
    assert asked == [["apt-get", "update"], [*browser.INSTALL, "chromium", "libatomic1"]]


@pytest.mark.parametrize(("result", "code"), [("None", 0), ("True", 0), ("False", 1), ("3", 3)])
def test_a_proof_is_called_by_its_name_and_its_result_is_the_exit_code(
    result: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "proofs").mkdir()
    (tmp_path / "proofs" / "two_words.py").write_text(f'"""What it shows."""\n\ndef main():\n    return {result}\n')
    monkeypatch.setattr(scripts, "CHECKOUT", tmp_path)
    assert scripts.run_script("proofs", "two-words") == code
