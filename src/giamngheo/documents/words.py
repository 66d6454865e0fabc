"""The Vietnamese words, on screen and on the command line, for what the reader names in English."""

from datetime import date
from decimal import Decimal

from giamngheo.common.numbers import print_number
from giamngheo.documents.reading.plans.plan import Operator
from giamngheo.figures.findings import Severity

KINDS = {
    "ke_hoach": "Kế hoạch",
    "quyet_dinh": "Quyết định",
    "cong_van": "Công văn",
    "thong_tu": "Thông tư",
    "nghi_dinh": "Nghị định",
    "nghi_quyet": "Nghị quyết",
    "chi_thi": "Chỉ thị",
    "to_trinh": "Tờ trình",
    "bao_cao": "Báo cáo",
    "thong_bao": "Thông báo",
    "huong_dan": "Hướng dẫn",
    "luat": "Luật",
    "thong_tu_lien_tich": "Thông tư liên tịch",
    "chuong_trinh": "Chương trình",
    "de_an": "Đề án",
    "ket_luan": "Kết luận",
    "cong_dien": "Công điện",
    "phuong_an": "Phương án",
    "van_ban": "Văn bản",
}
LEVELS = {"province": "tỉnh", "district": "huyện", "commune": "xã"}
OPERATORS: dict[Operator, str] = {
    "<": "dưới",
    "<=": "không quá",
    "=": "",
    ">=": "ít nhất",
    ">": "trên",
}
GROUPS = {
    "rural": "nông thôn",
    "urban": "thành thị",
    "ethnic_minority": "dân tộc thiểu số",
    "kinh": "dân tộc Kinh",
    "female_headed": "chủ hộ là nữ",
    "without_work_ability": "không có khả năng lao động",
    "merit": "người có công",
}
SEVERITIES = {
    Severity.ERROR: "không thể cùng đúng",
    Severity.WARNING: "cần xem lại",
    Severity.NOTE: "sai lệch do làm tròn",
}
_SUBJECTS = {
    "poor": "nghèo",
    "near_poor": "cận nghèo",
    "poor_and_near_poor": "nghèo và cận nghèo",
    "newly_escaped": "mới thoát nghèo",
    "escaped": "thoát nghèo",
    "fallen_back": "tái nghèo",
}
_UNITS = {"households": "hộ", "persons": "nhân khẩu"}
_RATES = {
    "poverty_rate": "tỷ lệ hộ nghèo",
    "near_poverty_rate": "tỷ lệ hộ cận nghèo",
    "poor_and_near_poor_rate": "tỷ lệ hộ nghèo và cận nghèo",
}


def measure_in_words(measure: str) -> str | None:
    """Say what is measured: `poor_households_reduction` → “Giảm số hộ nghèo”; None where only the text says it."""
    base, falls = measure.removesuffix("_reduction"), measure.endswith("_reduction")
    words = _rate(base) or _count(base)
    if words is None:
        return None
    return f"Giảm {words}" if falls else words[0].upper() + words[1:]


def _rate(base: str) -> str | None:
    for rate, words in sorted(_RATES.items(), key=lambda item: -len(item[0])):
        if base == rate:
            return words
        if base.endswith(f"_{rate}") and (group := GROUPS.get(base.removesuffix(f"_{rate}"))):
            return f"{words} ({group})"
    return None


def _count(base: str) -> str | None:
    subject, _, unit = base.rpartition("_")
    if subject in _SUBJECTS and unit in _UNITS:
        return f"số {_UNITS[unit]} {_SUBJECTS[subject]}"
    return None


def unit_of(measure: str) -> str:
    """The unit a count is in: “hộ”, “nhân khẩu”; empty where the text alone says it."""
    return next((words for unit, words in _UNITS.items() if f"_{unit}" in measure), "")


def day_in_words(day: date | None) -> str:
    """A day as Vietnamese papers write it: 08/03/2024; empty where unknown."""
    return f"{day:%d/%m/%Y}" if day else ""


def percent_in_words(value: float) -> str:
    """A percentage: 0.44 → “0,44 %”."""
    return f"{print_number(Decimal(str(value)))} %"


def breakdown_in_words(breakdown: dict[str, int]) -> str:
    """The parts of a count: “nông thôn 123; thành thị 2”."""
    return "; ".join(f"{GROUPS.get(group, group)} {print_number(count)}" for group, count in breakdown.items())


def place_in_words(where: str) -> str:
    """Say an address: `a.txt#27-29` → “a.txt, dòng 27–29”, `bieu.xlsx#Biểu 2!L20` → “bieu.xlsx, Biểu 2, ô L20”."""
    file, _, inside = where.partition("#")
    sheet, is_cell, cell = inside.rpartition("!")
    if is_cell:
        return f"{file}, {sheet}, ô {cell}"
    first, _, last = inside.partition("-")
    return f"{file}, dòng {first}" if last in {"", first} else f"{file}, dòng {first}–{last}"
