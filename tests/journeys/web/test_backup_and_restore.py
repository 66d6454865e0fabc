"""A backup made from the page, and what it is worth: everything again in another folder, for the same people."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from .installations import (
    ADMINISTRATOR,
    Installation,
    Person,
    begin,
    choose_place,
    fill,
    finish,
    path_of,
    press,
    served,
    sign_in,
    visitor,
)
from .visiting import PHONE, Visit

OFFICER = Person("Người Cán Bộ Mẫu", "0912000002", "mùa gặt tháng mười")
OVERSEER = Person("Người Giám Sát Mẫu", "0912000003", "đò ngang sông rộng")
"""Both sign in by telephone number."""

TOO_SHORT = "ngắn quá"
WORDS = "bến-xoài-thứ-bảy-gió-lùa"
OTHER_WORDS = "không phải cụm mật khẩu này"
PEOPLE = (
    f"{OFFICER.full_name}\t{OFFICER.username}\tCông chức\tCán bộ xã\t\t\n"
    f"{OVERSEER.full_name}\t{OVERSEER.username}\tỦy viên\tGiám sát\t\t\n"
)
HAMLETS = "Ấp\tMẫu Một\nẤp\tMẫu Hai"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the server that takes backups."""
    return tmp_path_factory.mktemp("ban-sao")


