"""A list of people copied from a sheet: rows and columns made out, every fault named by its line. No database."""

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO

from giamngheo.accounts.kinds import Role
from giamngheo.common.codes import NoTelephoneNumber, telephone
from giamngheo.common.text import compose, fold, squeeze

MOST_LINES = 500
LONGEST_TEXT = 300_000
COLUMNS = ("full_name", "phone", "job_title", "role", "agency", "place")
LONGEST = {"full_name": 200, "job_title": 120, "agency": 200, "place": 300}

_HEADS: Mapping[str, tuple[str, ...]] = {
    "full_name": ("ho ten", "ho va ten", "ten", "ho ten can bo", "ho va ten can bo"),
    "phone": ("so dien thoai", "dien thoai", "sdt", "so dt", "dt", "dtdd", "dien thoai di dong"),
    "job_title": ("chuc vu", "chuc danh"),
    "role": ("vai tro", "vai tro trong chuong trinh"),
    "agency": ("co quan", "don vi", "co quan don vi", "co quan, don vi", "phong ban"),
    "place": ("dia ban", "noi lam viec", "dia ban phu trach"),
    "": ("stt", "tt", "so tt", "so thu tu", "ghi chu"),
}
_COLUMN_OF = {head: column for column, heads in _HEADS.items() for head in heads}
_NAMES = {
    "full_name": "họ và tên",
    "job_title": "chức vụ",
    "role": "vai trò",
    "agency": "cơ quan",
    "place": "địa bàn",
}

