"""Changes in running text: what was, what is, and by how much it rose or fell."""

import pytest
from tests.factories.statements import drawn, objections, report

from giamngheo.documents.reading.stated.statements import statements_in
from giamngheo.figures.statements import StatedDifference


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2024 giảm 68 hộ, từ 125 xuống 57.", "125 → 57: −68 hộ"),
        ("Giảm được 68 hộ nghèo (từ 125 hộ xuống còn 57 hộ).", "125 hộ → 57 hộ: −68 hộ"),
        ("Hộ nghèo giảm từ 125 hộ xuống còn 57 hộ (giảm 68 hộ).", "125 hộ → 57 hộ: −68 hộ"),
        ("Giảm từ 125 hộ (0,44%) xuống còn 57 hộ (0,20%), tương ứng giảm 68 hộ.", "125 hộ → 57 hộ: −68 hộ"),
        ("Hộ cận nghèo tăng 12 hộ so với năm 2023 (143 hộ so với 131 hộ).", "131 hộ → 143 hộ: +12 hộ"),
        ("Có 143 hộ cận nghèo, chiếm 0,5%, tăng 12 hộ so với năm 2023 (131 hộ).", "131 hộ → 143 hộ: +12 hộ"),
        ("Đầu năm 125 hộ, cuối năm 57 hộ, giảm 68 hộ.", "125 hộ → 57 hộ: −68 hộ"),
        ("Năm 2022 là 143 hộ nghèo, năm 2023 là 125 hộ nghèo, giảm 18 hộ.", "143 hộ → 125 hộ: −18 hộ"),
        ("Năm 2023 còn 125 hộ, năm 2022 là 143 hộ, giảm 18 hộ.", "143 hộ → 125 hộ: −18 hộ"),
        ("Có 143 hộ năm 2022, có 125 hộ năm 2023, giảm 18 hộ.", "143 hộ → 125 hộ: −18 hộ"),
        ("Tỷ lệ hộ nghèo giảm 0,24%, từ 0,44% xuống 0,20%.", "0,44% → 0,20%: −0,24%"),
        (
            "Tỷ lệ giảm từ 0,44% năm 2023 xuống còn 0,20% năm 2024, giảm 0,24 điểm phần trăm.",
            "0,44% → 0,20%: −0,24 điểm phần trăm",
        ),
        (
            "Vốn tăng 500 triệu đồng, từ 3.500 triệu đồng lên 4.000 triệu đồng.",
            "3.500 triệu đồng → 4.000 triệu đồng: +500 triệu đồng",
        ),
    ],
)
def test_standard_wordings(text: str, expected: str) -> None:
    assert [line for line in drawn(text) if "→" in line] == [expected]
    assert objections(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Giảm 50%, từ 100 hộ xuống 50 hộ.",
        "Tỷ lệ hộ nghèo giảm 54,5%, từ 0,44% xuống còn 0,20%.",
        "Giảm bình quân 0,3%/năm, từ 1,35% năm 2021 xuống còn 0,44% năm 2024.",
        "Từ 1,35% xuống còn 0,44%, bình quân mỗi năm giảm 0,3%.",
        "Năm 2022 là 0,68%, năm 2023 là 0,44%, năm 2024 là 0,20%, giảm 0,48%.",
        "Năm 2022 là 143 hộ, năm 2023 là 125 hộ, giảm 35 hộ so với năm 2021.",
        "Năm 2022 là 143 hộ, năm 2022 còn 125 hộ, giảm 30 hộ.",
        "Có 143 hộ, nay 125 hộ, giảm 30 hộ.",
        "Đầu năm 125 hộ, thoát nghèo 70 hộ, phát sinh 2 hộ, cuối năm 57 hộ, giảm 68 hộ.",
        "Đầu năm 125 hộ, cuối năm 57 hộ, giảm 70 hộ và phát sinh 2 hộ.",
        "Đầu năm 125 hộ nghèo, cuối năm 57 hộ cận nghèo, giảm 12 hộ.",
        "Đầu năm 125 hộ nghèo, cuối năm 57 hộ nghèo, giảm 40 hộ DTTS.",
        "Có 57 hộ nghèo, giảm 40 hộ so với kế hoạch (60 hộ).",
        "Giảm 68 hộ nghèo và hộ cận nghèo giảm từ 143 xuống 132.",
        "Tăng 5 triệu đồng, từ 45 lên 60 triệu đồng.",
        "Giảm 68 hộ, tỷ lệ từ 0,44% xuống 0,20%.",
        "Có 57 hộ thoát nghèo, tăng 3 hộ so với năm 2023 (60 hộ).",
        "Có 57 hộ, giảm 68 hộ so với năm 2022 (60 hộ năm 2021).",
    ],
)
def test_what_is_no_difference(text: str) -> None:
    """Relative changes, yearly averages, gross flows, other classes, groups and years, targets."""
    assert [one for one in statements_in(report(text)) if isinstance(one, StatedDifference)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Năm 2024 giảm 68 hộ, từ 125 xuống 67.", "giảm 68 hộ"),
        ("Hộ nghèo giảm từ 125 hộ xuống còn 57 hộ (giảm 86 hộ).", "giảm 86 hộ"),
        ("Đầu năm 125 hộ, cuối năm 57 hộ, tăng 68 hộ.", "tăng 68 hộ"),
        ("Tỷ lệ hộ nghèo giảm 0,42%, từ 0,44% xuống 0,20%.", "giảm 0,42%"),
    ],
)
def test_false_differences_are_found(text: str, found: str) -> None:
    [finding] = objections(text)
    assert finding.found == found


def test_a_rise_from_nothing() -> None:
    """A rate that was 0 has no relative change; the absolute one is compared."""
    assert drawn("Tỷ lệ tăng 0,2%, từ 0% lên 0,2%.") == ["0% → 0,2%: +0,2%"]


def test_what_is_counted_is_named_from_any_of_the_figures() -> None:
    subjects = [
        statement.subject
        for text in ("Giảm 68 hộ nghèo, từ 125 xuống 57.", "Tỷ lệ hộ nghèo giảm 0,24%, từ 0,44% xuống 0,20%.")
        for statement in statements_in(report(text))
    ]
    assert subjects == ["hộ nghèo", "tỷ lệ hộ nghèo"]
