"""Grids that no office would draw: nothing breaks, nothing hangs."""

from decimal import Decimal

import pytest
from factories.grids import grid

from giamngheo.figures.checking import check
from giamngheo.figures.grids import CellValue, Grid, Span

FORMULA = "TT|Xã|Một|Hai|Ba\nA|B|1|2|{}\n1|Xã Một|5|7|9\n"


def of(rows: list[list[CellValue]], *merged: Span) -> Grid:
    return Grid("la.xlsx", "Lạ", tuple(map(tuple, rows)), merged)


def wide(rows: int, columns: int, heading: str) -> Grid:
    """A table whose columns all have the same heading."""
    heads: list[CellValue] = ["TT", "Xã", *[heading] * columns]
    return of([heads, *[[Decimal(row), f"Xã {row}", *[Decimal(row % 7)] * columns] for row in range(rows)]])


@pytest.mark.parametrize(
    "hostile",
    [
        of([]),
        of([[]]),
        of([[], [], []]),
        of([[None] * 5] * 5),
        of([["x"]]),
        of([[Decimal(1)]]),
        of([[Decimal(row), Decimal(row), Decimal(row)] for row in range(3000)]),
        of([["1", "Thôn không số liệu", None]] * 3000 + [["1", "Thôn", Decimal(5)]] * 3000),
        of([["TT", "Xã", "Hộ nghèo"], *[[f"{row}", "Cộng", Decimal(row)] for row in range(3000)]]),
        of([["TT", "Xã", "Hộ nghèo"], *[["C", f"Xã {row}", Decimal(row)] for row in range(3000)]]),
        of([["TT", "Xã", "Hộ nghèo"], *[[".".join(["1"] * row), f"Xã {row}", None] for row in range(1, 300)]]),
        of([["TT", "Xã", "Hộ"], ["A", "B", "1"]] * 2000),
        of([["TT", "Xã", "Hộ nghèo"], ["1", "Xã Một", Decimal(5)], [None, None, None]] * 1000),
        wide(60, 500, "Trong đó"),
        wide(60, 500, "Tổng số"),
        wide(60, 500, "Tỷ lệ (%)"),
        wide(60, 500, "Tăng, giảm"),
        wide(60, 500, "Số hộ"),
    ],
    ids=range(18),
)  # fmt: skip
def test_a_grid_without_sense_is_gone_through(hostile: Grid) -> None:
    check([hostile, hostile], [])


def test_merged_areas_beyond_the_grid_and_over_each_other_are_cut_off() -> None:
    rows: list[list[CellValue]] = [["TT", "Xã", "Hộ nghèo"], ["1", "Xã Một", Decimal(5)], ["2", "Xã Hai", Decimal(5)]]
    beyond = [Span(0, 0, 90_000, 90_000), Span(50, 50, 60, 60), Span(0, 2, 0, 900)]
    assert check([of(rows, *beyond)], []) == []
    assert check([of(rows, *[Span(0, 0, 2, 2)] * 10_000)], []) == []


@pytest.mark.parametrize("formula", ["3=3+1", "3=3/1*100", "3=1+1", "3=1+9", "3=3", "3=1/1", "3=2-1-3"])
def test_a_formula_over_itself_or_over_nothing_does_no_harm(formula: str) -> None:
    assert [finding.rule.value for finding in check([grid(FORMULA.format(formula))], [])] in ([], ["row_formula"])


@pytest.mark.parametrize("own", ["3=3+1", "3=3/1*100", "3=1+9"])
def test_a_formula_over_itself_is_not_checked(own: str) -> None:
    assert check([grid(FORMULA.format(own))], []) == []


def test_a_column_number_printed_twice_names_no_column() -> None:
    assert check([grid("TT|Xã|Một|Hai|Ba\nA|B|1|1|3=1+2\n1|Xã Một|5|7|9\n")], []) == []


@pytest.mark.parametrize(
    "value",
    [Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal("1e30"), Decimal("-1e300"), "1e5", "9" * 5000],
)
def test_numbers_beyond_sense_are_compared_or_left_out(value: CellValue) -> None:
    rows: list[list[CellValue]] = [
        ["TT", "Xã", "Tổng số", "Nông thôn", "Thành thị", "Tỷ lệ (%)"],
        ["A", "B", "1=2+3", "2", "3", "4=2/1*100"],
        ["1", "Xã Một", value, Decimal(2), value, Decimal("0.5")],
        ["2", "Xã Hai", Decimal(9), value, Decimal("1e30") / 3, value],
        [None, "Cộng", Decimal(9), value, Decimal(4), Decimal(7)],
    ]
    for finding in check([of(rows)], []):
        assert finding.message.endswith(".")