_ROLES = {
    Role.ADMINISTRATOR: ("quan tri vien", "nguoi quan tri", "admin"),
    Role.LEADER: ("lanh dao ubnd", "lanh dao huyen", "lanh dao tinh", "ban chi dao"),
    Role.STANDING_OFFICE: ("thuong truc", "co quan thuong truc", "thuong truc giam ngheo"),
    Role.LEAD_AGENCY: ("chu tri", "don vi chu tri"),
    Role.FINANCE: ("co quan tai chinh", "tai chinh - ke hoach", "tai chinh ke hoach"),
    Role.COMMUNE_CHAIR: (
        *("chu tich xa", "chu tich ubnd", "chu tich ubnd phuong", "chu tich ubnd thi tran"),
        *("chu tich phuong", "chu tich thi tran", "chu tich uy ban nhan dan xa"),
    ),
    Role.COMMUNE_OFFICER: (
        *("can bo", "cong chuc xa", "can bo phuong", "cong chuc phuong", "can bo thi tran", "cong chuc thi tran"),
        *("can bo giam ngheo", "can bo giam ngheo xa"),
    ),
    Role.HAMLET_HEAD: (
        *("truong ap", "truong khu pho", "truong thon", "truong ban", "truong buon", "truong lang", "truong soc"),
        *("truong bon", "truong khom", "to truong to dan pho", "to truong", "truong thon, to truong to dan pho"),
    ),
    Role.ENUMERATOR: ("can bo ra soat", "dieu tra vien", "nguoi ra soat"),
    Role.OVERSIGHT: ("giam sat vien", "doan giam sat", "nguoi giam sat"),
}
_ROLE_OF = {fold(role.label): role for role in Role} | {word: role for role, words in _ROLES.items() for word in words}
_LOST_ZERO = re.compile(r"[35789]\d{8}")
_MADE_A_FIGURE = re.compile(r"\d+([.,]\d+)?E\+?\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line, and what to do; line 0 is the list as a whole."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"Dòng {self.line}: {self.what}" if self.line else self.what


@dataclass(frozen=True, slots=True)
class PastedPerson:
    """A line as it is meant; agency and place still in words, an empty text where the cell was empty."""

    line: int
    full_name: str
    phone: str
    job_title: str
    role: Role
    agency: str
    place: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was made out of a list, and what could not be."""

    people: tuple[PastedPerson, ...]
    faults: tuple[Fault, ...]


class Outcome(StrEnum):
    """What a line will do, or did."""

    NEW_USER = "new_user"
    NEW_SEAT = "new_seat"
    EXISTS = "exists"

    @property
    def label(self) -> str:
        """The outcome in words."""
        return {
            "new_user": "thêm người dùng",
            "new_seat": "đã có tài khoản, thêm vị trí",
            "exists": "đã có, không thêm",
        }[self.value]


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A line with its place and agency found; `agency_id` None with a name is an agency to be made.

    `has_namesake`: somebody of the same name has an account already, and could be the same person.
    """

    person: PastedPerson
    outcome: Outcome
    user_id: int | None
    username: str
    place_id: int
    place: str
    agency_id: int | None
    agency_place_id: int | None
    agency: str
    has_namesake: bool = False

    @property
    def is_new_agency(self) -> bool:
        """Whether the agency is not known yet."""
        return bool(self.agency) and self.agency_id is None


@dataclass(frozen=True, slots=True)
class PastedPlan:
    """What a pasted list would do; nothing is done while there are faults."""

    lines: tuple[PlannedLine, ...]
    faults: tuple[Fault, ...]

    def number(self, outcome: Outcome) -> int:
        """Return how many lines have an outcome."""
        return sum(line.outcome == outcome for line in self.lines)

    @property
    def new_agencies(self) -> tuple[str, ...]:
        """The agencies that would be made, each once."""
        return tuple({fold(line.agency): line.agency for line in self.lines if line.is_new_agency}.values())

    @property
    def changes(self) -> int:
        """How many lines would add something."""
        return len(self.lines) - self.number(Outcome.EXISTS)


def read_pasted(text: str) -> Pasted:
    """Make out a list copied from a sheet: a person a line, columns as in `COLUMNS` or as a row of headings says."""
    if len(text) > LONGEST_TEXT:
        return _refused("Danh sách quá dài; hãy chia làm nhiều lần dán.")
    rows = list(_rows(text))
    if not rows:
        return _refused("Chưa có dòng nào; hãy chép các ô trong Excel rồi dán vào đây.")
    columns = _headings(rows[0][1])
    if columns:
        rows = rows[1:]
    if len(rows) > MOST_LINES:
        return _refused(f"Có {len(rows)} dòng; mỗi lần dán tối đa {MOST_LINES} dòng.")
    if not rows:
        return _refused("Chỉ có dòng tiêu đề, chưa có người nào.")
    if columns and not {"full_name", "role"} <= set(columns):
        return _refused("Dòng tiêu đề phải có ít nhất cột “Họ và tên” và cột “Vai trò”.")
    faults: list[Fault] = []
    people = [_person(line, cells, columns, faults) for line, cells in rows]
    read = tuple(person for person in people if person)
    faults += _conflicts(read)
    return Pasted(read, tuple(sorted(faults, key=lambda fault: fault.line)))


def role_of(typed: str) -> Role | None:
    """Return the role somebody means by a word of the office, with or without accents; None for none."""
    return _ROLE_OF.get(fold(typed).strip(" .,;:"))


def _refused(what: str) -> Pasted:
    return Pasted((), (Fault(0, what),))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that have something in them, each with the number of the line it begins on.

    A row without cells stands for one that a quotation mark without its second has glued to those after it.
    """
    reader = csv.reader(StringIO(compose(text).replace("\r\n", "\n").replace("\r", "\n")), delimiter="\t")
    begins = 1
    try:
        for cells in reader:
            clean = [_cell(cell) for cell in cells]
            if any("\n" in cell and "\t" in cell for cell in cells):
                yield begins, []
            elif any(clean):
                yield begins, clean
            begins = reader.line_num + 1
    except csv.Error:  # a quoted cell larger than any cell of a sheet
        yield begins, []


def _cell(cell: str) -> str:
    return squeeze("".join(" " if unicodedata.category(one) == "Cc" else one for one in cell))


def _headings(cells: Sequence[str]) -> list[str] | None:
    """Return the column of each cell, if this is a row of headings; an empty text for columns that are not used."""
    found = [_COLUMN_OF.get(fold(cell).strip(" .:*")) for cell in cells]
    return [column or "" for column in found] if sum(column is not None for column in found) >= 2 else None


def _person(line: int, cells: Sequence[str], columns: Sequence[str] | None, faults: list[Fault]) -> PastedPerson | None:
    number_of_faults = len(faults)
    cells = _without_ordinal(cells) if columns is None else cells
    if not cells:
        faults.append(Fault(line, "có dấu ngoặc kép mở mà không đóng nên các dòng sau bị dính vào; hãy bỏ dấu đó."))
        return None
    if len([cell for cell in cells if cell]) < 2:
        faults.append(Fault(line, "chỉ có một cột; hãy chép cả các cột từ Excel (mỗi cột cách nhau bằng phím Tab)."))
        return None
    if columns is None and any(cells[len(COLUMNS) :]):
        faults.append(Fault(line, f"có nhiều hơn {len(COLUMNS)} cột; hãy bỏ cột thừa hoặc thêm dòng tiêu đề."))
        return None
    read = dict.fromkeys(COLUMNS, "") | {
        column: cell for column, cell in zip(columns or COLUMNS, cells, strict=False) if column
    }
    faults += [
        Fault(line, f"{_NAMES[column]} dài quá {most} chữ.")
        for column, most in LONGEST.items()
        if len(read[column]) > most
    ]
    if not re.search(r"[^\W\d_]", read["full_name"]) or re.search(r"\d", read["full_name"]):
        faults.append(Fault(line, f"“{read['full_name'][:60]}” không phải họ và tên; có thể các cột bị lệch."))
    role = role_of(read["role"])
    if role is None:
        said = f"không rõ vai trò “{read['role'][:60]}”" if read["role"] else "chưa ghi vai trò"
        faults.append(Fault(line, f"{said}; hãy ghi đúng một vai trò, ví dụ: Cán bộ xã, Trưởng ấp, Rà soát viên."))
    phone = _phone(line, read["phone"], faults)
    if role is None or len(faults) > number_of_faults:
        return None
    return PastedPerson(line, read["full_name"], phone, read["job_title"], role, read["agency"], read["place"])


def _without_ordinal(cells: Sequence[str]) -> Sequence[str]:
    """Leave out a first column of ordinal numbers (STT)."""
    return cells[1:] if len(cells) > 1 and cells[0].rstrip(".").isdecimal() and len(cells[0]) <= 4 else cells


def _phone(line: int, typed: str, faults: list[Fault]) -> str:
    if not typed:
        return ""
    digits = re.sub(r"\D", "", typed)
    if _MADE_A_FIGURE.fullmatch(typed):
        faults.append(
            Fault(
                line,
                f"Excel đã đổi số điện thoại thành “{typed}”; hãy định dạng cột đó là Văn bản (Text) rồi nhập lại.",
            )
        )
        return ""
    try:
        return telephone(f"0{digits}" if _LOST_ZERO.fullmatch(digits) else typed)
    except NoTelephoneNumber:
        faults.append(Fault(line, f"“{typed[:40]}” không phải số điện thoại; hãy ghi 10 số hoặc để trống."))
        return ""


def _conflicts(people: Sequence[PastedPerson]) -> Iterator[Fault]:
    """Name lines that repeat another, and telephone numbers that two people have."""
    first: dict[tuple[str, ...], int] = {}
    owner: dict[str, PastedPerson] = {}
    for one in people:
        meant = (fold(one.full_name), one.phone, one.role.value, fold(one.agency), fold(one.place))
        if meant in first:
            yield Fault(
                one.line,
                f"trùng dòng {first[meant]}; hãy bỏ một dòng, hoặc nếu là hai người thì ghi số điện thoại từng người.",
            )
        elif not one.phone and (same := first.get((meant[0], "", meant[4]))):
            yield Fault(
                one.line,
                f"cùng tên, cùng địa bàn với dòng {same}; hãy ghi số điện thoại: một số cho một người giữ hai vị trí, "
                "hai số cho hai người.",
            )
        first.setdefault(meant, one.line)
        first.setdefault((meant[0], meant[1], meant[4]), one.line)
        other = owner.setdefault(one.phone, one) if one.phone else one
        if fold(other.full_name) != fold(one.full_name):
            yield Fault(one.line, f"số điện thoại giống dòng {other.line} nhưng họ tên khác; hãy sửa một trong hai.")
