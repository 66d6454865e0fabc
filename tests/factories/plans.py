"""Plans of invented places, written out in the many ways real plans are: numbering, headings, money, lost accents."""

import textwrap
from dataclasses import dataclass, field
from decimal import Decimal

from giamngheo.common.numbers import print_number
from giamngheo.common.text import fold
from giamngheo.documents.reading.source import Document, Line, PlacedTable
from giamngheo.figures.grids import Grid

SOURCE_NAMES = {
    "central": ("Ngân sách Trung ương", "NSTW", "Nguồn ngân sách trung ương"),
    "province": ("Ngân sách tỉnh", "NS tỉnh", "Nguồn ngân sách Tỉnh"),
    "district": ("Ngân sách huyện đối ứng", "NS huyện", "Ngân sách huyện"),
}
UNITS = {"đồng": 1, "nghìn đồng": 10**3, "triệu đồng": 10**6, "tỷ đồng": 10**9}


@dataclass(frozen=True)
class Money:
    """Money in triệu đồng, by source."""

    central: int
    province: int
    district: int

    @property
    def total(self) -> int:
        return self.central + self.province + self.district

    def as_budget(self) -> dict[str, int]:
        return {name: getattr(self, name) * 10**6 for name in ("total", "central", "province", "district")}


@dataclass(frozen=True)
class Work:
    """A project, or with `subs` one whose money may stand at its sub-projects."""

    code: str
    name: str
    lead: str
    money: Money | None
    subs: tuple["Work", ...] = ()


@dataclass(frozen=True)
class Style:
    """How a plan is written."""

    project: str = "{place}. Dự án {code}: {name}"
    sub: str = "{letter}) Tiểu dự án {code}: {name}"
    field_sign: str = "- "
    section: str = "{roman}. {title}"
    unit: str = "triệu đồng"
    total_unit: str | None = None
    about: str = "khoảng "
    money: str = "list"
    source_name: int = 0
    without_accents: bool = False
    blank_lines: bool = True
    width: int | None = None
    page_every: int | None = None


@dataclass
class Written:
    """Lines being written."""

    style: Style
    lines: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.lines.append(text)
        if self.style.blank_lines:
            self.lines.append("")

    def heading(self, text: str) -> None:
        """Write a heading; some offices' headings have lost their accents."""
        self.add(fold(text).upper() if self.style.without_accents else text)


def amount(millions: int, style: Style, unit: str | None = None) -> str:
    unit = unit or style.unit
    return f"{style.about}{print_number(Decimal(millions * 10**6) / UNITS[unit])} {unit}"


def write_plan(works: tuple[Work, ...], style: Style) -> str:
    """Write a whole plan of the invented district Sông Mẫu."""
    out = Written(style)
    for line in ("KẾ HOẠCH", "Giảm nghèo bền vững năm 2024 trên địa bàn huyện Sông Mẫu"):
        out.add(line)
    out.add("Căn cứ Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ;")
    for place, (title, body) in enumerate(_sections(works), start=1):
        roman = ("I", "II", "III", "IV", "V")[place - 1]
        ordinal = ("nhất", "hai", "ba", "tư", "năm")[place - 1]
        words = {"roman": roman, "number": place, "capital": "ABCDE"[place - 1], "ordinal": ordinal, "title": title}
        for line in style.section.format(**words).split("\n"):
            out.heading(line)
        body(out)
    out.add("Trên đây là Kế hoạch giảm nghèo bền vững năm 2024, đề nghị các cơ quan thực hiện./.")
    for line in ("Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Mẫu"):
        out.add(line)
    return "\n".join(out.lines)


def _sections(works: tuple[Work, ...]):
    return (
        ("MỤC TIÊU", _targets),
        ("NỘI DUNG THỰC HIỆN", lambda out: _works(out, works)),
        ("KINH PHÍ THỰC HIỆN", lambda out: out.add("Ngân sách nhà nước và các nguồn hợp pháp khác.")),
        ("TỔ CHỨC THỰC HIỆN", _duties),
    )


def _targets(out: Written) -> None:
    out.add("1. Mục tiêu tổng quát")
    out.add("Giảm nghèo đa chiều, bao trùm, bền vững.")
    out.add("2. Mục tiêu cụ thể")
    out.add("- Trong năm 2024 giảm ít nhất 50 hộ nghèo, trong đó giảm 30 hộ nghèo DTTS và 20 hộ nghèo người Kinh.")
    out.add("- 100% hộ nghèo được cấp thẻ bảo hiểm y tế.")


def _duties(out: Written) -> None:
    out.add("1. Phòng Tài chính - Kế hoạch")
    out.add("- Bố trí kinh phí và hướng dẫn thanh quyết toán.")
    out.add("2. Ủy ban nhân dân các xã, thị trấn")
    out.add("- Phân công người giúp đỡ từng hộ.")


