"""Amounts written in figures and in words; and how numbers of a text are told apart."""

import pytest
from tests.factories.statements import drawn, objections, report

from giamngheo.common.numbers import print_number
from giamngheo.documents.reading.stated.printed_figures import printed_figures
from giamngheo.documents.reading.stated.statements import statements_in

WORDS = "bốn tỷ không trăm ba mươi bốn triệu đồng"


@pytest.mark.parametrize(
    "text",
    [
        f"Kinh phí: 4.034.000.000 đồng ({WORDS}).",
        f"Kinh phí: 4.034.000.000 đồng (Bằng chữ: {WORDS.capitalize()} chẵn./.)",
        f"Kinh phí 4.034 triệu đồng. Bằng chữ: {WORDS}.",
        f"Tổng cộng: 4.034.000.000 đồng.\n(Bằng chữ: {WORDS} chẵn)",
        f"Tổng cộng: 4.034.000.000 đồng\nSố tiền viết bằng chữ: {WORDS.capitalize()}./.",
        "Tổng cộng: 4.034.000.000 đồng (bốn tỷ, không trăm ba mươi tư triệu đồng)",
    ],
)
def test_the_same_amount_twice(text: str) -> None:
    [line] = drawn(text)
    assert " = “" in line
    assert objections(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kinh phí 4.034.000.000 đồng (bốn tỷ và một ít đồng).",
        "Kinh phí 4.034.000.000 đồng (do ngân sách huyện cấp cho mọi đồng).",
        f"Kinh phí khoảng 4.034.000.000 đồng ({WORDS}).",
        "Kinh phí 4.034 triệu đồng (bốn tỷ không trăm ba mươi bốn triệu hai trăm nghìn đồng).",
        "Kinh phí 4.034.000.000 đồng.\nNơi nhận: như trên.",
        f"Kinh phí 4.034.000.000 đồng cho huyện.\n(Bằng chữ: {WORDS})",
    ],
)
def test_what_is_not_the_same_amount_or_not_understood(text: str) -> None:
    """A word that is no number, an approximate amount, one rounded to its last printed unit, another line."""
    assert drawn(text) == []


def test_a_slip_between_figures_and_words_is_found() -> None:
    [finding] = objections(f"Kinh phí: 4.304.000.000 đồng.\n(Bằng chữ: {WORDS.capitalize()}.)")
    assert finding.where == ("bc.txt#1-1", "bc.txt#2-2")
    [stated] = statements_in(report(f"Kinh phí: 4.304.000.000 đồng ({WORDS})."))
    assert stated.subject == "kinh phí"


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("125 hộ, 480 khẩu, 0,44%, 4.034 triệu đồng, 12 xã", "h p c v o"),
        ("khoảng 125 hộ; khoảng 130 hộ; gần 125 hộ; trên 125 hộ; 5% trên 125 hộ", "h x x x c h"),
        ("ngày 31/12/2023; tháng 6/2024; 02 tháng 4 năm 2024; năm 2024; 2024; 2021-2025", "y y y y y r"),
        ("năm 2023 hộ nghèo; 2.023 hộ; 2023 hộ", "y h h"),
        ("Quyết định 1837/QĐ-UBND, Thông tư 04/2022/TT-BNN, Dự án 2: ấp 3, Điều 5.", "r r r r r"),
        ("10 - 15 hộ; 1-2%; từ 3 đến 4 tỷ đồng", "x x x"),
        ("2%/năm; 10 triệu đồng/hộ; 5 hộ mỗi năm; từ 10 hộ trở lên", "x x x x"),
        ("34/40 hộ; 34/40 chỉ tiêu; 20/11; 3.500/4.034 triệu đồng; 125 hộ/480 khẩu", "h h n n r r v v h p"),
        ("3.500/4 tỷ 34 triệu đồng; 3.500 triệu đồng/4.034 triệu đồng; 3/4 triệu đồng/hộ", "x v v x"),
        ("từ 125 xuống 57, 1,5 hộ, ấp 2 120 hộ, tháng 6 hộ, 5000%", "n n x x x x"),
        ("1,234 hộ; -68 hộ; 1.2.3 hộ", "h r x"),
        ("hơn 4 tỷ đồng; trên 4 tỷ đồng; khoảng 4.034 triệu đồng", "x x v"),
    ],
)
def test_numbers_and_what_keeps_them_from_proving_anything(text: str, letters: str) -> None:
    assert " ".join(printed.letter for printed in printed_figures(text)) == letters


def test_an_approximate_amount_is_as_exact_as_its_zeros() -> None:
    [rounded] = printed_figures("khoảng 4.000 triệu đồng")
    [exact] = printed_figures("khoảng 4.034 triệu đồng")
    assert (print_number(rounded.step), print_number(exact.step)) == ("1.000.000.000", "1.000.000")
