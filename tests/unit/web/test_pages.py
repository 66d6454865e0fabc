"""What the pages answer: to a reader, to a file, to a wrong method, to somebody at another machine."""

import json
import re
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils.timezone import now
from factories.office_files import paragraph, word_file

from giamngheo.demo import plans, tables
from giamngheo.norms.actions import SYSTEM, open_workspace
from giamngheo.web import uploads

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("opened")]

FORMS = ["/ke-hoach", "/so-lieu"]
DEMOS = ["/ke-hoach/minh-hoa", "/so-lieu/minh-hoa"]
PAGES = ["/", *FORMS, *DEMOS]
NOT_WORDS_OF_THE_OFFICE = ["điều tra viên", "cam kết", "độ phủ", "lỗi số liệu", "thu thập viên"]

Answer = Any
"""Django's test client adds to a response what its types do not know."""


@pytest.fixture
def opened() -> None:
    """The system was opened: before, every page is the first start."""
    open_workspace(by=SYSTEM, at=now(), is_demo=False)


@pytest.fixture
def visitor() -> Client:
    return Client(SERVER_NAME="127.0.0.1")


def plan_text() -> str:
    return plans.plan_files()[0].read_text(encoding="utf-8")


def send(visitor: Client, address: str, *files: tuple[str, bytes]) -> Answer:
    return visitor.post(address, {"tep": [SimpleUploadedFile(name, content) for name, content in files]})


def words_of(answer: Answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def downloads_of(answer: Answer) -> dict[str, Any]:
    page = answer.content.decode()
    found = re.search(r'<script id="du-lieu" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert found
    read: dict[str, Any] = json.loads(found[1])
    return read


@pytest.mark.parametrize("address", PAGES)
def test_every_page_opens_without_sign_in(visitor: Client, address: str) -> None:
    answer = visitor.get(address)
    assert answer.status_code == HTTPStatus.OK
    assert answer.content.decode().count("<h1") == 1
    assert visitor.head(address).status_code == HTTPStatus.OK


@pytest.mark.parametrize("address", PAGES)
def test_pages_speak_the_words_of_the_office(visitor: Client, address: str) -> None:
    words = words_of(visitor.get(address)).lower()
    assert not [word for word in NOT_WORDS_OF_THE_OFFICE if word in words]


@pytest.mark.parametrize("address", PAGES)
def test_no_page_carries_a_script_or_a_style_inside(visitor: Client, address: str) -> None:
    page = visitor.get(address).content.decode()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)
    assert not re.findall(r"<script(?![^>]*(?:src=|application/json))", page)


@pytest.mark.parametrize("address", [*FORMS, *DEMOS])
def test_what_was_read_is_not_kept_by_the_browser_either(visitor: Client, address: str) -> None:
    assert "no-store" in visitor.get(address).headers["Cache-Control"]


@pytest.mark.parametrize("address", PAGES)
def test_pages_travel_compressed(visitor: Client, address: str) -> None:
    assert visitor.get(address, headers={"accept-encoding": "gzip"}).headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("address", ["/", *DEMOS])
def test_a_page_that_is_only_shown_takes_no_files(visitor: Client, address: str) -> None:
    answer = send(visitor, address, ("a.txt", b"a"))
    assert (answer.status_code, answer.headers["Allow"]) == (HTTPStatus.METHOD_NOT_ALLOWED, "GET, HEAD")
    assert "chỉ để xem" in words_of(answer)


@pytest.mark.parametrize("address", FORMS)
def test_a_form_knows_no_other_way(visitor: Client, address: str) -> None:
    answer = visitor.put(address)
    assert (answer.status_code, answer.headers["Allow"]) == (HTTPStatus.METHOD_NOT_ALLOWED, "GET, HEAD, POST")


def test_an_unknown_address_leads_back(visitor: Client) -> None:
    answer = visitor.get("/khong-co")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "Không có trang này" in words_of(answer)


@pytest.mark.parametrize("address", FORMS)
def test_a_form_without_its_cookie_is_told_so_and_led_back_to_it(address: str) -> None:
    answer = send(Client(enforce_csrf_checks=True, SERVER_NAME="127.0.0.1"), address, ("a.txt", b"a"))
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "cookie" in words_of(answer)
    assert f'href="{address}"' in answer.content.decode()


@pytest.mark.parametrize("address", [*FORMS, *DEMOS])
@pytest.mark.parametrize(
    "elsewhere",
    [
        {"REMOTE_ADDR": "192.168.1.20"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "10.0.0.7"},
        {"HTTP_FORWARDED": "for=10.0.0.7"},
        {"SERVER_NAME": "testserver"},
    ],
)
def test_pages_without_sign_in_open_at_the_machine_itself_only(address: str, elsewhere: dict[str, str]) -> None:
    asked = {"SERVER_NAME": "127.0.0.1"} | elsewhere
    answer = Client().get(address, **asked)  # type: ignore[arg-type]
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "hoặc sau khi đăng nhập" in words_of(answer)


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]"])
def test_the_machine_may_be_called_by_any_of_its_own_names(name: str) -> None:
    assert Client().get("/ke-hoach", headers={"host": f"{name}:8000"}).status_code == HTTPStatus.OK


