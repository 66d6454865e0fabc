"""Numbers that Word makes by itself: Vietnamese plans are full of them and their text holds none."""

import pytest
from factories.office_files import paragraph, word_file

from giamngheo.documents.reading.files.opening import open_bytes
from giamngheo.documents.reading.files.word_numbering import format_number


def level(index, text, number_format="decimal", start=1, more=""):
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def pattern(number, *levels):
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def numbered_list(number, pattern_number, more=""):
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{pattern_number}"/>{more}</w:num>'


def lines(body, numbering, styles=""):
    document = open_bytes("a.docx", word_file(body, numbering=numbering, styles=styles))
    return [line.text for line in document.lines]


def test_three_levels_of_a_plan():
    numbering = pattern(
        0, level(0, "%1.", "upperRoman"), level(1, "%2."), level(2, "%3)", "lowerLetter")
    ) + numbered_list(1, 0)
    body = "".join(
        paragraph(text, list_id=1, level=depth)
        for text, depth in (
            ("MỤC ĐÍCH", 0),
            ("Mục đích", 1),
            ("Yêu cầu", 1),
            ("một", 2),
            ("hai", 2),
            ("MỤC TIÊU", 0),
            ("Chung", 1),
            ("một", 2),
        )
    )

    assert lines(body, numbering) == [
        "I. MỤC ĐÍCH", "1. Mục đích", "2. Yêu cầu", "a) một", "b) hai", "II. MỤC TIÊU", "1. Chung", "a) một",
    ]  # fmt: skip


def test_a_level_shows_those_above_it_and_legal_numbering_shows_them_in_digits():
    numbering = pattern(
        0, level(0, "%1.", "upperRoman"), level(1, "%1.%2."), level(2, "%1.%2.%3", more="<w:isLgl/>")
    ) + numbered_list(1, 0)
    body = paragraph("a", list_id=1, level=0) + paragraph("b", list_id=1, level=1) + paragraph("c", list_id=1, level=2)

    assert lines(body, numbering) == ["I. a", "I.1. b", "1.1.1 c"]


def test_a_level_that_was_skipped_counts_as_its_first_number():
    numbering = pattern(0, level(0, "%1."), level(1, "%1.%2.")) + numbered_list(1, 0)

    assert lines(paragraph("x", list_id=1, level=1), numbering) == ["1.1. x"]


def test_lists_of_one_pattern_go_on_counting_unless_one_starts_afresh():
    numbering = (
        pattern(0, level(0, "%1."))
        + numbered_list(1, 0)
        + numbered_list(2, 0)
        + numbered_list(3, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    )
    body = "".join(paragraph("x", list_id=number) for number in (1, 1, 2, 3, 3))

    assert lines(body, numbering) == ["1. x", "2. x", "3. x", "1. x", "2. x"]


def test_a_list_may_define_a_level_anew():
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "Điều %1:", start=5)}</w:lvlOverride>'
    numbering = pattern(0, level(0, "%1.")) + numbered_list(1, 0, override)

    assert lines(paragraph("x", list_id=1), numbering) == ["Điều 5: x"]


def test_a_level_may_never_restart_or_only_after_a_higher_one():
    never = pattern(0, level(0, "%1."), level(1, "%2)", more='<w:lvlRestart w:val="0"/>')) + numbered_list(1, 0)
    body = "".join(paragraph("x", list_id=1, level=depth) for depth in (0, 1, 0, 1))
    assert lines(body, never) == ["1. x", "1) x", "2. x", "2) x"]

    after_first = pattern(
        0, level(0, "%1."), level(1, "%2)"), level(2, "%3-", more='<w:lvlRestart w:val="1"/>')
    ) + numbered_list(1, 0)
    body = "".join(paragraph("x", list_id=1, level=depth) for depth in (0, 1, 2, 1, 2, 0, 2))
    assert lines(body, after_first) == ["1. x", "1) x", "1- x", "2) x", "2- x", "2. x", "1- x"]


def test_bullets_become_hyphens_but_plus_and_star_tell_levels_apart():
    numbering = "".join(
        pattern(number, level(0, sign, "bullet")) + numbered_list(number + 1, number)
        for number, sign in enumerate(("\uf0b7", "–", "+", "*"))
    )
    body = "".join(paragraph("x", list_id=number) for number in (1, 2, 3, 4))

    assert lines(body, numbering) == ["- x", "- x", "+ x", "* x"]


def test_no_number_no_space():
    numbering = (
        pattern(0, level(0, "Phần", "none")) + numbered_list(1, 0)
        + pattern(1, level(0, "", "none")) + numbered_list(2, 1)
        + pattern(2, level(0, "%1/", more='<w:suff w:val="nothing"/>')) + numbered_list(3, 2)
    )  # fmt: skip
    body = "".join(paragraph("x", list_id=number) for number in (1, 2, 3, 0, 99)) + paragraph("y", list_id=1, level=7)

    assert lines(body, numbering) == ["Phần x", "x", "1/x", "x", "x", "y"]


def test_a_style_numbers_its_paragraphs_at_the_level_tied_to_it():
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="TieuMuc"><w:basedOn w:val="Muc"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Khong"><w:basedOn w:val="Muc"/>'
        '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    )
    numbering = pattern(
        0, level(0, "%1.", more='<w:pStyle w:val="Muc"/>'), level(1, "%1.%2.", more='<w:pStyle w:val="TieuMuc"/>')
    ) + numbered_list(1, 0)
    body = (
        paragraph("a", style="Muc") + paragraph("b", style="TieuMuc") + paragraph("c", style="Khong")
        + paragraph("d", style="Muc", level=1)
    )  # fmt: skip

    assert lines(body, numbering, styles) == ["1. a", "1.1. b", "c", "1.2. d"]


def test_a_style_of_all_paragraphs_and_styles_that_go_in_circles():
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:basedOn w:val="M"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="M"><w:basedOn w:val="N"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = pattern(0, level(0, "%1.")) + numbered_list(1, 0)

    assert lines(paragraph("a") + paragraph("b"), numbering, styles) == ["1. a", "2. b"]


def test_a_pattern_may_point_to_a_numbering_style():
    styles = (
        '<w:style w:type="numbering" w:styleId="DS"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        pattern(0, '<w:numStyleLink w:val="DS"/>') + pattern(1, level(0, "%1)"))
        + numbered_list(1, 0) + numbered_list(2, 1) + numbered_list(3, 77)
    )  # fmt: skip

    body = paragraph("a", list_id=1) + paragraph("b", list_id=2) + paragraph("c", list_id=3)
    assert lines(body, numbering, styles) == ["1) a", "2) b", "c"]


@pytest.mark.parametrize(
    ("number", "number_format", "printed"),
    [
        (4, "upperRoman", "IV"),
        (1994, "lowerRoman", "mcmxciv"),
        (0, "upperRoman", "0"),
        (3, "upperLetter", "C"),
        (27, "lowerLetter", "aa"),
        (54, "lowerLetter", "bbb"),
        (7, "decimalZero", "07"),
        (7, "ordinal", "7"),
        (7, "none", ""),
    ],
)
def test_formats(number, number_format, printed):
    assert format_number(number, number_format) == printed
