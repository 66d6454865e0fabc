"""When the launcher cannot start it says why in one Vietnamese sentence, with what to do."""

import ast
import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from .conftest import PROJECT, Checkout

NOBODY = 65534
CLOSED = "http://127.0.0.1:9/simple"


def the_sentence(done: subprocess.CompletedProcess[str]) -> str:
    """The last line on stderr of a launcher that refused."""
    assert done.returncode != 0
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()[-1]


def test_an_old_python_is_told_which_one_is_needed(checkout: Checkout) -> None:
    pretend = "import sys, runpy; sys.version_info = (3, 9, 2); runpy.run_path(sys.argv[1], run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", pretend, str(checkout.folder / "giamngheo")], capture_output=True, text=True, check=False
    )
    assert the_sentence(done) == (
        "Cần Python 3.11 trở lên, máy này đang dùng 3.9; hãy chạy bằng bản mới hơn: python3.11 ./giamngheo"
    )


def test_an_old_python_can_read_the_launcher_at_all() -> None:
    ast.parse((PROJECT / "giamngheo").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_the_launcher_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse((PROJECT / "giamngheo").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names <= sys.stdlib_module_names


def test_without_pip_and_uv_it_says_how_to_get_pip(checkout: Checkout) -> None:
    without_pip = checkout.folder / "python-without-pip"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(without_pip)], check=True)
    done = checkout.run("demo", python=str(without_pip / "bin" / "python"), PATH="/nowhere")
    assert the_sentence(done) == (
        "Máy này chưa có pip; hãy chạy “apt install python3-pip” với quyền quản trị rồi thử lại."
    )


def test_without_the_right_to_write_it_names_the_folder(checkout: Checkout) -> None:
    checkout.folder.chmod(0o555)
    done = checkout.run("demo", user=NOBODY if os.geteuid() == 0 else None, python=python_for_everybody())
    assert str(checkout.folder) in the_sentence(done)
    assert "hãy cấp quyền ghi" in the_sentence(done)


def test_once_installed_it_runs_without_the_right_to_write(checkout: Checkout) -> None:
    python = python_for_everybody()
    checkout.run("demo", REAL_PYTHON=python)
    checkout.folder.chmod(0o555)
    done = checkout.run("demo", user=NOBODY if os.geteuid() == 0 else None, python=python)
    assert done.stdout == "ran demo\n"


def test_uv_without_network_is_told_apart_from_other_failures(checkout: Checkout) -> None:
    uv = shutil.which("uv", path=str(Path(sys.executable).parent))
    assert uv is not None
    shutil.copy(uv, checkout.folder / "fake" / "uv")
    checkout.require("runtime", f"django==5.2 --hash=sha256:{'0' * 64}\n")
    done = checkout.run("demo", UV_DEFAULT_INDEX=CLOSED, UV_HTTP_RETRIES="0")
    assert the_sentence(done).startswith("Không kết nối được mạng để tải gói cài đặt; hãy kiểm tra mạng")


def test_uv_told_to_stay_offline_is_the_same_case(checkout: Checkout) -> None:
    uv = shutil.which("uv", path=str(Path(sys.executable).parent))
    assert uv is not None
    shutil.copy(uv, checkout.folder / "fake" / "uv")
    checkout.require("runtime", f"django==5.2 --hash=sha256:{'0' * 64}\n")
    done = checkout.run("demo", UV_OFFLINE="1", HOME="/nowhere")
    assert the_sentence(done).startswith("Không kết nối được mạng để tải gói cài đặt; hãy kiểm tra mạng")


def test_pip_without_network_is_told_apart_from_other_failures(checkout: Checkout) -> None:
    checkout.require("launcher", f"uv==0.1 --hash=sha256:{'0' * 64}\n")
    done = checkout.run("demo", python=python_with_pip(), PATH="/nowhere", PIP_INDEX_URL=CLOSED, **OFFLINE_PIP)
    assert the_sentence(done).startswith("Không kết nối được mạng để tải gói cài đặt; hãy kiểm tra mạng")


