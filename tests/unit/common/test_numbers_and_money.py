"""Numbers and money as Vietnamese documents write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giamngheo.common.money import find_amounts, unit_factor
from giamngheo.common.numbers import parse_number, print_number, words_to_number
from giamngheo.common.text import compose, fold


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("125", "125", "1"),
        ("02", "2", "1"),
        ("13.455", "13455", "1"),
        ("1.234.567,8", "1234567.8", "0.1"),
        ("4,52", "4.52", "0.01"),
        ("4.52", "4.52", "0.01"),
        ("1 234 567", "1234567", "1"),
        ("1,234.5", "1234.5", "0.1"),
        ("-12", "-12", "1"),
        ("(12)", "-12", "1"),
        ("0,440", "0.44", "0.001"),
    ],
)
def test_a_dot_groups_thousands_and_a_comma_marks_decimals(text: str, value: str, step: str) -> None:
    number = parse_number(text)
    assert number is not None
    assert (number.value, number.step) == (Decimal(value), Decimal(step))


def test_a_comma_before_three_digits_has_a_second_reading() -> None:
    number = parse_number("1,234")
    assert number is not None
    assert (number.value, number.other) == (Decimal("1.234"), Decimal(1234))


@pytest.mark.parametrize("text", ["", "-", "x", "12 hộ", "1.2.3", "1,2,3", "12/3", "a1"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_number(text) is None


@given(st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False))
def test_a_printed_number_reads_back(value: Decimal) -> None:
    number = parse_number(print_number(value))
    assert number is not None
    assert value in {number.value, number.other}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("bốn tỷ không trăm ba mươi bốn triệu", 4_034_000_000),
        ("Một trăm hai mươi lăm", 125),
        ("mười lăm nghìn", 15_000),
        ("hai mươi mốt", 21),
        ("một nghìn không trăm linh năm", 1_005),
        ("hai nghìn tỷ", 2_000_000_000_000),
        ("không", 0),
    ],
)
def test_numbers_written_out(text: str, value: int) -> None:
    assert words_to_number(text) == value


@pytest.mark.parametrize("text", ["", "bốn tỷ người", "hộ nghèo", "mươi", "ba bốn"])
def test_words_that_are_no_number_are_none(text: str) -> None:
    assert words_to_number(text) is None


@pytest.mark.parametrize(
    ("spelling", "factor"),
    [
        ("Triệu đồng", 10**6), ("triệu dồng", 10**6), ("Tiệu đồng", 10**6), ("Tr đồng", 10**6), ("Triệu đổng", 10**6),
        ("1.000.000 đồng", 10**6), ("Đồng", 1), ("tỷ đồng", 10**9), ("Tỉ đồng", 10**9), ("Nghìn đồng", 10**3),
        ("1.000 đồng", 10**3), ("1000 đồng", 10**3), ("ngàn đồng", 10**3), ("trđ", 10**6), ("(Triệu đồng)", 10**6),
        ("%", None), ("đơn vị", None), ("dự án", None), ("Công an tỉnh", None), ("", None), ("dòng", None),
        ("% (phần trăm)", None), ("tỷ lệ", None),
    ],
)  # fmt: skip
def test_units_of_money_as_really_written(spelling: str, factor: int | None) -> None:
    assert unit_factor(spelling) == factor


@pytest.mark.parametrize(
    ("text", "low", "high", "approximate"),
    [
        ("khoảng 4.034 triệu đồng", 4_034_000_000, 4_034_000_000, True),
        ("1.749 triệu đồng.", 1_749_000_000, 1_749_000_000, False),
        ("1,7 tỷ đồng", 1_700_000_000, 1_700_000_000, False),
        ("từ 3 đến 4 tỷ đồng", 3_000_000_000, 4_000_000_000, True),
        ("từ 500 triệu đến 1,2 tỷ đồng", 500_000_000, 1_200_000_000, True),
        ("1 tỷ 500 triệu đồng", 1_500_000_000, 1_500_000_000, False),
        ("1.749.000.000 đồng", 1_749_000_000, 1_749_000_000, False),
        ("800.000 nghìn đồng", 800_000_000, 800_000_000, False),
        ("12,500,000 đồng", 12_500_000, 12_500_000, False),
    ],
)
def test_an_amount_in_a_sentence(text: str, low: int, high: int, *, approximate: bool) -> None:
    [amount] = find_amounts(f"Tổng kinh phí: {text}")
    assert (amount.low, amount.high, amount.approximate) == (low, high, approximate)


@pytest.mark.parametrize("text", ["tỷ lệ 0,44% số hộ", "54 đồng bào", "20 tỷ lệ", "12 dòng", "năm 2024", "100% hộ"])
def test_no_amount_where_no_money_is_meant(text: str) -> None:
    assert find_amounts(text) == []


def test_folding_compares_names_spelt_differently() -> None:
    assert fold("  Huyện Đắk\nGlong ") == "huyen dak glong"
    assert compose("e\u0302\u0323") == "ệ"
