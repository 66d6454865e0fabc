"""Lists of hamlets: in from Excel, out as .csv and .xlsx."""

import csv
import io
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from factories.office_files import paragraph, word_file
from factories.people import Country, seated
from factories.places import IN_2024, hamlet, titles_in
from factories.visits import see, send, signed_in, words
from openpyxl import Workbook, load_workbook

from giamngheo.accounts.kinds import Role
from giamngheo.files.models import StoredFile

pytestmark = pytest.mark.django_db


# Lists


def test_a_pasted_list_is_shown_first_and_entered_when_confirmed(officer: Client, land: Country) -> None:
    text = "Xã\tTên\nĐồng Lúa\tẤp 1\n\tẤp 2\nBến Cát Mẫu\tKP 10\n"
    page = words(send(officer, "hamlets_import", land.district, text=text, status=200))
    assert "Sẽ thêm 2 nơi" in page
    assert "1 nơi đã có từ trước, giữ nguyên: Ấp 1" in page
    assert "Bỏ qua dòng tiêu đề: dòng 1 “Xã Tên”" in page
    assert titles_in(land.commune, IN_2024) == ["Ấp 1"]
    to = send(officer, "hamlets_import", land.district, text=text, confirm="1")
    assert "Đã nhập 2 thôn, ấp, khu phố. 1 nơi đã có từ trước" in officer.get(to).content.decode()
    to = send(officer, "hamlets_import", land.district, text=text, confirm="1")
    assert "Không thêm gì: cả 3 nơi trong danh sách đã có từ trước." in officer.get(to).content.decode()


def test_of_the_box_and_the_file_one_is_needed(officer: Client, land: Country) -> None:
    page = words(see(officer, "hamlets_import", land.commune))
    assert "dán vào đây, hoặc chọn tệp ở dưới" in page
    assert "(không bắt buộc)" not in page
    assert "(không bắt buộc)" in words(see(officer, "hamlet_add", land.commune))


def test_a_list_that_was_not_finished_is_there_again_until_it_is_entered(officer: Client, land: Country) -> None:
    page = see(officer, "hamlets_import", land.commune)
    opened, owner = (re.search(rf'data-draft-{key}="([^"]+)"', page) for key in ("opened", "owner"))
    assert opened
    assert owner
    kept = officer.post(
        reverse("web:draft", args=[f"nhap-thon-ap.{land.commune}"]),
        {"fields": {"text": "Ấp 2\nẤp 3"}, "opened": opened[1], "owner": int(owner[1])},
        content_type="application/json",
    )
    assert kept.status_code < 400
    assert "Ấp 2\nẤp 3</textarea>" in see(officer, "hamlets_import", land.commune)
    assert "Ấp 2" not in see(officer, "hamlets_import", land.other_commune)
    send(officer, "hamlets_import", land.commune, text="Ấp 2\nẤp 3", confirm="1")
    assert "Ấp 3</textarea>" not in see(officer, "hamlets_import", land.commune)


def test_every_fault_is_told_with_its_line_and_the_list_stays_in_the_box(officer: Client, land: Country) -> None:
    text = "Đồng Lúa\tẤp 2\nĐâu Đó\tẤp 3\nĐồng Lúa\tẤp 2\nĐồng Lúa\tba"
    for confirmed in ({}, {"confirm": "1"}):
        page = send(officer, "hamlets_import", land.district, text=text, **confirmed, status=422)
        assert "Dòng 2: xã “Đâu Đó” không có trong các xã" in page
        assert "Dòng 3: “Ấp 2” của Xã Đồng Lúa đã có ở dòng 1." in page
        assert "Dòng 4: chưa rõ “ba” là thôn" in page
        assert "Đâu Đó\tẤp 3" in page
    assert titles_in(land.commune, IN_2024) == ["Ấp 1"]


def test_a_list_of_the_district_by_an_officer_of_one_commune(land: Country) -> None:
    client = signed_in(seated(Role.COMMUNE_OFFICER, land.commune))
    page = send(client, "hamlets_import", land.district, text="Bến Cát Mẫu\tẤp 9", confirm="1", status=422)
    assert "không được giao sửa địa bàn Thị trấn Bến Cát Mẫu" in page


def workbook(*rows: tuple[object, ...]) -> SimpleUploadedFile:
    book = Workbook()
    book.create_sheet("Trống", 0)
    sheet = book["Sheet"]
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return SimpleUploadedFile("ds.xlsx", file.getvalue())


