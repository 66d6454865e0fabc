"""The words by which tables say what their rows and columns are, folded (small letters, no accents)."""

import re
from collections.abc import Sequence
from functools import lru_cache

from giamngheo.common.text import fold as fold_afresh

_REMEMBERED = 20_000
"""Labels come again and again: in every row they name, and for every column."""

NUMBER_HEADINGS = {"tt", "stt", "so tt", "so thu tu", "muc", "ma so"}
"""Headings of the column that numbers the rows."""

UNIT_HEADINGS = {"dvt", "don vi tinh"}
"""Headings of the column that says in what each row counts: hộ, người, %."""

GROUPS = {
    "ho": "Hộ",
    "so ho": "Hộ",
    "nhan khau": "Nhân khẩu",
    "so nhan khau": "Nhân khẩu",
    "khau": "Nhân khẩu",
    "so khau": "Nhân khẩu",
    "nguoi": "Nhân khẩu",
}
"""What a row counts, where a place has one row for households and one for persons (phân tổ)."""

TOTALS = {"tong cong", "cong", "tong", "tong so", "tong chung", "cong chung", "cong tong", "tong toan bo"}
_WHOLE_PLACES = re.compile(r"(?:toan|ca) (?:huyen|tinh|xa|phuong|thi xa|thanh pho|quan|thi tran|ap|thon|vung)\b.*")
_NOT_LETTERS = re.compile(r"[^a-z0-9 ]+")

COMPLEMENTS = tuple(
    (re.compile(rf"\b(?:{left})\b", re.IGNORECASE), re.compile(rf"\b(?:{right})\b", re.IGNORECASE))
    for left, right in (
        ("nông thôn", "thành thị|đô thị"),
        ("kinh(?! (?:phí|tế|doanh|nghiệm))", "dtts|dân tộc thiểu số"),
        ("nam", "nữ"),
    )
)
"""Pairs that make up the whole: rural and urban, Kinh and ethnic minorities, men and women (năm is no nam)."""

_PLACE = (
    r"xa|phuong|thi tran|huyen|thi xa|thanh pho|quan|tinh|thon|ap|khu pho|to dan pho|buon|bon|ban|soc|khom|lang|khu"
)
_SHORT_PLACE = r"(?:tt|tx|tp|tdp|kp|x|p|h)\."
_LEVELS = (
    ("thon", "ap", "khu pho", "to dan pho", "buon", "bon", "soc", "khom", "lang", "tdp", "kp"),
    ("xa", "phuong", "thi tran", "tt", "x", "p"),
    ("huyen", "thi xa", "thanh pho", "quan", "tx", "tp", "h"),
    ("tinh",),
)
_PLACE_NAME = re.compile(rf"(?:(?:{_PLACE})\b|{_SHORT_PLACE}) *")
_PARTITIONS = (
    _PLACE_NAME,
    re.compile(r"(?:tieu )?du an\b"),
    re.compile(r"(?:nguon |von |kinh phi )*(?:ngan sach|ns|nstw|nst|nsdp|nsh|nsx|von|nguon)\b"),
)
"""Kinds of rows and columns that never overlap: places, projects, sources of money."""
_NESTED = tuple(
    (re.compile(outer), re.compile(inner))
    for outer, inner in (
        (r"du an\b", r"tieu du an\b"),
        (r".*\b(?:nha nuoc|nsnn)\b", r".*\b(?:trung uong|dia phuong|tw|dp|tinh|huyen|xa|nstw|nsdp|nst|nsh|nsx)\b"),
        (r".*\b(?:dia phuong|dp|nsdp)\b", r".*\b(?:tinh|huyen|xa|nst|nsh|nsx)\b"),
        (r".*\b(?:ngan sach|nguon|ns|nsnn|nstw|nsdp|nst|nsh|nsx)\b", r".*\bvon (?:dau tu|dtpt|su nghiep|sn)\b"),
    )
)
"""What lies in what, or cuts the same money another way: side by side, they do not add up."""

RATE_WORDS = ("ty le", "ti le", "%", "ty trong", "co cau")
_NOT_ADDED = re.compile(
    r"(?<!dien tich nha o )binh quan|\bdinh muc|\bdon gia|\bnam sinh|\bghi chu|dien thoai|\bcccd\b|\bcmnd\b"
    r"|\bxep hang|^hang$|\bhe so\b|\bma (?:so|xa|huyen|tinh|ho)\b|\bthu nhap(?! thap)|^tuoi$|\bdo tuoi$"
    r"|\bso tt\b|\bstt\b|\bso thu tu|\bthoi gian|\bngay (?:sinh|cap|thang|ban hanh)|^ngay\b|^diem\b"
    r"|\bdiem (?:b\d|so)|\btoc do\b|/ ?(?:ho|nguoi|khau)\b"
)
_NOT_ADDED_IN_FULL = re.compile(r"\bmức (?!sống)|\bmỗi (?:hộ|người|khẩu)")
"""Columns whose figures are never added up over rows; the second as written, since “mới hộ” folds to “mỗi hộ”."""
_ROWS_NOT_ADDED = re.compile(r"(?:ty le|ti le|ty trong)\b|.*(?:binh quan|\(%\))")

_PERFORMANCE = (
    "so voi", "ke hoach", "kh ", "dat ", "hoan thanh", "thuc hien", "giai ngan", "tang", "giam", "cung ky", "toc do",
)  # fmt: skip
"""Shares that may exceed 100 %: against a plan, another year, a target."""