@pytest.mark.parametrize("address", FORMS)
def test_without_a_file_it_asks_for_one(visitor: Client, address: str) -> None:
    answer = visitor.post(address)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Chưa có tệp nào được chọn" in words_of(answer)
    assert "Chưa đọc được tệp" in answer.content.decode().split("</title>")[0]


@pytest.mark.parametrize("address", FORMS)
def test_a_file_that_cannot_be_read_is_named_with_what_to_do(visitor: Client, address: str) -> None:
    answer = send(visitor, address, ("ảnh.docx", b"\x89PNG\r\n\x1a\n"))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "“ảnh.docx” là ảnh PNG" in words_of(answer)


@pytest.mark.parametrize("address", FORMS)
def test_too_large_is_told_as_such(visitor: Client, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "FILE_BYTES", uploads.MEGABYTE)
    answer = send(visitor, address, ("to.txt", b"x" * (uploads.MEGABYTE + 1)))
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert "“to.txt” nặng hơn 1 MB" in words_of(answer)


@pytest.mark.parametrize("address", FORMS)
def test_a_name_cannot_write_into_the_page(visitor: Client, address: str) -> None:
    script = "<script>alert(1)</script> 100% hộ nghèo"
    answer = send(visitor, address, ("<b>x.png", b"\x89PNG\r\n\x1a\n"), ("y.txt", script.encode()))
    page = answer.content.decode()
    assert "<b>x" not in page
    assert "<script>alert" not in page


def test_one_bad_file_does_not_keep_the_others_from_being_read(visitor: Client) -> None:
    answer = send(visitor, "/ke-hoach", ("ke-hoach.txt", plan_text().encode()), ("hong.docx", b"PK\x03\x04 cut off"))
    assert answer.status_code == HTTPStatus.OK
    assert "Có tệp không đọc được" in words_of(answer)
    assert "“hong.docx”" in words_of(answer)
    assert 'id="d1-l29"' in answer.content.decode()


@pytest.mark.parametrize("kind", ["txt", "docx"])
def test_a_plan_shows_its_lines_and_what_was_read_in_them(visitor: Client, kind: str) -> None:
    lines = plan_text().splitlines()
    content = {
        "txt": plan_text().encode(),
        "docx": word_file("".join(paragraph(line) for line in lines if line.strip())),
    }[kind]
    answer = send(visitor, "/ke-hoach", (f"ke-hoach.{kind}", content))
    page = answer.content.decode()
    target = re.search(r'<li id="chi-tieu-so-1">.*?href="#(d1-l\d+)"', page, re.DOTALL)
    assert target
    line = re.search(rf'id="{target[1]}">.*?<p class="line-text" data-text>(.*?)</p>', page, re.DOTALL)
    assert line
    assert "giảm 68 hộ nghèo" in line[1]
    assert 'href="#chi-tieu-so-1">Chỉ tiêu</a>' in page


