"""A commune of 2026 without any district, beside a district of 2024: the same program, two folders, two servers."""

from collections.abc import Iterator
from html.parser import HTMLParser
from http import HTTPStatus
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from .installations import ADMINISTRATOR, Installation, begin, choose_place, finish, press, served, sign_in, visitor
from .visiting import Visit

COMMUNE_CODE = "25357"
NOT_WALKED = ("/static/", "/dang-xuat", "/minh-hoa")


@pytest.fixture(scope="module")
def commune(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Xã Tân Khai as it began on 1 July 2025."""
    yield from _set_up(browser, tmp_path_factory.mktemp("xa"), "Xã Tân Khai", "commune", "01/07/2025", "tan khai")


@pytest.fixture(scope="module")
def district(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Huyện Hớn Quản of 2024."""
    yield from _set_up(
        browser, tmp_path_factory.mktemp("huyen"), "Huyện Hớn Quản", "district", "15/11/2024", "hon quan"
    )


def _set_up(browser: Browser, folder: Path, title: str, level: str, day: str, sought: str) -> Iterator[Installation]:
    with served(folder) as here:
        with visitor(browser, here) as visit:
            begin(visit)
            choose_place(visit, title, day=day, level=level, sought=sought)
            press(visit, "Lưu và làm tiếp")
            finish(visit)
        yield here


def test_in_the_commune_no_page_needs_a_district(browser: Browser, commune: Installation) -> None:
    """The menu and every address its pages link to answer, and none asks for a district."""
    with visitor(browser, commune) as visit:
        sign_in(visit, ADMINISTRATOR)
        visit.open("/thiet-lap")
        facts = visit.page.locator("main .facts").first
        expect(facts).to_contain_text(f"mã {COMMUNE_CODE}")
        expect(facts).to_contain_text("từ 01/07/2025")
        expect(facts).not_to_contain_text("đến trước ngày")
        expect(visit.page.locator("main")).not_to_contain_text("uyện Hớn Quản")
        menu = _menu(visit)
        assert {"/dia-ban", "/nguoi-dung", "/tep/sao-luu", "/thiet-lap"} <= menu
        for address in sorted(menu):
            answer = visit.open(address)
            assert answer.status == HTTPStatus.OK, address
            assert visit.page.locator("main [required][name*=huyen]").count() == 0, address
            assert visit.page.locator("main select[name=huyen]").count() == 0, address
            assert visit.overflow() <= 0, address
        walked = _walk(visit, menu)
    assert len(walked) > len(menu)
    assert {address: status for address, status in walked.items() if status != HTTPStatus.OK} == {}


def test_the_district_ends_with_june_2025(browser: Browser, district: Installation) -> None:
    """It is told so, and its administrator can still get at everything there is."""
    with visitor(browser, district) as visit:
        sign_in(visit, ADMINISTRATOR)
        expect(visit.page.locator("main")).to_contain_text("Chưa có hồ sơ đơn vị cho ngày này")
        visit.open("/thiet-lap")
        main = visit.page.locator("main")
        expect(main).to_contain_text("Hôm nay không có hồ sơ nào còn hiệu lực")
        row = main.locator("table.rows tbody tr")
        expect(row).to_have_count(1)
        expect(row.locator("th")).to_have_text("UBND huyện Hớn Quản")
        expect(row.locator("[data-label='Từ ngày']")).to_have_text("15/11/2024")
        expect(row.locator("[data-label='Đến trước ngày']")).to_have_text("01/07/2025")
        for address in sorted(_menu(visit)):
            assert visit.open(address).status == HTTPStatus.OK, address


def test_the_two_know_nothing_of_each_other(browser: Browser, commune: Installation, district: Installation) -> None:
    """One browser, both servers: signed in here is not signed in there."""
    assert commune.folder != district.folder
    with visitor(browser, commune) as visit:
        sign_in(visit, ADMINISTRATOR)
        cookies = "; ".join(f"{one['name']}={one['value']}" for one in visit.context.cookies())
    with visitor(browser, district) as other:
        answer = other.context.request.get(
            f"{district.base}/thiet-lap", headers={"Cookie": cookies}, max_redirects=0, fail_on_status_code=False
        )
        assert (answer.status, answer.headers["location"]) == (HTTPStatus.FOUND, "/dang-nhap?next=/thiet-lap")


def _menu(visit: Visit) -> set[str]:
    visit.open("/")
    links = visit.page.locator("[data-menu] a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return {str(link) for link in links}


def _walk(visit: Visit, menu: set[str]) -> dict[str, int]:
    """Ask for the menu's pages and for all they link to; return what each answered."""
    found: dict[str, int] = {}
    further: set[str] = set()
    for address in sorted(menu):
        answer = visit.context.request.get(visit.base + address)
        found[address] = answer.status
        further |= _links(answer.text())
    for address in sorted(further - set(found)):
        found[address] = visit.context.request.get(visit.base + address).status
    return found


def _links(page: str) -> set[str]:
    parser = _Links()
    parser.feed(page)
    return parser.found


class _Links(HTMLParser):
    """Collects the addresses of this site that a page links to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the address of a link."""
        href = (dict(attrs).get("href") or "").partition("#")[0]
        if tag == "a" and href.startswith("/") and not href.startswith(NOT_WALKED):
            self.found.add(href)
