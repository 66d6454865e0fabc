"""Files come in and go out through one place each; the pages for it, and the page for backing up."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse
from factories.contents import PDF, png
from factories.machines import Machines
from factories.people import Country, country, installation, seated

from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import User
from giamngheo.audit.models import Entry
from giamngheo.common.scope import EVERYWHERE, Scope
from giamngheo.files import actions, backing_up, destinations, queries, store
from giamngheo.files.backups import sealing
from giamngheo.files.backups.alone import alone
from giamngheo.files.backups.reading import check
from giamngheo.files.kinds import FileKind
from giamngheo.files.models import Backup, StoredFile

NOW = datetime(2024, 11, 15, 2, 0, tzinfo=UTC)
WORDS = "bến xoài thứ bảy gió"
ANYBODY = Scope(None, "hệ thống", grants={"keep_files": EVERYWHERE, "see_files": EVERYWHERE})
BACKEND = "django.contrib.auth.backends.ModelBackend"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick_scrypt_and_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setattr(sealing, "LOG2_N", 14)
    (tmp_path / "var").mkdir()
    with override_settings(DATA_FOLDER=tmp_path / "var"):
        yield


@pytest.fixture
def where() -> Country:
    made = country()
    installation(made, is_demo=True)
    return made


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def officer(where: Country) -> Client:
    return signed_in(seated(Role.COMMUNE_OFFICER, where.commune))


@pytest.fixture
def administrator(where: Country) -> Client:
    return signed_in(seated(Role.ADMINISTRATOR, where.district))


def kept(place_id: int | None, name: str = "quyết định số 12.pdf", content: bytes = PDF) -> int:
    return actions.keep_upload(
        by=ANYBODY, at=NOW, name=name, content=content, kind=FileKind.SCAN, place_id=place_id, reason="để kiểm thử"
    )


def hand_in(client: Client, content: bytes, **typed: str) -> HttpResponse:
    data = {"kind": "scan", "reason": "bản ký tay"} | typed
    answer: Any = client.post(reverse("web:keep_file"), {**data, "file": SimpleUploadedFile("Quyết định.exe", content)})
    return cast("HttpResponse", answer)


def test_a_file_is_handed_in_seen_in_the_list_and_taken_away(officer: Client, where: Country) -> None:
    answer = hand_in(officer, PDF, place=str(where.commune), is_sensitive="on")
    row = StoredFile.objects.get()
    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"] == reverse("web:file", args=[row.pk])
    page = officer.get(answer["Location"]).content.decode()
    assert "Đã lưu tệp." in page
    assert "Quyết định.exe.pdf" in page
    assert "có dữ liệu cá nhân nhạy cảm" in page
    assert "Quyết định.exe.pdf" in officer.get(reverse("web:files")).content.decode()
    content = officer.get(reverse("web:file_content", args=[row.pk]))
    assert b"".join(content.streaming_content) == PDF  # type: ignore[attr-defined]
    assert Entry.objects.filter(deed="files.opened", subject_id=str(row.pk)).count() == 1


def test_a_content_leaves_as_a_download_that_no_browser_runs_or_keeps(officer: Client, where: Country) -> None:
    answer = officer.get(reverse("web:file_content", args=[kept(where.commune)]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == (
        "attachment; filename*=utf-8''quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh%20s%E1%BB%91%2012.pdf"
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["Content-Length"] == str(len(PDF))
    answer.close()


def test_files_of_other_places_are_refused_and_the_refusal_is_recorded(officer: Client, where: Country) -> None:
    for place_id in (where.other_commune, where.district, None):
        file_id = kept(place_id, "tệp riêng.pdf")
        for name in ("web:file", "web:file_content"):
            answer = officer.get(reverse(name, args=[file_id]))
            assert answer.status_code == HTTPStatus.FORBIDDEN
            assert "tệp riêng" not in answer.content.decode()
    assert Entry.objects.filter(deed="page.refused").count() == 6
    assert "tệp riêng" not in officer.get(reverse("web:files")).content.decode()


def test_what_is_not_there_is_not_found(officer: Client) -> None:
    for name in ("web:file", "web:file_content"):
        assert officer.get(reverse(name, args=[10**12])).status_code == HTTPStatus.NOT_FOUND


def test_a_content_that_is_no_longer_whole_is_told(officer: Client, where: Country) -> None:
    file_id = kept(where.commune)
    store.place_of(StoredFile.objects.get().sha256).unlink()
    answer = officer.get(reverse("web:file_content", args=[file_id]))
    assert answer.status_code == HTTPStatus.GONE
    assert "lấy lại từ bản sao lưu" in answer.content.decode()


def test_what_is_wrong_with_an_upload_stands_next_to_its_field_and_what_was_typed_stays(
    officer: Client, where: Country
) -> None:
    for content, told in ((b"<html>", "không thuộc loại tệp được nhận"), (b"", "không có nội dung")):
        answer = hand_in(officer, content, place=str(where.commune))
        page = answer.content.decode()
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert told in page
        assert "bản ký tay" in page
    answer = officer.post(reverse("web:keep_file"), {"kind": "scan", "place": str(where.commune)})
    assert "Chưa chọn tệp" in answer.content.decode()
    answer = hand_in(officer, PDF, place=str(where.other_commune))
    assert "Không có trong danh sách" in answer.content.decode()
    answer = hand_in(officer, PDF, place=str(where.commune), kind="data")
    assert "Không có trong danh sách" in answer.content.decode()
    assert not StoredFile.objects.exists()


def test_places_to_choose_are_those_of_the_user(
    officer: Client, administrator: Client, where: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = officer.get(reverse("web:keep_file")).content.decode()
    assert "Xã Đồng Lúa" in page
    assert "Ấp 1 (Xã Đồng Lúa)" in page
    assert "Bến Cát Mẫu" not in page
    assert "Chung cả đơn vị" not in page
    page = administrator.get(reverse("web:keep_file")).content.decode()
    assert "Chung cả đơn vị" in page
    assert "Bến Cát Mẫu" in page
    assert "Tỉnh" not in page
    assert hand_in(administrator, PDF, place="chung").status_code == HTTPStatus.FOUND
    assert StoredFile.objects.get().place_id is None
    monkeypatch.setattr("giamngheo.web.files.choices.MOST_PLACES", 2)
    assert "Ấp 1" not in administrator.get(reverse("web:keep_file")).content.decode()


def test_who_keeps_no_files_has_no_form(where: Country) -> None:
    leader = signed_in(seated(Role.LEADER, where.district))
    assert leader.get(reverse("web:keep_file")).status_code == HTTPStatus.FORBIDDEN
    page = leader.get(reverse("web:files")).content.decode()
    assert reverse("web:keep_file") not in page
    assert reverse("web:back_up") not in page
    assert "Chưa có tệp nào." in page


def test_the_list_is_searched_by_posting_and_paged(
    officer: Client, where: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "ROWS_AT_ONCE", 2)
    for number in range(3):
        kept(where.commune, f"biên bản {number}.png", png())
    kept(where.commune, "danh sách niêm yết.pdf")
    page = officer.post(reverse("web:files"), {"ten": "NIEM yet"}).content.decode()
    assert "danh sách niêm yết" in page
    assert "biên bản" not in page
    first = officer.post(reverse("web:files"), {"ten": "bien ban", "loai": "scan", "chieu": "upload"})
    assert "biên bản 0" not in first.content.decode()
    older = first.context["page"].older_than
    second = officer.post(reverse("web:files"), {"ten": "bien ban", "truoc": older}).content.decode()
    assert "biên bản 0" in second
    assert "Về mới nhất" in second
    nothing = officer.post(reverse("web:files"), {"ten": "không có"}).content.decode()
    assert "Không có tệp nào như vậy" in nothing
    wrong = officer.post(reverse("web:files"), {"loai": "xyz"})
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Không có trong danh sách" in wrong.content.decode()


def test_the_backup_page_is_for_whoever_backs_up_everything(
    officer: Client, administrator: Client, where: Country
) -> None:
    assert officer.get(reverse("web:back_up")).status_code == HTTPStatus.FORBIDDEN
    of_commune = signed_in(seated(Role.ADMINISTRATOR, where.commune))
    assert of_commune.get(reverse("web:back_up")).status_code == HTTPStatus.FORBIDDEN
    page = administrator.get(reverse("web:back_up")).content.decode()
    assert "Chưa sao lưu lần nào" in page
    assert "Hệ thống không lưu cụm mật khẩu" in page
    assert "trang đứng yên trong lúc trình duyệt tải tệp" in " ".join(page.split())  # said without scripts too
    assert re.search(r"data-downloading hidden>\s*<p>\s*<strong>Tệp đang được tải về", page)
    assert "web/js/backup" in page
    assert reverse("web:back_up") in administrator.get(reverse("web:files")).content.decode()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"passphrase": "ngắn quá", "repeated": "ngắn quá"}, "mới có 8 ký tự"),
        ({"passphrase": WORDS, "repeated": WORDS + "!"}, "Hai lần gõ cụm mật khẩu chưa giống nhau"),
        ({"passphrase": "", "repeated": ""}, "Chưa ghi cụm mật khẩu"),
        ({"passphrase": WORDS, "repeated": WORDS, "destination": "/etc"}, "Không có trong danh sách"),
    ],
)
def test_a_backup_that_cannot_begin_is_told_and_no_passphrase_comes_back(
    administrator: Client, typed: dict[str, str], told: str
) -> None:
    answer = administrator.post(reverse("web:back_up"), {"destination": "tai-ve"} | typed)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    page = answer.content.decode()
    assert told in page
    assert WORDS not in page
    assert not Entry.objects.filter(subject_kind="backup").exists()


@pytest.fixture(scope="module")
def machines(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Machines]:
    made = Machines(tmp_path_factory.mktemp("may"))
    with django_db_blocker.unblock():
        yield made
        made.remove()


@pytest.fixture
def other_machine(db: None, machines: Machines) -> Iterator[SimpleNamespace]:
    """Pages on a machine of its own: a backup reads by a second connection, which sees only what is committed."""
    made = machines.prepared()
    with made.in_use():
        there = country()
        installation(there, is_demo=True)
        yield SimpleNamespace(machine=made, client=signed_in(seated(Role.ADMINISTRATOR, there.district)), where=there)


def test_a_backup_is_downloaded(other_machine: SimpleNamespace) -> None:
    kept(other_machine.where.commune)
    typed = {"destination": "tai-ve", "passphrase": WORDS, "repeated": WORDS}
    answer = other_machine.client.post(reverse("web:back_up"), typed)
    data = b"".join(answer.streaming_content)
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Content-Disposition"].startswith('attachment; filename="sao-luu-giam-ngheo-')
    _, tally, _ = check(io.BytesIO(data), passphrase=WORDS)
    assert tally.number_of_files == 1
    page = other_machine.client.get(reverse("web:back_up")).content.decode()
    assert "trong 24 giờ qua" in page
    assert "chưa đọc lại" in page
    Backup.objects.update(made_at=datetime.now(UTC) - timedelta(days=9, hours=1))
    assert "9 ngày trước" in other_machine.client.get(reverse("web:back_up")).content.decode()


def test_a_second_backup_at_once_is_told_on_the_page(other_machine: SimpleNamespace) -> None:
    typed = {"destination": "tai-ve", "passphrase": WORDS, "repeated": WORDS}
    with alone():
        answer = other_machine.client.post(reverse("web:back_up"), typed)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Đang có một lần sao lưu hoặc khôi phục khác chạy" in answer.content.decode()


def test_a_backup_is_written_to_a_folder_the_operator_named(other_machine: SimpleNamespace, tmp_path: Path) -> None:
    stick = tmp_path / "kho sao lưu"
    stick.mkdir()
    (stick / "ghi chú.txt").write_text("khác", encoding="utf-8")
    with override_settings(BACKUP_FOLDERS=[str(stick), str(tmp_path / "không có")]):
        (folder,) = destinations.folders()
        assert folder.label == f"Thư mục {stick}"
        typed = {"destination": folder.key, "passphrase": WORDS, "repeated": WORDS}
        answer = other_machine.client.post(reverse("web:back_up"), typed, follow=True)
        assert "đọc lại toàn bộ, không có lỗi" in answer.content.decode()
        assert "đã đọc lại" in answer.content.decode()
        (found,) = destinations.backups_in_reach()
    assert found.path.parent == stick
    assert found.size == Backup.objects.get().size


def test_files_lost_before_are_told_and_a_full_folder_too(
    other_machine: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(other_machine.where.commune)
    store.place_of(StoredFile.objects.get().sha256).unlink()
    with override_settings(BACKUP_FOLDERS=[str(tmp_path)]):
        (folder,) = destinations.folders()
        typed = {"destination": folder.key, "passphrase": WORDS, "repeated": WORDS}
        answer = other_machine.client.post(reverse("web:back_up"), typed, follow=True)
        assert "1 tệp đã bị hỏng hoặc mất" in answer.content.decode()
        monkeypatch.setattr(backing_up, "bytes_needed", lambda: folder.free_bytes * 2)
        answer = other_machine.client.post(reverse("web:back_up"), typed)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Không đủ chỗ trống" in answer.content.decode()
    assert Backup.objects.count() == 1


def test_mounted_sticks_are_found_and_a_folder_that_goes_is_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mounted = [tmp_path / "media" / "can-bo" / "USB 16GB", tmp_path / "run" / "DATA"]
    for path in (*mounted, tmp_path / "media" / "can-bo" / "chỉ là thư mục"):
        path.mkdir(parents=True)
    monkeypatch.setattr(destinations, "MOUNTED_UNDER", (str(tmp_path / "media"), str(tmp_path / "run"), "/không-có"))
    monkeypatch.setattr(destinations.os.path, "ismount", lambda path: Path(path) in mounted)
    assert [one.label for one in destinations.folders()] == ["USB “USB 16GB”", "USB “DATA”"]
    assert destinations.backups_in_reach() == []
    (mounted[1] / "sao-luu-giam-ngheo-20241115-090000.gnbak").write_bytes(b"x")
    (mounted[1] / "lien-ket.gnbak").symlink_to("/etc/passwd")
    assert [one.path.parent for one in destinations.backups_in_reach()] == [mounted[1]]


def test_the_name_of_a_backup_tells_the_minute_here(where: Country) -> None:
    assert destinations.file_name(NOW) == "sao-luu-giam-ngheo-20241115-090000.gnbak"
