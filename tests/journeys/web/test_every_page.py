"""What holds of every page, on a phone and on a laptop."""

from http import HTTPStatus

import pytest

from .visiting import PAGES, Visit


@pytest.mark.parametrize("address", [*PAGES, "/khong-co"])
def test_it_fits_the_screen_and_serves_everybody(visit: Visit, address: str) -> None:
    visit.open(address)
    assert visit.overflow() <= 0
    assert visit.faults() == []
    assert visit.page.locator("h1").count() == 1


@pytest.mark.parametrize("address", PAGES)
def test_what_is_pressed_can_be_hit_with_a_finger(phone: Visit, address: str) -> None:
    """At least 24 px high (WCAG 2.2, 2.5.8); links inside a sentence are as high as its lines."""
    phone.open(address)
    small = phone.page.evaluate(
        """() => Array.from(document.querySelectorAll("a:not(p a:not(.btn)):not(dd a), button, summary, input"))
            .filter((part) => part.checkVisibility() && part.type !== "hidden" && part.offsetHeight < 24)
            .filter((part) => !part.matches(".skip-link"))
            .map((part) => part.outerHTML.slice(0, 120))"""
    )
    assert small == []


@pytest.mark.parametrize("address", PAGES)
def test_the_keyboard_reaches_the_content_first_and_shows_where_it_is(laptop: Visit, address: str) -> None:
    laptop.open(address)
    laptop.page.keyboard.press("Tab")
    assert laptop.page.evaluate("document.activeElement.className") == "skip-link"
    assert laptop.page.locator(".skip-link").first.bounding_box() is not None
    laptop.page.keyboard.press("Enter")
    assert laptop.page.evaluate("document.activeElement.id") == "noi-dung"
    laptop.page.keyboard.press("Tab")
    assert laptop.page.evaluate("document.activeElement.closest('main') !== null")
    shown = laptop.page.evaluate(
        """() => {
            for (let part = document.activeElement; part; part = part.parentElement) {
                if (getComputedStyle(part).outlineStyle === "solid") return true;
            }
            return false;
        }"""
    )
    assert shown


def test_the_first_page_opens_every_door(visit: Visit) -> None:
    visit.open("/")
    for words, address in {
        "Chọn tệp kế hoạch": "/ke-hoach",
        "Xem kế hoạch minh họa": "/ke-hoach/minh-hoa",
        "Chọn biểu để kiểm tra": "/so-lieu",
        "Xem biểu minh họa": "/so-lieu/minh-hoa",
    }.items():
        visit.page.get_by_role("link", name=words).click()
        assert visit.page.url == visit.base + address
        visit.page.click(".site-name")
    assert "109" in visit.page.locator(".browsers").inner_text()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_weighs_at_most_200_kb_over_the_wire(laptop: Visit, address: str) -> None:
    """Counted by the browser as it arrives from the demo server: heads and compressed bodies, icon included."""
    session = laptop.context.new_cdp_session(laptop.page)
    session.send("Network.enable")
    weights: list[float] = []
    session.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    answer = laptop.open(address)
    laptop.page.wait_for_load_state("networkidle")
    assert answer.status == HTTPStatus.OK
    assert len(weights) >= 4
    assert 0 < sum(weights) <= 200 * 1024
