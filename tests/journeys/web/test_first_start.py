"""An empty folder becomes a place of real work: step by step, with faults, a power cut, and nothing of the demo."""

import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from .conftest import SIZES
from .installations import (
    ADMINISTRATOR,
    Installation,
    begin,
    choose_place,
    fill,
    path_of,
    press,
    served,
    sign_in,
    visitor,
)
from .visiting import LAPTOP, Visit

DAY = "15/11/2024"
EVERY_WAY = ["/", "/bat-dau/khong-co", "/ke-hoach", "/so-lieu/minh-hoa", "/dang-nhap", "/nguoi-dung", "/thiet-lap"]
HAMLETS_WITH_A_FAULT = "Xã\tLoại\tTên\nTT. Tân Khai\tKhu phố\t1\nXã Không Có\tẤp\t2\nMinh Tâm\tẤp\t3\n"
HAMLETS = HAMLETS_WITH_A_FAULT.replace("Xã Không Có", "Minh Đức")
PEOPLE_WITH_A_FAULT = (
    "Họ và tên\tSố điện thoại\tChức vụ\tVai trò\tCơ quan\tĐịa bàn\n"
    "Người Thường Trực Mẫu\t0912 000 001\tPhó Trưởng phòng\tThường trực\tPhòng Mẫu\tHuyện Hớn Quản\n"
    "Người Cán Bộ Mẫu\t0912 000 002\tCông chức\tBí thư\t\tXã Minh Tâm\n"
)
PEOPLE = PEOPLE_WITH_A_FAULT.replace("Bí thư\t", "Cán bộ xã\t")


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_from_an_empty_folder_to_the_desk(browser: Browser, tmp_path: Path, size: tuple[int, int]) -> None:
    with served(tmp_path / "moi") as here, visitor(browser, here, size) as visit:
        _every_address_leads_to_the_beginning(visit)
        with visitor(browser, here) as other:
            other.open("/bat-dau/moi")
            begin(visit)
            _nobody_begins_a_second_time(other)
        _place_and_profile(visit)
        _years_are_skipped(visit)
        _hamlets(visit, here)
        _people(visit)
        _resumed_and_ended(visit)
        _nothing_of_the_demo(visit, browser, here)


def _looked_at(visit: Visit) -> None:
    """Every page fits the screen, has no serious fault and no band of the demo."""
    assert visit.overflow() <= 0, path_of(visit)
    assert visit.faults() == [], path_of(visit)
    expect(visit.page.locator(".demo-band")).to_have_count(0)


def _every_address_leads_to_the_beginning(visit: Visit) -> None:
    for address in EVERY_WAY:
        visit.open(address)
        assert path_of(visit) == "/bat-dau" or address.startswith("/bat-dau"), address
    visit.open("/")
    _looked_at(visit)
    with visit.page.expect_navigation():
        visit.page.get_by_role("link", name="Bắt đầu mới").click()
    _looked_at(visit)
    fill(
        visit, full_name="Người Quản Trị Mẫu", username="quantri.mau", **dict.fromkeys(["password", "repeated"], "ngắn")
    )
    press(visit, "Lập và làm tiếp")
    expect(visit.page.get_by_role("alert")).to_contain_text("Chưa lưu được")
    expect(visit.page.locator("main")).to_contain_text("ít nhất 10 ký tự")
    expect(visit.page.locator("[name=full_name]")).to_have_value("Người Quản Trị Mẫu")


def _nobody_begins_a_second_time(other: Visit) -> None:
    """Not even who had the form open before: told in a sentence, and no account is made."""
    words = "mùa mưa nước nổi"
    fill(other, full_name="Người Đến Sau Mẫu", username="den.sau", password=words, repeated=words)
    press(other, "Lập và làm tiếp")
    assert path_of(other) == "/"
    for address in ("/bat-dau", "/bat-dau/moi", "/bat-dau/khoi-phuc"):
        other.open(address)
        assert path_of(other) == "/", address
    other.open("/thiet-lap/bat-dau")
    assert path_of(other) == "/dang-nhap"
    expect(other.page.get_by_role("status").first).to_contain_text("người khác vừa mở trước")
    fill(other, login="den.sau", password=words)
    press(other, "Đăng nhập")
    assert path_of(other) == "/dang-nhap"
    expect(other.page.get_by_role("alert")).to_be_visible()


def _place_and_profile(visit: Visit) -> None:
    _looked_at(visit)
    choose_place(visit, "Huyện Hớn Quản", day=DAY, level="district", sought="hon quan")
    _looked_at(visit)
    expect(visit.page.locator("[name=authority]")).to_have_value("UBND huyện Hớn Quản")
    expect(visit.page.locator("[name=valid_from]")).to_have_value(DAY)
    expect(visit.page.locator("[name=reports_to]")).to_have_value("UBND tỉnh Bình Phước")
    fill(visit, standing_office="Phòng Mẫu")
    press(visit, "Lưu và làm tiếp")
    assert path_of(visit) == "/thiet-lap/bat-dau/nam"


