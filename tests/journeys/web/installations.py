"""Installations for real work, each with a folder and a server of its own, and how an administrator sets one up."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, expect

from .visiting import LAPTOP, PHONE, Visit

PROJECT = Path(__file__).resolve().parents[3]
FOREIGN = ("GIAMNGHEO_", "DATABASE_", "DJANGO_")
PATIENCE_MS = 30_000
"""How long a page may take: the first administrator's answer comes with the units of the whole country loaded."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented who signs in."""

    full_name: str
    username: str
    password: str


ADMINISTRATOR = Person("Người Quản Trị Mẫu", "quantri.mau", "cày cấy mùa xuân")


@dataclass
class Installation:
    """`giamngheo serve` on a data folder of its own; a port is asked of the system and kept over a restart."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = 0
    process: subprocess.Popen[str] | None = None

    @property
    def base(self) -> str:
        """The address without a path."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What its commands are told: this folder, nothing of the machine that runs the tests."""
        own = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
        told = {"PYTHONPATH": str(PROJECT / "src"), "PYTHONUTF8": "1", "GIAMNGHEO_VAR": str(self.folder)}
        return own | told | self.settings

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of giamngheo on the folder to its end."""
        return subprocess.run(
            [sys.executable, "-m", "giamngheo.commands", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def start(self) -> None:
        """Start the server and wait until it says where it is."""
        self.port = self.port or _free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "giamngheo.commands", "serve", "--port", str(self.port)],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        assert f":{self.port}/" in self.process.stdout.readline()

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop the server: politely, or (SIGKILL) as a power cut would."""
        if self.process is None:
            return
        if self.process.poll() is None:
            os.killpg(self.process.pid, how)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()
        self.process = None


@contextmanager
def served(folder: Path, **settings: str) -> Iterator[Installation]:
    """Serve an installation for a while."""
    installation = Installation(folder, settings)
    try:
        installation.start()
        yield installation
    finally:
        installation.stop()


@contextmanager
def visitor(browser: Browser, installation: Installation, size: tuple[int, int] = LAPTOP) -> Iterator[Visit]:
    """Somebody with a browser of their own; afterwards nothing may have gone wrong and nothing been asked elsewhere."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale="vi-VN", has_touch=size == PHONE, accept_downloads=True
    )
    context.set_default_timeout(PATIENCE_MS)
    visit = Visit(installation.base, context)
    try:
        yield visit
    finally:
        context.close()
    assert visit.wrong == []
    assert visit.asked_elsewhere == []


def path_of(visit: Visit) -> str:
    """Return the address the visitor is at, without what follows a question mark."""
    return visit.page.url.removeprefix(visit.base).partition("?")[0]


def press(visit: Visit, words: str) -> None:
    """Press a button and wait for the page that answers."""
    with visit.page.expect_navigation():
        visit.page.get_by_role("button", name=words, exact=True).click()


def fill(visit: Visit, **typed: str) -> None:
    """Type into fields by their names."""
    for name, words in typed.items():
        visit.page.fill(f"main [name={name}]", words)


def begin(visit: Visit, person: Person = ADMINISTRATOR) -> None:
    """Become the first administrator of an empty installation."""
    visit.open("/bat-dau/moi")
    words = person.password
    fill(visit, full_name=person.full_name, username=person.username, password=words, repeated=words)
    press(visit, "Lập và làm tiếp")
    assert path_of(visit) == "/thiet-lap/bat-dau/dia-ban"


def choose_place(visit: Visit, title: str, *, day: str, level: str, sought: str) -> None:
    """Search for the place of the installation as it was on a day, and choose it."""
    page = visit.page
    fill(visit, ngay=day)
    if page.locator(f"#cap option[value={level}]").count():
        page.select_option("#cap", level)
    else:  # the level is offered only once the day is known
        press(visit, "Xem danh sách")
        page.select_option("#cap", level)
    page.fill("#tim", sought)
    press(visit, "Xem danh sách")
    page.get_by_label(title).check()
    press(visit, "Chọn địa bàn này")
    assert path_of(visit) == "/thiet-lap/bat-dau/ho-so"


def finish(visit: Visit) -> None:
    """End the first start from its summary; the desk awaits."""
    visit.open("/thiet-lap/bat-dau/tom-tat")
    press(visit, "Kết thúc thiết lập")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Bàn làm việc")
    assert path_of(visit) == "/"


def sign_in(visit: Visit, person: Person) -> None:
    """Sign in, and come to the desk."""
    visit.open("/dang-nhap")
    fill(visit, login=person.username, password=person.password)
    press(visit, "Đăng nhập")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Bàn làm việc")
    expect(visit.page.locator(".user-menu-who")).to_contain_text(person.full_name)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
