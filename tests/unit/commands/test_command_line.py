"""The command line speaks Vietnamese, also where Typer speaks for itself, and starts only what is asked for."""

import subprocess
import sys
from pathlib import Path

import pytest

from giamngheo.commands.main import COMMANDS, main
from giamngheo.commands.vietnamese import error_in_vietnamese, remarks_in_vietnamese

PROJECT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["cai-dat"], "không có lệnh “cai-dat”."),
        (["dmo"], "không có lệnh “dmo”."),
        (["demo", "--prt", "1"], "không có tuỳ chọn “--prt”."),
        (["demo", "--port"], "tuỳ chọn “--port” cần một giá trị đi kèm."),
        (["demo", "--port", "tám"], "giá trị của '--port' phải là số nguyên."),
        (["demo", "--port", "0"], "'--port' nhỏ nhất là 1."),
        (["demo", "--port", "70000"], "'--port' lớn nhất là 65535."),
        (["demo", "thừa"], "thừa tham số: thừa."),
    ],
)
def test_what_was_mistyped_is_told_in_one_vietnamese_sentence(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.err.splitlines() == [f"Lỗi: {told}", "Gõ ./giamngheo --help để xem cách dùng."]
    assert said.out == ""


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("Missing argument 'TỆP...'.", "còn thiếu 'TỆP...'."),
        ("Missing command.", "chưa nói lệnh nào."),
        (
            "Invalid value for '--ty-le': Input should be a valid number, unable to parse",
            "giá trị của '--ty-le' phải là số.",
        ),
        ("Không đọc được tệp.", "Không đọc được tệp."),
    ],
)
def test_typer_s_own_words_are_put_into_vietnamese_and_ours_are_kept(english: str, vietnamese: str) -> None:
    assert error_in_vietnamese(english) == vietnamese


def test_the_remarks_behind_an_option_are_vietnamese() -> None:
    text = "Cổng.  [default: 8000] [required] [env var: CONG]"
    assert remarks_in_vietnamese(text) == "Cổng.  [mặc định: 8000] [bắt buộc] [biến môi trường: CONG]"


def test_without_a_command_the_help_page_names_them_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    page = capsys.readouterr().out
    assert "Cách dùng: ./giamngheo [TUỲ CHỌN] LỆNH" in page
    assert all(f"  {name} " in page for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_help_page_is_vietnamese_throughout(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("Cách dùng:")
    assert "Xem hướng dẫn này." in page
    for english in ("Usage", "Options", "Arguments", "Show", "default", "required", "OPTIONS", "ARGS"):
        assert english not in page


def test_an_unknown_proof_or_measurement_is_told_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prove", "khong-co"]) == 2
    assert "Không có “khong-co” trong proofs/; hiện có: " in capsys.readouterr().err


def test_proofs_are_listed_with_what_they_prove(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prove"]) == 0
    assert "clean-machine: On a fresh Debian 12" in capsys.readouterr().out


def test_a_command_without_web_pages_does_not_wait_for_django() -> None:
    code = "import sys; from giamngheo.commands.main import main; main(['prove']); sys.exit('django' in sys.modules)"
    environment = {"PYTHONPATH": str(PROJECT / "src")}
    assert (
        subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False).returncode == 0
    )