_DIFFERENCES = ("tang", "giam", "chenh lech", "con lai", "so sanh", "so voi", "kinh phi con lai", "so con lai")
PART_WORDS = ("trong do", "trong tong so")
BREAKDOWN_WORDS = ("chia ra", "bao gom", "gom", "chia theo", "phan theo", "phan ra")
_COUNTED = re.compile(r"\b(?:ho|khau|nguoi|lao dong|tre em|hoc sinh)\b")
_MONEY = re.compile(
    r"\b(?:kinh phi|ngan sach|ns|so tien|thanh tien|giai ngan|du toan|du no|doanh so|trieu dong|nghin dong|ty dong)\b"
    r"|(?:^|\b(?:ke hoach|nguon|tong|phan bo|giao|dieu chinh|so) )von\b|\bvon (?:dau tu|su nghiep|doi ung|tw|dp)\b"
)


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """Return a label in small letters without accents."""
    return fold_afresh(text)


@lru_cache(maxsize=_REMEMBERED)
def plain(text: str) -> str:
    """Return a label for comparison with the words above: folded, signs taken out."""
    return " ".join(_NOT_LETTERS.sub(" ", fold(text)).split())


@lru_cache(maxsize=_REMEMBERED)
def is_total(name: str) -> bool:
    """Tell whether a row or column is called a total and nothing else: “Tổng cộng”, “Cộng:”, “Toàn huyện”."""
    label = plain(name)
    return label in TOTALS or label.startswith("tong cong") or bool(_WHOLE_PLACES.fullmatch(label))


def says_sum(name: str) -> bool:
    """Tell whether a total says that the others add up to it: “Cộng”, “Tổng cộng”; “Tổng số” need not."""
    return "cong" in plain(name).split()


def starts_as_part(name: str) -> bool:
    """Tell whether a label says that it is only a part: “Trong đó: DTTS”."""
    return plain(name).startswith(PART_WORDS)


def never_overlap(names: list[str]) -> bool:
    """Tell whether all names are of one kind whose members never overlap (all places, all projects, all sources)."""
    folded = [_bare(name) for name in names]
    return any(all(kind.match(name) for name in folded) for kind in _PARTITIONS) and not are_nested(names)


def are_nested(names: list[str]) -> bool:
    """Tell whether some of the names lie in others: communes in a district, sub-projects in a project."""
    if len({place_level(name) for name in names} - {0}) > 1:
        return True
    folded = [_bare(name) for name in names]
    return any(
        any(outer.match(name) and not inner.match(name) for name in folded)
        and any(inner.match(name) and not outer.match(name) for name in folded)
        for outer, inner in _NESTED
    )


def _bare(name: str) -> str:
    return fold(name).lstrip("-+*• ")


def complements(names: list[str]) -> list[tuple[int, int]]:
    """Return the pairs of places in the list whose names make up a whole together (rural 0, urban 1)."""
    pairs = []
    for left, right in COMPLEMENTS:
        rights = [at for at, name in enumerate(names) if right.search(name)]
        lefts = [at for at, name in enumerate(names) if left.search(name) and at not in rights]
        if len(lefts) == len(rights) == 1:
            pairs.append((lefts[0], rights[0]))
    return pairs


def names_difference(headings: Sequence[str]) -> bool:
    """Tell whether a column holds a change or a rest: “Tăng/giảm”, “Chênh lệch”, “Còn lại”."""
    return any(plain(text).startswith(_DIFFERENCES) for text in headings)


def is_rate(heading: str) -> bool:
    """Tell whether a column holds shares."""
    return any(word in fold(heading) for word in RATE_WORDS)


def may_exceed_100(heading: str) -> bool:
    """Tell whether a share compares with a plan or another time, so that more than 100 % is possible."""
    return any(word in f"{fold(heading)} " for word in _PERFORMANCE)


def is_added_up(headings: Sequence[str]) -> bool:
    """Tell whether the figures of a column, shares apart, may be added up over rows."""
    return not any(_NOT_ADDED.search(fold(text)) or _NOT_ADDED_IN_FULL.search(text.lower()) for text in headings)


def is_added_up_row(name: str, unit: str) -> bool:
    """Tell whether the figures of a row may be added up over columns: not where the row is a share or an average."""
    return unit != "%" and not _ROWS_NOT_ADDED.match(fold(name))


def counts(heading: str) -> bool:
    """Tell whether a column counts households or people; “kinh phí hỗ trợ hộ nghèo” is money all the same."""
    return bool(_COUNTED.search(fold(heading))) and not is_money(heading)


def is_money(heading: str) -> bool:
    """Tell whether a heading names money."""
    return bool(_MONEY.search(fold(heading)))


def place_level(name: str) -> int:
    """Return how far up a named place is: 1 for a hamlet, 2 a commune, 3 a district, 4 a province; 0 for no place."""
    label = plain(name)
    levels = {word: level for level, words in enumerate(_LEVELS, 1) for word in words if label.startswith(f"{word} ")}
    return levels[max(levels, key=len)] if levels else 0


def place_key(name: str) -> str:
    """Return a place's name for comparison between tables that spell it differently.

    “Xã Đăk R'Măng”, “xã Đắk RMăng” and “X. Đắk R Măng” are one.
    """
    return _NOT_LETTERS.sub("", _PLACE_NAME.sub("", fold(name), count=1)).replace(" ", "")
