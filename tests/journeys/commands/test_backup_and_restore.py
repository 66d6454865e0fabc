"""From one data folder to another by the command line, as an operator does it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]
WORDS = "bến xoài thứ bảy gió"


def run(folder: Path, *arguments: str, given: str | None = None, **settings: str) -> subprocess.CompletedProcess[str]:
    own = {
        name: value for name, value in os.environ.items() if not name.startswith(("GIAMNGHEO_", "DATABASE_", "DJANGO_"))
    }
    return subprocess.run(
        [sys.executable, "-m", "giamngheo.commands", *arguments],
        env=own | {"PYTHONPATH": str(PROJECT / "src"), "PYTHONUTF8": "1", "GIAMNGHEO_VAR": str(folder)} | settings,
        input=given or "",
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("giấy") / "cụm mật khẩu.txt"
    file.write_text(WORDS + "\n", encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo: it holds people, places and a trace."""
    folder = tmp_path_factory.mktemp("máy một") / "var"
    done = run(folder, "demo", "--no-serve")
    assert (done.returncode, done.stderr) == (0, "")
    return folder


@pytest.fixture(scope="module")
def backup(office: Path, words: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("usb") / "sao lưu.gnbak"
    done = run(office, "backup", str(file), "--passphrase-file", str(words))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Đã đọc lại toàn bộ, không có lỗi." in done.stdout
    return file


def files_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def test_everything_passes_to_a_second_folder_and_from_there_to_a_third(
    backup: Path, words: Path, tmp_path: Path
) -> None:
    second, third = tmp_path / "hai", tmp_path / "ba"
    done = run(second, "restore", str(backup), "--passphrase-file", str(words))
    assert (done.returncode, done.stderr) == (0, "")
    number = re.search(r"(\d+) dòng dữ liệu", done.stdout)
    assert number
    assert int(number[1]) > 0
    assert done.stdout.startswith("Đã khôi phục: lập lúc ")
    again = tmp_path / "hai.gnbak"
    assert run(second, "backup", str(again), "--passphrase-file", str(words)).returncode == 0
    assert run(third, "restore", str(again), "--passphrase-file", str(words)).returncode == 0
    assert run(third, "demo", "--no-serve").returncode == 0


def test_a_folder_in_use_is_not_overwritten(backup: Path, office: Path, words: Path) -> None:
    database = office / "giamngheo.sqlite3"
    before = database.read_bytes()
    done = run(office, "restore", str(backup), "--passphrase-file", str(words))
    assert done.returncode == 1
    assert "Nơi khôi phục đã có dữ liệu nên không ghi đè." in done.stderr
    assert database.read_bytes() == before


def test_a_backup_can_be_looked_through_without_restoring(backup: Path, words: Path, tmp_path: Path) -> None:
    folder = tmp_path / "trống"
    done = run(folder, "restore", "--check", str(backup), "--passphrase-file", str(words))
    assert done.returncode == 0
    assert done.stdout.startswith("Bản sao lưu đọc được trọn vẹn: lập lúc ")
    assert files_in(folder) == {"secret-key"}


@pytest.mark.parametrize("harm", ["wrong words", "cut off", "changed", "another file", "not there"])
def test_what_cannot_be_restored_is_told_in_a_sentence_and_leaves_nothing(
    backup: Path, words: Path, tmp_path: Path, harm: str
) -> None:
    data = backup.read_bytes()
    file, key = tmp_path / "b.gnbak", tmp_path / "khác.txt"
    key.write_text("một cụm mật khẩu khác" if harm == "wrong words" else WORDS, encoding="utf-8")
    middle = len(data) // 2
    contents = {
        "wrong words": data,
        "cut off": data[:middle],
        "changed": data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :],
        "another file": b"PK\x03\x04" + data,
    }
    if harm in contents:
        file.write_bytes(contents[harm])
    told = {
        "wrong words": "Cụm mật khẩu không đúng",
        "cut off": "Bản sao lưu bị hỏng",
        "changed": "Bản sao lưu bị hỏng",
        "another file": "không phải bản sao lưu",
        "not there": "Không đọc được tệp “b.gnbak”",
    }
    folder = tmp_path / "trống"
    done = run(folder, "restore", str(file), "--passphrase-file", str(key))
    assert (done.returncode, done.stdout) == (1, "")
    assert told[harm] in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert files_in(folder) == {"secret-key", "sao-luu.khoa"}


@pytest.mark.parametrize(
    ("file", "passphrase", "told"),
    [
        ("bản sao.zip", WORDS, "phải có đuôi .gnbak"),
        ("có rồi.gnbak", WORDS, "không ghi đè"),
        ("không có thư mục/a.gnbak", WORDS, "Không ghi được vào"),
        ("a.gnbak", "ngắn", "cần ít nhất 12"),
    ],
)
def test_a_backup_that_cannot_be_made_is_told_and_leaves_nothing(
    office: Path, tmp_path: Path, file: str, passphrase: str, told: str
) -> None:
    (tmp_path / "có rồi.gnbak").write_bytes(b"x")
    key = tmp_path / "key"
    key.write_text(passphrase, encoding="utf-8")
    done = run(office, "backup", str(tmp_path / file), "--passphrase-file", str(key))
    assert done.returncode == 1
    assert told in done.stderr
    assert files_in(tmp_path) == {"có rồi.gnbak", "key"}


def test_without_a_terminal_the_passphrase_comes_from_a_file(office: Path, tmp_path: Path) -> None:
    done = run(office, "backup", str(tmp_path / "a.gnbak"), given=WORDS)
    assert done.returncode == 1
    assert "--passphrase-file" in done.stderr
    done = run(office, "backup", str(tmp_path / "a.gnbak"), "--passphrase-file", str(tmp_path / "không có"))
    assert "Không đọc được cụm mật khẩu" in done.stderr


def test_settings_that_do_not_work_are_told(backup: Path, words: Path, tmp_path: Path) -> None:
    rest = ("restore", str(backup), "--passphrase-file", str(words))
    done = run(tmp_path / "a", *rest, DATABASE_URL="postgres://ai@127.0.0.1:1/giamngheo")
    assert (done.returncode, "Hãy xem lại DATABASE_URL" in done.stderr) == (1, True)
    done = run(tmp_path / "a", *rest, GIAMNGHEO_TLS="ja")
    assert (done.returncode, "GIAMNGHEO_TLS" in done.stderr) == (1, True)
    (tmp_path / "tệp").touch()
    done = run(tmp_path / "tệp" / "var", *rest)
    assert (done.returncode, "GIAMNGHEO_VAR" in done.stderr) == (1, True)
