"""What the reader could not place is returned as unread: one line of each kind that might have been swallowed."""

import pytest

from giamngheo.documents.reading.files.opening import open_bytes
from giamngheo.documents.reading.plans.reader import read_plan

ABOVE = ["KẾ HOẠCH", "Giảm nghèo bền vững năm 2024 trên địa bàn huyện Sông Mẫu"]
PROJECT = ["II. NỘI DUNG", "1. Dự án 2: Đa dạng hóa sinh kế"]


def unread(*lines: str) -> list[str]:
    return [line.text for line in read_plan([open_bytes("kh.txt", "\n".join(lines).encode())]).unread]


@pytest.mark.parametrize(
    "line",
    [
        "- Phân công: Các đơn vị tổ chức thực hiện theo quy định.",
        "- Kinh phí: theo dự toán được giao.",
        "Một câu không thuộc mục nào của dự án.",
    ],
)
def test_in_a_project(line: str) -> None:
    assert unread(*ABOVE, *PROJECT, line) == [line]


def test_money_that_is_of_no_source_in_a_project() -> None:
    lines = ["- Kinh phí: 100 triệu đồng, trong đó:", "+ NSTW: 90 triệu đồng.", "+ Chi cho hội nghị: 10 triệu đồng."]
    assert unread(*ABOVE, *PROJECT, *lines) == ["+ Chi cho hội nghị: 10 triệu đồng."]


def test_money_that_is_of_no_source_under_funding() -> None:
    lines = ["II. NỘI DUNG", "Tổng kinh phí 5 tỷ đồng.", "Mỗi xã được chi 20 triệu đồng cho hội nghị."]
    assert unread(*ABOVE, *lines) == ["Mỗi xã được chi 20 triệu đồng cho hội nghị."]


def test_above_the_title() -> None:
    head = ["ỦY BAN NHÂN DÂN", "HUYỆN SÔNG MẪU", "DỰ THẢO LẦN 2", "Số: 5/KH-UBND"]
    assert unread(*head, *ABOVE) == ["DỰ THẢO LẦN 2"]


def test_a_text_that_is_no_plan_at_all() -> None:
    lines = ["Kính gửi các đồng chí.", "Hôm nay trời mưa."]
    assert unread(*lines) == lines


def test_in_the_situation() -> None:
    lines = ["I. ĐẶC ĐIỂM TÌNH HÌNH", "- Huyện có 13 xã.", "- Toàn huyện có 125 hộ nghèo."]
    assert unread(*ABOVE, *lines) == ["- Huyện có 13 xã."]


def test_under_the_organisation_and_at_the_end() -> None:
    lines = [
        "V. TỔ CHỨC THỰC HIỆN",
        "Các cơ quan làm những việc sau:",
        "1. Phòng Y tế: Cấp thẻ.",
        "2. Mọi người cùng làm.",
        "Trên đây là Kế hoạch.",
        "Một câu sau cùng.",
    ]
    assert unread(*ABOVE, *lines) == [
        "Các cơ quan làm những việc sau:",
        "2. Mọi người cùng làm.",
        "Một câu sau cùng.",
    ]


def test_rows_of_a_budget_table_that_are_no_projects() -> None:
    """The line with the unit is the table's caption: its unit was read."""
    table = "Đơn vị: triệu đồng\n\nNội dung\tTổng\tTW\tTỉnh\nTổng cộng\t5\t4\t1\nDự án 2\t3\t2\t1\nMua xe\t2\t2\t0\n"
    assert unread(*ABOVE, *PROJECT, table) == ["Mua xe 2 2 0"]
