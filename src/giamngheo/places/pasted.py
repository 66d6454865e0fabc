"""A list of hamlets as officers have it in Excel: pasted, or out of a file. What it says, and what is wrong where.

Columns in any order under a heading (xã, loại, tên; others are passed over), or without one: the name alone; commune
and name; type and name; commune, type and name; a running number before any of them. Without a heading the list is
read in the way in which most of its lines are right; the others are told one by one. A type may stand in the cell of
the name (“Ấp 1”, “KP3”). A blank commune is that of the line above, as in a list with merged cells.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from giamngheo.common.text import compose, fold, squeeze
from giamngheo.places.hamlet_names import HAMLET_TYPES, WrongName, hamlet_type, parted

MOST_LINES = 5_000
LONGEST_TEXT = 1_000_000
WITHOUT_HEADING = "không rõ cột nào là tên; hãy thêm dòng tiêu đề: Xã, Loại, Tên"

_LINES_TO_HEADING = 8
_FILLERS = frozenset({"ten", "va", "hoac", "cac", "truc", "thuoc"})
_OF_NAME = _FILLERS | {word for kind in HAMLET_TYPES for word in fold(kind).split()}
_OF_COMMUNE = _FILLERS | {"xa", "phuong", "thi", "tran", "dac", "khu", "don", "vi", "hanh", "chinh", "dia"}
_SIGNS_OF_COMMUNE = frozenset({"xa", "phuong", "vi"})
_OF_TYPE = frozenset({"loai", "hinh", "kieu"})
_OF_NUMBER = frozenset({"stt", "tt", "so", "thu", "tu"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

Row = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class PastedHamlet:
    """A hamlet of a line; `commune` as it was typed, blank where no column says."""

    line: int
    commune: str
    type: str
    name: str

    @property
    def title(self) -> str:
        """Type and name."""
        return f"{self.type} {self.name}"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line; line 0 is the list as a whole."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"Dòng {self.line}: {self.what}." if self.line else f"{self.what[:1].upper()}{self.what[1:]}."


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a list says. `passed_over` are the lines above and with the heading, which are no hamlets."""

    hamlets: tuple[PastedHamlet, ...] = ()
    faults: tuple[Fault, ...] = ()
    passed_over: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Columns:
    name: int
    type: int | None = None
    commune: int | None = None
    end: int | None = None  # where the columns end, if nothing may stand beyond; under a heading anything may

    def has_more(self, cells: Sequence[str]) -> bool:
        return self.end is not None and any(cells[self.end :])

    def cell(self, cells: Sequence[str], index: int | None) -> str:
        return cells[index] if index is not None and index < len(cells) else ""


