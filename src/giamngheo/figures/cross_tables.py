"""Do tables that speak of the same thing agree: movements between lists, and the closing list?"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from giamngheo.common.text import fold
from giamngheo.figures.differences import in_print
from giamngheo.figures.findings import Finding, Rule, Severity, finding
from giamngheo.figures.tables import Column, Row, Table
from giamngheo.figures.vocabulary import GROUPS, place_key, plain
from giamngheo.figures.wording import place_of

_YEAR = re.compile(r"\bnam (20\d\d)\b")
_MOVEMENT = re.compile(
    r"(?:(?P<origin>ho can ngheo|ho ngheo) )?(?:tro thanh|chuyen thanh|thanh) (?P<to>ho can ngheo|ho ngheo)"
)
_SUBJECT = re.compile(r"dien bien (?P<subject>ho can ngheo|ho ngheo)")
_LIST = re.compile(r"tong so (?:ho|khau|nhan khau) (?P<kind>can ngheo|ngheo)(?P<closing> cuoi ky)?$")
_OTHER_TIME = re.compile(
    r"\b(?:dau (?:nam|ky)|giua ky|so bo|du kien|ke hoach|chi tieu|uoc|\d+ thang|quy (?:i+v?|\d))\b"
)
"""A list of another day than the end of the year's review."""
_ALIKE = 0.75
"""How like two names must be spelt when their rows carry the same number under the same parent."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a column counts: a movement (“ho ngheo>ho can ngheo”) or a closing list (“ngheo”); and of whom."""

    what: str
    group: str


@dataclass(frozen=True, slots=True)
class _Cell:
    table: Table
    row: Row
    column: Column
    key: tuple[str, ...]


def check_across(tables: Sequence[Table]) -> Iterator[Finding]:
    """Yield where two tables count the same people differently; tables that name different years are not compared."""
    counted = [(table, _cells(table)) for table in tables]
    for (first, ours), (second, theirs) in combinations([pair for pair in counted if pair[1]], 2):
        if _same_year(first, second):
            for what, cells in ours.items():
                yield from _compare(what, cells, theirs.get(what, ()))


def _compare(counted: Counted, cells: Sequence[_Cell], others: Sequence[_Cell]) -> Iterator[Finding]:
    named, numbered = _by_key(others, _place), _by_key(others, _number)
    for cell in cells:
        other = _same_place(cell, named.get(_place(cell), ()), numbered.get(_number(cell), ()))
        if other is not None:
            yield from _difference(counted, cell, other)


def _by_key(cells: Sequence[_Cell], key: Callable[[_Cell], tuple[str, ...]]) -> dict[tuple[str, ...], list[_Cell]]:
    found: dict[tuple[str, ...], list[_Cell]] = {}
    for cell in cells:
        found.setdefault(key(cell), []).append(cell)
    return found


def _place(cell: _Cell) -> tuple[str, ...]:
    """Return its place and the place that it lies in."""
    return cell.key[:2]


def _number(cell: _Cell) -> tuple[str, ...]:
    """Return the place that it lies in and its number there."""
    return cell.key[1:]


def _difference(counted: Counted, cell: _Cell, other: _Cell) -> Iterator[Finding]:
    found, expected = cell.table.value(cell.row, cell.column), other.table.value(other.row, other.column)
    if found is None or expected is None or found.value == expected.value:
        return
    yield finding(
        Severity.ERROR,
        Rule.CROSS_TABLE,
        (cell.table.address(cell.row, cell.column), other.table.address(other.row, other.column)),
        (in_print(found.value), in_print(expected.value)),
        (
            f"{_in_words(counted)} của {cell.row.name or cell.row.number} phải bằng nhau ở hai biểu: "
            f"{_named(cell)} ghi {in_print(found.value)}, {_named(other)} ghi {in_print(expected.value)}."
        ),
    )


def _named(cell: _Cell) -> str:
    return f"{cell.table.grid.sheet}, {place_of(cell.table, cell.row, cell.column)}"


def _in_words(counted: Counted) -> str:
    kinds = {"ho ngheo": "hộ nghèo", "ho can ngheo": "hộ cận nghèo", "ngheo": "nghèo", "can ngheo": "cận nghèo"}
    origin, is_movement, to = counted.what.partition(">")
    if is_movement:
        return f"Số {counted.group.lower()} từ {kinds[origin]} chuyển thành {kinds[to]}"
    return f"Số {counted.group.lower()} {kinds[origin]} cuối kỳ"


def _cells(table: Table) -> dict[Counted, list[_Cell]]:
    """Return the cells of a table that another table must repeat, by what they count."""
    subject = _SUBJECT.search(fold(table.title))
    found: dict[Counted, list[_Cell]] = {}
    keys = _row_keys(table)
    for column in table.columns:
        what = _movement(column, subject["subject"] if subject else None) or _closing_list(
            column, table.title, has_subject=bool(subject)
        )
        for row in table.rows if what else ():
            group = row.group or _group_of(column)
            if what and group and table.value(row, column):
                found.setdefault(Counted(what, group), []).append(_Cell(table, row, column, keys[row.at]))
    return found


def _movement(column: Column, subject: str | None) -> str | None:
    """Name the movement a column counts; in a table of one list, “trở thành hộ cận nghèo” starts from that list."""
    match = _MOVEMENT.search(fold(column.own))
    if match is None or subject is None:
        return None
    origin = match["origin"] or subject
    return f"{origin}>{match['to']}" if origin != match["to"] else None


def _closing_list(column: Column, title: str, *, has_subject: bool) -> str | None:
    """Name the list whose size a column gives: the closing balance of one table, the result in another."""
    if column.is_rate or any(_OTHER_TIME.search(plain(text)) for text in (*column.headings, title)):
        return None
    for heading in column.headings[-2:]:
        match = _LIST.match(plain(heading))
        if match and has_subject == bool(match["closing"]):
            return str(match["kind"])
    return None


def _group_of(column: Column) -> str | None:
    """Tell from its headings whether a column counts households or persons."""
    for heading in reversed(column.headings):
        label = plain(heading)
        if label in GROUPS:
            return GROUPS[label]
        if label.startswith(("tong so ho", "so ho")):
            return "Hộ"
        if label.startswith(("tong so khau", "tong so nhan khau")):
            return "Nhân khẩu"
    return None


def _row_keys(table: Table) -> dict[int, tuple[str, ...]]:
    """Return each row's place with the place it lies in, so that two communes of one name are told apart."""
    names: dict[str, str] = {row.number: row.name for row in table.rows if row.number}
    keys: dict[int, tuple[str, ...]] = {}
    above = ""
    for row in table.rows:
        parent = row.number.rpartition(".")[0]
        if parent:
            above = names.get(parent, "")
        keys[row.at] = (place_key(row.name), place_key(above) if parent else "", row.number)
    return keys


def _same_place(cell: _Cell, named: Sequence[_Cell], numbered: Sequence[_Cell]) -> _Cell | None:
    """Find the row of the same place: by its name, else by its number where the names are spelt alike."""
    name, _, number = cell.key
    if name and len(named) == 1:
        return named[0]
    if number and len(numbered) == 1 and SequenceMatcher(None, name, numbered[0].key[0]).ratio() >= _ALIKE:
        return numbered[0]
    return None


def _same_year(first: Table, second: Table) -> bool:
    ours, theirs = set(_YEAR.findall(fold(first.title))), set(_YEAR.findall(fold(second.title)))
    return not ours or not theirs or bool(ours & theirs)
