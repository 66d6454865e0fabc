"""PDF files: printed lines as a person reads them, tables by their borders, scans refused."""

import io

import pytest
from factories.pdf_files import A4, line_from, pdf_file, picture, ruled, text_at
from reportlab.pdfgen.canvas import Canvas

from giamngheo.documents.reading.files import limits
from giamngheo.documents.reading.files.opening import open_bytes
from giamngheo.documents.reading.files.refusals import DamagedFile, LockedFile, NoTextLayer, TooMuchToRead
from giamngheo.figures.grids import Span


def opened(*pages, **options):
    return open_bytes("ke-hoach.pdf", pdf_file(pages, **options))


def texts(document):
    return [line.text for line in document.lines]


def column(x, y, *lines, step=15):
    return "".join(text_at(x, y - step * index, line) for index, line in enumerate(lines))


def cells(columns, rows, texts_of_rows):
    return "".join(
        text_at(columns[column] + 3, rows[row] - 14, text)
        for row, texts_ in enumerate(texts_of_rows)
        for column, text in enumerate(texts_)
        if text
    )


def test_printed_lines_keep_their_page_whatever_the_order_in_the_file():
    document = opened(
        column(70, 700, "dòng hai", "dòng ba") + text_at(70, 715, "Dòng một"), text_at(70, 700, "trang sau")
    )

    assert [(line.number, line.text, line.page) for line in document.lines] == [
        (1, "Dòng một", 1),
        (2, "dòng hai", 1),
        (3, "dòng ba", 1),
        (4, "trang sau", 2),
    ]


def test_words_placed_one_by_one_are_one_line_and_raised_letters_too():
    page = text_at(70, 700, "Kế") + text_at(90, 700, "hoạch") + text_at(140, 702, "m") + text_at(150, 705, "2", 6)

    assert texts(opened(page)) == ["Kế hoạch m 2"]


def test_letters_of_the_second_plane_and_marks_behind_their_letter():
    assert texts(opened(text_at(70, 700, "ho\u0323\u0302 \U0001f600"))) == ["hộ \U0001f600"]


def test_page_numbers_and_running_heads_are_no_lines():
    pages = [
        text_at(70, 800, f"UBND huyện – Kế hoạch 2024, trang {number}")
        + column(70, 700, f"nội dung {text}", str(40 + number))
        + text_at(290, 30, f"- {number} -")
        for number, text in enumerate(("một", "hai", "ba", "bốn"), start=1)
    ]

    document = opened(*pages)

    assert texts(document) == ["nội dung một", "41", "nội dung hai", "42", "nội dung ba", "43", "nội dung bốn", "44"]


def test_a_number_at_the_end_of_a_page_that_does_not_count_along_stays():
    assert texts(opened(column(70, 700, "Tổng số hộ:", "125"))) == ["Tổng số hộ:", "125"]


def test_page_numbers_that_begin_elsewhere():
    pages = [
        text_at(70, 700, f"phụ lục {letter}") + text_at(290, 30, f"Trang {page}/99")
        for letter, page in (("a", 12), ("b", 13))
    ]

    assert texts(opened(*pages)) == ["phụ lục a", "phụ lục b"]


def test_the_letter_head_is_read_column_by_column():
    page = (
        column(80, 780, "UBND HUYỆN", "PHÒNG LAO ĐỘNG", "Số: 81/KH-UBND")
        + column(300, 780, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "Độc lập - Tự do", "ngày 08 tháng 3 năm 2024")
        + column(150, 700, "KẾ HOẠCH thực hiện Chương trình mục tiêu quốc gia")
    )

    assert texts(opened(page)) == [
        "UBND HUYỆN",
        "PHÒNG LAO ĐỘNG",
        "Số: 81/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA",
        "Độc lập - Tự do",
        "ngày 08 tháng 3 năm 2024",
        "KẾ HOẠCH thực hiện Chương trình mục tiêu quốc gia",
    ]