def read_text(text: str) -> Pasted:
    """Read a list pasted from Excel (tabs), or typed with one hamlet a line (also with “;” or “,” between columns)."""
    if len(text) > LONGEST_TEXT:
        return Pasted(faults=(Fault(0, f"danh sách dài quá {LONGEST_TEXT:,} ký tự; hãy chia làm nhiều lần"),))
    tidy = _CONTROL.sub(" ", compose(text).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    reader = csv.reader(io.StringIO(tidy, newline=""), delimiter=_delimiter(tidy))
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            rows.append((line, tuple(cells)))
            line = reader.line_num + 1
    except csv.Error:
        return Pasted(faults=(Fault(line, "có ô quá dài, có thể do dấu ngoặc kép không khép"),))
    broken = [Fault(at, "ô có xuống dòng hoặc dấu ngoặc kép không khép") for at, cells in rows if _is_broken(cells)]
    return Pasted(faults=tuple(broken)) if broken else read_rows(rows)


def read_rows(rows: Iterable[tuple[int, Sequence[str]]]) -> Pasted:
    """Read the rows of a sheet, each with its number as the sheet shows it."""
    filled = [(line, tuple(squeeze(compose(cell)) for cell in cells)) for line, cells in rows]
    filled = [(line, cells) for line, cells in filled if any(cells)]
    if not filled:
        return Pasted(faults=(Fault(0, "danh sách chưa có dòng nào"),))
    if len(filled) > MOST_LINES:
        return Pasted(faults=(Fault(0, f"danh sách có {len(filled)} dòng, mỗi lần nhận tối đa {MOST_LINES}"),))
    headed = _under_heading(filled)
    columns, start = headed or (_columns_without_heading(filled), 0)
    passed_over = tuple((line, " ".join(cell for cell in cells if cell)[:120]) for line, cells in filled[:start])
    if columns is None:
        return Pasted(faults=(Fault(0, WITHOUT_HEADING),))
    if start == len(filled):
        return Pasted(faults=(Fault(0, "dưới dòng tiêu đề chưa có dòng nào"),), passed_over=passed_over)
    return replace(_read(filled[start:], columns), passed_over=passed_over)


def _read(rows: Sequence[Row], columns: _Columns) -> Pasted:
    hamlets: list[PastedHamlet] = []
    faults: list[Fault] = []
    commune = ""
    for line, cells in rows:
        if columns.has_more(cells):
            faults.append(Fault(line, "có nhiều ô hơn các dòng khác; hãy bỏ ô thừa hoặc thêm dòng tiêu đề"))
            continue
        commune = columns.cell(cells, columns.commune) or commune
        if not columns.cell(cells, columns.name) and not columns.cell(cells, columns.type):
            if not columns.cell(cells, columns.commune):
                faults.append(Fault(line, "chưa có tên"))
            continue  # only a commune: the head of a group, whose hamlets follow
        try:
            kind, name = parted(columns.cell(cells, columns.type), columns.cell(cells, columns.name))
        except WrongName as wrong:
            faults.append(Fault(line, str(wrong)))
            continue
        hamlets.append(PastedHamlet(line, commune, kind, name))
    if not hamlets and not faults:
        faults.append(Fault(0, "danh sách chỉ có tên xã, chưa có thôn, ấp, khu phố nào"))
    return Pasted(tuple(hamlets), tuple(faults))


def _under_heading(rows: Sequence[Row]) -> tuple[_Columns, int] | None:
    """Find the heading among the first lines; lines above it are titles."""
    for at, (_, cells) in enumerate(rows[:_LINES_TO_HEADING]):
        kinds = [_heading(cell) for cell in cells]
        known = [kind for kind in kinds if kind]
        if "name" not in known or (len(known) == 1 and len([cell for cell in cells if cell]) > 1):
            continue
        return (
            _Columns(
                name=len(kinds) - 1 - kinds[::-1].index("name"),
                type=kinds.index("type") if "type" in kinds else None,
                commune=kinds.index("commune") if "commune" in kinds else None,
            ),
            at + 1,
        )
    return None


def _heading(cell: str) -> str:
    """Say what a cell would be the heading of: name, type, commune, number; blank for none."""
    words = set(re.sub(r"[\W_]+", " ", fold(cell)).split())
    if not words:
        return ""
    if words <= _OF_NUMBER:
        return "number"
    if words <= _OF_TYPE or (words & _OF_TYPE and words <= _OF_TYPE | _OF_NAME):
        return "type"
    if words <= _OF_NAME:
        return "name"
    return "commune" if words <= _OF_COMMUNE and words & _SIGNS_OF_COMMUNE else ""


def _columns_without_heading(rows: Sequence[Row]) -> _Columns | None:
    width = max(at + 1 for _, cells in rows for at, cell in enumerate(cells) if cell)
    first = min(at for _, cells in rows for at, cell in enumerate(cells) if cell)
    if width - first > 1 and _is_running_number([_at(cells, first) for _, cells in rows]):
        first += 1
    ways = _ways(first, width)
    right = [sum(_reads_well(cells, way) for _, cells in rows) for way in ways]
    most = max(right)
    best = ways[right.index(most)]
    told = sum(bool(best.has_more(cells) or best.cell(cells, best.name)) for _, cells in rows)
    return best if width - first <= 2 or most * 2 >= max(told, 1) else None


def _ways(first: int, width: int) -> list[_Columns]:
    """The ways to read a list without a heading; of two that fit as well, the one that is first and as wide as it."""
    ways = [
        _Columns(first, end=first + 1),
        _Columns(first + 1, commune=first, end=first + 2),
        _Columns(first + 1, type=first, end=first + 2),
        _Columns(first + 2, type=first + 1, commune=first, end=first + 3),
    ]
    return sorted((way for way in ways if (way.end or 0) <= width), key=lambda way: -(way.end or 0))


def _reads_well(cells: Sequence[str], way: _Columns) -> bool:
    if way.has_more(cells) or hamlet_type(way.cell(cells, way.commune)):
        return False
    try:
        parted(way.cell(cells, way.type), way.cell(cells, way.name))
    except WrongName:
        return False
    return True


def _at(cells: Sequence[str], index: int) -> str:
    return cells[index] if index < len(cells) else ""


def _is_running_number(cells: Sequence[str]) -> bool:
    """Whether a column counts 1, 2, 3 …, blanks aside (heads of groups have none)."""
    numbers = [cell.rstrip(".") for cell in cells if cell]
    return numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _is_broken(cells: Sequence[str]) -> bool:
    return any("\n" in cell or "\t" in cell for cell in cells)


def _delimiter(text: str) -> str:
    """Tabs as Excel pastes them; else the sign that cuts every line into the same number of cells; else none."""
    if "\t" in text:
        return "\t"
    lines = [line for line in text.splitlines() if line.strip()]
    for sign in ";,|":
        counts = {line.count(sign) for line in lines}
        if len(counts) == 1 and counts != {0}:
            return sign
    return "\t"
