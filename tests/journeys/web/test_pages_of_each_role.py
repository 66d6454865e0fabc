"""Every page the people of the demo come to, each in their role: it fits, it serves everybody, and nothing goes wrong.

A page is what the menu or the desk leads to, and for some roles what those pages lead to in turn; of pages that differ
only in the ids of their addresses the first one stands for all.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from giamngheo.accounts.kinds import Role
from giamngheo.demo.people import ACCOUNTS

from .conftest import visit_at
from .visiting import LAPTOP, PHONE, Visit

ONE_OF_EACH_ROLE = {account.role: account for account in reversed(ACCOUNTS)}
CHANGES = {"30/6/2025": ("quantri", "canboxa"), "1/7/2025": ("quantri", "canbothitran"), "Hôm nay": ("quantri",)}
LATER = [(day, username) for day, usernames in CHANGES.items() for username in usernames]
DOWNLOADS = re.compile(r"^/(dia-ban/\d+/xuat|tep/\d+/noi-dung|kien-nghi/xuat)")
FAR, NEAR = 2, 1
"""How many steps from the desk are gone: two by the roles with the most and the most usual pages."""
GOES_FAR = {Role.ADMINISTRATOR, Role.COMMUNE_OFFICER}
_SMALL = """() => Array.from(
        document.querySelectorAll("a:not(p a:not(.btn)):not(dd a), button, summary, input, select"))
    .filter((part) => part.checkVisibility() && part.type !== "hidden" && part.offsetHeight < 24)
    .filter((part) => !part.matches(".skip-link") && !(part.labels || []).length)
    .map((part) => part.outerHTML.slice(0, 120))"""
_LINKS = """(within) => Array.from(document.querySelectorAll(within + " a[href]"))
    .filter((link) => link.origin === location.origin && !link.hasAttribute("download"))
    .map((link) => link.pathname)"""


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    """Somebody with a browser of their own, whose window is made small and large."""
    yield from visit_at(browser, site, PHONE)


def test_the_demo_has_somebody_in_every_role() -> None:
    assert set(ONE_OF_EACH_ROLE) == set(Role)


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
def test_every_page_of_a_role_fits_and_serves_everybody(visit: Visit, role: Role) -> None:
    visit.press_account(ONE_OF_EACH_ROLE[role].username)
    seen = _look_around(visit, FAR if role in GOES_FAR else NEAR)
    assert {address: told for address, told in seen.items() if told} == {}
    assert {"/", "/dia-ban", "/ban-giao", "/kien-nghi", "/tai-khoan"} <= set(seen)


@pytest.mark.parametrize(("day", "username"), LATER)
def test_every_page_does_so_on_the_other_days_too(visit: Visit, day: str, username: str) -> None:
    visit.press_account(username)
    visit.press(day)
    seen = _look_around(visit, NEAR)
    assert {address: told for address, told in seen.items() if told} == {}
    assert {"/", "/dia-ban", "/ban-giao"} <= set(seen)


def _look_around(visit: Visit, steps: int) -> dict[str, list[str]]:
    """Go wherever links lead in some steps from the desk; return what is wrong, by address."""
    expect(visit.page.locator("h1")).to_have_text("Bàn làm việc")
    told: dict[str, list[str]] = {}
    known = {"/"}
    ahead = ["/"]
    for step in range(steps + 1):
        found: list[str] = []
        for address in ahead:
            told[address] = _look(visit, address)
            found += visit.page.evaluate(_LINKS, "body" if step == 0 else "main")
        ahead = []
        for address in found:
            shape = re.sub(r"/\d+", "/0", address)
            if shape not in known and not DOWNLOADS.match(address):
                known.add(shape)
                ahead.append(address)
    return told


def _look(visit: Visit, address: str) -> list[str]:
    """Look at a page in a small and in a large window."""
    answer = visit.open(address)
    told = [] if answer.ok else [f"answered {answer.status}"]
    if (headings := visit.page.locator("h1").count()) != 1:
        told.append(f"{headings} h1")
    for width, height in (PHONE, LAPTOP):
        visit.page.set_viewport_size({"width": width, "height": height})
        if (wider := visit.overflow()) > 0:
            told.append(f"{width}: {wider} px too wide")
        told += [f"{width}: {fault}" for fault in visit.faults()]
        told += [f"{width}: smaller than a finger: {part}" for part in visit.page.evaluate(_SMALL)]
    visit.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    return told
