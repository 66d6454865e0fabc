"""Somebody at a screen: a page in a browser that remembers whatever went wrong while it was looked at."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response

PHONE = (360, 740)
LAPTOP = (1440, 900)
FORMS = ["/ke-hoach", "/so-lieu"]
DEMOS = ["/ke-hoach/minh-hoa", "/so-lieu/minh-hoa"]
PAGES = ["/", *FORMS, *DEMOS]
SERIOUS = {"serious", "critical"}


@dataclass
class Visit:
    """A page under watch: `wrong` lists errors of scripts and breaches of the content policy, `asked` every address."""

    base: str
    context: BrowserContext
    page: Page = field(init=False)
    wrong: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page = self.context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.context.on("request", lambda request: self.asked.append(request.url))

    def _console(self, message: ConsoleMessage) -> None:
        is_answer_of_a_page = message.text.startswith("Failed to load resource") and not any(
            part in message.location.get("url", "") for part in ("/static/", "//static")
        )
        if message.type in {"error", "warning"} and not is_answer_of_a_page:
            self.wrong.append(message.text)

    @property
    def asked_elsewhere(self) -> list[str]:
        """The addresses outside this machine that were asked for."""
        return [url for url in self.asked if not url.startswith((self.base, "data:", "blob:"))]

    def open(self, address: str) -> Response:
        """Open an address of the site."""
        answer = self.page.goto(self.base + address)
        assert answer is not None
        return answer

    def hand_in(self, address: str, *files: Path | dict[str, Any]) -> Response | None:
        """Choose files on a form, send them, and wait for the answer."""
        self.open(address)
        self.page.set_input_files("#tep", list(files))  # type: ignore[arg-type]
        with self.page.expect_navigation() as answer:
            self.page.click("[data-send]")
        return answer.value

    def press(self, words: str) -> None:
        """Press the button of these words and wait for the page that answers."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=words, exact=True).click()

    def sign_in(self, login: str, password: str) -> None:
        """Type a name, or a telephone number, and a password on the sign-in page, and send them."""
        self.open("/dang-nhap")
        self.page.fill("main [name=login]", login)
        self.page.fill("main [name=password]", password)
        self.press("Đăng nhập")

    def press_account(self, username: str) -> None:
        """Sign in by the button of an invented person, as the demo offers it on the sign-in page."""
        self.open("/dang-nhap")
        with self.page.expect_navigation():
            self.page.locator(".demo-accounts button").filter(has_text=f"· {username}").click()

    def overflow(self) -> int:
        """By how many pixels the page is wider than the screen."""
        width: int = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return width

    def faults(self) -> list[str]:
        """What axe calls serious or critical."""
        found = Axe().run(self.page).response["violations"]
        return [f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in found if fault["impact"] in SERIOUS]

    def show(self, pane: str) -> None:
        """Turn to a pane: on a phone they are shown in turn, on a laptop both are there."""
        switch = self.page.locator(f"[data-switch] a[href='#{pane}']")
        if switch.is_visible():
            switch.click()


def upload(name: str, content: bytes | str) -> dict[str, Any]:
    """A file as a form takes it."""
    data = content.encode() if isinstance(content, str) else content
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}
