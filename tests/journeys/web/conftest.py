"""The demo as it is started on any machine, and Debian's Chromium to look at it.

The server runs in a process of its own, with everything compressed and named as in use. The browser lives as long as
one module: Playwright keeps an event loop running, in which Django refuses to use a database for other tests.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from giamngheo.commands.workshop.browser import missing_packages

from .visiting import LAPTOP, PHONE, Visit

PROJECT = Path(__file__).resolve().parents[3]
CHROMIUM = shutil.which("chromium")
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]
SIZES = {"phone": PHONE, "laptop": LAPTOP}
FOREIGN = ("GIAMNGHEO_", "DATABASE_", "DJANGO_")


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of a demo with a data folder of its own, for all who change nothing that others look at."""
    with demo() as address:
        yield address


@contextmanager
def demo() -> Iterator[str]:
    """Start a demo with a data folder of its own, give its address, and stop it afterwards."""
    if missing := missing_packages():
        pytest.skip(f"thiếu {', '.join(missing)}; hãy cài: sudo apt-get install {' '.join(missing)}")
    folder = Path(tempfile.mkdtemp(prefix="gn-web-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    process = subprocess.Popen(
        [sys.executable, "-m", "giamngheo.commands", "demo", "--port", str(port)],
        env=own | {"PYTHONPATH": str(PROJECT / "src"), "PYTHONUTF8": "1", "GIAMNGHEO_VAR": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        assert f":{port}/" in process.stdout.readline()
        yield f"http://127.0.0.1:{port}"
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def browser(site: str) -> Iterator[Browser]:
    """Debian's Chromium; without it `site` has skipped the test already."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(params=SIZES)
def visit(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Visit]:
    """A visitor at a phone or a laptop; afterwards nothing may have gone wrong and nothing been asked of elsewhere."""
    yield from visit_at(browser, site, SIZES[request.param])


@pytest.fixture
def laptop(browser: Browser, site: str) -> Iterator[Visit]:
    """A visitor at a laptop, where the size of the screen makes no difference."""
    yield from visit_at(browser, site, LAPTOP)


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Visit]:
    """A visitor at a phone."""
    yield from visit_at(browser, site, PHONE)


@pytest.fixture(params=SIZES)
def without_scripts(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Visit]:
    """A visitor whose browser runs no script."""
    yield from visit_at(browser, site, SIZES[request.param], scripts=False)


def visit_at(browser: Browser, site: str, size: tuple[int, int], *, scripts: bool = True) -> Iterator[Visit]:
    """A visitor at a screen of a size, for a fixture; scripts may be switched off."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        locale="vi-VN",
        java_script_enabled=scripts,
        has_touch=size == PHONE,
        accept_downloads=True,
    )
    context.set_default_timeout(15_000)
    visit = Visit(site, context)
    yield visit
    context.close()
    assert visit.wrong == []
    assert visit.asked_elsewhere == []
