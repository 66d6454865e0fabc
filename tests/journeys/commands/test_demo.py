"""`demo` prepares a data folder of its own, shows the pages on this machine, and stops when asked."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factories.command_runs import environment, free_port


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "giamngheo.commands", "demo", *arguments]


def run(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments), env=environment(folder, **settings), capture_output=True, text=True, check=False
    )


@contextmanager
def served(folder: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """The demo, once it has printed its address; stopped at the end in any case."""
    process = subprocess.Popen(
        command("--port", str(port)),
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        assert f"http://127.0.0.1:{port}/" in process.stdout.readline()
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def test_preparing_makes_the_database_the_key_and_the_static_files(tmp_path: Path) -> None:
    folder = tmp_path / "dữ liệu"
    done = run(folder, "--no-serve")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Đã chuẩn bị xong.")
    assert (folder / "giamngheo.sqlite3").stat().st_size > 0
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600
    assert (folder / "static" / "staticfiles.json").exists()


def test_preparing_again_does_nothing_twice(tmp_path: Path) -> None:
    run(tmp_path, "--no-serve")
    before = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*") if "sqlite3" not in file.name}
    run(tmp_path, "--no-serve")
    after = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*") if "sqlite3" not in file.name}
    assert before == after


def test_the_address_it_prints_answers_and_ctrl_c_stops_it(tmp_path: Path) -> None:
    port = free_port()
    with served(tmp_path, port) as process:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/suc-khoe") as answer:
            assert json.load(answer)["status"] == "ok"
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=20) == 0


def test_a_port_that_is_taken_is_told_with_another_to_try(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run(tmp_path, "--port", str(port))
    assert done.returncode == 1
    assert done.stderr == (
        f"Cổng {port} đang có chương trình khác dùng; hãy chọn cổng khác, ví dụ: --port {port % 65535 + 1}\n"
    )


def test_a_data_folder_that_cannot_be_one_is_named(tmp_path: Path) -> None:
    file = tmp_path / "tệp"
    file.touch()
    done = run(file / "var", "--no-serve")
    assert done.returncode == 1
    assert done.stderr.startswith(f"Không ghi được vào {file}")
    assert "GIAMNGHEO_VAR" in done.stderr


def test_a_database_that_does_not_answer_is_told_without_a_traceback(tmp_path: Path) -> None:
    done = run(tmp_path, "--no-serve", DATABASE_URL=f"postgres://ai@127.0.0.1:{free_port()}/giamngheo")
    assert done.returncode == 1
    assert "Không mở được cơ sở dữ liệu" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_misspelt_switch_stops_the_start_with_its_name(tmp_path: Path) -> None:
    done = run(tmp_path, "--no-serve", GIAMNGHEO_TLS="ja")
    assert (done.returncode, done.stderr) == (1, "Biến môi trường GIAMNGHEO_TLS phải là 1 hoặc 0, không phải “ja”.\n")
