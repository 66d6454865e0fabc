"""The pages about people: what they show, what stays typed; no name stands in an address."""

import re
import sys
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from factories.office_pages import BACKEND, WHEN, made, told, words
from factories.offices import Office, deeds
from factories.people import TODAY, seated

from giamngheo.accounts import queries
from giamngheo.accounts.actions import absences
from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import Absence, Agency, Holding, SigningAuthority, User

SEAT = {"role": "commune_officer", "valid_from": "15/11/2024"}


# The list


def test_a_search_stands_in_the_session_not_in_the_address(office: Office, admin: Client) -> None:
    made(office)
    made(office, "Trần Thị Bé")
    answer = admin.post(reverse("web:people"), {"text": "nguyen van an", "role": "", "place": ""})
    assert "nguyen" not in answer["Location"].lower()
    assert "an" not in answer["Location"].split("?")[1].split("=")
    shown = words(admin.get(answer["Location"]))
    assert "Nguyễn Văn An" in shown
    assert "Trần Thị Bé" not in shown
    assert 'value="nguyen van an"' in admin.get(answer["Location"]).content.decode()


def test_the_same_search_twice_is_kept_once_and_only_the_latest_are_kept(admin: Client) -> None:
    for text in ("an", "an", *(f"người {number}" for number in range(22))):
        admin.post(reverse("web:people"), {"text": text})
    assert list(admin.session["sought"].values()) == [f"người {number}" for number in range(2, 22)]


def test_a_search_is_nothing_to_the_next_user(office: Office, admin: Client) -> None:
    address = admin.post(reverse("web:people"), {"text": "Nguyễn Văn An"})["Location"]
    admin.logout()
    admin.force_login(office.commune_admin, backend=BACKEND)
    answer = admin.get(address)
    assert "Lần tìm này đã cũ" in words(answer)
    assert "Nguyễn Văn An" not in answer.content.decode()


def test_the_list_is_narrowed_by_role_place_and_former(office: Office, admin: Client) -> None:
    made(office)
    made(office, "Trần Thị Bé", role=Role.HAMLET_HEAD, place_id=office.where.hamlet)
    made(office, "Phạm Cũ", since=TODAY - timedelta(days=90), valid_until=TODAY - timedelta(days=9))
    typed = {"text": "", "role": "hamlet_head", "place": str(office.where.commune)}
    shown = told(admin.post(reverse("web:people"), typed), admin)
    assert "Trần Thị Bé" in shown
    assert "Nguyễn Văn An" not in shown
    shown = told(admin.post(reverse("web:people"), {"former": "on"}), admin)
    assert "Phạm Cũ" in shown
    assert "không giữ vị trí nào" in shown
    assert admin.post(reverse("web:people"), {})["Location"] == reverse("web:people")


def test_a_place_that_is_not_in_the_list_is_refused(commune: Client, office: Office) -> None:
    answer = commune.post(reverse("web:people"), {"text": "an", "place": str(office.where.other_commune)})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'value="an"' in answer.content.decode()


def test_nobody_found_says_what_to_try(admin: Client) -> None:
    assert "Không thấy ai" in told(admin.post(reverse("web:people"), {"text": "zzz"}), admin)


def test_a_long_list_goes_on_and_back(office: Office, admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[queries.people.__module__], "PAGE", 2)
    for name in ("Lê A", "Lê Bê", "Lê Cê"):
        made(office, name)
    first = admin.get(reverse("web:people") + "?ca-cu=1").content.decode()
    (onward,) = re.findall(r'href="([^"]*sau=\d+)"', first)
    assert "Về đầu danh sách" not in first
    second = admin.get(onward.replace("&amp;", "&")).content.decode()
    assert "Lê Cê" in second
    assert "Lê Bê" not in second
    assert "Về đầu danh sách" in second


# Making and changing


def new(office: Office, **typed: Any) -> dict[str, Any]:
    return {"full_name": "Nguyễn Văn An", "place": office.where.commune, **SEAT, **typed}


