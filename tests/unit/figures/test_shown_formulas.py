"""Formulas that no row prints but most rows keep: the odd row is doubted, never more."""

import pytest
from factories.grids import grid, told

from giamngheo.figures.checking import check
from giamngheo.figures.findings import Finding

SHARES = "TT|Xã|Tổng số hộ|Hộ nghèo|Tỷ lệ (%)\n1|Xã Một|650|30|4.62\n2|Xã Hai|550|33|6\n3|Xã Ba|420|12|2.86\n"


def findings(drawing: str) -> list[Finding]:
    return check([grid(drawing)], [])


def test_the_odd_share_is_doubted_where_three_rows_and_three_in_four_show_how_it_is_worked_out() -> None:
    assert findings(SHARES + "4|Xã Bốn|380|8|2.11\n") == []
    [finding] = findings(SHARES + "4|Xã Bốn|380|8|1.21\n")
    assert (finding.rule, finding.severity) == ("row_formula", "warning")
    assert finding.message == (
        "Ô E5 (Xã Bốn; cột “Tỷ lệ (%)”) ghi 1,21, nhưng cột “Hộ nghèo” 8 trên cột “Tổng số hộ” 380 "
        "thì được 2,11, như các dòng khác."
    )


@pytest.mark.parametrize(
    "rows",
    [
        "4|Xã Bốn|380|8|1.21\n5|Xã Năm|100|9|2\n",
        "4|Xã Bốn|380|0|0\n5|Xã Năm||9|2\n6|Xã Sáu|0|9|2\n7|Xã Bảy|100|9|\n",
    ],
)
def test_two_odd_shares_in_five_prove_nothing_and_blanks_are_left_alone(rows: str) -> None:
    assert findings(SHARES + rows) == []


def test_shares_may_be_kept_as_fractions() -> None:
    drawing = SHARES.replace("4.62", "0.0462").replace("|6\n", "|0.06\n").replace("2.86", "0.0286")
    assert findings(drawing + "4|Xã Bốn|380|8|0.0211\n") == []
    assert told(findings(drawing + "4|Xã Bốn|380|8|0.0311\n")) == [("row_formula", "E5", "0,03", "0,02")]


def test_a_share_of_the_total_row_is_doubted() -> None:
    rows = "1|Không có đất|30|25\n2|Không có vốn|60|50\n3|Ốm đau|18|15\n4|Nguyên nhân khác|12|{}\n|Tổng cộng|120|100\n"
    drawing = f"TT|Nguyên nhân chính|Số hộ|Cơ cấu (%)\n{rows}"
    assert findings(drawing.format(10)) == []
    [finding] = findings(drawing.format(12))
    assert "cột “Số hộ” 12 trên cột “Số hộ” 120 của Tổng cộng thì được 10" in finding.message


@pytest.mark.parametrize("heading", ["Tăng, giảm", "Chênh lệch", "So với năm 2023"])
def test_the_odd_change_between_two_years_is_doubted(heading: str) -> None:
    rows = "1|Xã Một|60|45|-15\n2|Xã Hai|40|42|2\n3|Xã Ba|33|20|-13\n4|Xã Bốn|12|9|{}\n"
    drawing = f"TT|Xã|Năm 2023|Năm 2024|{heading}\n{rows}"
    assert findings(drawing.format(-3)) == []
    [finding] = findings(drawing.format(-5))
    assert finding.severity == "warning"
    assert "nhưng lấy cột “Năm 2024” trừ cột “Năm 2023”, như các dòng khác thì được -3" in finding.message


def test_a_rate_brought_below_its_target_is_no_odd_row() -> None:
    rows = (
        "1|Hộ thoát nghèo|68|70|102.94\n2|Việc làm|1500|1620|108\n3|Đào tạo|200|150|75\n4|Tỷ lệ hộ nghèo|0.3|0.2|150\n"
    )
    assert findings(f"TT|Chỉ tiêu|Kế hoạch|Thực hiện|Đạt (%)\n{rows}") == []


def test_a_share_without_a_count_beside_it_has_nothing_to_be_compared_with() -> None:
    assert findings("TT|Xã|Tỷ lệ (%)|Tỷ lệ cũ (%)\n1|Xã Một|4|5\n2|Xã Hai|6|7\n3|Xã Ba|2|3\n") == []