@pytest.mark.parametrize(
    ("said_by_uv", "told"),
    [
        ("error: failed to write: No space left on device (os error 28)", "Ổ đĩa đã đầy"),
        ("Hash mismatch for `django==5.2`", "không khớp mã kiểm"),
        ("error: Permission denied (os error 13)", "Không ghi được vào thư mục"),
        ("something nobody thought of", "nguyên nhân được ghi ở"),
    ],
)
def test_each_failure_of_an_installation_has_its_sentence(checkout: Checkout, said_by_uv: str, told: str) -> None:
    done = checkout.run("demo", UV_FAILURE=said_by_uv)
    assert told in the_sentence(done)
    assert said_by_uv in (checkout.folder / ".tools" / "install.log").read_text()


def test_uv_is_installed_with_pip_into_a_private_folder(checkout: Checkout, tmp_path: Path) -> None:
    wheel = wheel_of_uv(tmp_path, (checkout.folder / "fake" / "uv").read_text())
    checkout.require("launcher", f"uv==0.1 --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n")
    settings = dict(OFFLINE_PIP, PATH="/usr/bin:/bin", PIP_NO_INDEX="1", PIP_FIND_LINKS=str(tmp_path))
    done = checkout.run("demo", python=python_with_pip(), **settings)
    assert (done.stdout, done.returncode) == ("ran demo\n", 0), done.stderr
    assert (checkout.folder / ".tools" / "uv" / "bin" / "uv").exists()


def test_a_uv_that_is_not_the_pinned_one_is_refused(checkout: Checkout, tmp_path: Path) -> None:
    wheel_of_uv(tmp_path, "#!/bin/sh\n")
    checkout.require("launcher", f"uv==0.1 --hash=sha256:{'0' * 64}\n")
    settings = dict(OFFLINE_PIP, PATH="/usr/bin:/bin", PIP_NO_INDEX="1", PIP_FIND_LINKS=str(tmp_path))
    done = checkout.run("demo", python=python_with_pip(), **settings)
    assert "không khớp mã kiểm" in the_sentence(done)


OFFLINE_PIP = {"PIP_CONFIG_FILE": "/dev/null", "PIP_RETRIES": "0", "PIP_TIMEOUT": "2"}


def python_with_pip() -> str:
    """A Python of this machine that has pip: our own environment has none, uv does not need it."""
    for python in ("/usr/bin/python3", sys.executable, *filter(None, [shutil.which("python3")])):
        found = Path(python).exists() and subprocess.run(
            [python, "-m", "pip", "--version"], capture_output=True, check=False
        )
        if found and found.returncode == 0:
            return python
    pytest.skip("máy này không có Python nào kèm pip")


def python_for_everybody() -> str:
    """A Python that a user without rights can run too: one in the home of root it cannot."""
    user = NOBODY if os.geteuid() == 0 else None
    new_enough = "import sys; sys.exit(sys.version_info < (3, 11))"
    for python in (str(Path(sys.executable).resolve()), "/usr/bin/python3"):
        try:
            done = subprocess.run([python, "-c", new_enough], user=user, cwd="/", capture_output=True, check=False)
        except OSError:
            continue
        if done.returncode == 0:
            return python
    pytest.skip("máy này không có Python 3.11 nào mà người dùng thường chạy được")


def wheel_of_uv(folder: Path, script: str) -> Path:
    """Make a wheel that puts a script named uv where pip puts scripts."""
    files = {
        "uv-0.1.data/scripts/uv": script,
        "uv-0.1.dist-info/METADATA": "Metadata-Version: 2.1\nName: uv\nVersion: 0.1\n",
        "uv-0.1.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{name},sha256={digest(text)},{len(text.encode())}\n" for name, text in files.items())
    wheel = folder / "uv-0.1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = 0o100755 << 16  # a script must stay executable
            archive.writestr(entry, text)
        archive.writestr("uv-0.1.dist-info/RECORD", record + "uv-0.1.dist-info/RECORD,,\n")
    return wheel


def digest(text: str) -> str:
    """A hash as RECORD writes it."""
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
