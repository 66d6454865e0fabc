"""Which number does a cell hold?"""

from decimal import Decimal

import pytest

from giamngheo.figures.cells import english_columns, figure_of, is_blank
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
        ("+15", "15", "1"),
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


@pytest.mark.parametrize(
    "cell", ["Xã Mẫu", "12 hộ", "1/2", "#DIV/0!", "2.1.3.4", "1e5", "9" * 41, Decimal("NaN"), Decimal("Infinity")]
)
def test_words_and_what_is_no_number(cell: CellValue) -> None:
    assert figure_of(cell) is None
    assert not is_blank(cell)


@pytest.mark.parametrize(
    ("columns", "english"),
    [
        ([["375.2", "1.125"]], {0}),
        ([["375.2"], ["1,078"], ["1.125"]], {0, 1, 2}),
        ([["375,2", "1.078"]], set()),
        ([["1.078"]], set()),
        ([["375.2", "4,5"]], set()),
        ([["37.5 %"], ["1.234", "1.234.567"]], set()),
        ([["4.5"], ["1.234"]], {0}),
        ([], set()),
    ],
)
def test_columns_that_write_the_english_way_are_recognised_by_decimals(
    columns: list[list[str]], english: set[int]
) -> None:
    assert english_columns(dict(enumerate(columns))) == english


def test_in_such_a_column_a_point_before_three_digits_marks_decimals() -> None:
    figure = figure_of("78.125", english=True)
    assert figure is not None
    assert figure.value == Decimal("78.125")
