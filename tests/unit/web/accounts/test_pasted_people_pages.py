"""Many people at once: a list is looked at first, and added then."""

import re
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from factories.office_pages import Answer, told, words
from factories.offices import Office

from giamngheo.accounts.models import User


def add(client: Client, typed: dict[str, str]) -> Answer:
    """Look at a list, then add it."""
    looked_at = client.post(reverse("web:people_paste"), typed).content.decode()
    (seen,) = re.findall(r'name="seen" value="(\w+)"', looked_at)
    return client.post(reverse("web:people_paste"), typed | {"add": "1", "seen": seen})


LINES = "Nguyễn Văn An\t0912345678\tCông chức\tCán bộ xã\tUBND xã\tXã Đồng Lúa\nTrần Thị Bé\t\t\tTrưởng ấp\t\tẤp 1"


def test_a_pasted_list_is_looked_at_first_and_added_then(office: Office, commune: Client) -> None:
    address = reverse("web:people_paste")
    typed = {"text": LINES, "since": "15/11/2024", "basis": "QĐ 1"}
    preview = commune.post(address, typed)
    shown = words(preview)
    assert "Xem trước" in shown
    assert "nguyenvanan" in shown
    assert "Cơ quan mới sẽ được thêm: UBND xã" in shown
    assert "Thêm 2 dòng này" in shown
    assert User.objects.count() == 2
    shown = told(add(commune, typed), commune)
    assert "2 dòng thêm người dùng" in shown
    assert User.objects.count() == 4
    again = words(commune.post(address, typed))
    assert "đều đã có, không cần thêm" in again
    assert "1 dòng đã có" not in again
    assert "2 dòng đã có, không thêm" in told(add(commune, typed), commune)
    assert User.objects.count() == 4


def test_a_list_changed_after_it_was_looked_at_is_shown_again_before_it_is_added(office: Office, admin: Client) -> None:
    typed = {"text": LINES, "since": "15/11/2024"}
    page = admin.post(reverse("web:people_paste"), typed).content.decode()
    (seen,) = re.findall(r'name="seen" value="(\w+)"', page)
    for changed in ({"text": f"{LINES}\nLê Tư\t\t\tCán bộ xã\t\tXã Đồng Lúa"}, {"since": "16/11/2024"}):
        answer = admin.post(reverse("web:people_paste"), typed | changed | {"add": "1", "seen": seen})
        assert "Xem trước" in words(answer)
        assert User.objects.count() == 2


def test_a_list_with_faults_adds_nobody_and_stays_typed(office: Office, commune: Client) -> None:
    typed = {"text": LINES.replace("Cán bộ xã", "Vua"), "since": "15/11/2024", "add": "1"}
    answer = commune.post(reverse("web:people_paste"), typed)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Dòng 1: không rõ vai trò “Vua”" in words(answer)
    assert "Trần Thị Bé" in answer.content.decode()
    assert User.objects.count() == 2


def test_a_fault_found_only_while_adding_is_told_with_its_line(office: Office, admin: Client) -> None:
    User.objects.filter(pk=office.admin.pk).update(phone="0900000001")
    text = f"{office.admin.full_name}\t0900000001\t\tLãnh đạo\t\tHuyện Đồng Mẫu"
    answer = add(admin, {"text": text, "since": "15/11/2024"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Dòng 1: Không ai tự giao" in words(answer)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": "", "since": "15/11/2024"}, "Chưa dán danh sách."),
        ({"text": LINES, "since": ""}, "Chưa ghi mục này."),
        ({"text": "x" * 300_001, "since": "15/11/2024"}, "Chưa lưu được."),
        ({"text": LINES, "since": "01/01/2204"}, "Dòng"),
    ],
)
def test_a_list_or_day_that_is_none_is_told(typed: dict[str, str], said: str, admin: Client) -> None:
    answer = admin.post(reverse("web:people_paste"), typed)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in words(answer)


def test_without_a_profile_no_list_is_taken(office: Office, admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("giamngheo.web.accounts.seat_views.norms.top_place_id", lambda **_: None)
    answer = admin.post(reverse("web:people_paste"), {"text": LINES, "since": "15/11/2024"})
    assert "Chưa có hồ sơ đơn vị" in words(answer)
