"""The numbers Word puts before paragraphs by itself: “I.”, “1.2.”, “a)”, bullets. They are no part of its text."""

from dataclasses import dataclass, field

from lxml import etree

from giamngheo.documents.reading.files.office_package import child, local_name, value

LEVELS = 9
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_BULLETS_KEPT = {"-", "+", "*"}
"""Plans use these signs to tell levels apart; every other bullet becomes “-”."""


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    follower: str = " "
    restarts_after: int | None = None
    is_legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class _Counters:
    values: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass(slots=True)
class _List:
    """One numbered list (w:num): its levels and the counters it shares with lists of the same pattern."""

    levels: dict[int, Level]
    counters: _Counters
    restarts: dict[int, int]


class Numbering:
    """All numbered lists of a document, counting as its paragraphs pass."""

    def __init__(self, part: etree._Element | None, list_of_style: dict[str, str]) -> None:
        """Read numbering.xml; `list_of_style` gives the list of each numbering style."""
        self._lists: dict[str, _List] = {}
        if part is None:
            return
        patterns = {value(pattern, "abstractNumId") or "": pattern for pattern in part if _is(pattern, "abstractNum")}
        pattern_of_list = {
            value(number, "numId") or "": value(child(number, "abstractNumId")) or ""
            for number in part
            if _is(number, "num")
        }
        counters = {name: _Counters() for name in patterns}
        for number in part:
            if not _is(number, "num"):
                continue
            list_id = value(number, "numId") or ""
            name = _followed_link(pattern_of_list[list_id], patterns, pattern_of_list, list_of_style)
            if name in patterns:
                levels = _levels(patterns[name])
                restarts = _overrides(number, levels)
                self._lists[list_id] = _List(levels, counters[name], restarts)

    def level_of_style(self, list_id: str, style: str) -> int:
        """Return the level of a list that is tied to a paragraph style; 0 where none is."""
        levels = self._lists[list_id].levels if list_id in self._lists else {}
        return next((index for index, level in levels.items() if level.style == style), 0)

    def label(self, list_id: str, index: int) -> str:
        """Count one more paragraph of a list and return what Word prints before it, its following space included."""
        numbered = self._lists.get(list_id)
        level = numbered.levels.get(index) if numbered else None
        if numbered is None or level is None:
            return ""
        values = numbered.counters.values
        if index in numbered.restarts:
            values[index] = numbered.restarts.pop(index)
        else:
            before = values[index]
            values[index] = level.start if before is None else before + 1
        for deeper in range(index + 1, LEVELS):
            restart = numbered.levels[deeper].restarts_after if deeper in numbered.levels else None
            if restart is None or index < restart:
                values[deeper] = None
        text = _printed(numbered, index, level)
        return text + level.follower if text else ""


def _is(element: etree._Element, name: str) -> bool:
    return local_name(element) == name


def _followed_link(
    name: str,
    patterns: dict[str, etree._Element],
    pattern_of_list: dict[str, str],
    list_of_style: dict[str, str],
) -> str:
    """A pattern may only point to the numbering style that holds the levels."""
    link = value(child(patterns.get(name), "numStyleLink"))
    return pattern_of_list.get(list_of_style.get(link, ""), name) if link else name


def _levels(pattern: etree._Element) -> dict[int, Level]:
    return {_integer(value(level, "ilvl"), 0): _level(level) for level in pattern if _is(level, "lvl")}


def _level(element: etree._Element) -> Level:
    follower = value(child(element, "suff"))
    restart = value(child(element, "lvlRestart"))
    legal = child(element, "isLgl")
    return Level(
        start=_integer(value(child(element, "start")), 0),
        number_format=value(child(element, "numFmt")) or "decimal",
        text=value(child(element, "lvlText")) or "",
        follower="" if follower == "nothing" else " ",
        restarts_after=None if restart is None else _integer(restart, 0),
        is_legal=legal is not None and value(legal) not in {"0", "false"},
        style=value(child(element, "pStyle")),
    )


def _overrides(number: etree._Element, levels: dict[int, Level]) -> dict[int, int]:
    """Replace the levels a list defines anew; return the numbers at which it starts afresh."""
    restarts = {}
    for override in number:
        if not _is(override, "lvlOverride"):
            continue
        index = _integer(value(override, "ilvl"), 0)
        redefined = child(override, "lvl")
        if redefined is not None:
            levels[index] = _level(redefined)
        start = value(child(override, "startOverride"))
        if start is not None:
            restarts[index] = _integer(start, 1)
    return restarts


def _printed(numbered: _List, index: int, level: Level) -> str:
    if level.number_format == "bullet":
        return level.text if level.text in _BULLETS_KEPT else "-"
    if level.number_format == "none":
        return level.text.split("%")[0].strip()
    text = level.text
    for other in range(index + 1):
        place = f"%{other + 1}"
        if place in text:
            shown = numbered.levels.get(other, Level())
            count = numbered.counters.values[other]
            number_format = "decimal" if level.is_legal else shown.number_format
            text = text.replace(place, format_number(shown.start if count is None else count, number_format))
    return text.strip()


def format_number(number: int, number_format: str) -> str:
    """Return a number as Word prints it; formats of other languages are printed in plain digits."""
    if number_format in {"upperRoman", "lowerRoman"} and 0 < number < 5000:
        roman = _roman(number)
        return roman.upper() if number_format == "upperRoman" else roman
    if number_format in {"upperLetter", "lowerLetter"} and 0 < number < 781:
        # Word goes on after z with aa, bb, cc … up to thirty times the letter.
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if number_format == "upperLetter" else letters
    if number_format == "decimalZero":
        return f"{number:02d}"
    return "" if number_format == "none" else str(number)


def _roman(number: int) -> str:
    letters = ""
    for worth, sign in _ROMAN:
        count, number = divmod(number, worth)
        letters += sign * count
    return letters


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else otherwise
