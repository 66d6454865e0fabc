"""Text files: any encoding an office still sends, lines as an editor numbers them, tables typed among them."""

import codecs

import pytest

from giamngheo.documents.reading.files import limits
from giamngheo.documents.reading.files.opening import open_bytes, open_document
from giamngheo.documents.reading.files.refusals import (
    EmptyFile,
    FileOutOfReach,
    FileTooLarge,
    NameContradictsContent,
    NotADocument,
    TooMuchToRead,
    UnknownLetters,
)

PLAN = "KẾ HOẠCH\n\nGiảm nghèo bền vững năm 2024 trên địa bàn huyện, tỷ lệ hộ nghèo dưới 0,3%.\n"


def texts(document):
    return [line.text for line in document.lines]


@pytest.mark.parametrize(
    "data",
    [
        PLAN.encode(),
        codecs.BOM_UTF8 + PLAN.encode(),
        PLAN.encode("utf-16"),
        PLAN.encode("utf-16-le"),
        PLAN.encode("utf-16-be"),
        PLAN.encode("utf-32"),
        PLAN.replace("\n", "\r\n").encode(),
        PLAN.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "with mark", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows line ends", "old mac line ends"],
)
def test_unicode_in_any_dress_gives_the_same_numbered_lines(data):
    document = open_bytes("ke-hoach.txt", data)

    assert texts(document) == PLAN.splitlines()
    assert [line.number for line in document.lines] == [1, 2, 3]
    assert document.notes == ()
    assert document.where(1, 3) == "ke-hoach.txt#1-3"


def test_windows_1258_is_recognised_by_its_words():
    # That encoding writes most tones behind their letters.
    data = "".join(WINDOWS_1258.get(letter, letter) for letter in PLAN).encode("cp1258")

    document = open_bytes("ke-hoach.txt", data)

    assert texts(document) == PLAN.splitlines()
    assert document.notes == ("Chữ đã được chuyển từ bảng mã Windows-1258 sang Unicode.",)


WINDOWS_1258 = {
    "Ế": "Ê\u0301", "Ạ": "A\u0323", "ả": "a\u0309", "ề": "ê\u0300", "ữ": "ư\u0303", "ị": "i\u0323",
    "ệ": "ê\u0323", "ỷ": "y\u0309", "ộ": "ô\u0323", "ĩ": "i\u0303", "ớ": "ơ\u0301",
}  # fmt: skip


def test_an_unknown_encoding_is_refused_with_what_to_do():
    with pytest.raises(UnknownLetters, match="UTF-8"):
        open_bytes("la.txt", bytes(range(0xC0, 0x100)) * 20)


def test_a_letter_cut_in_half_at_the_end_costs_that_letter_and_a_note():
    document = open_bytes("dut.txt", PLAN.encode() + "nghè".encode()[:-1])

    assert texts(document)[-1] == "ngh�"
    assert "1 chữ bị hỏng" in document.notes[0]


def test_damaged_utf_16_is_read_with_a_note_or_refused():
    data = PLAN.encode("utf-16") + b"\x00"

    assert "1 chữ bị hỏng" in open_bytes("dut.txt", data).notes[0]
    with pytest.raises(UnknownLetters):
        open_bytes("nat.txt", codecs.BOM_UTF16_LE + b"\x00\xd8a\x00" * 100)


def test_composed_letters_plain_spaces_and_no_invisible_signs():
    decomposed = "Ke\u0302\u0301 hoa\u0323ch\u00a0gia\u0309m\u200b nghe\u0300o e\u0301\u0302 Ðồng"

    assert texts(open_bytes("a.txt", decomposed.encode())) == ["Kế hoạch giảm nghèo ế Đồng"]


def test_a_markdown_table_is_a_grid_and_its_lines_name_it():
    text = "Bảng phân bổ\nĐVT: triệu đồng\n\n| Xã | Hộ |\n|---|---:|\n| Tân Lợi | 12 |\n| An\\|Khương | |\nHết"

    document = open_bytes("a.md", text.encode())

    [placed] = document.tables
    assert placed.grid.rows == (("Xã", "Hộ"), ("Tân Lợi", "12"), ("An|Khương", None))
    assert placed.grid.caption == "Bảng phân bổ\nĐVT: triệu đồng"
    assert placed.after_line == 3
    assert [line.number for line in document.lines if line.table == "Bảng 1"] == [4, 5, 6, 7]
    assert document.lines[-1].table is None


def test_lines_with_tabs_between_cells_are_a_grid_too():
    document = open_bytes("a.txt", "Xã\tHộ\tNgười\nTân Lợi\t12\nXong\n".encode())

    assert document.tables[0].grid.rows == (("Xã", "Hộ", "Người"), ("Tân Lợi", "12", None))
    assert [line.table for line in document.lines] == ["Bảng 1", "Bảng 1", None]


def test_one_line_with_a_tab_is_no_table():
    assert open_bytes("a.txt", "Số: 81/KH-UBND\tHớn Quản, ngày 8\nKế hoạch\n".encode()).tables == ()


@pytest.mark.parametrize("data", [b"", b"   \n\n\t ", codecs.BOM_UTF8])
def test_nothing_to_read_is_said(data):
    with pytest.raises(EmptyFile, match=r"“a\.txt” không có nội dung"):
        open_bytes("a.txt", data)


def test_a_binary_file_under_a_text_name_is_refused():
    with pytest.raises(NotADocument, match="tệp nhị phân"):
        open_bytes("a.txt", bytes(range(256)) * 10)
    with pytest.raises(NotADocument, match="tệp nhị phân"):
        open_bytes("a.txt", b"\xfe\x01\x02\x03\x04\x05\xff\xc0" * 20)


def test_plain_text_under_another_name_is_refused():
    with pytest.raises(NameContradictsContent, match=r"\.docx"):
        open_bytes("ke-hoach.docx", PLAN.encode())


def test_more_lines_than_any_plan_has_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "LINES", 1000)

    with pytest.raises(TooMuchToRead, match="1000 dòng"):
        open_bytes("a.txt", b"a\n" * 1001)


def test_a_text_too_big_is_refused():
    with pytest.raises(FileTooLarge, match="20 MB"):
        open_bytes("a.txt", b"a" * (limits.TEXT_BYTES + 1))


def test_files_of_this_machine(tmp_path):
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN, encoding="utf-8")

    assert texts(open_document(path)) == PLAN.splitlines()
    with pytest.raises(FileOutOfReach, match="không có tệp này"):
        open_document(tmp_path / "khac.txt")
    with pytest.raises(FileOutOfReach, match="không phải là một tệp"):
        open_document(tmp_path)
    with pytest.raises(FileOutOfReach, match="không được phép đọc"):
        open_document(path / "trong-tep.txt")


def test_a_200_mb_file_is_refused_from_its_size_before_reading(tmp_path, monkeypatch):
    path = tmp_path / "to.docx"
    with path.open("wb") as file:
        file.truncate(200 * limits.MEGABYTE)
    monkeypatch.setattr(type(path), "read_bytes", lambda _: pytest.fail("it was read"))

    with pytest.raises(FileTooLarge, match=r"200 MB, quá giới hạn 50 MB"):
        open_document(path)
