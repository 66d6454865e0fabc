"""Rows that must add up, and rows that need not."""

import pytest
from factories.grids import doubts, grid, told

from giamngheo.figures.checking import check
from giamngheo.figures.findings import Finding


def findings(drawing: str) -> list[Finding]:
    return check([grid(drawing)], [])


@pytest.mark.parametrize(
    ("numbers", "names"),
    [
        (["2", "2.1", "2.2"], ["Huyện Mẫu", "Xã Một", "Xã Hai"]),
        (["I", "1", "2"], ["Huyện Mẫu", "Xã Một", "Xã Hai"]),
        (["A", "I", "II"], ["Huyện Mẫu", "Xã Một", "Xã Hai"]),
        (["1", "a", "b"], ["Huyện Mẫu", "Thôn Một", "Ấp Hai"]),
        (["", "1", "2"], ["Tổng cộng", "Xã Một", "Xã Hai"]),
        (["", "1", "2"], ["Toàn huyện", "Xã Một", "Xã Hai"]),
        (["1", "1.1", "1.2"], ["Dự án 3", "Tiểu dự án 1", "Tiểu dự án 2"]),
    ],
)
def test_a_whole_is_the_sum_of_its_parts_however_rows_are_numbered(numbers: list[str], names: list[str]) -> None:
    def drawing(whole: int) -> str:
        rows = zip(numbers, names, [whole, 4, 6], strict=True)
        return "TT|Nội dung|Hộ nghèo\n" + "".join(f"{number}|{name}|{value}\n" for number, name, value in rows)

    assert findings(drawing(10)) == []
    assert told(findings(drawing(11))) == [("column_sum", "C2", "11", "10")]


def test_a_total_may_stand_below() -> None:
    assert told(findings("STT|Xã|Hộ nghèo\n1|Xã Một|4\n2|Xã Hai|6\n|Cộng|12\n")) == [("column_sum", "C4", "12", "10")]


def test_a_total_over_headed_sections_adds_up_what_the_sections_hold() -> None:
    drawing = "TT|Xã|Hộ nghèo\nI|Khu vực một|\n1|Xã Một|4\n2|Xã Hai|6\nII|Khu vực hai|\n1|Xã Ba|5\n|Tổng cộng|{}\n"
    assert findings(drawing.format(15)) == []
    assert told(findings(drawing.format(16))) == [("column_sum", "C7", "16", "15")]


def test_a_blank_part_adds_nothing_and_is_named() -> None:
    [finding] = findings("TT|Xã|Hộ nghèo\n|Tổng cộng|12\n1|Xã Một|4\n2|Xã Hai|6\n3|Xã Ba|\n")
    assert finding.message == (
        "Ô C2 (Tổng cộng; cột “Hộ nghèo”) ghi 12, nhưng cộng 2 phần (Xã Một, Xã Hai) được 10; "
        "Xã Ba để trống nên không cộng."
    )


def test_households_and_persons_are_added_up_apart() -> None:
    drawing = (
        "TT|Xã|Phân tổ|Số lượng\nI|Huyện Mẫu|Hộ|10\n|| Nhân khẩu|41\n"
        "1|Xã Một|Hộ|4\n||Nhân khẩu|16\n2|Xã Hai|Hộ|6\n||Nhân khẩu|24\n"
    )
    assert told(findings(drawing)) == [("column_sum", "D3", "41", "40")]


def test_shares_and_averages_are_not_added_up() -> None:
    drawing = (
        "TT|Xã|Tổng số hộ|Tỷ lệ hộ nghèo (%)|Thu nhập bình quân|Diện tích mỗi hộ\n"
        "I|Huyện Mẫu|300|2.5|45|1.5\n1|Xã Một|100|2|40|1.2\n2|Xã Hai|200|3|50|1.9\n"
    )
    assert findings(drawing) == []


def test_groups_with_numbers_that_are_no_parts_are_not_added_up() -> None:
    """Subgroups under a dotted number may overlap: nothing says that they make up the whole."""
    drawing = "TT|Nhóm|Hộ\n1|Hộ nghèo|125\n1.1|Hộ DTTS|52\n1.2|Hộ có người có công|3\n"
    assert findings(drawing) == []


def test_groups_are_added_up_where_the_table_shows_it_and_the_odd_one_is_named() -> None:
    drawing = (
        "TT|Nhóm|Quý I|Quý II|Quý III\n1|Lao động|30|50|71\n1.1|Được đào tạo|10|20|30\n1.2|Chưa đào tạo|20|30|40\n"
    )
    assert told(findings(drawing)) == [("column_sum", "E2", "71", "70")]


def test_of_which_is_a_part_and_not_the_whole() -> None:
    drawing = "TT|Nhóm|Hộ nghèo\n1|Huyện Mẫu|125\n|Trong đó: hộ có người có công|{}\n"
    assert findings(drawing.format(52)) == []
    assert told(findings(drawing.format(152))) == [("part_over_whole", "C3", "152", "không quá 125")]


