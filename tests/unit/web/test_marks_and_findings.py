"""What a line was read as, and which figures in it are to be looked at."""

from giamngheo.documents.reading.source import Document, Line, PlacedTable
from giamngheo.figures.findings import Finding, Rule, Severity
from giamngheo.figures.grids import Grid
from giamngheo.web.documents import text_pane
from giamngheo.web.documents.addresses import AddressBook, LineRange
from giamngheo.web.documents.findings import (
    Doubts,
    doubts_of,
    finding_rows,
    findings_as_table,
    in_order,
    severity_counts,
)
from giamngheo.web.documents.links import Linker
from giamngheo.web.documents.marks import Part, marks_of
from giamngheo.web.documents.text_pane import LineRow, file_panes

NO_DOUBTS = Doubts({}, {})


def document(*lines: str) -> Document:
    return Document("a.txt", tuple(Line(number, line) for number, line in enumerate(lines, start=1)))


def finding(severity: Severity, *where: str) -> Finding:
    return Finding("a.txt", severity, Rule.STATED_SUM, where, "4.034", "4.033", "Tổng ghi 4.034, cộng được 4.033.")


def rows(source: Document, *parts: Part, doubts: Doubts = NO_DOUBTS) -> list[LineRow]:
    [pane] = file_panes([source], marks_of(parts, doubts))
    return [item.line for item in pane.items if item.line]


def part(label: str, first: int, last: int, *, unread: bool = False) -> Part:
    return Part(label, f"#{label}", LineRange(1, first, last), unread)


def test_a_line_is_marked_by_the_narrowest_part_and_only_where_it_begins() -> None:
    marked = rows(document("a", "b", "c", "d"), part("Dự án", 1, 4), part("Hoạt động", 2, 3))
    assert [[mark.label for mark in row.marks] for row in marked] == [["Dự án"], ["Hoạt động"], [], ["Dự án"]]
    assert all(row.is_read for row in marked)


def test_one_line_read_as_two_things_carries_both_marks_but_none_twice() -> None:
    [row] = rows(document("a"), part("Chỉ tiêu", 1, 1), part("Viện dẫn", 1, 1), part("Chỉ tiêu", 1, 1))
    assert [mark.label for mark in row.marks] == ["Chỉ tiêu", "Viện dẫn"]


def test_unread_lines_and_mere_headings_differ() -> None:
    heading, unread = rows(document("I. MỤC TIÊU", "???"), part("chưa xếp được", 2, 2, unread=True))
    assert (heading.is_read, heading.is_unread, heading.marks) == (False, False, ())
    assert (unread.is_read, unread.is_unread) == (False, True)


def test_blank_lines_are_not_drawn_but_counted() -> None:
    assert [row.number for row in rows(document("a", "  ", "b"))] == [1, 3]


def test_a_table_stands_behind_the_line_it_follows_and_its_lines_are_not_drawn_twice() -> None:
    grid = Grid("a.docx", "Bảng 1", (("x", "y"),))
    source = Document(
        "a.docx", (Line(1, "a"), Line(2, "x | y", "Bảng 1"), Line(3, "b")), (PlacedTable(grid, 1, False),)
    )
    [pane] = file_panes([source], marks_of((), NO_DOUBTS))
    assert [item.line.text if item.line else "table" for item in pane.items] == ["a", "table", "b"]
    [table] = [item.table for item in pane.items if item.table]
    assert table.rows[0].lines == ("d1-l2",)


def test_a_table_that_only_arranges_text_is_drawn_as_text() -> None:
    grid = Grid("a.docx", "Bảng 1", (("UBND", "CỘNG HÒA"),))
    source = Document("a.docx", (Line(1, "UBND | CỘNG HÒA", "Bảng 1"),), (PlacedTable(grid, 0, True),))
    assert [row.text for row in rows(source)] == ["UBND | CỘNG HÒA"]


def test_of_a_very_long_text_the_marked_lines_are_drawn_to_the_end() -> None:
    length = text_pane.LINES_SHOWN + 100
    [pane] = file_panes([document(*["a"] * length)], marks_of([part("Chỉ tiêu", length, length)], NO_DOUBTS))
    assert pane.items[-1].line is not None
    assert pane.items[-1].line.number == length
    assert pane.left_out == 99


