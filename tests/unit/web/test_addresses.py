"""From the address a reader gives to a place on the page."""

import pytest

from giamngheo.documents.reading.source import Document, Line, PlacedTable
from giamngheo.figures.grids import Grid
from giamngheo.web.documents.addresses import AddressBook, CellPlace, LineRange
from giamngheo.web.documents.finder import LineFinder


def text(file: str, *lines: str) -> Document:
    return Document(file, tuple(Line(number, line) for number, line in enumerate(lines, start=1)))


def sheet(file: str, *names: str) -> Document:
    return Document(file, (), tuple(PlacedTable(Grid(file, name, ()), 0, is_layout=False) for name in names))


@pytest.fixture
def book() -> AddressBook:
    return AddressBook(
        [text("ke-hoach.txt", "a"), text("ke-hoach.txt#2.txt", "b"), sheet("biểu.xlsx", "Biểu 1", "A#B!C")]
    )


def test_lines_become_a_link_that_names_file_and_lines(book: AddressBook) -> None:
    spot = book.spot("ke-hoach.txt#27-29")
    assert spot is not None
    assert (spot.href, spot.last, spot.words) == ("#d1-l27", "d1-l29", "ke-hoach.txt: dòng 27–29")


def test_a_single_line_is_named_once_and_a_single_file_not_at_all() -> None:
    spot = AddressBook([text("ke-hoach.txt", "a")]).spot("ke-hoach.txt#27-27")
    assert spot is not None
    assert spot.words == "dòng 27"


def test_a_file_name_with_the_dividing_sign_is_not_cut(book: AddressBook) -> None:
    assert book.place("ke-hoach.txt#2.txt#1-1") == LineRange(2, 1, 1)


def test_a_cell_is_found_even_where_the_sheet_is_named_strangely(book: AddressBook) -> None:
    assert book.place("biểu.xlsx#A#B!C!L20") == CellPlace(3, 2, "L20")
    spot = book.spot("biểu.xlsx#Biểu 1!L20")
    assert spot is not None
    assert (spot.href, spot.words) == ("#d3-t1-L20", "biểu.xlsx: Biểu 1, ô L20")


@pytest.mark.parametrize(
    "where", ["khac.txt#1-2", "ke-hoach.txt#0-0", "ke-hoach.txt#5-2", "biểu.xlsx#Không có!A1", "ke-hoach.txt"]
)
def test_what_is_not_shown_here_has_no_link(book: AddressBook, where: str) -> None:
    assert book.spot(where) is None


def test_words_are_found_over_broken_lines_without_regard_to_accents_and_marks() -> None:
    finder = LineFinder([text("a.txt", "- Hỗ trợ sản xuất phù hợp", "nguyện vọng.", "- Khác")])
    assert finder.find("hỗ trợ sản xuất phù hợp nguyện vọng") == LineRange(1, 1, 2)


def test_only_whole_words_are_found() -> None:
    assert LineFinder([text("a.txt", "Hỗ trợ sản xuất")]).find("trợ sản xu") is None


def test_the_first_lines_inside_bounds_or_the_last_of_all() -> None:
    finder = LineFinder([text("a.txt", "UBND tỉnh", "Giao UBND tỉnh", "- UBND tỉnh"), text("b.txt", "khác")])
    assert finder.find("UBND tỉnh") == LineRange(1, 1, 1)
    assert finder.find("UBND tỉnh", LineRange(1, 2, 3)) == LineRange(1, 2, 2)
    assert finder.find("UBND tỉnh", LineRange(2, 1, 1)) is None
    assert finder.find("UBND tỉnh", last=True) == LineRange(1, 3, 3)


@pytest.mark.parametrize("nothing", [None, "", "-", "ơ"])
def test_next_to_no_words_are_found_nowhere(nothing: str | None) -> None:
    assert LineFinder([text("a.txt", "ơ")]).find(nothing) is None
