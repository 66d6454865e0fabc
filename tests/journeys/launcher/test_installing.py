"""The launcher makes the environment once, renews it when asked for something else, and heals what stopped midway."""

import os
import signal
import subprocess
import time

from .conftest import Checkout


def test_the_first_start_installs_and_then_runs_the_command(checkout: Checkout) -> None:
    done = checkout.run("plan", "read", "kế hoạch.docx", "--json")
    assert (done.returncode, done.stdout) == (0, "ran plan read kế hoạch.docx --json\n")
    assert checkout.installations == ["runtime.txt"]


def test_what_the_launcher_says_goes_to_stderr_so_that_json_stays_alone(checkout: Checkout) -> None:
    done = checkout.run("plan")
    assert "chuẩn bị môi trường" in done.stderr
    assert done.stdout == "ran plan\n"


def test_the_second_start_installs_nothing(checkout: Checkout) -> None:
    checkout.run("demo")
    done = checkout.run("demo")
    assert (done.stdout, done.stderr) == ("ran demo\n", "")
    assert checkout.installations == ["runtime.txt"]


def test_tests_and_checks_need_the_developer_tools(checkout: Checkout) -> None:
    checkout.run("demo")
    for command in ("test", "check", "prove", "bench"):
        assert checkout.run(command).stdout == f"ran {command}\n"
    assert checkout.installations == ["runtime.txt", "dev.txt"]


def test_developer_tools_stay_when_only_the_system_is_asked_for(checkout: Checkout) -> None:
    checkout.run("test")
    checkout.run("demo")
    assert checkout.installations == ["dev.txt"]
    checkout.require("runtime", "# changed\n")
    checkout.run("demo")
    assert checkout.installations == ["dev.txt", "dev.txt"]


def test_a_changed_requirement_file_is_installed(checkout: Checkout) -> None:
    checkout.run("demo")
    kept = checkout.folder / ".venv" / "kept"
    kept.touch()
    checkout.require("runtime", "# changed\n")
    checkout.run("demo")
    assert checkout.installations == ["runtime.txt", "runtime.txt"]
    assert kept.exists()


def test_an_installation_that_stopped_midway_is_made_again_from_nothing(checkout: Checkout) -> None:
    failed = checkout.run("demo", UV_FAILURE="killed")
    assert failed.returncode != 0
    half = checkout.folder / ".venv" / "half-a-package"
    half.touch()
    assert checkout.run("demo").stdout == "ran demo\n"
    assert not half.exists()


def test_an_environment_whose_python_is_gone_is_made_again(checkout: Checkout) -> None:
    checkout.run("demo")
    python = checkout.folder / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3.11")
    assert checkout.run("demo").stdout == "ran demo\n"


def test_two_first_starts_together_install_once(checkout: Checkout) -> None:
    both = [checkout.start("demo", UV_SLOWNESS="0.5") for _ in range(2)]
    said = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert [out for out, _ in said] == ["ran demo\n", "ran demo\n"]
    assert checkout.installations == ["runtime.txt"]


def test_ctrl_c_while_installing_ends_quietly_and_the_next_start_heals(checkout: Checkout) -> None:
    process = checkout.start("demo", UV_SLOWNESS="30")
    wait_for_installation(checkout, process)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the launcher and what it started
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert said.splitlines()[-1] == "Đã dừng; lần chạy sau sẽ cài đặt lại từ đầu."
    assert checkout.run("demo").stdout == "ran demo\n"


def wait_for_installation(checkout: Checkout, process: subprocess.Popen[str]) -> None:
    while not checkout.installations:
        assert process.poll() is None
        time.sleep(0.01)