def test_a_user_is_made_and_the_page_says_the_name_and_what_comes_next(office: Office, commune: Client) -> None:
    answer = commune.post(reverse("web:people_new"), new(office, valid_until="31/12/2024", basis="QĐ 1"))
    shown = told(answer, commune)
    assert "tên đăng nhập là nguyenvanan" in shown
    assert "cấp phiếu" in shown
    assert "31/12/2024" in shown
    assert Holding.objects.get(user__username="nguyenvanan").valid_until == TODAY.replace(year=2025, month=1, day=1)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"full_name": ""}, "Chưa ghi mục này."),
        ({"full_name": "Người 2"}, "có chữ số"),
        ({"phone": "123"}, "không phải số điện thoại"),
        ({"phone": "0900000001"}, "đã là của một người dùng khác"),
        ({"username": "quantri"}, "đã có người dùng"),
        ({"role": ""}, "Chưa chọn mục này."),
        ({"role": "vua"}, "không còn trong danh sách"),
        ({"role": "hamlet_head"}, "không dùng cho cấp xã"),
        ({"place": "999"}, "không còn trong danh sách"),
        ({"place": "x' or 1=1"}, "không còn trong danh sách"),
        ({"valid_from": "31/02/2024"}, "không phải là ngày"),
        ({"valid_from": ""}, "Chưa ghi mục này."),
        ({"valid_until": "01/01/2024"}, "Ngày kết thúc phải từ ngày bắt đầu"),
        ({"valid_from": "01/08/2025"}, "không có địa bàn này"),
        ({"full_name": "x" * 100_000}, "Chưa lưu được."),
    ],
)
def test_what_cannot_be_kept_is_told_beside_its_field_and_stays_typed(
    typed: dict[str, str], said: str, office: Office, admin: Client
) -> None:
    User.objects.filter(pk=office.commune_admin.pk).update(phone="0900000001")
    answer = admin.post(reverse("web:people_new"), new(office, **{"basis": "QĐ <5>"} | typed))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in words(answer)
    assert 'value="QĐ &lt;5&gt;"' in answer.content.decode()
    assert User.objects.count() == 2
    assert deeds() == []


def test_sent_twice_the_second_user_gets_a_number(office: Office, admin: Client) -> None:
    for _ in range(2):
        admin.post(reverse("web:people_new"), new(office))
    assert set(User.objects.values_list("username", flat=True)) >= {"nguyenvanan", "nguyenvanan2"}


def test_a_form_that_was_not_asked_for_is_refused(office: Office) -> None:
    client = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    client.force_login(office.admin, backend=BACKEND)
    assert client.post(reverse("web:people_new"), new(office)).status_code == HTTPStatus.FORBIDDEN
    assert User.objects.count() == 2


def test_places_to_choose_are_those_of_the_scope(office: Office, admin: Client, commune: Client) -> None:
    page, of_commune = (client.get(reverse("web:people_new")).content.decode() for client in (admin, commune))
    assert "Huyện Đồng Mẫu" in page
    assert '<optgroup label="Xã Đồng Lúa">' in page
    assert "Huyện Đồng Mẫu" not in of_commune
    assert "Bến Cát Mẫu" not in of_commune