def _years_are_skipped(visit: Visit) -> None:
    _looked_at(visit)
    press(visit, "Bỏ qua, làm sau")
    assert path_of(visit) == "/thiet-lap/bat-dau/thon-ap"
    expect(visit.page.locator(".steps")).to_contain_text("đã bỏ qua")


def _hamlets(visit: Visit, here: Installation) -> None:
    """A fault is named by its line; then the power fails, and what was pasted is still there."""
    page = visit.page
    _looked_at(visit)
    fill(visit, text=HAMLETS_WITH_A_FAULT)
    press(visit, "Kiểm tra danh sách")
    expect(page.get_by_role("alert")).to_contain_text("Dòng 3: xã “Xã Không Có” không có trong các xã của địa bàn này")
    expect(page.locator("[name=text]")).to_have_value(HAMLETS_WITH_A_FAULT)
    _looked_at(visit)
    fill(visit, text=HAMLETS)
    expect(page.locator(".draft-state")).to_contain_text("Đã lưu nháp")
    here.stop(signal.SIGKILL)
    here.start()
    visit.open("/thiet-lap")
    with page.expect_navigation():
        page.get_by_role("link", name="Làm tiếp").click()
    assert path_of(visit) == "/thiet-lap/bat-dau/thon-ap"
    expect(page.locator(".draft-found")).to_contain_text("Đang tiếp tục bản nháp")
    expect(page.locator("[name=text]")).to_have_value(HAMLETS)
    press(visit, "Kiểm tra danh sách")
    expect(page.locator("main")).to_contain_text("Sẽ nhập 3 thôn, ấp, khu phố")
    _looked_at(visit)
    press(visit, "Nhập danh sách")
    expect(page.get_by_role("status").first).to_contain_text("Đã nhập 3 thôn, ấp, khu phố")


def _people(visit: Visit) -> None:
    page = visit.page
    assert path_of(visit) == "/thiet-lap/bat-dau/nguoi-dung"
    _looked_at(visit)
    fill(visit, text=PEOPLE_WITH_A_FAULT, since=DAY, basis="Quyết định mẫu")
    press(visit, "Kiểm tra danh sách")
    expect(page.get_by_role("alert")).to_contain_text("Dòng 3: không rõ vai trò “Bí thư”")
    expect(page.locator("[name=text]")).to_have_value(PEOPLE_WITH_A_FAULT)
    expect(page.locator("[name=basis]")).to_have_value("Quyết định mẫu")
    fill(visit, text=PEOPLE)
    press(visit, "Kiểm tra danh sách")
    expect(page.locator("main")).to_contain_text("Đã hiểu 2 dòng.")
    _looked_at(visit)
    press(visit, "Nhập danh sách")
    assert path_of(visit) == "/thiet-lap/bat-dau/tom-tat"
    expect(page.get_by_role("status").first).to_contain_text("Đã thêm 2 người hoặc vị trí")


def _resumed_and_ended(visit: Visit) -> None:
    """The step that was skipped is done from the summary, with a fault first."""
    page = visit.page
    _looked_at(visit)
    with page.expect_navigation():
        page.get_by_role("link", name="làm bước này").click()
    assert path_of(visit) == "/thiet-lap/bat-dau/nam"
    fill(visit, first="2025", last="2024")
    press(visit, "Lưu và làm tiếp")
    expect(page.locator("main")).to_contain_text("Năm cuối không được trước năm đầu")
    fill(visit, first="2024", last="2025")
    press(visit, "Lưu và làm tiếp")
    visit.open("/thiet-lap/bat-dau")
    assert path_of(visit) == "/thiet-lap/bat-dau/tom-tat"
    expect(page.locator("main .state-waiting")).to_have_count(0)
    press(visit, "Kết thúc thiết lập")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bàn làm việc")
    expect(page.locator("main")).to_contain_text("Chưa có bản sao lưu nào")
    _looked_at(visit)


def _nothing_of_the_demo(visit: Visit, browser: Browser, here: Installation) -> None:
    visit.open("/nguoi-dung")
    names = set(visit.page.locator("main table.rows tbody th a").all_inner_texts())
    assert names == {"Người Quản Trị Mẫu", "Người Thường Trực Mẫu", "Người Cán Bộ Mẫu"}
    visit.open("/tep")
    expect(visit.page.locator("main .empty")).to_be_visible()
    assert visit.context.request.post(f"{here.base}/minh-hoa/ngay", form={"ngay": DAY}).status >= 400
    with visitor(browser, here, LAPTOP) as other:
        other.open("/dang-nhap")
        expect(other.page.locator("main")).not_to_contain_text("minh hoạ")
        sign_in(other, ADMINISTRATOR)
        _looked_at(other)
    refused = here.command("demo", "--no-serve")
    assert refused.returncode == 1
    assert "đang giữ dữ liệu làm việc thật" in refused.stderr