@pytest.fixture(scope="module")
def old(browser: Browser, shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A commune at work: a profile, two hamlets, and two people with passwords of their own."""
    folder = tmp_path_factory.mktemp("cu")
    with served(folder, GIAMNGHEO_BACKUP_FOLDERS=str(shelf)) as here:
        with visitor(browser, here) as visit:
            begin(visit)
            choose_place(visit, "Xã Tân Khai", day="01/07/2025", level="commune", sought="tan khai")
            fill(visit, leader_name="Người Đứng Đầu Mẫu")
            press(visit, "Lưu và làm tiếp")
            visit.open("/thiet-lap/bat-dau/thon-ap")
            fill(visit, text=HAMLETS)
            press(visit, "Kiểm tra danh sách")
            press(visit, "Nhập danh sách")
            fill(visit, text=PEOPLE)
            press(visit, "Kiểm tra danh sách")
            press(visit, "Nhập danh sách")
            finish(visit)
            codes = {person: _slip(visit, person) for person in (OFFICER, OVERSEER)}
        for person, code in codes.items():
            with visitor(browser, here) as visit:
                visit.open("/dang-nhap/phieu")
                fill(visit, name=person.username, code=code, new=person.password, again=person.password)
                press(visit, "Đặt mật khẩu mới")
        yield here


@pytest.fixture(scope="module")
def written(browser: Browser, old: Installation, shelf: Path) -> Path:
    """The backup in the folder of the server."""
    with visitor(browser, old) as visit:
        sign_in(visit, ADMINISTRATOR)
        expect(visit.page.locator("main")).to_contain_text("Chưa có bản sao lưu nào")
        visit.open("/tep/sao-luu")
        visit.page.get_by_label(f"Thư mục {shelf}").check()
        fill(visit, passphrase=TOO_SHORT, repeated=TOO_SHORT)
        press(visit, "Sao lưu ngay")
        expect(visit.page.get_by_role("alert")).to_contain_text("Chưa sao lưu")
        assert list(shelf.iterdir()) == []
        visit.page.get_by_label(f"Thư mục {shelf}").check()
        fill(visit, passphrase=WORDS, repeated=WORDS)
        press(visit, "Sao lưu ngay")
        expect(visit.page.get_by_role("status").first).to_contain_text("đọc lại toàn bộ, không có lỗi")
        expect(visit.page.locator("main table.rows tbody tr")).to_have_count(1)
        assert visit.faults() == []
        [found] = shelf.iterdir()
        made_at = datetime.strptime(f"{found.stem}+0700", "sao-luu-giam-ngheo-%Y%m%d-%H%M%S%z")
        visit.open("/")
        expect(visit.page.locator("main")).to_contain_text(f"Lần cuối: {made_at:%H:%M %d/%m/%Y} (hôm nay)")
        expect(visit.page.locator("main")).not_to_contain_text("nên sao lưu ngay")
    return found


def test_a_backup_is_downloaded_and_restored_by_the_first_page(
    browser: Browser, old: Installation, written: Path, tmp_path: Path
) -> None:
    """Handed in from the computer of whoever downloaded it; with a wrong passphrase nothing is there."""
    with visitor(browser, old, PHONE) as visit:
        sign_in(visit, ADMINISTRATOR)
        visit.open("/tep/sao-luu")
        assert visit.overflow() <= 0
        fill(visit, passphrase=WORDS, repeated=WORDS)
        with visit.page.expect_download() as download:
            visit.page.get_by_role("button", name="Sao lưu ngay").click()
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
        visit.open("/tep/sao-luu")
        expect(visit.page.locator("main table.rows tbody tr")).to_have_count(2)
    assert file.suffix == ".gnbak"
    for secret in (OFFICER.full_name, OFFICER.username, "SQLite"):
        assert secret.encode() not in file.read_bytes()
    with served(tmp_path / "moi") as new:
        with visitor(browser, new, PHONE) as visit:
            _restore(visit, file, OTHER_WORDS)
            expect(visit.page.locator("main")).to_contain_text("Cụm mật khẩu không đúng với bản sao lưu này")
            assert visit.overflow() <= 0
            assert visit.faults() == []
            visit.open("/nguoi-dung")
            assert path_of(visit) == "/bat-dau", "the folder is as empty as before"
            assert not list(new.folder.rglob("*.gnbak"))
            _restore(visit, file, WORDS)
            assert path_of(visit) == "/dang-nhap"
            expect(visit.page.get_by_role("status").first).to_contain_text("Đã khôi phục bản sao lưu lập lúc")
        _everything_is_there(browser, new)


def test_a_backup_on_the_shelf_is_offered_by_the_first_page(browser: Browser, written: Path, tmp_path: Path) -> None:
    with served(tmp_path / "moi", GIAMNGHEO_BACKUP_FOLDERS=str(written.parent)) as new, visitor(browser, new) as visit:
        visit.open("/bat-dau/khoi-phuc")
        visit.page.select_option("[name=chosen]", label=f"{written.name} – Thư mục {written.parent}")
        fill(visit, passphrase=WORDS)
        press(visit, "Khôi phục")
        assert path_of(visit) == "/dang-nhap"
        sign_in(visit, ADMINISTRATOR)


def test_a_backup_is_restored_on_the_command_line(browser: Browser, written: Path, tmp_path: Path) -> None:
    new = Installation(tmp_path / "moi")
    words = tmp_path / "cum-mat-khau"
    words.write_text(f"{OTHER_WORDS}\n", encoding="utf-8")
    refused = new.command("restore", str(written), "--passphrase-file", str(words))
    assert refused.returncode == 1
    assert "Cụm mật khẩu không đúng với bản sao lưu này" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not list(new.folder.glob("giamngheo.sqlite3*"))
    assert not [path for path in new.folder.rglob("*") if path.is_file() and path.stat().st_size > 1000]
    words.write_text(f"{WORDS}\n", encoding="utf-8")
    done = new.command("restore", str(written), "--passphrase-file", str(words))
    assert (done.returncode, "Đã khôi phục" in done.stdout) == (0, True), done.stderr
    again = new.command("restore", str(written), "--passphrase-file", str(words))
    assert (again.returncode, "đã có dữ liệu nên không ghi đè" in again.stderr) == (1, True)
    with served(new.folder) as here:
        _everything_is_there(browser, here)


def _slip(visit: Visit, person: Person) -> str:
    """Issue somebody's first password slip; return the code printed on it."""
    visit.open("/nguoi-dung")
    with visit.page.expect_navigation():
        visit.page.get_by_role("link", name=person.full_name).click()
    visit.open(f"{path_of(visit)}/phieu")
    fill(visit, reason="mật khẩu lần đầu")
    press(visit, "Cấp phiếu")
    return visit.page.locator(".slip-code").inner_text()


def _restore(visit: Visit, file: Path, passphrase: str) -> None:
    visit.open("/bat-dau")
    with visit.page.expect_navigation():
        visit.page.get_by_role("link", name="Khôi phục", exact=True).click()
    visit.page.set_input_files("[name=file]", file)
    fill(visit, passphrase=passphrase)
    press(visit, "Khôi phục")


def _everything_is_there(browser: Browser, new: Installation) -> None:
    with visitor(browser, new) as visit:
        sign_in(visit, ADMINISTRATOR)
        main = visit.page.locator("main")
        visit.open("/thiet-lap")
        expect(main).to_contain_text("UBND xã Tân Khai")
        expect(main).to_contain_text("Người Đứng Đầu Mẫu")
        visit.open("/dia-ban?tim=tan+khai")
        with visit.page.expect_navigation():
            main.locator(".found").get_by_role("link", name="Xã Tân Khai", exact=True).click()
        for hamlet in ("Ấp Mẫu Một", "Ấp Mẫu Hai"):
            expect(main).to_contain_text(hamlet)
        visit.open("/nguoi-dung")
        people = main.locator("table.rows tbody th a").all_inner_texts()
        assert set(people) == {ADMINISTRATOR.full_name, OFFICER.full_name, OVERSEER.full_name}
    with visitor(browser, new) as visit:
        sign_in(visit, OFFICER)
    with visitor(browser, new) as visit:
        sign_in(visit, OVERSEER)
        visit.open("/dau-vet")
        for deed in ("Khôi phục từ bản sao lưu", "Lập hồ sơ đơn vị khi thiết lập"):
            expect(visit.page.locator("main table.rows")).to_contain_text(deed)
