"""`plan read` and `figures check` as an officer or another program calls them."""

import json
from pathlib import Path

import pytest

from giamngheo.commands.main import main
from giamngheo.demo.plans import plan_files
from giamngheo.demo.tables import table_files

CONTRACT = {
    "title", "kind", "number", "issued_on", "issuer", "year", "place", "purposes", "requirements", "general_objective",
    "expected_results", "instruments", "situation", "targets", "commitments", "budget", "projects", "policies",
    "funding", "responsibilities", "recipients", "signatory", "annexes", "findings", "unread",
}  # fmt: skip
FINDING = {"file", "severity", "rule", "where", "found", "expected", "message"}
WRONG_SUM = "Tổng số hộ nghèo là 125 hộ, trong đó: nông thôn 123 hộ, thành thị 3 hộ.\n"


@pytest.fixture
def tables(tmp_path: Path) -> list[str]:
    """Return the paths of the demo tables, which hold three figures that do not agree."""
    paths = []
    for name, content in table_files():
        (tmp_path / name).write_bytes(content)
        paths.append(str(tmp_path / name))
    return paths


def test_a_plan_is_told_in_a_summary(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "read", *map(str, plan_files())]) == 0
    out = " ".join(capsys.readouterr().out.split())
    for words in ("Toàn Chương trình", "4.034", "Trung tâm Y tế huyện", "Giảm số hộ nghèo: 68", "Chỉ tiêu 100 %: 5"):
        assert words in out


def test_with_json_stdout_carries_the_whole_contract_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "read", "--json", *map(str, plan_files())]) == 0
    said = capsys.readouterr()
    plan = json.loads(said.out)
    assert set(plan) == CONTRACT
    assert plan["budget"]["total"] == 4_034_000_000


def test_what_opening_had_to_do_is_told_on_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "ke-hoach.txt"
    path.write_bytes("KÕ ho¹ch gi¶m nghÌo bÒn v÷ng n¨m 2024 trªn ®Þa bµn huyÖn".encode("latin-1"))
    assert main(["plan", "read", "--json", str(path)]) == 0
    said = capsys.readouterr()
    json.loads(said.out)
    assert "TCVN3" in said.err


@pytest.mark.parametrize("command", [["plan", "read"], ["figures", "check"]])
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", b"PK\x03\x04 cut off", "bị hỏng"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "không phải văn bản hay bảng tính"),
        ("a.txt", b"", "không có nội dung"),
        ("khong-co.txt", None, "Không mở được tệp"),
    ],
)
def test_a_file_that_cannot_be_read_ends_with_2_and_one_sentence(
    command: list[str], name: str, content: bytes | None, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert main([*command, str(tmp_path / name), "--json"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err
    assert said.err.count("\n") == 1


def test_doubtful_figures_are_findings_and_no_failure(tables: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", "check", "--json", *tables]) == 0
    findings = json.loads(capsys.readouterr().out)
    assert {"row_formula", "cross_table"} <= {finding["rule"] for finding in findings}
    assert all(set(finding) == FINDING and isinstance(finding["where"], list) for finding in findings)
    assert findings[0]["where"][0].startswith("bieu-2-dien-bien-ho-ngheo-minh-hoa.xlsx#Biểu 2!")


def test_findings_are_told_with_their_place(tables: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", "check", *tables]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Đã xem 2 biểu, bảng" in out
    assert "không thể cùng đúng" in out
    assert "thì được 153" in out


def test_figures_of_running_text_are_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_text(WRONG_SUM, encoding="utf-8")
    assert main(["figures", "check", "--json", str(path)]) == 0
    [finding] = json.loads(capsys.readouterr().out)
    assert (finding["rule"], finding["where"], finding["expected"]) == ("stated_sum", ["bao-cao.txt#1-1"], "126 hộ")


def test_nothing_to_look_at_says_what_was_looked_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_text(WRONG_SUM.replace("3 hộ.", "2 hộ."), encoding="utf-8")
    assert main(["figures", "check", str(path)]) == 0
    out = capsys.readouterr().out
    assert "1 câu có số liệu" in out
    assert "không có" in out
