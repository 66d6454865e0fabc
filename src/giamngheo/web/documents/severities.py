"""How doubtful a figure is, in the words and signs of the screen."""

from dataclasses import dataclass

from giamngheo.documents.words import SEVERITIES as WORDS
from giamngheo.figures.findings import Rule, Severity

SIGNS = {Severity.ERROR: "✕", Severity.WARNING: "!", Severity.NOTE: "≈"}
MEANINGS = {
    Severity.ERROR: "các số này mâu thuẫn nhau, ít nhất một số phải sửa",
    Severity.WARNING: "số này đáng ngờ, cần người xem lại với hồ sơ gốc",
    Severity.NOTE: "chênh lệch nằm trong phạm vi làm tròn, thường không phải sửa",
}
__all__ = ["MEANINGS", "ORDER", "RULES", "SIGNS", "WORDS", "Doubt"]
ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)

RULES = {
    Rule.ROW_FORMULA: "Công thức in trên biểu",
    Rule.COLUMN_SUM: "Cộng dọc",
    Rule.ROW_SUM: "Cộng ngang",
    Rule.SHARE_OVER_100: "Tỷ lệ trên 100 %",
    Rule.ZERO_DENOMINATOR: "Mẫu số bằng 0 hoặc để trống",
    Rule.PART_OVER_WHOLE: "Phần lớn hơn tổng",
    Rule.CROSS_TABLE: "Đối chiếu giữa các biểu",
    Rule.STATED_SHARE: "Tỷ lệ ghi trong văn bản",
    Rule.STATED_SUM: "Tổng ghi trong văn bản",
    Rule.WORDS_VS_DIGITS: "Số viết bằng chữ",
    Rule.UNIT: "Đơn vị tính",
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A mark on a line or a cell that leads to the finding about it."""

    severity: str
    word: str
    sign: str
    number: int
    message: str

    @property
    def href(self) -> str:
        """Where the finding stands on the page."""
        return f"#so-{self.number}"
