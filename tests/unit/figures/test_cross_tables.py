"""One movement counted in two tables, and rates beside their counts."""

import pytest
from factories.grids import grid, told

from giamngheo.figures.checking import check
from giamngheo.figures.findings import Finding
from giamngheo.figures.grids import Grid


def poor(rows: str, *, title: str = "DIỄN BIẾN HỘ NGHÈO") -> Grid:
    columns = "Trở thành hộ cận nghèo|Số hộ cận nghèo trở thành hộ nghèo|Tổng số hộ nghèo cuối kỳ"
    heading = f"{title}|||||\n|||||\nTT|Xã|Phân tổ|{columns}\n"
    return grid(heading + rows, file="bieu-2.xlsx", sheet="Biểu 2")


def near_poor(rows: str, *, title: str = "DIỄN BIẾN HỘ CẬN NGHÈO") -> Grid:
    heading = (
        f"{title}||||\n||||\nTT|Xã|Phân tổ|Số hộ cận nghèo trở thành hộ nghèo|Số hộ nghèo trở thành hộ cận nghèo\n"
    )
    return grid(heading + rows, file="bieu-3.xlsx", sheet="Biểu 3")


def where(findings: list[Finding]) -> list[tuple[str, ...]]:
    return [tuple(place.rpartition("!")[2] for place in finding.where) for finding in findings]


PAIR = "1|Xã Đắk Mẫu|Hộ|{}|{}|9\n||Nhân khẩu|40|16|36\n"


def test_a_movement_is_the_same_in_both_tables() -> None:
    assert check([poor(PAIR.format(10, 4)), near_poor("1|Xã Đắk Mẫu|Hộ|4|10\n||Nhân khẩu|16|40\n")], []) == []
    findings = check([poor(PAIR.format(11, 5)), near_poor("1|Xã Đắk Mẫu|Hộ|4|10\n||Nhân khẩu|16|40\n")], [])
    assert where(findings) == [("D4", "E4"), ("E4", "D4")]
    assert [finding.rule.value for finding in findings] == ["cross_table"] * 2
    assert findings[0].message == (
        "Số hộ từ hộ nghèo chuyển thành hộ cận nghèo của Xã Đắk Mẫu phải bằng nhau ở hai biểu: "
        "Biểu 2, ô D4 (Xã Đắk Mẫu, hộ; cột “Trở thành hộ cận nghèo”) ghi 11, "
        "Biểu 3, ô E4 (Xã Đắk Mẫu, hộ; cột “Số hộ nghèo trở thành hộ cận nghèo”) ghi 10."
    )


@pytest.mark.parametrize("name", ["Xã Đăk Mẫu", "xã Đắk  Mẫu", "X. Đắk-Mẫu", "Xã Đắk Mậu"])
def test_places_are_found_again_though_spelt_differently(name: str) -> None:
    findings = check([poor(PAIR.format(11, 4)), near_poor(f"1|{name}|Hộ|4|10\n||Nhân khẩu|16|40\n")], [])
    assert where(findings) == [("D4", "E4")]


def test_other_places_and_other_years_are_not_compared() -> None:
    others = near_poor("1|Xã Hoàn Toàn Khác|Hộ|4|10\n||Nhân khẩu|16|40\n")
    assert check([poor(PAIR.format(11, 4)), others], []) == []
    last_year = near_poor("1|Xã Đắk Mẫu|Hộ|4|10\n", title="DIỄN BIẾN HỘ CẬN NGHÈO NĂM 2023")
    assert check([poor(PAIR.format(11, 4), title="DIỄN BIẾN HỘ NGHÈO NĂM 2024"), last_year], []) == []


def test_communes_of_one_name_in_two_districts_are_told_apart() -> None:
    ours = poor("1|Huyện A|Hộ|3|0|9\n1.1|Xã Mẫu|Hộ|3|0|9\n2|Huyện B|Hộ|5|0|9\n2.1|Xã Mẫu|Hộ|5|0|9\n")
    theirs = near_poor("1|Huyện A|Hộ|0|3\n1.1|Xã Mẫu|Hộ|0|3\n2|Huyện B|Hộ|0|5\n2.1|Xã Mẫu|Hộ|0|5\n")
    assert check([ours, theirs], []) == []


def test_the_closing_list_is_the_result_of_the_review() -> None:
    results = grid(
        "KẾT QUẢ RÀ SOÁT|||\n|||\nTT|Xã|Tổng số hộ nghèo|Tổng số khẩu nghèo\n1|Xã Đắk Mẫu|9|37\n",
        file="bieu-1.xlsx",
        sheet="Biểu 1",
    )
    findings = check([results, poor(PAIR.format(10, 4))], [])
    assert where(findings) == [("D4", "F5")]
    assert findings[0].found == "37"


@pytest.mark.parametrize("title", ["KẾT QUẢ RÀ SOÁT ĐẦU NĂM", "KẾT QUẢ 6 THÁNG", "CHỈ TIÊU NĂM"])
def test_a_list_of_another_day_is_not_the_closing_list(title: str) -> None:
    others = grid(f"{title}|||\n|||\nTT|Xã|Tổng số hộ nghèo|Tổng số khẩu nghèo\n1|Xã Đắk Mẫu|12|50\n", sheet="Biểu 1")
    assert check([others, poor(PAIR.format(10, 4))], []) == []


COUNTS = "PHÂN TÍCH CHỈ SỐ THIẾU HỤT (SỐ LƯỢNG)|||\n|||\nTT|Xã|Tổng số hộ nghèo|Việc làm|Nhà ở\n"
RATES = "PHÂN TÍCH TỶ LỆ CHỈ SỐ THIẾU HỤT (%)|||\n|||\nTT|Xã|Tổng số hộ nghèo|Việc làm|Nhà ở\n"


def test_rates_are_recomputed_from_the_table_of_counts() -> None:
    counts = grid(COUNTS + "1|Xã Một|8|2|4\n2|Xã Hai|6|3|0\n", sheet="Biểu 4")
    true = grid(RATES + "1|Xã Một|8|25|50\n2|Xã Hai|6|50|0\n", sheet="Biểu 5")
    wrong = grid(RATES + "1|Xã Một|8|25|50\n2|Xã Hai|6|55|0\n", sheet="Biểu 5")
    assert check([counts, true], []) == []
    assert told(check([counts, wrong], [])) == [("cross_table", "D5", "55", "50")]


def test_rates_of_another_whole_are_left_alone() -> None:
    """Where nearly all rates differ, they are shares of something else."""
    counts = grid(COUNTS + "1|Xã Một|8|2|4\n2|Xã Hai|6|3|1\n", sheet="Biểu 4")
    others = grid(RATES + "1|Xã Một|8|1|2\n2|Xã Hai|6|4|5\n", sheet="Biểu 5")
    assert check([counts, others], []) == []


def test_rates_are_left_alone_where_counts_are_missing() -> None:
    counts = grid(COUNTS + "1|Xã Một|8|2|4\n2|Xã Hai|0|3|1\n", sheet="Biểu 4")
    rates = grid(RATES + "1|Xã Một|8|25|50\n2|Xã Hai|0|99|99\n3|Xã Ba|9|99|99\n", sheet="Biểu 5")
    assert check([counts, rates], []) == []


def test_rates_are_left_alone_where_the_table_of_counts_has_no_total() -> None:
    counts = grid(COUNTS.replace("Tổng số hộ nghèo", "Số liệu") + "1|Xã Một|8|2|4\n", sheet="Biểu 4")
    assert check([counts, grid(RATES + "1|Xã Một|8|99|99\n", sheet="Biểu 5")], []) == []
