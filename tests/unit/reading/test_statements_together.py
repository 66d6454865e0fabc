"""A rate, a change or a breakdown of several figures together is not given to the last of them alone."""

import pytest

from giamngheo.documents.reading.files.opening import open_bytes
from giamngheo.documents.reading.stated.statements import statements_in
from giamngheo.figures.checking import check


@pytest.mark.parametrize(
    "true",
    [
        "Có 57 hộ nghèo, chiếm 0,20% trên tổng số 28.412 hộ, giảm 68 hộ so với năm 2023 (125 hộ).",
        "Toàn huyện có 28.412 hộ; có 57 hộ nghèo và 143 hộ cận nghèo, chiếm 0,70%.",
        "Hỗ trợ 12 hộ nghèo và 25 hộ cận nghèo, đạt 92,5% kế hoạch (40 hộ).",
        "Hỗ trợ 52/57 hộ nghèo và 120/143 hộ cận nghèo, đạt 86%.",
        "Cuối năm 2024 có 57 hộ nghèo và 143 hộ cận nghèo, giảm 93 hộ so với năm 2023 (293 hộ).",
        "Tổng số hộ nghèo 57 hộ, trong đó: hộ Kinh 17 hộ, hộ S'tiêng 25 hộ, các dân tộc khác 15 hộ.",
        "Bình quân mỗi năm giảm 0,38%, từ 1,35% năm 2021 xuống còn 0,20% năm 2024.",
        "Hộ nghèo giảm từ 125 hộ xuống còn 57 hộ (giảm 70 hộ, tăng mới 02 hộ).",
        "Hộ nghèo còn 57 hộ, chiếm 0,20% trong khi năm 2023 là 125 hộ, chiếm 0,44%.",
        "Tổng số hộ có nhu cầu hỗ trợ là 57 hộ, gồm: nhà ở 18 hộ, nước sạch 20 hộ, nhà tiêu hợp vệ sinh 30 hộ.",
    ],
)
def test_a_true_sentence_gives_no_finding(true: str) -> None:
    assert check([], statements_in(open_bytes("bao-cao.txt", true.encode()))) == []


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ("Có 57 hộ nghèo, giảm 66 hộ so với năm 2023 (125 hộ).", "giảm 68 hộ"),
        ("Đã giải ngân 34 hộ, đạt 80% kế hoạch (40 hộ).", "85 %"),
        ("Hộ nghèo giảm từ 125 hộ xuống còn 57 hộ (giảm 70 hộ).", "giảm 68 hộ"),
    ],
)
def test_the_same_said_of_one_figure_is_checked(wrong: str, expected: str) -> None:
    [finding] = check([], statements_in(open_bytes("bao-cao.txt", wrong.encode())))
    assert finding.expected == expected