@pytest.mark.parametrize("pair", [("Nông thôn", "Thành thị"), ("Dân tộc Kinh", "Dân tộc thiểu số"), ("Nam", "Nữ")])
def test_complementary_parts_must_make_up_the_whole_even_under_of_which(pair: tuple[str, str]) -> None:
    drawing = f"TT|Nhóm|Hộ nghèo\n1|Huyện Mẫu|125\n-|Trong đó: {pair[0]}|120\n-|{pair[1]}|4\n"
    assert told(findings(drawing)) == [("column_sum", "C2", "125", "124")]


def test_sources_under_bullets_are_added_up_where_the_table_shows_it() -> None:
    drawing = (
        "TT|Nội dung|Năm 2023|Năm 2024|Năm 2025\n1|Dự án 2|60|90|123\n"
        "-|Ngân sách trung ương|40|60|80\n-|Ngân sách tỉnh|20|30|40\n"
    )
    assert told(findings(f"Đơn vị: đồng\n\n{drawing}")) == [("column_sum", "E4", "123", "120")]


def test_a_total_that_is_a_thousand_times_too_large_is_a_matter_of_units() -> None:
    drawing = "Đơn vị: triệu đồng||\n||\nTT|Nội dung|Kinh phí\n|Tổng cộng|10000\n1|Dự án 2|4\n2|Dự án 3|6\n"
    [finding] = findings(drawing)
    assert finding.rule == "unit"
    assert "1.000 lần" in finding.message


def test_rounded_millions_give_a_note() -> None:
    drawing = "Đơn vị: triệu đồng||\n||\nTT|Nội dung|Kinh phí\n|Tổng cộng|{}\n1|Dự án 2|4\n2|Dự án 3|6\n"
    assert [finding.severity.value for finding in findings(drawing.format(11))] == ["note"]
    assert [finding.severity.value for finding in findings(drawing.format(12))] == ["error"]
    assert doubts(findings(drawing.format(11))) == []


def test_several_totals_are_left_to_a_person() -> None:
    """Which rows each of several totals covers is a guess."""
    assert findings("TT|Xã|Hộ nghèo\n1|Xã Một|4\n|Cộng|4\n2|Xã Hai|6\n|Cộng|6\n|Tổng cộng|10\n") == []


def test_letters_and_roman_numbers_are_told_apart() -> None:
    drawing = "TT|Xã|Hộ nghèo\n" + "".join(
        f"{letter}|Xã {letter}|{value}\n" for letter, value in zip("ABCD", (1, 2, 3, 4), strict=True)
    )
    assert findings(drawing + "|Tổng cộng|10\n") == []


@pytest.mark.parametrize("rows", ["|Huyện Mẫu|{}\n1|Xã Một|4\n2|Xã Hai|6\n", "1|Xã Một|4\n2|Xã Hai|6\n|Huyện Mẫu|{}\n"])
def test_the_district_without_a_number_is_the_total_of_its_communes(rows: str) -> None:
    assert findings("TT|Đơn vị|Hộ nghèo\n" + rows.format(10)) == []
    assert [found[2:] for found in told(findings("TT|Đơn vị|Hộ nghèo\n" + rows.format(12)))] == [("12", "10")]


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        ("|Tổng số", ["1|Việc làm", "2|Bảo hiểm y tế"]),
        ("1|Tổng số", ["2|Hộ nghèo", "3|Hộ cận nghèo"]),
        ("|Tổng số", ["1|Huyện Mẫu", "2|Xã Một"]),
        ("|Tổng cộng", ["1|Dự án 3", "2|Tiểu dự án 1"]),
    ],
)
def test_a_total_that_need_not_be_the_sum_is_left_alone(total: str, parts: list[str]) -> None:
    assert findings(f"TT|Nội dung|Số hộ\n{total}|100\n{parts[0]}|40\n{parts[1]}|30\n") == []


def test_a_total_by_the_name_of_a_sum_is_one_whatever_it_adds_up() -> None:
    rows = "1|Chăn nuôi|40\n2|May mặc|30\n|Cộng|71\n"
    assert told(findings(f"TT|Nghề|Số người\n{rows}")) == [("column_sum", "C4", "71", "70")]


def test_men_and_women_make_up_the_whole_in_a_column_that_says_nothing() -> None:
    rows = "1|Lao động|{}\n|Trong đó: - Nam|120\n|- Nữ|80\n2|Số lớp|8\n"
    assert findings("TT|Chỉ tiêu|Năm 2024\n" + rows.format(200)) == []
    assert told(findings("TT|Chỉ tiêu|Năm 2024\n" + rows.format(210))) == [("column_sum", "C2", "210", "200")]


def test_a_row_of_averages_is_not_the_sum_of_men_and_women() -> None:
    assert findings("TT|Chỉ tiêu|Xã Một\n1|Tuổi bình quân|35\n|Trong đó: - Nam|36\n|- Nữ|34\n") == []


def test_areas_are_rounded_one_by_one() -> None:
    drawing = "TT|Xã|Diện tích (ha)|Chiều dài (km)\n1|Xã Một|12.25|3\n2|Xã Hai|8.5|2\n|Cộng|{}|5\n"
    assert doubts(findings(drawing.format(20.8))) == []