def test_a_sum_that_does_not_hold_is_listed_with_both_figures_and_marked_in_its_line(visitor: Client) -> None:
    text = plan_text().replace("Tổng số 1.749 triệu", "Tổng số 1.794 triệu")
    page = send(visitor, "/ke-hoach", ("ke-hoach.txt", text.encode())).content.decode()
    line = next(number for number, line in enumerate(text.splitlines(), 1) if "1.794" in line)
    findings = re.findall(r'<li class="finding.*?</li>', page, re.DOTALL)
    assert any("<b>1.794" in finding and "<b>1.749" in finding for finding in findings)
    marked = re.search(rf'class="line[^"]*has-doubt[^"]*"\s+id="d1-l{line}"', page)
    assert marked


def test_an_empty_plan_says_what_it_lacks_instead_of_inventing(visitor: Client) -> None:
    words = words_of(send(visitor, "/ke-hoach", ("ke-hoach.txt", "KẾ HOẠCH\nGiảm nghèo năm 2024\n".encode())))
    for none in ("văn bản không nêu", "không nêu chỉ tiêu bằng số", "không nêu số kinh phí", "chưa kiểm tra được gì"):
        assert none in words


def test_while_lines_are_unread_nothing_is_said_to_be_absent_and_many_bring_a_warning(visitor: Client) -> None:
    words = words_of(send(visitor, "/ke-hoach", ("thu.txt", "Kính gửi: UBND xã\nTrân trọng.".encode())))
    assert "văn bản không nêu" not in words.lower()
    assert "Chưa đọc được chỉ tiêu bằng số; hãy xem Dòng chưa xếp được" in words
    assert "Hệ thống mới xếp được 0/2 dòng" in words


def test_tables_where_a_plan_is_read_are_sent_to_the_page_of_figures(visitor: Client) -> None:
    [(name, content), *_] = tables.table_files()
    answer = send(visitor, "/ke-hoach", (name, content))
    words = words_of(answer)
    assert "Tệp này có vẻ là biểu, không phải kế hoạch" in words
    assert "Văn bản không nêu" not in words
    assert "Chưa đọc được" not in words
    assert answer.content.decode().count('href="/so-lieu"') == 2


def test_a_text_with_a_large_table_is_not_taken_for_a_table_alone(visitor: Client) -> None:
    text = "".join(f"Câu thứ {number} của văn bản.\n" for number in range(9))
    table = ("bieu.csv", b"TT,Xa,Ho\n1,Mau Mot,10\n2,Mau Hai,15\n")
    assert "có vẻ là biểu" not in words_of(send(visitor, "/ke-hoach", ("a.txt", text.encode()), table))
    assert "có vẻ là biểu" in words_of(send(visitor, "/ke-hoach", table))


def test_files_made_of_the_result_go_by_the_name_of_the_file_handed_in(visitor: Client) -> None:
    page = send(visitor, "/ke-hoach", ("Kế hoạch 2024.txt", plan_text().encode())).content.decode()
    assert set(re.findall(r'data-file="(.*?)"', page)) == {
        "Kế hoạch 2024-da-doc.json",
        "Kế hoạch 2024-da-doc-kinh-phi.xlsx",
    }


def test_paper_says_which_files_were_read_and_that_a_machine_did(visitor: Client) -> None:
    words = words_of(send(visitor, "/ke-hoach", ("ke-hoach.txt", plan_text().encode())))
    assert re.search(
        r"Đọc từ tệp: ke-hoach.txt. Ngày đọc: \d\d/\d\d/\d{4}. Kết quả đọc bằng máy, chưa phải hồ sơ", words
    )


