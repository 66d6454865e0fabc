"""Debian's Chromium for the tests in a browser: installed when we may, asked for when we may not."""

import os
import shutil
import subprocess
from ctypes.util import find_library

INSTALL = ["apt-get", "install", "--yes", "--no-install-recommends"]


def missing_packages() -> list[str]:
    """Name the Debian packages that tests in a browser lack: Chromium, and what the program that drives it needs."""
    chromium = [] if shutil.which("chromium") else ["chromium"]
    return chromium if find_library("atomic") else [*chromium, "libatomic1"]


def provide_chromium() -> str | None:
    """Make sure Chromium is there; returns what to tell the user, or None when there is nothing to tell."""
    missing = missing_packages()
    if not missing:
        return None
    words = " và ".join(missing)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        for command in (["apt-get", "update"], [*INSTALL, *missing]):
            subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
        if not missing_packages():
            return f"Đã cài {words} bằng apt để kiểm thử trang web."
        return f"Không cài được {words} bằng apt; các bài kiểm thử bằng trình duyệt sẽ bị bỏ qua."
    return (
        f"Thiếu {words} nên các bài kiểm thử bằng trình duyệt sẽ bị bỏ qua; "
        f"hãy cài: sudo apt-get install {' '.join(missing)}"
    )
