"""Shares and rates in running text: a part, its whole and the percentage between them."""

import pytest
from tests.factories.statements import drawn, objections, report

from giamngheo.documents.reading.stated.statements import statements_in
from giamngheo.figures.statements import StatedShare, Unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Có 13.455 hộ nghèo, tỷ lệ 4,52 % trên 297.899 hộ.", "13.455 hộ / 297.899 hộ = 4,52 %"),
        ("Có 13.455 hộ, chiếm tỉ lệ 4,52% tổng số hộ (297.899 hộ).", "13.455 hộ / 297.899 hộ = 4,52%"),
        ("Có 125 hộ nghèo, chiếm 0,44% trên tổng số 28.400 hộ.", "125 hộ / 28.400 hộ = 0,44%"),
        ("Tỷ lệ hộ nghèo 0,44% (125/28.400 hộ).", "125 / 28.400 hộ = 0,44%"),
        ("Tỷ lệ hộ nghèo giảm xuống còn 0,44% (125 hộ/28.400 hộ).", "125 hộ / 28.400 hộ = 0,44%"),
        ("Thực hiện đạt 85% kế hoạch (34/40 hộ).", "34 / 40 hộ = 85%"),
        ("Đã hỗ trợ 34/40 hộ, đạt 85% kế hoạch.", "34 / 40 hộ = 85%"),
        ("Đã hỗ trợ 34/40 hộ (85%).", "34 / 40 hộ = 85%"),
        ("Đã hoàn thành 34/40 chỉ tiêu, đạt 85%.", "34 / 40 = 85%"),
        ("Tạo việc làm cho 1.520 người, đạt 101,3% kế hoạch năm (1.500 người).", "1.520 người / 1.500 người = 101,3%"),
        ("Giải ngân 3.500/4.034 triệu đồng, đạt 86,76%.", "3.500 / 4.034 triệu đồng = 86,76%"),
        (
            "Giải ngân 3.500 triệu đồng, đạt 86,8% kế hoạch vốn giao (4.034 triệu đồng).",
            "3.500 triệu đồng / 4.034 triệu đồng = 86,8%",
        ),
        ("Trong tổng số 297.899 hộ dân cư toàn tỉnh có 13.455 hộ nghèo (4,52%).", "13.455 hộ / 297.899 hộ = 4,52%"),
        ("Có 12/13 xã đạt chuẩn, chiếm 92,3%.", "12 / 13 xã = 92,3%"),
        ("Toàn huyện có 28.400 hộ. Qua rà soát có 125 hộ nghèo, tỷ lệ 0,44%.", "125 hộ / 28.400 hộ = 0,44%"),
        (
            "Tổng số hộ dân 28.400 hộ; hộ nghèo, hộ cận nghèo 268 hộ (chiếm 0,94%).",
            "268 hộ / 28.400 hộ = 0,94%",
        ),
        (
            "Huyện còn 125 hộ nghèo; có 52 hộ nghèo là đồng bào DTTS, chiếm 41,6% tổng số hộ nghèo.",
            "52 hộ / 125 hộ = 41,6%",
        ),
    ],
)
def test_standard_wordings(text: str, expected: str) -> None:
    assert expected in drawn(text)
    assert objections(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Có 125 hộ nghèo, chiếm 0,44% tổng số hộ (52 hộ DTTS).",
        "Còn 57 hộ nghèo, giảm 54,4% so với năm 2023 (125 hộ).",
        "Giảm 54,4% (57/125 hộ).",
        "Thực hiện 68 hộ, vượt 13,3% kế hoạch (60 hộ).",
        "Có 125 hộ/480 khẩu, chiếm 0,44% số hộ.",
        "Có 52/125 hộ nghèo là DTTS, chiếm 0,18% tổng số hộ toàn huyện.",
        "Có 52 hộ nghèo/61 hộ cận nghèo, chiếm 0,4%.",
        "Tỷ lệ hộ nghèo khoảng 5% (125/2.400 hộ).",
        "Đạt trên 80% kế hoạch (34/40 hộ).",
        "Ban hành Kế hoạch 24/2021, đạt 85%; hoàn thành 20/11, đạt 90%.",
        "Tỷ lệ bình quân 3% (34/40 hộ).",
        "Có 125 hộ nghèo, chiếm 0,44%, hộ cận nghèo 143 hộ.",
        "Có 125 hộ nghèo, chiếm 0,44%; trong đó tổng số hộ DTTS (52 hộ).",
        "Năm 2022 có 28.000 hộ. Năm 2023 có 125 hộ nghèo, tỷ lệ 0,44%.",
        "Huyện có 28.400 hộ, tỉnh có 297.899 hộ; 125 hộ nghèo, tỷ lệ 0,44%.",
        "Huyện có 28.400 hộ, vùng nông thôn 27.000 hộ; 125 hộ nghèo, tỷ lệ 0,46%.",
        "Huyện có 28.400 hộ; 125 hộ nghèo khu vực nông thôn, tỷ lệ 0,46%.",
        "Huyện có 28.400 hộ; số hộ nghèo giảm 68 hộ, tỷ lệ 0,24%.",
        "Có 125 hộ nghèo và 130 hộ nghèo cũ; 52 hộ DTTS, chiếm 40% tổng số hộ nghèo.",
        "Có 125 hộ nghèo; 52 hộ DTTS, chiếm 42,3% tổng số hộ nghèo khu vực nông thôn.",
        "Có 34 hộ, đạt 85% kế hoạch (4 hộ).",
        "Huyện có 28.400 hộ; 125 hộ nghèo, chiếm 41,6% tổng số hộ (52 hộ DTTS).",
    ],
)
def test_what_is_no_share(text: str) -> None:
    """Changes, rates of other wholes, of several years or places, approximate percentages."""
    assert [one for one in statements_in(report(text)) if isinstance(one, StatedShare)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tỷ lệ hộ nghèo 4,44% (125/28.400 hộ).", "4,44%"),
        ("Có 13.455 hộ, chiếm tỷ lệ 5,42% tổng số hộ (297.899 hộ).", "5,42%"),
        ("Toàn huyện có 28.400 hộ. Có 125 hộ nghèo, tỷ lệ 0,54%.", "0,54%"),
    ],
)
def test_false_shares_are_found(text: str, found: str) -> None:
    [finding] = objections(text)
    assert finding.found == found


@pytest.mark.parametrize(
    ("printed", "step"), [("4,52%", "0.01"), ("0,5%", "0.1"), ("5%", "1"), ("0,5 phần trăm", "0.1")]
)
def test_a_percentage_is_as_exact_as_its_decimals(printed: str, step: str) -> None:
    [share] = statements_in(report(f"Đạt {printed} kế hoạch (34/40 hộ)."))
    assert isinstance(share, StatedShare)
    assert (share.percent.unit, str(share.percent.step), share.percent.text) == (Unit.PERCENT, step, printed)
    assert share.subject == "tỷ lệ hộ"
