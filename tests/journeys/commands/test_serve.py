"""`serve` runs the real system; demo and real work never share a database."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from factories.command_runs import environment, free_port


def run(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """A command that is expected to end by itself."""
    return subprocess.run(
        [sys.executable, "-m", "giamngheo.commands", *arguments],
        env=environment(folder, **settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@contextmanager
def served(folder: Path, *arguments: str, **settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server, once it has printed its address, and what it wrote; stopped at the end in any case."""
    process = subprocess.Popen(
        [sys.executable, "-m", "giamngheo.commands", "serve", *arguments],
        env=environment(folder, **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline()
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def open_for_real(folder: Path) -> None:
    """Open the database for real work, as the first start does."""
    code = (
        "import django; django.setup()\n"
        "from django.utils.timezone import now\n"
        "from giamngheo.norms.actions import SYSTEM, open_workspace\n"
        "open_workspace(by=SYSTEM, at=now(), is_demo=False)\n"
    )
    settings = {"DJANGO_SETTINGS_MODULE": "giamngheo.site.settings"}
    subprocess.run([sys.executable, "-c", code], env=environment(folder, **settings), check=True)


@pytest.fixture(scope="module")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    assert run(folder, "demo", "--no-serve").returncode == 0
    return folder


def test_an_empty_system_leads_to_the_first_start_and_ctrl_c_stops_it(tmp_path: Path) -> None:
    port = free_port()
    with served(tmp_path, "--port", str(port)) as (process, told):
        assert f"http://127.0.0.1:{port}/" in told
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/suc-khoe") as answer:
            assert json.load(answer)["status"] == "ok"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
            assert answer.url.endswith("/bat-dau")
            assert "Bắt đầu dùng hệ thống" in answer.read().decode()
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=20) == 0
    with served(tmp_path, "--port", str(port)) as (_, told):
        assert f":{port}/" in told, "what was prepared once starts again"


def test_the_demo_is_not_served_for_real_work(demo_folder: Path) -> None:
    done = run(demo_folder, "serve", "--port", str(free_port()))
    assert done.returncode == 1
    [sentence] = done.stderr.splitlines()
    assert sentence.startswith("Cơ sở dữ liệu này là của phần minh họa, nên không dùng cho việc thật")


def test_the_demo_opens_again(demo_folder: Path) -> None:
    assert run(demo_folder, "demo", "--no-serve").returncode == 0


def test_real_work_is_not_opened_as_a_demo_and_stays_as_it_is(demo_folder: Path, tmp_path: Path) -> None:
    real = tmp_path / "real"
    refused = run(real, "serve", "--host", "192.0.2.1", "--port", str(free_port()))
    assert "không phải là địa chỉ của máy này" in refused.stderr
    with served(real, "--port", str(free_port())):
        pass
    open_for_real(real)
    done = run(real, "demo", "--no-serve")
    assert done.returncode == 1
    [sentence] = done.stderr.splitlines()
    assert sentence.startswith("Cơ sở dữ liệu này đang giữ dữ liệu làm việc thật")


def test_a_system_that_is_not_set_up_is_not_opened_to_others(tmp_path: Path) -> None:
    done = run(tmp_path, "serve", "--host", "0.0.0.0", "--port", str(free_port()), GIAMNGHEO_HOSTS="may-chu")  # noqa: S104 – asked for, and refused
    assert done.returncode == 1
    assert "lần đầu hãy chạy ./giamngheo serve, không có --host" in done.stderr


def test_listening_everywhere_needs_a_name_to_be_called_by(tmp_path: Path) -> None:
    done = run(tmp_path, "serve", "--host", "0.0.0.0", "--port", str(free_port()))  # noqa: S104 – asked for, and refused
    assert done.returncode == 1
    assert "hãy đặt GIAMNGHEO_HOSTS" in done.stderr
    assert not (tmp_path / "giamngheo.sqlite3").exists()


@pytest.mark.parametrize(("tls", "warned"), [("0", True), ("1", False)])
def test_others_are_let_in_with_a_warning_while_nothing_encrypts(tmp_path: Path, tls: str, warned: bool) -> None:
    with served(tmp_path, "--port", str(free_port())):
        pass
    open_for_real(tmp_path)
    port = free_port()
    settings = {"GIAMNGHEO_HOSTS": "may-chu,127.0.0.1", "GIAMNGHEO_TLS": tls}
    with served(tmp_path, "--host", "0.0.0.0", "--port", str(port), **settings) as (process, told):  # noqa: S104 – the point
        assert f"http://127.0.0.1:{port}/" in told
        os.killpg(process.pid, signal.SIGINT)
        _, written = process.communicate(timeout=20)
    assert ("Cảnh báo" in written) is warned