def test_signatures_beside_recipients_on_lines_of_their_own():
    page = (
        column(80, 300, "Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT.")
        + column(350, 307, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", step=16)
        + text_at(350, 230, "Nguyễn Văn Mẫu")
    )

    assert texts(opened(page)) == [
        "Nơi nhận:",
        "- UBND tỉnh;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Nguyễn Văn Mẫu",
    ]


def test_one_wide_gap_in_a_running_text_does_not_make_columns():
    page = column(70, 700, "dòng thứ nhất của đoạn văn này dài bình thường") + text_at(70, 685, "dòng") + text_at(
        200, 685, "giãn cách rộng"
    ) + column(70, 670, "dòng thứ ba của đoạn văn này cũng dài bình thường")  # fmt: skip

    assert texts(opened(page))[1] == "dòng giãn cách rộng"


COLUMNS, ROWS = [70, 120, 300, 400], [600, 580, 560, 540]


def test_a_table_is_found_by_its_borders():
    page = (
        text_at(70, 640, "Biểu 1. Phân bổ")
        + text_at(70, 620, "ĐVT: hộ")
        + ruled(COLUMNS, ROWS)
        + cells(COLUMNS, ROWS, [["STT", "Xã", "Hộ"], ["1", "Tân Lợi", "12"], ["2", "An Khương", ""]])
        + text_at(70, 500, "Sau bảng")
    )

    document = opened(page)

    [placed] = document.tables
    assert placed.grid.rows == (("STT", "Xã", "Hộ"), ("1", "Tân Lợi", "12"), ("2", "An Khương", None))
    assert placed.grid.caption == "Biểu 1. Phân bổ\nĐVT: hộ"
    assert (placed.after_line, placed.is_layout) == (2, False)
    assert [line.text for line in document.lines if line.table] == [
        "STT",
        "Xã",
        "Hộ",
        "1",
        "Tân Lợi",
        "12",
        "2",
        "An Khương",
    ]
    assert document.lines[-1].text == "Sau bảng"


def test_merged_cells_and_borders_drawn_as_rectangles_in_pieces():
    def box(left, top, right, bottom):
        return f"{left} {bottom} {right - left} {top - bottom} re S\n"

    page = (
        box(70, 600, 120, 560) + box(120, 600, 400, 580) + box(120, 580, 300, 560) + box(300, 580, 400, 560)
        + box(70, 560, 120, 540) + box(120, 560, 300, 540) + box(300, 560, 400, 540)
        + cells(COLUMNS, ROWS, [["STT", "Hộ", ""], ["", "Đầu năm", "Cuối năm"], ["1", "12", "10"]])
    )  # fmt: skip

    [placed] = opened(page).tables

    assert placed.grid.rows == (("STT", "Hộ", None), (None, "Đầu năm", "Cuối năm"), ("1", "12", "10"))
    assert placed.grid.merged == (Span(0, 0, 1, 0), Span(0, 1, 0, 2))


def test_a_table_over_two_pages_is_one_and_its_repeated_header_is_read_once():
    head = ["STT", "Xã", "Hộ"]
    first = (
        text_at(70, 650, "Phụ lục")
        + ruled(COLUMNS, ROWS)
        + cells(COLUMNS, ROWS, [head, ["1", "A", "5"], ["2", "B", "6"]])
    )
    second = (
        ruled(COLUMNS, ROWS) + cells(COLUMNS, ROWS, [head, ["3", "C", "7"], ["4", "D", "8"]]) + text_at(290, 30, "2")
    )
    third = text_at(70, 700, "Phụ lục khác") + ruled(COLUMNS, ROWS) + cells(COLUMNS, ROWS, [head, ["x", "y", "1"]])

    document = opened(first, second, third)

    assert [placed.grid.rows for placed in document.tables] == [
        (("STT", "Xã", "Hộ"), ("1", "A", "5"), ("2", "B", "6"), ("3", "C", "7"), ("4", "D", "8")),
        (("STT", "Xã", "Hộ"), ("x", "y", "1"), (None, None, None)),
    ]
    assert {line.page for line in document.lines if line.table == "Bảng 1"} == {1, 2}


def test_two_tables_on_a_page_and_one_with_other_columns_on_the_next():
    low = [400, 380, 360]
    first = (
        ruled(COLUMNS, ROWS) + cells(COLUMNS, ROWS, [["a", "b", "1"]])
        + ruled([70, 200, 500], low) + cells([70, 200, 500], low, [["c", "2"]])
    )  # fmt: skip
    second = ruled(COLUMNS, ROWS) + cells(COLUMNS, ROWS, [["d", "e", "3"]])

    document = opened(first, second)

    assert [placed.grid.rows[0] for placed in document.tables] == [("a", "b", "1"), ("c", "2"), ("d", "e", "3")]
    assert [placed.grid.sheet for placed in document.tables] == ["Bảng 1", "Bảng 2", "Bảng 3"]


def test_an_underline_a_frame_and_an_empty_table_are_no_tables():
    page = (
        text_at(70, 700, "KẾ HOẠCH") + line_from(70, 695, 130, 695) + ruled([60, 500], [800, 50])
        + ruled([100, 150, 200], [300, 280, 260]) + "100 100 m 200 200 l 150 150 l h S\n"
    )  # fmt: skip

    assert opened(page).tables == ()


def test_a_drawing_of_thousands_of_lines_is_no_table(monkeypatch):
    page = (
        text_at(70, 700, "Bản đồ")
        + "".join(line_from(70 + 5 * n, 100, 70 + 5 * n, 600) for n in range(90))
        + ruled(COLUMNS, ROWS)
    )
    monkeypatch.setattr(limits, "PDF_RULES", 50)
    assert opened(page).tables == ()

    monkeypatch.setattr("giamngheo.documents.reading.files.pdf_tables._MOST_PIECES", 20)
    assert opened(page).tables == ()


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_page_turned_for_a_wide_annex_reads_as_it_is_shown(rotation):
    width, height = A4
    turned = {
        0: (1, 0, 0, 1, 0, 0),
        90: (0, 1, -1, 0, width, 0),
        180: (-1, 0, 0, -1, width, height),
        270: (0, -1, 1, 0, 0, height),
    }[rotation]
    drawing = ruled(COLUMNS, ROWS) + cells(
        COLUMNS, ROWS, [["STT", "Xã", "Hộ"], ["1", "Tân Lợi", "12"], ["2", "B", "3"]]
    )
    page = (
        f"q {' '.join(map(str, turned))} 0 0 cm ".replace(" 0 0 cm", " cm")
        + drawing
        + text_at(70, 500, "Hết phụ lục")
        + "Q"
    )

    document = opened(page, page_entries=f"/Rotate {rotation}")

    assert document.tables[0].grid.rows == (("STT", "Xã", "Hộ"), ("1", "Tân Lợi", "12"), ("2", "B", "3"))
    assert document.lines[-1].text == "Hết phụ lục"


def test_old_letters_are_converted():
    document = opened(column(70, 700, "KÕ ho¹ch gi¶m nghÌo bÒn v÷ng", "Tæng sè hé cËn nghÌo"))

    assert texts(document) == ["Kế hoạch giảm nghèo bền vững", "Tổng số hộ cận nghèo"]
    assert "TCVN3" in document.notes[0]


def test_a_scan_is_refused_with_how_to_get_the_word_file():
    stamp = column(300, 800, "Ký bởi: Văn phòng", "Thời gian ký: 08/03/2024")
    for page in ("", picture(*A4), picture(*A4) + stamp):
        with pytest.raises(NoTextLayer, match=r"bản quét.*Word"):
            opened(page, page)


def test_one_scanned_page_among_others_is_said():
    document = opened(text_at(70, 700, "KẾ HOẠCH"), picture(*A4), text_at(70, 700, "hết") + picture(20, 20))

    assert texts(document) == ["KẾ HOẠCH", "hết"]
    assert document.notes == ("Trang 2 là ảnh quét, không có chữ để đọc.",)


def test_a_locked_pdf_is_refused():
    stream = io.BytesIO()
    canvas = Canvas(stream, encrypt="mat-khau")
    canvas.drawString(70, 700, "a")
    canvas.save()

    with pytest.raises(LockedFile, match="mật khẩu"):
        open_bytes("a.pdf", stream.getvalue())


def test_a_damaged_pdf_is_refused():
    with pytest.raises(DamagedFile):
        open_bytes("a.pdf", b"%PDF-1.7\nkhong co gi\n")


def test_more_pages_or_letters_than_are_read_are_refused(monkeypatch):
    with pytest.raises(TooMuchToRead, match="2001 trang"):
        opened(*[""] * 2001)
    monkeypatch.setattr(limits, "PDF_LETTERS", 100)
    with pytest.raises(TooMuchToRead, match="quá nhiều chữ"):
        opened(column(70, 800, *["mười chữ cái"] * 20))