def test_findings_are_listed_the_surest_first_with_words_and_links() -> None:
    source = document(*"abcde")
    ordered = in_order([finding(Severity.NOTE, "a.txt#5-5"), finding(Severity.ERROR, "a.txt#2-3")])
    listed = finding_rows(ordered, AddressBook([source]))
    assert [(row.number, row.word, row.sign) for row in listed] == [
        (1, "không thể cùng đúng", "✕"),
        (2, "sai lệch do làm tròn", "≈"),
    ]
    assert listed[0].spots[0].href == "#d1-l2"
    assert [(count.word, count.count) for count in severity_counts(ordered)] == [
        ("không thể cùng đúng", 1),
        ("sai lệch do làm tròn", 1),
    ]
    assert findings_as_table(listed)[1] == [
        *(1, "không thể cùng đúng", "Tổng ghi trong văn bản", "Tổng ghi 4.034, cộng được 4.033."),
        *("Số ghi", 4034, "Tính được", 4033, "a.txt", "", "dòng 2–3"),
    ]


def test_a_finding_marks_every_line_and_cell_it_speaks_of() -> None:
    grid = Grid("b.xlsx", "Biểu 1", ())
    book = AddressBook([document("a", "b"), Document("b.xlsx", (), (PlacedTable(grid, 0, False),))])
    doubts = doubts_of([finding(Severity.ERROR, "a.txt#1-2", "b.xlsx#Biểu 1!L20", "c.txt#1-1")], book)
    assert set(doubts.by_line) == {(1, 1), (1, 2)}
    assert set(doubts.by_cell) == {(2, 1, "L20")}
    assert doubts.by_line[1, 1][0].href == "#so-1"


def test_a_part_carries_the_doubts_of_its_lines_once_each() -> None:
    linker = Linker([document("a", "b", "c")], [finding(Severity.WARNING, "a.txt#1-2")])
    assert [doubt.word for doubt in linker.link("Kinh phí", "kinh-phi", "a.txt#1-3").doubts] == ["cần xem lại"]
    assert linker.link("Kinh phí", "kinh-phi", "a.txt#3-3").doubts == ()


def test_a_part_is_linked_to_the_line_that_names_it_before_one_that_only_holds_its_words() -> None:
    linker = Linker([document("Mục tiêu: giúp trẻ em dưới 16 tuổi", "Đối tượng: Trẻ em dưới 16 tuổi")], [])
    link = linker.link_text("Đối tượng", "doi-tuong", "Trẻ em dưới 16 tuổi")
    assert link.spot is not None
    assert link.spot.words == "dòng 2"


def test_what_stands_in_a_cell_is_linked_to_the_cell() -> None:
    placed = PlacedTable(Grid("b.xlsx", "Biểu 1", ()), 0, False)
    link = Linker([Document("b.xlsx", (), (placed,))], []).link("Kinh phí", "kinh-phi", "b.xlsx#Biểu 1!C7")
    assert link.spot is not None
    assert link.spot.href == "#d1-t1-C7"


def test_a_cell_and_a_row_are_marked_by_what_was_read_from_them() -> None:
    grid = Grid("b.docx", "Bảng 1", (("Nội dung", "Tổng số"), ("Dự án 2", "100")))
    lines = tuple(
        Line(number, text, "Bảng 1") for number, text in enumerate(["Nội dung", "Tổng số", "Dự án 2", "100"], 1)
    )
    source = Document("b.docx", lines, (PlacedTable(grid, 0, False),))
    linker = Linker([source], [finding(Severity.ERROR, "b.docx#3-3")])
    linker.link("Kinh phí", "du-an-1", "b.docx#Bảng 1!B2")
    linker.link("Dự án 2", "du-an-1", "b.docx#3-3")
    [pane] = file_panes([source], marks_of(linker.parts, linker.doubts))
    [table] = [item.table for item in pane.items if item.table]
    heading, project = table.rows
    assert (heading.lines, project.lines) == (("d1-l1", "d1-l2"), ("d1-l3", "d1-l4"))
    assert [mark.label for mark in project.marks] == ["Dự án 2"]
    assert [doubt.word for doubt in project.doubts] == ["không thể cùng đúng"]
    assert [[mark.label for mark in cell.marks] for cell in project.cells] == [[], ["Kinh phí"]]