def test_who_leads_and_how_much_is_told_of_every_project(visitor: Client) -> None:
    page = send(visitor, "/ke-hoach", ("ke-hoach.txt", plan_text().encode())).content.decode()
    cards = {
        found[1]: re.sub(r"<[^>]+>|\s+", " ", found[2])
        for found in re.finditer(r'<article class="project" id="(du-an-\d)">(.*?)</article>', page, re.DOTALL)
    }
    third = next(card for card in cards.values() if "Dự án 3" in card)
    assert "TDA 1: Trung tâm Dịch vụ" in third
    assert "cộng từ các tiểu dự án: TDA 1: 674; TDA 2: 280" in third
    sixth = next(card for card in cards.values() if "Dự án 6" in card)
    assert "theo dự án: Phòng Văn hóa" in sixth
    assert "Kinh phí ghi chung ở dự án" in sixth
    assert "không nêu cơ quan chủ trì" not in page


def test_figures_that_agree_are_said_to_agree_and_how_much_was_checked(visitor: Client) -> None:
    table = "TT,Xã,Hộ nghèo,Hộ cận nghèo\n1,Xã Mẫu Một,10,20\n2,Xã Mẫu Hai,15,5\n,Tổng cộng,25,25\n"
    words = words_of(send(visitor, "/so-lieu", ("bieu.csv", table.encode())))
    assert "1 biểu, bảng" in words
    assert "không có số liệu cần kiểm tra" in words


def test_a_wrong_sum_in_a_table_is_marked_in_its_cell(visitor: Client) -> None:
    table = "TT,Xã,Hộ nghèo,Hộ cận nghèo\n1,Xã Mẫu Một,10,20\n2,Xã Mẫu Hai,15,5\n,Tổng cộng,26,25\n"
    page = send(visitor, "/so-lieu", ("bieu.csv", table.encode())).content.decode()
    assert re.search(r'<td id="d1-t1-C4" class="has-doubt number"', page)
    assert 'href="#d1-t1-C4"' in page


@pytest.mark.parametrize(("address", "note"), [("/ke-hoach/minh-hoa", plans.NOTE), ("/so-lieu/minh-hoa", tables.NOTE)])
def test_what_is_made_up_says_so_on_the_page_and_in_every_file_made_of_it(
    visitor: Client, address: str, note: str
) -> None:
    answer = visitor.get(address)
    assert note in words_of(answer)
    downloads = downloads_of(answer)
    assert all(rows[-1] == [note] for kind, rows in downloads.items() if kind != "json")
    assert "minh-hoa" in json.dumps(downloads["json"])
    assert all("minh-hoa" in name for name in re.findall(r'data-file="(.*?)"', answer.content.decode()))


def test_the_demo_tables_show_the_faults_put_into_them(visitor: Client) -> None:
    page = visitor.get("/so-lieu/minh-hoa").content.decode()
    assert re.search(r'<td id="d1-t1-L15" class="has-doubt number"', page)
    assert re.search(r"Số ghi <b>135</b>.*?Tính được <b>153</b>", page, re.DOTALL)
    assert re.search(r'<td id="d1-t1-E16" class="has-doubt number"', page)
    assert re.search(r'<td id="d2-t1-H16" class="has-doubt number"', page)


def test_the_demo_plan_is_read_whole_and_its_figures_agree(visitor: Client) -> None:
    words = words_of(visitor.get("/ke-hoach/minh-hoa"))
    assert "Mọi dòng có chữ đều đã xếp được" in words
    assert "Các phép kiểm tra kể trên đều khớp" in words


def test_nothing_handed_in_stays_on_the_disk(visitor: Client, settings: LazySettings, tmp_path: Path) -> None:
    kept = Path(settings.DATA_FOLDER)
    before = {file for file in kept.rglob("*") if file.is_file()}
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10  # so that the file waits on disk while it is received
    answer: HttpResponse = send(visitor, "/ke-hoach", ("ke-hoach.txt", plan_text().encode()))
    assert answer.status_code == HTTPStatus.OK
    assert {file for file in kept.rglob("*") if file.is_file()} == before
    assert list(tmp_path.iterdir()) == []
