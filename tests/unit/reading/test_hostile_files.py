"""Files made to harm, files of the wrong kind, broken and locked ones: a clear sentence."""

import io
import zipfile

import pytest
from factories.office_files import WORD_NAMES, paragraph, relations, table, word_file, workbook, zipped
from factories.pdf_files import pdf_file, text_at

from giamngheo.documents.reading.files import limits
from giamngheo.documents.reading.files.opening import open_bytes, safe_name
from giamngheo.documents.reading.files.refusals import (
    DamagedFile,
    EmptyFile,
    LockedFile,
    MacroFile,
    NotADocument,
    UnreadableDocument,
    UnsafeContent,
    WebPageInDisguise,
)

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"\xff\xd8\xff\xe0" + bytes(100), "ảnh JPEG"),
        (b"\x89PNG\r\n\x1a\n", "ảnh PNG"),
        (b"MZ\x90\x00" + bytes(100), "chương trình Windows"),
        (b"Rar!\x1a\x07\x00", "tệp nén RAR"),
        (zipped({"a.txt": "x"}), "tệp nén ZIP"),
        (zipped({"_rels/.rels": relations(officeDocument="ppt/p.xml"), "ppt/p.xml": "<p/>"}), "PowerPoint"),
        (zipped({"xl/workbook.bin": "x"}), "xlsb"),
        (zipped({"mimetype": "x", "content.xml": "<x/>"}), "OpenDocument"),
        (OLE2, "tệp Office khác loại"),
        (b"\x01\x02\x03", "tệp không rõ loại"),
    ],
)
def test_what_is_no_document_is_named(data, found):
    with pytest.raises(NotADocument, match=found):
        open_bytes("ke-hoach.jpg", data)


def test_a_text_that_begins_like_a_program_is_a_text():
    assert open_bytes("a.txt", "BMI của trẻ".encode()).lines[0].text == "BMI của trẻ"


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><table><tr><td>1</td></tr></table></body></html>",
        "\r\n<!DOCTYPE html><html></html>",
        '<?xml version="1.0"?><html xmlns="x"></html>',
        "<!-- xuất từ cổng --><table></table>",
        "MIME-Version: 1.0\r\nContent-Type: multipart/related",
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook/>',
    ],
)
@pytest.mark.parametrize("name", ["bieu.xls", "ke-hoach.doc", "a.html"])
def test_a_web_page_under_an_office_name_is_called_that(name, page):
    with pytest.raises(WebPageInDisguise, match="trang web"):
        open_bytes(name, page.encode())


def test_an_office_file_under_another_name_is_read_by_its_content():
    document = open_bytes("ke-hoach.doc", word_file(paragraph("KẾ HOẠCH")))

    assert document.lines[0].text == "KẾ HOẠCH"
    assert document.notes == ("Tên tệp có đuôi “.doc” nhưng nội dung là .docx; đã đọc theo nội dung.",)


def test_locked_office_files():
    with pytest.raises(LockedFile, match="mật khẩu"):
        open_bytes("a.docx", OLE2 + "EncryptedPackage".encode("utf-16-le"))
    data = bytearray(word_file(paragraph("x")))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := data.find(mark, place + 1)) >= 0:
            data[place + at] |= 1
    with pytest.raises(UnreadableDocument):
        open_bytes("a.docx", bytes(data))


def test_macros_are_refused_whatever_the_name_says():
    program = {"word/vbaProject.bin": b"x"}
    with pytest.raises(MacroFile, match=r"macro.*\.docx"):
        open_bytes("a.docx", word_file(paragraph("x"), more=program))
    with pytest.raises(MacroFile, match=r"macro.*\.xlsx"):
        open_bytes("a.xlsm", workbook({"a": ""}, more={"xl/vbaProject.bin": b"x"}))


@pytest.mark.parametrize("body", ["", paragraph("  "), "<w:p/>" * 3])
def test_a_word_file_with_no_words_is_empty(body):
    with pytest.raises(EmptyFile):
        open_bytes("a.docx", word_file(body))


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
def test_a_file_cut_off_anywhere_is_refused_or_read(kind):
    whole = {
        "docx": word_file(paragraph("KẾ HOẠCH") * 50 + table(["a", "b"])),
        "xlsx": workbook({"a": '<row r="1"><c r="A1"><v>1</v></c></row>' * 20}),
        "pdf": pdf_file([text_at(70, 700, "KẾ HOẠCH")]),
    }[kind]

    outcomes = [_outcome(f"a.{kind}", whole[:length]) for length in range(1, len(whole), 7)]

    assert outcomes.count("read") < len(outcomes) / 4


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
def test_a_file_with_any_byte_changed_is_refused_or_read(kind):
    whole = {
        "docx": word_file(paragraph("KẾ HOẠCH") * 3),
        "xlsx": workbook({"a": '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'}, shared=["x"]),
        "pdf": pdf_file([text_at(70, 700, "KẾ HOẠCH")]),
    }[kind]

    for place in range(0, len(whole), 3):
        changed = bytearray(whole)
        changed[place] ^= 0x55
        assert _outcome(f"a.{kind}", bytes(changed)) in {"read", "refused"}


