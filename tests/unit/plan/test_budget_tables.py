"""Money by project and source out of the tables that offices attach."""

from decimal import Decimal

import pytest

from giamngheo.documents.reading.plans.budget_tables import budgets_in_table, rows_left_over
from giamngheo.figures.grids import CellValue, Grid, Span

NAMES = {"cai thien dinh duong": ("3", "2")}


def grid(*rows: str, caption: str = "", merged: tuple[Span, ...] = ()) -> Grid:
    def cell(text: str) -> CellValue:
        text = text.strip()
        return (Decimal(text[1:]) if text.startswith("=") else text) or None

    return Grid("pl.xlsx", "PL", tuple(tuple(map(cell, row.split("|"))) for row in rows), merged, caption)


def read(table: Grid) -> list[tuple[str | None, str | None, dict[str, int]]]:
    return [
        (row.project, row.sub_project, {source: int(money.value) for source, money in row.stated.amounts.items()})
        for row in budgets_in_table(table, NAMES)
    ]


def test_headings_over_two_rows_with_the_total_above() -> None:
    table = grid(
        "TT | Nội dung | Tổng số | Trong đó |",
        " | | | NSTW | NS huyện",
        " | Cộng | =3.5 | =3 | =0.5",
        "1 | Dự án 2 | =1.5 | =1 | =0.5",
        caption="Đơn vị tính: tỷ đồng",
        merged=(Span(0, 2, 1, 2), Span(0, 3, 0, 4)),
    )

    assert read(table) == [
        (None, None, {"total": 35 * 10**8, "central": 30 * 10**8, "district": 5 * 10**8}),
        ("2", None, {"total": 15 * 10**8, "central": 10 * 10**8, "district": 5 * 10**8}),
    ]


def test_the_total_in_the_row_above_the_sources_without_merging() -> None:
    table = grid("Nội dung | Kế hoạch vốn (triệu đồng) | Tổng cộng | |", " | | | TW | Tỉnh", "Dự án 2 | | 3 | 2 | 1")
    assert read(table) == [("2", None, {"total": 3 * 10**6, "central": 2 * 10**6, "province": 10**6})]


def test_columns_headed_by_the_level_alone_and_rows_under_dashes_or_by_name() -> None:
    table = grid(
        "ĐVT: nghìn đồng",
        "Dự án | Tổng | TW | Tỉnh | Huyện | Khác",
        "Dự án 3 | 20 | 10 | 5 | 5 | -",
        "- Tiểu dự án 1: Hỗ trợ | 12 | 6 | 3 | 3 | x",
        "Cải thiện dinh dưỡng | 8 | 4 | 2 | 2 |",
        "Tiểu dự án 1 (Dự án 4) | 8 | 4 | 2 | 2 | chưa rõ",
    )

    found = read(table)

    assert [(project, sub, money["total"]) for project, sub, money in found] == [
        ("3", None, 20_000),
        ("3", "1", 12_000),
        ("3", "2", 8_000),
        ("4", "1", 8_000),
    ]
    assert all("other" not in money for _, _, money in found)


def test_a_project_without_money_still_holds_the_sub_projects_below_it() -> None:
    table = grid("Đơn vị: đồng", "Nội dung | NSTW | NST", "Dự án 3 | |", "Tiểu dự án 1 | 5 | 6", "Hội nghị | 7 | 8")

    assert read(table) == [("3", "1", {"central": 5, "province": 6})]
    assert rows_left_over(table, budgets_in_table(table, NAMES)) == ["Hội nghị"]


@pytest.mark.parametrize(
    "rows",
    [
        ("Đơn vị: triệu đồng", "Dự án | Vốn đầu tư TW | Vốn sự nghiệp TW | Vốn tỉnh", "Dự án 2 | 1 | 2 | 3"),
        ("Đơn vị: công trình", "Dự án | NSTW | NST", "Dự án 2 | 1 | 2"),
        ("Dự án | NSTW | NST", "Dự án 2 | 1 | 2"),
        ("Đơn vị: đồng", "Dự án | Tổng cộng | Tổng số", "Dự án 2 | 1 | 2"),
        ("Đơn vị: đồng", "Xã | Hộ nghèo | Tỷ lệ", "Sông Mẫu | 1 | 2"),
    ],
)
def test_what_cannot_be_read_for_certain_is_not_read(rows: tuple[str, ...]) -> None:
    assert read(grid(*rows)) == []
