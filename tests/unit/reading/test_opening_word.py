"""Word files: what a reader of the printed page sees, in the order in which it is read."""

import io

import docx
import pytest
from factories.office_files import paragraph, relations, run, table, word_cell, word_file, zipped

from giamngheo.documents.reading.files import limits
from giamngheo.documents.reading.files.opening import open_bytes
from giamngheo.documents.reading.files.refusals import TooMuchToRead
from giamngheo.figures.grids import Span


def opened(body, **parts):
    return open_bytes("ke-hoach.docx", word_file(body, **parts))


def texts(document):
    return [line.text for line in document.lines]


def test_each_paragraph_is_a_line_and_blank_ones_count():
    document = opened(paragraph("KẾ HOẠCH") + "<w:p/>" + paragraph("I. MỤC ĐÍCH"))

    assert [(line.number, line.text) for line in document.lines] == [(1, "KẾ HOẠCH"), (2, ""), (3, "I. MỤC ĐÍCH")]


def test_a_forced_line_break_starts_a_line_and_a_page_break_does_not():
    body = f"<w:p>{run('một')}<w:r><w:br/></w:r>{run('hai')}<w:r><w:br w:type='page'/></w:r>{run('ba')}</w:p>"

    assert texts(opened(body)) == ["một", "hai ba"]


def test_signs_that_are_elements_of_their_own():
    body = (
        f"<w:p>{run('A')}<w:r><w:tab/></w:r>{run('B')}<w:r><w:noBreakHyphen/></w:r>{run('C')}"
        "<w:r><w:softHyphen/><w:sym w:font='Symbol' w:char='F0B3'/>"
        "<w:sym w:font='Wingdings' w:char='F0FE'/></w:r></w:p>"
    )

    assert texts(opened(body)) == ["A\tB-C≥-"]


def test_tracked_changes_are_read_as_accepted():
    body = (
        f"<w:p>{run('giảm ')}<w:del><w:r><w:delText>60</w:delText></w:r></w:del>"
        f"<w:ins>{run('68')}</w:ins>{run(' hộ')}</w:p>"
        f"<w:p><w:moveFrom>{run('đi')}</w:moveFrom><w:moveTo>{run('đến')}</w:moveTo></w:p>"
    )

    assert texts(opened(body)) == ["giảm 68 hộ", "đến"]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    cut = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>"

    assert texts(opened(cut.format(run("Hỗ trợ ")) + paragraph("sản xuất"))) == ["Hỗ trợsản xuất"]
    assert texts(opened(cut.format(run("cuối")))) == ["cuối"]
    assert texts(opened(cut.format(run("trước bảng")) + table(["1", "2"]))) == ["trước bảng", "1", "2"]


def test_hidden_text_is_dropped_also_where_a_style_hides_it():
    styles = (
        '<w:style w:type="character" w:styleId="Kin"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Kin2"><w:basedOn w:val="Kin"/></w:style>'
    )
    by_style, shown_again = '<w:rStyle w:val="Kin2"/>', '<w:rStyle w:val="Kin"/><w:vanish w:val="0"/>'
    runs = run("thấy"), run("ẩn", "<w:vanish/>"), run("ẩn", by_style), run(" lại thấy", shown_again)
    body = f"<w:p>{''.join(runs)}</w:p>"

    assert texts(opened(body, styles=styles)) == ["thấy lại thấy"]


def test_a_text_box_is_read_once_though_it_is_stored_twice():
    box = f"<w:txbxContent>{paragraph('Trong khung')}</w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r>{run('Ngoài khung')}</w:p>"
    )

    assert texts(opened(body)) == ["Ngoài khung", "Trong khung"]


def test_text_boxes_of_old_word_and_with_tables_are_read():
    box = f"<w:txbxContent>{table(['a', 'b'])}</w:txbxContent>"
    body = (
        f"<w:p><w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r></w:p>"
        f"<w:p><mc:AlternateContent><mc:Choice>{run('lựa chọn')}</mc:Choice><mc:Fallback>{run('cũ')}</mc:Fallback>"
        f"</mc:AlternateContent><w:drawing><mc:AlternateContent><mc:Choice>{box}</mc:Choice></mc:AlternateContent></w:drawing></w:p>"
        f"<w:p><mc:AlternateContent><mc:Fallback>{run('chỉ có cũ')}</mc:Fallback></mc:AlternateContent></w:p>"
    )

    assert texts(opened(body)) == ["", "a", "b", "lựa chọn", "a", "b", "chỉ có cũ"]


