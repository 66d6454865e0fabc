"""The user guide: a page for every role, links that lead somewhere, and only words that stand on the screens."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

from giamngheo.accounts.kinds import Role
from giamngheo.accounts.roles import PERMISSIONS
from giamngheo.common.scope import EVERYWHERE, Scope
from giamngheo.web.menu import ways

CHECKOUT = Path(__file__).parents[2]
GUIDE = CHECKOUT / "docs" / "huong-dan"
SOURCES = CHECKOUT / "src" / "giamngheo"

PAGES = {
    Role.ADMINISTRATOR: "quan-tri.md",
    Role.LEADER: "lanh-dao.md",
    Role.STANDING_OFFICE: "thuong-truc.md",
    Role.LEAD_AGENCY: "co-quan-chu-tri.md",
    Role.FINANCE: "tai-chinh.md",
    Role.COMMUNE_CHAIR: "chu-tich-xa.md",
    Role.COMMUNE_OFFICER: "can-bo-xa.md",
    Role.HAMLET_HEAD: "truong-ap.md",
    Role.ENUMERATOR: "ra-soat-vien.md",
    Role.OVERSIGHT: "giam-sat.md",
}

BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
EDGE = r"[>\"“”{}|.,:;!?…]"
"""What stands around a word that is a whole label, heading or sentence of a template or of Python source."""

files = pytest.mark.parametrize("file", sorted(path.name for path in GUIDE.glob("*.md")))


@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_page_that_the_first_page_leads_to(role: Role) -> None:
    assert _text(PAGES[role]).splitlines()[0] == f"# {role.label}"
    assert f"| {role.label} | [{PAGES[role]}]({PAGES[role]}) |" in _text("README.md")


@pytest.mark.parametrize("role", Role)
def test_a_page_names_the_menu_as_the_role_sees_it(role: Role) -> None:
    scope = Scope(1, "Minh Hoạ", grants=dict.fromkeys(PERMISSIONS[role], EVERYWHERE))

    told = re.search(r"^Danh mục: (.+?)\.\n\n", _text(PAGES[role]), re.MULTILINE | re.DOTALL)

    assert told is not None
    assert BOLD.findall(told.group(1)) == [way.words for way in ways(scope)]


@files
def test_links_lead_to_a_file_and_to_a_heading_of_it(file: str) -> None:
    for link in LINK.findall(_text(file)):
        name, _, anchor = unquote(link).partition("#")
        target = name or file
        assert (GUIDE / target).is_file(), link
        assert not anchor or anchor in _anchors(target), link


@files
def test_words_in_bold_stand_on_a_screen(file: str) -> None:
    """Bold is kept for the words of buttons, menus, fields and messages, exactly as they stand there."""
    lost = {words for words in map(_tidy, BOLD.findall(_text(file))) if not _is_on_a_screen(words)}

    assert not lost


def test_words_that_stand_nowhere_are_found_out() -> None:
    assert not _is_on_a_screen("Nút này không có")
    assert not _is_on_a_screen("Nhận bàn")  # only part of a button's words
    assert _is_on_a_screen("Nhận bàn giao")
    assert _is_on_a_screen("Thêm … dòng này")  # “…” stands for what the page fills in


def _text(file: str) -> str:
    return (GUIDE / file).read_text(encoding="utf-8")


def _tidy(words: str) -> str:
    return " ".join(words.split())


def _anchors(file: str) -> set[str]:
    """Name the headings as the sites that show such pages do: small letters, hyphens for spaces, no marks."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(_text(file))}


@cache
def _screens() -> str:
    """Return all templates, Python source and scripts as one text with single spaces."""
    sources = [path for kind in ("*.html", "*.py", "*.js") for path in sorted(SOURCES.rglob(kind))]
    return _tidy("\n".join(path.read_text(encoding="utf-8") for path in sources))


def _is_on_a_screen(words: str) -> bool:
    filled_in = r"[^<>]{0,60}?".join(re.escape(part) for part in words.split("…"))
    return re.search(rf"{EDGE} ?{filled_in} ?(?:{EDGE}|<)", _screens()) is not None
