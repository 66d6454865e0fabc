"""Printed lines put together into the paragraphs they were: by indents, hanging lists, white between and room left."""

from factories.pdf_files import pdf_file, text_at

from giamngheo.documents.reading.blocks import blocks_of
from giamngheo.documents.reading.files.opening import open_bytes

MARGIN, INDENT, STEP = 70, 100, 15
LETTERS_AT_MARGIN, LETTERS_INDENTED = 75, 70


def page(*lines: tuple[float, str], top: float = 780, step: float = STEP) -> str:
    return "".join(text_at(x, top - step * at, text) for at, (x, text) in enumerate(lines))


def full(start: str, x: float = MARGIN) -> str:
    """Return a line without room for another word before the right margin."""
    letters = int((MARGIN + LETTERS_AT_MARGIN * 6 - x) / 6)
    words = start + " chữ" * ((letters - len(start)) // 4)
    return words.ljust(letters, "e")


def paragraphs(*pages: str) -> list[str]:
    return [block.text.split()[0] for block in blocks_of(open_bytes("kh.pdf", pdf_file(pages)))]


def test_a_full_line_goes_on_at_the_margin_even_behind_a_full_stop() -> None:
    drawn = page(
        (INDENT, full("Một", INDENT)),
        (MARGIN, full("tiếp")[:-1] + "."),
        (MARGIN, "Vẫn của đoạn một."),
        (INDENT, full("Hai", INDENT)[:-1] + ";"),
        (MARGIN, full("của")),
        (MARGIN, "đoạn hai."),
    )

    assert paragraphs(drawn) == ["Một", "Hai"]


def test_a_line_with_room_for_the_next_word_ends_its_paragraph() -> None:
    drawn = page((MARGIN, full("Một")), (MARGIN, "ngắn"), (MARGIN, "Hai"), (MARGIN, full("Ba")), (MARGIN, "x"))
    assert paragraphs(drawn) == ["Một", "Hai", "Ba"]


def test_a_full_line_above_an_indented_one_ends_its_paragraph() -> None:
    drawn = page(
        (INDENT, full("Một", INDENT)),
        (INDENT, full("Hai", INDENT)),
        (MARGIN, full("của hai")),
        (MARGIN, full("cũng")),
        (MARGIN, "hết"),
    )
    assert paragraphs(drawn) == ["Một", "Hai"]


def test_lines_hanging_behind_a_dash_belong_to_it() -> None:
    drawn = page(
        (MARGIN, full("Chữ")),
        (MARGIN, "ngắn."),
        (MARGIN, full("- Một")[:-1] + ";"),
        (MARGIN + 12, full("Hai", MARGIN + 12)[:-1] + "."),
        (MARGIN + 12, "Ba của gạch đầu dòng."),
        (MARGIN + 12, "Bốn thụt vào."),
    )
    assert paragraphs(drawn) == ["Chữ", "Một", "Bốn"]


def test_more_white_than_usual_parts_paragraphs() -> None:
    first = [(MARGIN, full("Một")), (MARGIN, full("tiếp")), (MARGIN, full("nữa")[:-1] + ".")]
    drawn = page(*first) + page((MARGIN, full("Hai")), (MARGIN, full("tiếp")), (MARGIN, "hết."), top=780 - 3 * STEP - 8)
    assert paragraphs(drawn) == ["Một", "Hai"]


def test_a_paragraph_goes_on_over_the_page_and_short_last_pages_have_the_usual_margins() -> None:
    whole = [(MARGIN, full("Một")), *[(MARGIN, full("tiếp"))] * 8, (MARGIN, full("cuối")[:-1] + ".")]
    last = page((MARGIN, "Vẫn đoạn một."), (300, "KT. CHỦ TỊCH"), (300, "PHÓ CHỦ TỊCH"), (300, "Lê Văn Mẫu"))
    assert paragraphs(page(*whole), last) == ["Một", "KT.", "PHÓ", "Lê"]


def test_a_field_begins_anew_and_a_documents_number_does_not() -> None:
    drawn = page(
        (MARGIN, full("Dự án 2")),
        (MARGIN, "Mục tiêu: Có việc làm."),
        (MARGIN, full("Theo Quyết định số")),
        (MARGIN, "90/QĐ-TTg, giai đoạn 2021"),
        (MARGIN, "- 2025."),
    )
    assert paragraphs(drawn) == ["Dự", "Mục", "Theo"]