def test_content_controls_links_and_fields_are_part_of_the_text():
    body = (
        f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{paragraph('trong khung nhập')}</w:sdtContent></w:sdt>"
        f"<w:p><w:hyperlink>{run('liên kết')}</w:hyperlink>"
        "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText></w:r>"
        f"{run(' 7')}</w:p>"
    )

    assert texts(opened(body)) == ["trong khung nhập", "liên kết 7"]


def test_what_is_left_out_is_said():
    head = '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:hdr>'
    parts = {
        "word/footnotes.xml": head.format(paragraph("Theo Quyết định 90")),
        "word/header1.xml": head.format(paragraph("12")),
        "word/footer1.xml": head.format(paragraph("1") + paragraph("Phòng Lao động")),
    }

    notes = opened(paragraph("x"), more=parts).notes

    assert notes == ("Chú thích cuối trang không được đọc.", "Dòng chân trang không được đọc.")


def test_runs_in_old_fonts_are_converted_with_their_capitals():
    capitals, tcvn3, vni = (f'<w:rFonts w:ascii="{name}"/>' for name in (".VnTimeH", ".VnTime", "VNI-Times"))
    body = (
        f"<w:p>{run('KÕ ho¹ch', capitals)}{run(' gi¶m nghÌo', tcvn3)}</w:p>"
        f"<w:p>{run('hoä ngh', vni)}{run('eøo', vni)}{run(' đã là Unicode', tcvn3)}</w:p>"
    )

    document = opened(body)

    assert texts(document) == ["KẾ HOẠCH giảm nghèo", "hộ nghèo đã là Unicode"]
    assert set(document.notes) == {
        "Chữ dùng phông TCVN3 (.VnTime) đã được chuyển sang Unicode.",
        "Chữ dùng phông VNI đã được chuyển sang Unicode.",
    }


def test_the_font_may_come_from_a_style_or_the_document():
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="U"><w:rPr><w:rFonts w:hAnsi="Times New Roman"/></w:rPr></w:style>'
    )

    document = opened(paragraph("hé nghÌo") + paragraph("Đã đúng", style="U"), styles=styles)

    assert texts(document) == ["hộ nghèo", "Đã đúng"]


def test_a_table_is_a_grid_with_its_caption_and_its_paragraphs_are_lines():
    body = (
        paragraph("Nội dung trước.")
        + paragraph("Biểu 1. Phân bổ chỉ tiêu")
        + paragraph("Đơn vị tính: hộ")
        + table(["Xã", "Hộ nghèo"], ["Tân Lợi", "12"])
        + paragraph("Sau bảng")
    )

    document = opened(body)

    [placed] = document.tables
    assert placed.grid.rows == (("Xã", "Hộ nghèo"), ("Tân Lợi", "12"))
    assert placed.grid.caption == "Biểu 1. Phân bổ chỉ tiêu\nĐơn vị tính: hộ"
    assert (placed.after_line, placed.is_layout) == (3, False)
    assert [(line.number, line.text, line.table) for line in document.lines[3:]] == [
        (4, "Xã", "Bảng 1"),
        (5, "Hộ nghèo", "Bảng 1"),
        (6, "Tân Lợi", "Bảng 1"),
        (7, "12", "Bảng 1"),
        (8, "Sau bảng", None),
    ]


def test_cells_merged_across_and_down_keep_every_other_cell_in_its_column():
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        [word_cell("STT", down), word_cell("Hộ", '<w:gridSpan w:val="2"/>')],
        [word_cell("", on), "Đầu năm", "Cuối năm"],
        [word_cell("1", down), "2", "3"],
    )

    grid = opened(body).tables[0].grid

    assert grid.rows == (("STT", "Hộ", None), (None, "Đầu năm", "Cuối năm"), ("1", "2", "3"))
    assert set(grid.merged) == {Span(0, 0, 1, 0), Span(0, 1, 0, 2)}


def test_an_area_merged_both_ways_and_one_that_ends_with_the_table():
    both = '<w:gridSpan w:val="2"/><w:vMerge w:val="{}"/>'
    body = table(
        [word_cell("A", both.format("restart")), "x"],
        [word_cell("", both.format("continue")), "y"],
    )

    grid = opened(body).tables[0].grid

    assert grid.rows == (("A", None, "x"), (None, None, "y"))
    assert grid.merged == (Span(0, 0, 1, 1),)


