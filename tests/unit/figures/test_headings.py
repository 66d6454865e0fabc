"""Which rows of a grid are headings, and what do its columns and rows say?"""

from factories.grids import grid

from giamngheo.figures.table_building import tables_of
from giamngheo.figures.tables import Table


def the_table(drawing: str, **named: object) -> Table:
    [table] = tables_of(grid(drawing, **named))  # type: ignore[arg-type]
    return table


STATUTORY = """
ỦY BAN NHÂN DÂN | | |
TỔNG HỢP | | |
Đơn vị tính: triệu đồng | | |
 | | |
TT | Xã | Kinh phí | |
 | | Tổng | Trong đó: trung ương
A | B | 1 | 2
I | Huyện Mẫu | | |
1 | Xã Một | 10 | 4
2 | Xã Hai | |
"""


def test_headings_over_several_rows_are_joined_and_the_numbering_row_is_kept() -> None:
    table = the_table(STATUTORY, merged=["C5:D5"])
    assert [column.headings for column in table.columns] == [("Kinh phí", "Tổng"), ("Kinh phí", "Trong đó: trung ương")]
    assert [column.name for column in table.columns] == ["cột 1", "cột 2"]
    assert table.title.splitlines()[-2:] == ["TỔNG HỢP", "Đơn vị tính: triệu đồng"]
    assert table.unit == 1_000_000
    assert [(row.number, row.name) for row in table.rows] == [("I", "Huyện Mẫu"), ("1", "Xã Một"), ("2", "Xã Hai")]


def test_a_heading_over_several_columns_that_is_not_merged_stands_over_all_of_them() -> None:
    table = the_table("STT|Xã|Hộ nghèo||Hộ cận nghèo\n||Đầu năm|Cuối năm|Cuối năm\n1|Xã Một|3|2|5\n")
    assert [column.headings for column in table.columns] == [
        ("Hộ nghèo", "Đầu năm"),
        ("Hộ nghèo", "Cuối năm"),
        ("Hộ cận nghèo", "Cuối năm"),
    ]


def test_years_are_headings() -> None:
    table = the_table("STT|Xã|2023|2024\n1|Xã Một|3|2\n")
    assert [column.own for column in table.columns] == ["2023", "2024"]


def test_rows_without_figures_after_the_headings_belong_to_the_body() -> None:
    table = the_table("STT|Nội dung|Kinh phí\nI|Dự án 2|\n1|Tập huấn|20\n")
    assert [row.name for row in table.rows] == ["Dự án 2", "Tập huấn"]


def test_a_pair_of_rows_shares_number_and_name() -> None:
    table = the_table("TT|Xã|Phân tổ|Số lượng\n1|Xã Một|Hộ|3\n|| Nhân khẩu|12\n2|Xã Hai|Hộ|1\n||Nhân khẩu|4\n")
    assert [(row.number, row.name, row.group) for row in table.rows][:2] == [
        ("1", "Xã Một", "Hộ"),
        ("1", "Xã Một", "Nhân khẩu"),
    ]


def test_two_tables_on_one_sheet_are_told_apart() -> None:
    first = "BIỂU A||\nSTT|Xã|Hộ nghèo\n1|Xã Một|3\n2|Xã Hai|4\n||\n"
    second = "BIỂU B||\nSTT|Xã|Hộ cận nghèo\n1|Xã Một|5\n"
    tables = tables_of(grid(first + second))
    assert [(table.title, [row.name for row in table.rows]) for table in tables] == [
        ("BIỂU A", ["Xã Một", "Xã Hai"]),
        ("BIỂU B", ["Xã Một"]),
    ]


def test_blank_rows_inside_a_table_do_not_end_it() -> None:
    table = the_table("STT|Xã|Hộ nghèo\n1|Xã Một|3\n||\n2|Xã Hai|4\n||\n|Tổng cộng|7\n")
    assert [row.name for row in table.rows] == ["Xã Một", "Xã Hai", "Tổng cộng"]


def test_signatures_below_a_table_are_no_rows() -> None:
    table = the_table("STT|Xã|Hộ nghèo\n1|Xã Một|3\n||\n||Mẫu, ngày 5 tháng 12 năm 2024\n|NGƯỜI LẬP|CHỦ TỊCH\n")
    assert [row.name for row in table.rows] == ["Xã Một"]


def test_a_grid_of_words_or_a_lone_row_holds_no_table() -> None:
    assert tables_of(grid("Cơ quan|Nhiệm vụ\nPhòng A|Chủ trì\n")) == []
    assert tables_of(grid("1|2|3\n")) == []
    assert tables_of(grid("A|B|1|2\n")) == []


def test_a_numbered_column_that_is_blank_throughout_is_a_column() -> None:
    table = the_table("TT|Xã|Đầu kỳ|Giảm|Cuối kỳ\nA|B|1|2|3=1-2\n1|Xã Một|5||5\n")
    assert [column.name for column in table.columns] == ["cột 1", "cột 2", "cột 3"]


PAGE = "STT|Xã|Hộ nghèo\n1|Xã Một|3\n2|Xã Hai|4\n"


def test_headings_typed_again_on_the_next_page_go_on_with_the_table() -> None:
    table = the_table(PAGE + "||\nSTT|Xã|Hộ nghèo\n3|Xã Ba|5\n|Cộng|12\n")
    assert [row.name for row in table.rows] == ["Xã Một", "Xã Hai", "Xã Ba", "Cộng"]


def test_the_same_headings_after_a_total_begin_another_table() -> None:
    tables = tables_of(grid(PAGE + "|Cộng|7\n||\nSTT|Xã|Hộ nghèo\n1|Xã Ba|5\n|Cộng|5\n"))
    assert [len(table.rows) for table in tables] == [3, 2]


def test_a_numbering_row_may_leave_out_a_number() -> None:
    table = the_table("TT|Xã|Tổng số hộ|Hộ nghèo\nA|B|1|3\n1|Xã Một|3|2\n")
    assert [column.name for column in table.columns] == ["cột 1", "cột 3"]


def test_a_total_in_the_column_of_numbers_is_a_name() -> None:
    table = the_table("STT|Xã|Hộ nghèo\n1|Xã Một|3\nTổng cộng||3\n")
    assert (table.rows[1].number, table.rows[1].name) == ("", "Tổng cộng")


def test_a_spreadsheet_may_take_the_number_of_a_row_for_a_figure() -> None:
    table = the_table("STT|Xã|Hộ nghèo\n1|Huyện Mẫu|3\n’1,1|Xã Một|3\n")
    assert [row.number for row in table.rows] == ["1", "1.1"]


def test_other_headings_over_a_numbering_row_begin_another_table_without_a_blank_row() -> None:
    first = "TT|Xã|Hộ nghèo|Hộ cận nghèo\nA|B|1|2\n1|Xã Một|3|4\n"
    tables = tables_of(grid(first + "TT|Xã|Khẩu nghèo|Khẩu cận nghèo\nA|B|1|2\n1|Xã Một|12|15\n"))
    assert [[column.own for column in table.columns] for table in tables] == [
        ["Hộ nghèo", "Hộ cận nghèo"],
        ["Khẩu nghèo", "Khẩu cận nghèo"],
    ]