def _works(out: Written, works: tuple[Work, ...]) -> None:
    style = out.style
    for place, work in enumerate(works, start=1):
        words = {"place": f"{place}", "code": work.code, "name": work.name, "NAME": work.name.upper()}
        for line in style.project.format(**words).split("\n"):
            out.heading(line)
        for sub_place, sub in enumerate(work.subs):
            letter = "abcdđ"[sub_place]
            out.heading(style.sub.format(letter=letter, code=sub.code, name=sub.name, project=work.code))
            _fields(out, sub)
        if work.money is not None:
            _fields(out, work, at_project=bool(work.subs))


def _fields(out: Written, work: Work, *, at_project: bool = False) -> None:
    sign, next_sign, whole = _signs(out.style, work) if at_project else (out.style.field_sign,) * 2 + ("",)
    if not at_project:
        out.add(f"{sign}Mục tiêu: Giúp hộ nghèo có thu nhập ổn định.")
        out.add(f"{sign}Đối tượng: Người lao động thuộc hộ nghèo; ưu tiên phụ nữ thuộc hộ nghèo.")
    out.add(
        f"{sign}Phân công thực hiện{whole}: {work.lead} chủ trì, phối hợp với UBND các xã, thị trấn tổ chức thực hiện."
    )
    if work.money is not None and out.style.money != "annex":
        _money(out, work.money, next_sign, whole)


def _signs(style: Style, work: Work) -> tuple[str, str, str]:
    """How a plan shows that a field is the whole project's: by its list, or in words."""
    if style.sub.startswith("{letter}"):
        return "c) ", "d) ", ""
    return ("- ", "- ", "") if style.sub.startswith("- ") else ("", "", f" Dự án {work.code}")


def _money(out: Written, money: Money, sign: str, whole: str) -> None:
    style = out.style
    parts = [
        (SOURCE_NAMES[name][style.source_name], amount(getattr(money, name), style))
        for name in ("central", "province", "district")
    ]
    if style.money == "unitless":
        # One unit for all, named at the total only.
        listed = ", ".join(
            f"{name} {value.removeprefix(style.about).rpartition(style.unit)[0]}" for name, value in parts
        )
        out.add(f"{sign}Dự kiến kinh phí{whole}: {amount(money.total, style)} ({listed}).")
        return
    if style.money == "sentence":
        listed = ", ".join(f"{name} {value}" for name, value in parts)
        out.add(f"{sign}Dự kiến kinh phí{whole}: {amount(money.total, style, style.total_unit)} ({listed}).")
        return
    out.add(f"{sign}Dự kiến kinh phí{whole}")
    out.add(f"Tổng kinh phí dự kiến: {amount(money.total, style, style.total_unit)}. Trong đó:")
    for name, value in parts:
        out.add(f"+ {name}: {value}.")


def as_document(text: str, style: Style, file: str = "ke-hoach.txt") -> Document:
    """Return the text as an opened file; with a width, as a PDF's printed lines."""
    lines = text.split("\n")
    if style.width is not None:
        lines = [part for line in lines if line.strip() for part in textwrap.wrap(line, style.width) or [""]]
    if style.page_every is not None:
        lines = _with_page_numbers(lines, style.page_every)
    page = None if style.width is None else 1
    return Document(file, tuple(Line(number, line, page=page) for number, line in enumerate(lines, start=1)))


def _with_page_numbers(lines: list[str], every: int) -> list[str]:
    """Leave page numbers in the text, as files saved from a PDF do."""
    pages = [lines[at : at + every] for at in range(0, len(lines), every)]
    return [line for number, page in enumerate(pages, start=1) for line in (*page, "", f"- {number} -", "")]


def annex_of(works: tuple[Work, ...], style: Style) -> Document:
    """Return the money of all works as the table of an annex: rows are projects, columns are sources."""
    rows: list[tuple[str | None, ...]] = [
        ("PHỤ LỤC 1: KINH PHÍ", None, None, None, None),
        (f"(Đơn vị tính: {style.unit})", None, None, None, None),
        ("Nội dung", "Tổng cộng", *(names[style.source_name] for names in SOURCE_NAMES.values())),
    ]
    for work in works:
        rows.append(_annex_row(f"Dự án {work.code}: {work.name}", work.money, style))
        rows += [_annex_row(f"- Tiểu dự án {sub.code}: {sub.name}", sub.money, style) for sub in work.subs]
    lines = tuple(Line(at, " | ".join(filter(None, row)), table="PL") for at, row in enumerate(rows, start=1))
    return Document("phu-luc.xlsx", lines, (PlacedTable(Grid("phu-luc.xlsx", "PL", tuple(rows)), 0, is_layout=False),))


def _annex_row(name: str, money: Money | None, style: Style) -> tuple[str | None, ...]:
    if money is None:
        return (name, None, None, None, None)
    amounts = (money.total, money.central, money.province, money.district)
    return (name, *(print_number(Decimal(value * 10**6) / UNITS[style.unit]) for value in amounts))