def _outcome(name, data):
    try:
        open_bytes(name, data)
    except UnreadableDocument:
        return "refused"
    return "read"


def test_xml_that_declares_entities_is_refused_before_they_are_looked_at():
    laughs = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    outside = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    for declaration, text in ((laughs, "&b;"), (outside, "&a;")):
        body = f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>"
        written = f"{declaration}<w:document {WORD_NAMES}>{body}</w:document>"
        for part in (written.encode(), written.encode("utf-16")):
            with pytest.raises(UnsafeContent, match="DTD"):
                open_bytes("a.docx", word_file("", more={"word/document.xml": part}))
    styles = f'{laughs}<w:styles {WORD_NAMES}><w:style w:styleId="&b;"/></w:styles>'
    with pytest.raises(UnsafeContent, match="DTD"):
        open_bytes("a.docx", word_file(paragraph("x"), styles=" ", more={"word/styles.xml": styles}))


def test_xml_nested_without_end_is_refused():
    with pytest.raises(DamagedFile):
        open_bytes("a.docx", word_file("<w:sdt>" * 5000 + "</w:sdt>" * 5000))


def test_two_parts_of_one_name_are_refused():
    stream = io.BytesIO(word_file(paragraph("x")))
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("Word/Document.xml", "<x/>")
    with pytest.raises(UnsafeContent, match="trùng tên"):
        open_bytes("a.docx", stream.getvalue())
    near_and_far = {"xl/xl/worksheets/a.xml": "<x/>", "xl/worksheets/a.xml": "<x/>"}
    related = {"xl/_rels/workbook.xml.rels": relations(worksheet1="xl/worksheets/a.xml")}
    with pytest.raises(UnsafeContent, match="trùng tên"):
        open_bytes("a.xlsx", workbook({"a": ""}, more=near_and_far | related))


def test_a_compression_nobody_uses_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("word/document.xml", "<x/>")
    data = stream.getvalue().replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x00\x00\x63\x00"
    )
    with pytest.raises(UnreadableDocument):
        open_bytes("a.docx", data)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\van thu\\kế hoạch.docx", "kế hoạch.docx"),
        ("a\x00b\n\u202excod.docx", "abxcod.docx"),
        ("ke\u0302\u0301.txt", "kế.txt"),
        ('a<b>:"|?*#1.txt', "a_b_______1.txt"),
        ("..", "tep-khong-ten"),
        ("", "tep-khong-ten"),
        ("x" * 400 + ".docx", "x" * 150 + "." + "docx"),
        ("x" * 400, "x" * 150),
    ],
)
def test_only_the_clean_last_part_of_a_name_is_kept(name, safe):
    assert safe_name(name) == safe


def test_the_limits_hold_while_inflating_whatever_was_announced(monkeypatch):
    data = word_file(paragraph("x" * 1000) * 100)
    monkeypatch.setattr(limits, "PART_BYTES", 50_000)
    with pytest.raises(UnsafeContent, match="quá lớn"):
        open_bytes("a.docx", data)
    monkeypatch.undo()
    monkeypatch.setattr(limits, "SMALL_PART_BYTES", 100)
    with pytest.raises(UnsafeContent, match="lớn bất thường"):
        open_bytes("a.docx", data)
    monkeypatch.undo()
    monkeypatch.setattr(limits, "INFLATION_RATIO_FROM_BYTES", 1000)
    monkeypatch.setattr(limits, "INFLATION_RATIO", 5)
    with pytest.raises(UnsafeContent, match="lớn bất thường"):
        open_bytes("a.docx", data)


def test_limits_on_the_number_of_parts_and_signs_and_on_all_parts_together(monkeypatch):
    sheet = workbook({"a": '<row r="1"><c r="A1"><v>1</v></c></row>'})
    for limit, value, reason in (("PARTS", 2, "tệp con"), ("XML_MARKS", 3, "quá rối"), ("INFLATED_BYTES", 900, "lớn")):
        with monkeypatch.context() as patch:
            patch.setattr(limits, limit, value)
            with pytest.raises(UnsafeContent, match=reason):
                open_bytes("a.xlsx", sheet)


def test_a_total_that_was_announced_too_small_is_still_refused(monkeypatch):
    data = workbook({"a": ""}, more={"xl/media/a": b" " * 5000, "xl/media/b": b" " * 5000})
    small = data.replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    monkeypatch.setattr(limits, "INFLATED_BYTES", 6000)
    with pytest.raises(UnreadableDocument):
        open_bytes("a.xlsx", small)


def test_a_relation_that_points_outside_is_not_followed():
    outside = relations(styles="http://nơi.khác/styles.xml").replace("/>", ' TargetMode="External"/>')
    document = open_bytes("a.docx", word_file(paragraph("x"), more={"word/_rels/document.xml.rels": outside}))
    assert [line.text for line in document.lines] == ["x"]


def test_a_pdf_stream_past_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "PART_BYTES", 10)
    with pytest.raises(UnsafeContent, match="quá lớn"):
        open_bytes("a.pdf", pdf_file([text_at(70, 700, "KẾ HOẠCH")]))
