"""A link to a doubtful figure leads to where it can be seen: never behind what stays at the top, at any size."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from giamngheo.demo.plans import plan_files
from giamngheo.demo.tables import table_files

from .conftest import visit_at
from .visiting import Visit, upload

SIZES = {
    "phone": (360, 740),
    "phone held sideways": (740, 360),
    "laptop at 200 %": (683, 384),
    "small laptop": (1366, 768),
    "laptop": (1440, 900),
}
IN_SIGHT = """(link) => {
    link.click();
    return new Promise((told) => requestAnimationFrame(() => requestAnimationFrame(() => {
        const target = document.getElementById(link.hash.slice(1));
        const area = target.getBoundingClientRect();
        const tops = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2]].slice(0, target.matches("td") ? 3 : 1);
        told(tops.every(([x, y]) => {
            const down = Math.min(area.height, 200) * y;
            const seen = document.elementFromPoint(area.left + area.width * x, area.top + down);
            return Boolean(seen) && target.contains(seen);
        }));
    })));
}"""


@pytest.fixture(params=SIZES)
def sized(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Visit]:
    """A visitor at each of the sizes the office works at."""
    yield from visit_at(browser, site, SIZES[request.param])


def hidden(visit: Visit, links: str) -> list[str]:
    """The links, of those a selector finds, whose target is not in sight after they were followed."""
    found = visit.page.locator(links).element_handles()
    assert found
    return [str(link.get_attribute("href")) for link in found if not link.evaluate(IN_SIGHT)]


def long_tables() -> list[dict[str, object]]:
    return [upload(name, content) for name, content in table_files()]


def test_no_doubtful_cell_is_behind_the_head_of_its_table(sized: Visit) -> None:
    sized.hand_in("/so-lieu", *long_tables())
    assert hidden(sized, ".finding .spot") == []
    assert hidden(sized, ".sheet .doubt") == []
    assert sized.overflow() <= 0


def test_rows_of_figures_stay_in_sight_below_the_head_of_the_table(sized: Visit) -> None:
    sized.hand_in("/so-lieu", *long_tables())
    sized.show("van-ban")
    free = sized.page.evaluate(
        """() => {
            const box = document.querySelector(".sheet-box");
            box.scrollTop = box.scrollHeight;
            const heads = Array.from(box.querySelectorAll("thead, .is-frozen")).filter(
                (head) => getComputedStyle(head).position === "sticky",
            );
            return 1 - heads.reduce((high, head) => high + head.offsetHeight, 0) / box.clientHeight;
        }"""
    )
    assert free >= 2 / 3


def test_no_line_of_a_plan_and_no_part_is_behind_what_stays_on_top(sized: Visit) -> None:
    text = plan_files()[0].read_text(encoding="utf-8").replace("Tổng số 1.749 triệu", "Tổng số 1.794 triệu")
    sized.hand_in("/ke-hoach", upload("ke-hoach.txt", text))
    assert hidden(sized, "#kinh-phi .spot, #chi-tieu .spot, .finding .spot, .facts .spot") == []
    assert hidden(sized, ".line .doubt, .line .mark[href^='#du-an']") == []


def test_a_link_into_a_folded_group_opens_it(sized: Visit) -> None:
    sized.open("/so-lieu/minh-hoa")
    sized.page.evaluate("for (const group of document.querySelectorAll('.rule-group')) group.open = false")
    sized.show("van-ban")
    sized.page.locator("#d1-t1-L15 .doubt").first.click()
    expect(sized.page.locator(".finding.is-here")).to_be_in_viewport()


def test_the_keyboard_jumps_over_the_text_to_the_figures(sized: Visit) -> None:
    sized.open("/ke-hoach/minh-hoa")
    for _ in range(3):
        sized.page.keyboard.press("Tab")
    assert sized.page.evaluate("document.activeElement.hash") == "#so-lieu"
    sized.page.keyboard.press("Enter")
    expect(sized.page.locator("#so-lieu")).to_be_focused()
    expect(sized.page.locator("#so-lieu h2")).to_be_in_viewport()


def test_on_a_phone_the_money_is_told_by_source_below_each_name(sized: Visit) -> None:
    sized.open("/ke-hoach/minh-hoa")
    whole = sized.page.locator("#kinh-phi-chung")
    is_narrow = sized.page.viewport_size is not None and sized.page.viewport_size["width"] < 576
    expect(whole.locator(".row-sources")).to_have_text("TW 3.507 · Tỉnh 176 · Huyện 351")
    assert whole.locator(".row-sources").is_visible() == is_narrow
    assert whole.locator("td.number").last.is_visible() != is_narrow
    if is_narrow:
        assert all(
            box and box["height"] >= 40
            for box in (button.bounding_box() for button in sized.page.locator(".tools .btn").all())
        )