def test_rows_that_begin_later_deleted_rows_and_cells_in_content_controls():
    body = (
        "<w:tbl><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" + word_cell("B1") + "</w:tr>"
        "<w:tr><w:trPr><w:del/></w:trPr>" + word_cell("xóa") + "</w:tr>"
        f"<w:tr>{word_cell('A2')}<w:sdt><w:sdtContent>{word_cell('B2')}</w:sdtContent></w:sdt></w:tr></w:tbl>"
    )

    assert opened(body).tables[0].grid.rows == ((None, "B1"), ("A2", "B2"))


def test_a_table_of_deleted_rows_is_none():
    body = paragraph("KẾ HOẠCH") + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" + word_cell("xóa") + "</w:tr></w:tbl>"

    assert opened(body).tables == ()


def test_a_nested_table_is_text_of_the_cell_around_it():
    body = table([f"<w:tc><w:tcPr/>{paragraph('ngoài')}{table(['trong 1', 'trong 2'])}</w:tc>", "bên"])

    document = opened(body)

    assert document.tables[0].grid.rows == (("ngoài\ntrong 1\ntrong 2", "bên"),)
    assert texts(document) == ["ngoài", "trong 1", "trong 2", "bên"]


@pytest.mark.parametrize(
    ("rows", "is_layout"),
    [
        (
            [["ỦY BAN NHÂN DÂN\nHUYỆN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["Số: 81/KH-UBND", "ngày 8 tháng 3"]],
            True,
        ),
        ([["Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"], ["- Lưu: VT.", "Nguyễn Văn Mẫu"]], True),
        ([["Chỉ một hàng", "không có số"]], True),
        ([["Cơ quan", "Nhiệm vụ"], ["Phòng Y tế", "Phối hợp"]], False),
        ([["Nơi nhận", "Số hộ"], ["Tân Lợi", "12"]], False),
    ],
)
def test_a_table_that_only_arranges_text_is_told_from_one_with_figures(rows, is_layout):
    assert opened(table(*rows)).tables[0].is_layout is is_layout


def test_a_file_written_by_python_docx():
    written = docx.Document()
    written.add_heading("Kế hoạch", level=1)
    for text in ("một", "hai"):
        written.add_paragraph(text, style="List Number")
    written.add_paragraph("gạch", style="List Bullet")
    cells = written.add_table(2, 2)
    for row, values in enumerate((("Xã", "Hộ"), ("Tân Lợi", "1.234"))):
        for column, text in enumerate(values):
            cells.cell(row, column).text = text
    stream = io.BytesIO()
    written.save(stream)

    document = open_bytes("a.docx", stream.getvalue())

    assert texts(document)[:4] == ["Kế hoạch", "1. một", "2. hai", "- gạch"]
    assert document.tables[0].grid.rows == (("Xã", "Hộ"), ("Tân Lợi", "1.234"))


def test_tables_wider_or_larger_than_any_plan_are_refused(monkeypatch):
    with pytest.raises(TooMuchToRead, match="cột"):
        opened(table([word_cell("a", '<w:gridSpan w:val="999999"/>')]))
    monkeypatch.setattr(limits, "SHEET_CELLS", 5)
    with pytest.raises(TooMuchToRead, match="bảng quá lớn"):
        opened(table(*[["a", "b"]] * 3))


def test_the_strict_dialect_of_word_is_read_too():
    transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = paragraph("Mục", list_id=1) + table(["a", "b"])
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1."/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    parts = {
        "_rels/.rels": relations(officeDocument="/word/document2.xml"),
        "word/_rels/document2.xml.rels": relations(numbering="numbering3.xml"),
        "word/document2.xml": f'<w:document xmlns:w="{transitional}"><w:body>{body}</w:body></w:document>',
        "word/numbering3.xml": f'<w:numbering xmlns:w="{transitional}">{numbering}</w:numbering>',
    }
    strict = {
        name: part.replace(transitional, "http://purl.oclc.org/ooxml/wordprocessingml/main")
        for name, part in parts.items()
    }

    assert texts(open_bytes("a.docx", zipped(strict))) == ["1. Mục", "a", "b"]
