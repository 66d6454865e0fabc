"""Debian's Chromium for the tests in a browser: installed when we may, asked for when we may not."""

import os
import shutil
import subprocess

INSTALL = ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]


def provide_chromium() -> str | None:
    """Make sure Chromium is there; returns what to tell the user, or None when there is nothing to tell."""
    if shutil.which("chromium"):
        return None
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        for command in (["apt-get", "update"], INSTALL):
            subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
        if shutil.which("chromium"):
            return "Đã cài Chromium bằng apt để kiểm thử trang web."
        return "Không cài được Chromium bằng apt; các bài kiểm thử bằng trình duyệt sẽ bị bỏ qua."
    return "Thiếu Chromium nên các bài kiểm thử bằng trình duyệt sẽ bị bỏ qua; hãy cài: sudo apt-get install chromium"
