"""What opening a file tells its reader: letters lost, numbering that may differ, a folder in place of a file."""

import pytest
from factories.office_files import paragraph, word_file, workbook

from giamngheo.documents.reading.files import opening
from giamngheo.documents.reading.files.opening import open_bytes, open_document
from giamngheo.documents.reading.files.refusals import FileOutOfReach, UnknownLetters

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
IN_WINDOWS_1258 = "Hô nghèo".encode("cp1258")


def test_a_letter_lost_in_an_old_encoding_is_told():
    document = open_bytes("a.txt", IN_WINDOWS_1258 + b"\x8d")

    assert "�" in document.lines[0].text
    assert any("Có 1 chữ bị hỏng" in note for note in document.notes)


def test_a_tiny_file_of_lost_letters_is_refused():
    with pytest.raises(UnknownLetters):
        open_bytes("a.txt", IN_WINDOWS_1258 + b" \x8d\x8e")


@pytest.mark.parametrize(
    ("name", "stream", "converted", "differs"),
    [
        ("a.doc", "WordDocument", word_file(paragraph("Xã nghèo")), True),
        ("a.xls", "Workbook", workbook({"A": '<row r="1"><c r="A1"><v>1</v></c></row>'}), False),
    ],
)
def test_only_a_converted_text_may_be_numbered_otherwise(name, stream, converted, differs, monkeypatch):
    monkeypatch.setattr(opening, "convert_old_office", lambda *_, **__: converted)

    [note] = open_bytes(name, OLE2 + stream.encode("utf-16-le")).notes

    assert ("số thứ tự tự động" in note) is differs


def test_a_folder_is_called_a_folder(tmp_path):
    with pytest.raises(FileOutOfReach, match="đây là thư mục"):
        open_document(tmp_path)