def test_a_sheet_is_read_and_numbers_are_names(officer: Client, land: Country) -> None:
    file = workbook(("STT", "Xã", "Loại", "Tên"), (1, "Đồng Lúa", "Ấp", 2), (None,), (2, None, "Ấp", 3.0))
    page = send(officer, "hamlets_import", land.district, file=file, text="", status=200)
    assert "Sẽ thêm 2 nơi" in page
    box = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert box
    send(officer, "hamlets_import", land.district, text=box[1].lstrip("\n"), confirm="1")
    assert titles_in(land.commune, IN_2024) == ["Ấp 1", "Ấp 2", "Ấp 3"]
    assert not StoredFile.objects.exists(), "the file itself is not kept"


def test_a_fault_in_a_sheet_names_the_row_the_sheet_shows(officer: Client, land: Country) -> None:
    file = workbook(("Xã", "Tên"), (None, None), ("Đồng Lúa", "Ấp 2"), ("Đâu Đó", "Ấp 3"))
    assert "Dòng 4: xã “Đâu Đó”" in send(officer, "hamlets_import", land.district, file=file, status=422)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_in_any_encoding(officer: Client, land: Country, encoding: str) -> None:
    file = SimpleUploadedFile("ds.csv", "Xã;Tên\nĐồng Lúa;Ấp 2\n".encode(encoding))
    assert "Sẽ thêm 1 nơi" in send(officer, "hamlets_import", land.district, file=file, status=200)


def test_a_file_under_a_wrong_name_has_no_sheet(officer: Client, land: Country) -> None:
    file = SimpleUploadedFile("ds.xlsx", word_file(paragraph("Ấp 2")))
    assert "không có trang tính nào có dữ liệu" in send(officer, "hamlets_import", land.district, file=file, status=422)


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (SimpleUploadedFile("ds.docx", b"PK"), "Chỉ nhận tệp Excel (.xlsx) hoặc .csv"),
        (SimpleUploadedFile("ds.xlsx", b"PK\x03\x04 hong"), "ds.xlsx"),
        (SimpleUploadedFile("ds.csv", b" \n"), "ds.csv"),
        (SimpleUploadedFile("ds.exe.xlsx", b"MZ\x90\x00" * 50), "ds.exe.xlsx"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(
    officer: Client, land: Country, file: SimpleUploadedFile, told: str
) -> None:
    file.seek(0)
    assert told in send(officer, "hamlets_import", land.district, file=file, status=422)


def test_nothing_pasted_is_asked_for(officer: Client, land: Country) -> None:
    assert "Chưa có dòng nào" in send(officer, "hamlets_import", land.district, text="  ", status=422)


def test_the_hamlets_of_a_commune_are_taken_out_and_that_is_recorded(reader: Client, land: Country) -> None:
    for title in ("Ấp 10", "Ấp 2"):
        hamlet(land.commune, title)
    response = reader.post(f"/dia-ban/{land.commune}/xuat?ngay=15-11-2024", {"dang": "csv"})
    assert response.headers["Content-Disposition"] == 'attachment; filename="thon-ap-xa-dong-lua-15-11-2024.csv"'
    assert response.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Xã", "Loại", "Tên", "Có từ ngày", "Trước đây thuộc"]
    assert [row[1:3] for row in rows[1:]] == [["Ấp", "1"], ["Ấp", "2"], ["Ấp", "10"]]
    kept = StoredFile.objects.get()
    assert (kept.place_id, kept.is_sensitive, kept.size) == (land.commune, False, len(response.content))


def test_the_workbook_says_the_same_and_comes_back_in_unchanged(officer: Client, land: Country) -> None:
    hamlet(land.commune, "Ấp 2", since=date(2024, 6, 1))
    response = officer.post(f"/dia-ban/{land.commune}/xuat", {"dang": "xlsx"})
    (sheet,) = load_workbook(io.BytesIO(response.content)).worksheets
    rows = list(sheet.values)
    assert rows[1:] == [("Xã Đồng Lúa", "Ấp", "1", None, None), ("Xã Đồng Lúa", "Ấp", "2", "01/06/2024", None)]
    again = SimpleUploadedFile("lai.xlsx", response.content)
    assert "cả danh sách đã có từ trước" in send(officer, "hamlets_import", land.commune, file=again, status=200)
