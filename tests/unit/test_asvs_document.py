"""The list of what ASVS asks stays whole, and what it names stays there."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from giamngheo.site import settings

PROJECT = Path(__file__).resolve().parents[2]
SECURITY = PROJECT / "docs" / "security"
LIST = SECURITY / "asvs-level-2.md"
ROOTS = (PROJECT, PROJECT / "src" / "giamngheo", PROJECT / "src" / "giamngheo" / "web", PROJECT / "tests" / "unit")
ROW = re.compile(r"\| (V\d+\.\d+\.\d+) \| ([12]) \| ([^|]+) \| (met|not applicable|left) \| ([^|]+) \|")

# Numbers of requirements at levels 1 and 2 of ASVS 5.0.0, by section; those missing in between are of level 3.
SECTIONS = """
1.1:1-2 1.2:1-9 1.3:1-11 1.4:1-3 1.5:1-2 2.1:1-3 2.2:1-3 2.3:1-4 2.4:1 3.2:1-2 3.3:1-4 3.4:1-6 3.5:1-5 3.7:1-2
4.1:1-3 4.2:1 4.3:1-2 4.4:1-4 5.1:1 5.2:1-3 5.3:1-2 5.4:1-3 6.1:1-3 6.2:1-12 6.3:1-4 6.4:1-4 6.5:1-5 6.6:1-3
6.8:1-4 7.1:1-3 7.2:1-4 7.3:1-2 7.4:1-5 7.5:1-2 7.6:1-2 8.1:1-2 8.2:1-3 8.3:1 8.4:1 9.1:1-3 9.2:1-4 10.1:1-2
10.2:1-2 10.3:1-4 10.4:1-11 10.5:1-5 10.6:1-2 10.7:1-3 11.1:1-2 11.2:1-3 11.3:1-3 11.4:1-4 11.5:1 11.6:1
12.1:1-3 12.2:1-2 12.3:1-4 13.1:1 13.2:1-5 13.3:1-2 13.4:1-5 14.1:1-2 14.2:1-4 14.3:1-3 15.1:1-3 15.2:1-3
15.3:1-7 16.1:1 16.2:1-5 16.3:1-4 16.4:1-3 16.5:1-3 17.1:1 17.2:1-4 17.3:1-2
"""


def numbers(section: str) -> list[str]:
    name, _, ranges = section.partition(":")
    found = []
    for part in ranges.split(","):
        first, _, last = part.partition("-")
        found += [f"V{name}.{number}" for number in range(int(first), int(last or first) + 1)]
    return found


EXPECTED = [number for section in SECTIONS.split() for number in numbers(section)]
ROWS = [found.groups() for line in LIST.read_text("utf-8").splitlines() if (found := ROW.fullmatch(line))]
QUOTED = sorted(
    {quoted for page in SECURITY.glob("*.md") for quoted in re.findall(r"`([^`]+)`", page.read_text("utf-8"))}
)
FILES = [one for one in QUOTED if re.fullmatch(r"[\w./-]+(\.(py|md|txt|toml|yaml|js)|/)(::\w+)?", one)]
NAMES = [one for one in QUOTED if re.fullmatch(r"[A-Z][A-Z_]{5,}", one) and not one.startswith("GIAMNGHEO")]


@cache
def sources() -> str:
    return "".join(path.read_text("utf-8") for path in (PROJECT / "src").rglob("*.py"))


def places_of(name: str) -> list[Path]:
    found = [root / name for root in ROOTS if (root / name).exists()]
    return found or ([] if "/" in name else [*(PROJECT / "tests").rglob(name), *(PROJECT / "src").rglob(name)])


def test_each_requirement_stands_in_it_once_and_in_order() -> None:
    assert [number for number, *_ in ROWS] == EXPECTED
    assert len(EXPECTED) == 253
    assert Counter(level for _, level, *_ in ROWS) == {"1": 70, "2": 183}


def test_the_numbers_told_at_its_head_are_those_of_the_list() -> None:
    told = dict(re.findall(r"- \*\*([a-z ]+)\*\* \((\d+)\)", LIST.read_text("utf-8")))
    assert {answer: int(number) for answer, number in told.items()} == Counter(answer for _, _, _, answer, _ in ROWS)


def test_no_line_is_left_without_a_reason() -> None:
    assert [number for number, _, _, _, why in ROWS if len(why.strip()) < 6] == []


def test_what_is_met_names_what_shows_it_or_says_why_it_cannot_be_otherwise() -> None:
    bare = [
        n for n, _, _, answer, why in ROWS if answer == "met" and not re.search(r"`|\]\(|same test|same files", why)
    ]
    assert bare == []


@pytest.mark.parametrize("named", FILES)
def test_every_file_and_test_it_names_is_there(named: str) -> None:
    name, _, test = named.partition("::")
    paths = places_of(name)
    assert paths, f"{name} is not there"
    assert not test or any(re.search(rf"def {test}\(", path.read_text("utf-8")) for path in paths), (
        f"no {test} in {name}"
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_it_names_is_set(name: str) -> None:
    assert hasattr(settings, name) or re.search(rf"\b{name}\b", sources()), name


@pytest.mark.parametrize("variable", [one for one in QUOTED if re.fullmatch(r"GIAMNGHEO_[A-Z_]+(=1)?", one)])
def test_every_variable_it_names_is_read(variable: str) -> None:
    assert f'"{variable.removesuffix("=1")}"' in sources()


def test_links_between_the_pages_lead_somewhere() -> None:
    headings = re.findall(r"^## (.+)$", (SECURITY / "decisions.md").read_text("utf-8"), re.MULTILINE)
    anchors = {heading.lower().replace(" ", "-") for heading in headings}
    linked = set(re.findall(r"decisions\.md#([\w-]+)", LIST.read_text("utf-8")))
    assert linked
    assert linked <= anchors


def test_the_words_for_passwords_are_those_of_the_rules() -> None:
    rules = (PROJECT / "src/giamngheo/accounts/password_rules.py").read_text("utf-8")
    words = re.findall(
        r'"([a-z]+)"', rules[rules.index("_LOCAL_WORDS") : rules.index(")", rules.index("_LOCAL_WORDS"))]
    )
    text = (SECURITY / "decisions.md").read_text("utf-8")
    assert words
    assert [word for word in words if word not in text] == []
