"""Columns that must add up, parts within their whole, and rates that cannot be."""

import pytest
from factories.grids import grid, told

from giamngheo.figures.checking import check
from giamngheo.figures.findings import Finding

SOURCES = "TT|Nội dung|Tổng|Ngân sách trung ương|Ngân sách tỉnh|Ngân sách huyện\n"


def findings(drawing: str, *merged: str) -> list[Finding]:
    return check([grid(drawing, merged=merged)], [])


def test_sources_of_money_make_up_the_total() -> None:
    assert findings("Đơn vị: đồng\n\n" + SOURCES + "1|Tập huấn|60|30|20|10\n") == []
    assert told(findings("Đơn vị: đồng\n\n" + SOURCES + "1|Tập huấn|61|30|20|10\n")) == [("row_sum", "C4", "61", "60")]


def test_a_total_may_stand_last() -> None:
    drawing = "Đơn vị: đồng\n\nTT|Nội dung|Ngân sách trung ương|Ngân sách tỉnh|Cộng\n1|Tập huấn|30|20|51\n"
    assert told(findings(drawing)) == [("row_sum", "E4", "51", "50")]


@pytest.mark.parametrize("words", ["Chia ra", "Bao gồm", "Chia theo khu vực"])
def test_columns_under_words_that_name_all_parts_must_add_up(words: str) -> None:
    drawing = f"TT|Xã|Tổng số hộ nghèo|{words}|\n|||Đầu năm|Phát sinh\n1|Xã Một|10|6|5\n"
    assert told(findings(drawing, "D1:E1")) == [("row_sum", "C3", "10", "11")]


def test_of_which_need_not_make_up_the_whole_but_stays_within_it() -> None:
    drawing = "TT|Xã|Số hộ nghèo|Trong đó|\n|||Có người có công|Chủ hộ là nữ\n1|Xã Một|10|{}|5\n"
    assert findings(drawing.format(3), "D1:E1") == []
    assert told(findings(drawing.format(13), "D1:E1")) == [("part_over_whole", "D3", "13", "không quá 10")]


@pytest.mark.parametrize(("left", "right"), [("Nông thôn", "Thành thị"), ("Kinh", "DTTS"), ("Nam", "Nữ")])
def test_complementary_columns_must_add_up_even_under_of_which(left: str, right: str) -> None:
    drawing = f"TT|Xã|Số hộ nghèo|Trong đó|\n|||{left}|{right}\n1|Xã Một|10|3|5\n"
    assert told(findings(drawing, "D1:E1")) == [("row_sum", "C3", "10", "8")]


def test_a_pair_among_other_groups_is_the_only_one_added_up() -> None:
    drawing = "TT|Xã|Tổng số|Kinh|Tổng DTTS|DTTS tại chỗ\n1|Xã Một|10|6|4|2\n2|Xã Hai|10|7|4|2\n"
    assert findings(drawing) == []


def test_twelve_deprivations_are_not_the_number_of_households() -> None:
    drawing = "TT|Xã|Tổng số hộ|Việc làm|Dinh dưỡng|Nhà ở\n1|Xã Một|10|6|4|2\n2|Xã Hai|8|7|4|2\n3|Xã Ba|9|1|1|1\n"
    assert findings(drawing) == []


def test_columns_are_added_up_where_the_rows_show_it_and_the_odd_row_is_named() -> None:
    rows = "1|Xã Một|10|6|4\n2|Xã Hai|11|7|4\n3|Xã Ba|6|3|2\n"
    assert told(findings(f"TT|Xã|Tổng số|Mới|Cũ\n{rows}")) == [("row_sum", "C4", "6", "5")]


@pytest.mark.parametrize(
    ("heading", "rules"),
    [
        ("Tỷ lệ hộ nghèo (%)", ["share_over_100"]),
        ("Tỷ lệ hộ nghèo so với kế hoạch (%)", []),
        ("Tỷ lệ giải ngân (%)", []),
    ],
)
def test_a_rate_of_households_cannot_exceed_100(heading: str, rules: list[str]) -> None:
    assert [finding.rule.value for finding in findings(f"TT|Xã|{heading}\n1|Xã Một|104.5\n")] == rules


def test_a_row_of_shares_is_not_added_up_over_places() -> None:
    drawing = "TT|Chỉ tiêu|ĐVT|Xã Một|Xã Hai|Toàn huyện\n1|Hộ nghèo|hộ|45|55|{}\n2|Tỷ lệ|%|3.75|6.88|5\n"
    assert findings(drawing.format(100)) == []
    assert told(findings(drawing.format(101))) == [("row_sum", "F2", "101", "100")]


@pytest.mark.parametrize(
    "columns",
    [
        "Ngân sách trung ương|Ngân sách tỉnh|Vốn đầu tư|Vốn sự nghiệp",
        "Ngân sách nhà nước|Ngân sách trung ương|Ngân sách tỉnh|Nguồn khác",
        "Ngân sách địa phương|Ngân sách tỉnh|Ngân sách huyện|Nguồn khác",
    ],
)
def test_sources_that_lie_in_others_are_not_added_up(columns: str) -> None:
    assert findings(f"Đơn vị: đồng\n\nTT|Nội dung|Tổng|{columns}\n1|Tập huấn|100|80|20|60|40\n") == []


def test_parts_that_are_never_within_the_nearest_column_are_parts_of_another() -> None:
    drawing = "TT|Xã|Số khẩu|Số hộ|Trong đó|\n||||Nam|Nữ\n"
    rows = "1|Xã Một|27|6|14|13\n2|Xã Hai|21|5|10|11\n3|Xã Ba|9|2|5|4\n"
    assert findings(drawing + rows, "E1:F1") == []


def test_in_a_table_of_rates_by_its_title_no_column_is_added_up() -> None:
    head = "PHÂN TÍCH TỶ LỆ THIẾU HỤT||||\n||||\nTT|Xã|Tổng số hộ nghèo|Việc làm|Nhà ở\n"
    drawing = head + "I|Huyện Mẫu|{}|25|30\n1|Xã Một|60|50|20\n2|Xã Hai|60|0|40\n"
    assert findings(drawing.format(120)) == []
    assert told(findings(drawing.format(121))) == [("column_sum", "C4", "121", "120")]
