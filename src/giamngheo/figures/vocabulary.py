"""The words by which tables say what their rows and columns are, folded (small letters, no accents)."""

import re

from giamngheo.common.text import fold

NUMBER_HEADINGS = {"tt", "stt", "so tt", "so thu tu", "muc", "ma so"}
"""Headings of the column that numbers the rows."""

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

COMPLEMENTS = (
    (("nong thon",), ("thanh thi", "do thi")),
    (("kinh",), ("dtts", "dan toc thieu so")),
    (("nam",), ("nu",)),
)
"""Pairs that make up the whole: rural and urban, Kinh and ethnic minorities, men and women."""

_PLACE = (
    r"xa|phuong|thi tran|huyen|thi xa|thanh pho|quan|tinh|thon|ap|khu pho|to dan pho|buon|bon|ban|soc|khom|lang|khu"
)
_SHORT_PLACE = r"(?:tt|tx|tp|tdp|kp|x|p|h)\."
_PLACE_NAME = re.compile(rf"(?:(?:{_PLACE})\b|{_SHORT_PLACE}) *")
_PARTITIONS = (
    _PLACE_NAME,
    re.compile(r"(?:tieu )?du an\b"),
    re.compile(r"(?:nguon |von |kinh phi )*(?:ngan sach|ns|nstw|nst|nsdp|nsh|nsx|von|nguon)\b"),
)
"""Kinds of rows and columns that never overlap: places, projects, sources of money."""

RATE_WORDS = ("ty le", "ti le", "%", "ty trong", "co cau")
_NOT_ADDED = (
    *RATE_WORDS, "binh quan", "muc ", "dinh muc", "don gia", "nam sinh", "ghi chu", "dien thoai", "cccd", "xep hang",
    "ma so", "thu nhap", "tuoi", "so tt", "stt", "ngay", "diem", "moi ho", "moi nguoi", "/ho", "/nguoi", "hang ",
)  # fmt: skip
"""Columns whose figures are never added up over rows."""

_PERFORMANCE = (
    "so voi", "ke hoach", "kh ", "dat ", "hoan thanh", "thuc hien", "giai ngan", "tang", "giam", "cung ky", "toc do",
)  # fmt: skip
"""Shares that may exceed 100 %: against a plan, another year, a target."""

PART_WORDS = ("trong do", "trong tong so")
BREAKDOWN_WORDS = ("chia ra", "bao gom", "gom", "chia theo", "phan theo", "phan ra")
_COUNTED = re.compile(r"\b(?:ho|khau|nguoi|lao dong|tre em|hoc sinh)\b")
_MONEY = re.compile(
    r"\b(?:kinh phi|von|ngan sach|ns|so tien|thanh tien|giai ngan|du toan|trieu dong|nghin dong|ty dong)\b"
)


def plain(text: str) -> str:
    """Return a label for comparison with the words above: folded, signs taken out."""
    return " ".join(_NOT_LETTERS.sub(" ", fold(text)).split())


def is_total(name: str) -> bool:
    """Tell whether a row or column is called a total and nothing else: “Tổng cộng”, “Cộng:”, “Toàn huyện”."""
    label = plain(name)
    return label in TOTALS or label.startswith("tong cong") or bool(_WHOLE_PLACES.fullmatch(label))


def starts_as_part(name: str) -> bool:
    """Tell whether a label says that it is only a part: “Trong đó: DTTS”."""
    return plain(name).startswith(PART_WORDS)


def never_overlap(names: list[str]) -> bool:
    """Tell whether all names are of one kind whose members never overlap (all places, all projects, all sources)."""
    folded = [fold(name).lstrip("-+*• ") for name in names]
    return any(all(kind.match(name) for name in folded) for kind in _PARTITIONS)


def complements(names: list[str]) -> list[tuple[int, int]]:
    """Return the pairs of places in the list whose names make up a whole together (rural 0, urban 1)."""
    labels = [f" {plain(name)} " for name in names]
    pairs = []
    for left, right in COMPLEMENTS:
        lefts = [at for at, label in enumerate(labels) if _holds(label, left) and not _holds(label, right)]
        rights = [at for at, label in enumerate(labels) if _holds(label, right)]
        if len(lefts) == len(rights) == 1:
            pairs.append((lefts[0], rights[0]))
    return pairs


def is_rate(heading: str) -> bool:
    """Tell whether a column holds shares."""
    return any(word in fold(heading) for word in RATE_WORDS)


def may_exceed_100(heading: str) -> bool:
    """Tell whether a share compares with a plan or another time, so that more than 100 % is possible."""
    return any(word in f"{fold(heading)} " for word in _PERFORMANCE)


def is_added_up(heading: str) -> bool:
    """Tell whether the figures of a column may be added up over rows."""
    return not any(word in f"{fold(heading)} " for word in _NOT_ADDED)


def counts(heading: str) -> bool:
    """Tell whether a column counts households or people; “kinh phí hỗ trợ hộ nghèo” is money all the same."""
    return bool(_COUNTED.search(fold(heading))) and not is_money(heading)


def is_money(heading: str) -> bool:
    """Tell whether a heading names money."""
    return bool(_MONEY.search(fold(heading)))


def place_key(name: str) -> str:
    """Return a place's name for comparison between tables that spell it differently.

    “Xã Đăk R'Măng”, “xã Đắk RMăng” and “X. Đắk R Măng” are one.
    """
    return _NOT_LETTERS.sub("", _PLACE_NAME.sub("", fold(name), count=1)).replace(" ", "")


def _holds(label: str, words: tuple[str, ...]) -> bool:
    return any(f" {word} " in label for word in words)
