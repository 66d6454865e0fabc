"""The lines that found no place: cells of a table's row joined, and counted so that many of them are noticed."""

from giamngheo.documents.reading.plans.plan import UnreadLine
from giamngheo.documents.reading.plans.reader import read_plan
from giamngheo.documents.reading.source import Document, Line, PlacedTable
from giamngheo.figures.grids import Grid
from giamngheo.web.documents.links import Linker
from giamngheo.web.documents.unread import Placed, placed_lines, unread_rows

WORDS = ["Nội dung", "Tổng số", "Dự án 2", "100", "Ghi chú"]
GRID = Grid("b.docx", "Bảng 1", (("Nội dung", "Tổng số"), ("Dự án 2", "100")))
SOURCE = Document(
    "b.docx",
    tuple(Line(number, text, "Bảng 1" if number <= 4 else None) for number, text in enumerate(WORDS, 1)),
    (PlacedTable(GRID, 0, False),),
)


def test_the_cells_of_a_row_are_one_entry_named_by_table_and_row() -> None:
    plan = read_plan([SOURCE])
    plan.unread[:] = [UnreadLine("b.docx", number, text) for number, text in enumerate(WORDS, 1)]
    linker = Linker([SOURCE], [])
    rows = unread_rows([SOURCE], plan, linker)
    assert [(row.text, row.link.spot.words) for row in rows if row.link.spot] == [
        ("Nội dung | Tổng số", "Bảng 1, hàng 1"),
        ("Dự án 2 | 100", "Bảng 1, hàng 2"),
        ("Ghi chú", "dòng 5"),
    ]
    assert [part.href for part in linker.parts] == ["#chua-xep-1", "#chua-xep-2", "#chua-xep-3"]
    assert placed_lines([SOURCE], plan) == Placed(5, 5)


def test_a_line_of_a_file_not_shown_has_no_link() -> None:
    plan = read_plan([SOURCE])
    plan.unread[:] = [UnreadLine("khac.docx", 1, "…")]
    [row] = unread_rows([SOURCE], plan, Linker([SOURCE], []))
    assert row.link.spot is None


def test_more_than_two_lines_of_five_unread_bring_a_warning() -> None:
    assert not Placed(5, 2).are_few
    assert Placed(61, 50).are_few
    assert Placed(61, 50).read == 11
    assert not Placed(0, 0).are_few
