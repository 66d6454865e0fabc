"""The demo plan: the published figures of one district's 2024 plan, in words written for this demo."""

from pathlib import Path

NOTE = (
    "Kế hoạch minh họa, không có giá trị pháp lý. Số liệu theo kế hoạch 2024 đã công bố của huyện Hớn Quản; "
    "câu chữ không phải nguyên văn; số, ngày, người ký là giả định."
)
"""Said wherever the demo plan shows."""


def plan_files() -> list[Path]:
    """Return the files of the demo plan, its text first."""
    return sorted(Path(__file__).with_name("plan_files").glob("*.txt"))
