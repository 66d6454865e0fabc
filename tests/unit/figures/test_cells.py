"""Which number does a cell hold?"""

from decimal import Decimal

import pytest

from giamngheo.figures.cells import figure_of, is_blank, writes_english
from giamngheo.figures.grids import CellValue


@pytest.mark.parametrize(
    ("cell", "value", "step"),
    [
        (Decimal(125), "125", "1"),
        (Decimal("4.52"), "4.52", "0.01"),
        (Decimal("33.333333333333333"), "33.333333333333333", "1e-9"),
        ("1.234", "1234", "1"),
        ("4,52", "4.52", "0.01"),
        ("4,52 %", "4.52", "0.01"),
        ("(12)", "-12", "1"),
        ("02", "2", "1"),
    ],
)
def test_numbers_of_a_spreadsheet_and_numbers_typed_in_words(cell: CellValue, value: str, step: str) -> None:
    figure = figure_of(cell)
    assert figure is not None
    assert (figure.value, figure.step) == (Decimal(value), Decimal(step))


@pytest.mark.parametrize("cell", [None, "", "-", "–", "…", "x", " . ", "\u00a0"])
def test_a_blank_and_a_dash_hold_nothing(cell: CellValue) -> None:
    assert is_blank(cell)
    assert figure_of(cell) is None


@pytest.mark.parametrize("cell", ["Xã Mẫu", "12 hộ", "1/2", "#DIV/0!", "2.1.3.4"])
def test_words_are_no_number(cell: str) -> None:
    assert figure_of(cell) is None
    assert not is_blank(cell)


@pytest.mark.parametrize(
    ("texts", "english"),
    [
        (["375.2", "1,078"], True),
        (["375,2", "1.078"], False),
        (["1.078"], False),
        (["375.2", "4,5"], False),
        ([], False),
    ],
)
def test_a_table_that_writes_the_english_way_is_recognised_by_its_decimals(texts: list[str], english: bool) -> None:
    assert writes_english(texts) is english


def test_in_such_a_table_a_point_before_three_digits_marks_decimals() -> None:
    figure = figure_of("78.125", english=True)
    assert figure is not None
    assert figure.value == Decimal("78.125")
