"""Printed formulas: balances, shares, and denominators that are not there."""

import pytest
from factories.grids import grid, told

from giamngheo.figures.checking import check
from giamngheo.figures.findings import Finding

BALANCE = "TT|Xã|Đầu kỳ|Giảm|Tăng|Cuối kỳ\nA|B|1|2|3|4=1-2+3\n"
SHARE = "TT|Xã|Tổng số hộ|Hộ nghèo|Tỷ lệ\nA|B|1|2|3=2/1*100\n"


def findings(drawing: str) -> list[Finding]:
    return check([grid(drawing)], [])


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("1|Xã Một|10|4|1|7", []),
        ("1|Xã Một|10|4|1|8", [("row_formula", "F3", "8", "7")]),
        ("1|Xã Một|10||1|11", []),
        ("1|Xã Một|10||1|12", [("row_formula", "F3", "12", "11")]),
        ("1|Xã Một|1.000|0|1|1.001", []),
        ("1|Xã Một|10|4|1|", []),
        ("1|Xã Một||||5", []),
    ],
)
def test_a_balance_is_exact_and_a_blank_adds_nothing(row: str, expected: list[tuple[str, ...]]) -> None:
    assert told(findings(BALANCE + row.replace("1.000", "’1.000").replace("1.001", "’1.001"))) == expected


def test_the_finding_names_the_formula_and_the_blank_columns() -> None:
    [finding] = findings(BALANCE + "1|Xã Một|10||1|12")
    assert finding.message == (
        "Ô F3 (Xã Một; cột 4) ghi 12, nhưng tính theo công thức 4=1-2+3 thì được 11; cột 2 để trống nên không cộng."
    )


@pytest.mark.parametrize(
    ("row", "rule", "severity"),
    [
        ("1|Xã Một|300|100|33.33", None, None),
        ("1|Xã Một|300|100|33.3", None, None),
        ("1|Xã Một|300|100|33", None, None),
        ("1|Xã Một|300|100|33.3333333333333", None, None),
        ("1|Xã Một|300|200|66.66", "row_formula", "note"),
        ("1|Xã Một|300|100|34.33", "row_formula", "error"),
        ("1|Xã Một|10|204|2040", "share_over_100", "error"),
        ("1|Xã Một|10|10|100", None, None),
        ("1|Xã Một|0|74|0", "zero_denominator", "error"),
        ("1|Xã Một||74|0", "zero_denominator", "warning"),
        ("1|Xã Một|0|0|0", None, None),
        ("1|Xã Một|0||", None, None),
        ("1|Xã Một|300||33.33", None, None),
        ("1|Xã Một|300|0|33.33", "row_formula", "error"),
        ("1|Xã Một|300|100|", None, None),
    ],
)
def test_shares_are_recomputed_within_their_printed_decimals(row: str, rule: str | None, severity: str | None) -> None:
    found = [(finding.rule.value, finding.severity.value) for finding in findings(SHARE + row)]
    assert found == ([(rule, severity)] if rule else [])


def test_a_share_of_a_plan_may_exceed_100() -> None:
    drawing = "TT|Xã|Kế hoạch|Thực hiện|Đạt so với kế hoạch (%)\nA|B|1|2|3=2/1*100\n1|Xã Một|10|12|120\n"
    assert findings(drawing) == []


def test_money_in_millions_may_be_off_by_half_a_unit_for_each_part() -> None:
    heading = "Đơn vị: triệu đồng|||||\n|||||\nTT|Nội dung|Tổng kinh phí|Trung ương|Tỉnh|Huyện\nA|B|1=2+3+4|2|3|4\n"
    assert [finding.severity.value for finding in findings(heading + "1|Dự án 2|101|50|30|20\n")] == ["note"]
    assert [finding.severity.value for finding in findings(heading + "1|Dự án 2|104|50|30|20\n")] == ["error"]


def test_a_formula_over_a_column_that_is_not_there_is_not_checked() -> None:
    assert findings("TT|Xã|Đầu kỳ|Giảm|Cuối kỳ\nA|B|1|2|3=1-2-7\n1|Xã Một|10|4|9\n") == []


def test_a_share_kept_as_a_fraction_is_the_share_that_a_spreadsheet_shows() -> None:
    rows = "1|Xã Một|300|75|0.25\n2|Xã Hai|200|20|{}\n3|Xã Ba|100|5|0.05\n"
    assert findings(SHARE + rows.format(0.1)) == []
    assert told(findings(SHARE + rows.format(0.3))) == [("row_formula", "E4", "0,3", "0,1")]


def test_columns_numbered_with_points_are_looked_up_by_them() -> None:
    drawing = "TT|Xã|Hộ nghèo|Kinh|DTTS\nA|B|1=1.1+1.2|’1.1|’1.2\n1|Xã Một|66|30|35\n"
    assert told(findings(drawing)) == [("row_formula", "C3", "66", "65")]