def test_a_person_is_changed_closed_and_opened_again(office: Office, commune: Client) -> None:
    user_id = made(office)
    change = {"full_name": "Nguyễn Văn Ân", "phone": "0912345678", "job_title": "Phó Chủ tịch"}
    shown = told(commune.post(reverse("web:person_change", args=[user_id]), change), commune)
    assert "Phó Chủ tịch" in shown
    close = {"day": "15/11/2024", "reason": "nghỉ việc"}
    shown = told(commune.post(reverse("web:person_close", args=[user_id]), close), commune)
    assert "đã đóng từ 15/11/2024" in shown
    assert "Giao vị trí" not in shown
    assert "Cấp phiếu" not in shown
    shown = told(commune.post(reverse("web:person_reopen", args=[user_id]), {"reason": "nhầm"}), commune)
    assert "đang mở" in shown
    for name in ("person_close", "person_reopen"):
        assert commune.post(reverse(f"web:{name}", args=[user_id]), {}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    again = commune.post(reverse("web:person_reopen", args=[user_id]), {"reason": "nữa"})
    assert "không cần mở lại" in words(again)
    assert commune.post(reverse("web:person_change", args=[user_id]), {}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_an_account_that_will_close_is_shown_so(office: Office, commune: Client) -> None:
    user_id = made(office)
    close = {"day": "20/11/2024", "reason": "nghỉ hưu"}
    assert "sẽ đóng từ 20/11/2024" in told(commune.post(reverse("web:person_close", args=[user_id]), close), commune)


def test_the_button_for_a_slip_leads_to_its_page_where_there_is_one(
    office: Office, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    user_id = made(office)
    address = reverse("web:person", args=[user_id])
    assert f'href="{reverse("web:issue_slip", args=[user_id])}"' in admin.get(address).content.decode()
    real = reverse

    def without_slips(name: str, *args: Any, **kwargs: Any) -> str:
        return real("no such page" if name == "web:issue_slip" else name, *args, **kwargs)

    monkeypatch.setattr("giamngheo.web.accounts.people_views.reverse", without_slips)
    assert "Cấp phiếu" not in words(admin.get(address))


# Seats


def test_a_seat_is_given_and_ended(office: Office, commune: Client) -> None:
    user_id = made(office)
    agency = Agency.objects.create(name="UBND xã Đồng Lúa", place_id=office.where.commune)
    typed = {"place": office.where.commune, "agency": agency.pk, **SEAT, "role": "commune_chair"}
    shown = told(commune.post(reverse("web:person_seat", args=[user_id]), typed), commune)
    assert "Chủ tịch UBND xã – UBND xã Đồng Lúa – Xã Đồng Lúa" in shown
    again = commune.post(reverse("web:person_seat", args=[user_id]), typed)
    assert "đã giữ đúng vị trí đó" in words(again)
    holding = Holding.objects.get(seat__role="commune_chair")
    end = {"day": "16/11/2024", "reason": "luân chuyển"}
    shown = told(commune.post(reverse("web:person_seat_end", args=[holding.pk]), end), commune)
    assert "15/11/2024" in shown
    assert Holding.objects.get(pk=holding.pk).valid_until == TODAY + timedelta(days=1)
    refused = commune.post(reverse("web:person_seat_end", args=[holding.pk]), end)
    assert "đã thôi giữ vị trí từ ngày 16/11/2024" in words(refused)


def test_the_seats_of_a_place_and_the_places_within(office: Office, commune: Client) -> None:
    made(office)
    held = Holding.objects.get(user=office.commune_admin)
    Holding.objects.create(
        seat=seated(Role.LEADER, office.where.commune, until=TODAY).holdings.get().seat,
        user=office.commune_admin,
        valid_from=held.valid_from,
        valid_until=held.valid_from,
    )
    shown = words(commune.get(reverse("web:people_of_place", args=[office.where.commune])))
    assert "Ai làm việc ở Xã Đồng Lúa" in shown
    assert "Nguyễn Văn An" in shown
    assert "chưa có người giữ" in shown
    assert "Ấp 1" in shown
    assert "Chưa có vị trí" in words(commune.get(reverse("web:people_of_place", args=[office.where.hamlet])))


# Absences and signing


def test_an_absence_is_entered_listed_and_ended(office: Office, commune: Client) -> None:
    chair = made(office, role=Role.COMMUNE_CHAIR)
    substitute = made(office, "Trần Thị Bé")
    made(office, "Người Xã Khác", place_id=office.where.other_commune)
    address = reverse("web:person_absence", args=[chair])
    page = commune.get(address).content.decode()
    assert "Trần Thị Bé" in page
    assert "Người Xã Khác" not in page
    typed = {"valid_from": "15/11/2024", "valid_until": "20/11/2024", "substitute": substitute, "reason": "đi học"}
    refused = commune.post(address, typed)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Hãy ghi căn cứ" in words(refused)
    assert "20/11/2024" in refused.content.decode()
    shown = told(commune.post(address, typed | {"basis": "Phân công 12"}), commune)
    assert "đi học" in shown
    assert "Làm thay" in words(commune.get(reverse("web:person", args=[substitute])))
    listed = words(commune.get(reverse("web:people_away")))
    assert "20/11/2024" in listed
    assert "đang vắng" in listed
    absence = Absence.objects.get()
    end = reverse("web:person_absence_end", args=[chair, absence.pk])
    assert "chỉ làm thay đến trước" in told(commune.post(end, {"day": "15/11/2024", "reason": "hoãn"}), commune)
    assert commune.get(end).status_code == HTTPStatus.NOT_FOUND
    assert "đã huỷ" in words(commune.get(reverse("web:person", args=[chair])))
    assert "Không ai vắng mặt" in words(commune.get(reverse("web:people_away")))


def test_an_absence_of_somebody_else_is_not_ended_under_this_address(office: Office, admin: Client) -> None:
    one, other = made(office), made(office, "Trần Thị Bé")
    absence = absences.add_absence(
        by=office.by,
        user_id=one,
        substitute_id=None,
        valid_from=TODAY,
        valid_until=TODAY + timedelta(days=2),
        **WHEN,
    )
    address = reverse("web:person_absence_end", args=[other, absence])
    assert admin.post(address, {"day": "15/11/2024", "reason": "x"}).status_code == HTTPStatus.NOT_FOUND


def test_an_authority_is_entered_listed_and_ended(office: Office, commune: Client) -> None:
    user_id = made(office)
    address = reverse("web:person_authority", args=[user_id])
    typed = {"capacity": "kt", "for_whom": "", "valid_from": "15/11/2024", "basis": "QĐ 15"}
    refused = commune.post(address, typed)
    assert "Hãy ghi ký cho ai" in words(refused)
    assert "KT. (ký thay)" in told(commune.post(address, typed | {"for_whom": "Chủ tịch"}), commune)
    assert "Chủ tịch" in words(commune.get(reverse("web:people_away")))
    authority = SigningAuthority.objects.get()
    end = reverse("web:person_authority_end", args=[user_id, authority.pk])
    assert "không đổi" in told(commune.post(end, {"day": "20/11/2024", "reason": "thôi"}), commune)
    assert SigningAuthority.objects.get().valid_until == TODAY + timedelta(days=5)
    again = commune.post(end, {"day": "20/11/2024", "reason": "thôi"})
    assert "đã kết thúc trước ngày đó" in words(again)
    assert commune.get(reverse("web:person_authority_end", args=[user_id, 999])).status_code == HTTPStatus.NOT_FOUND
