"""The pages of agencies."""

from http import HTTPStatus

from django.test import Client
from django.urls import reverse
from factories.office_pages import browser, told, words
from factories.offices import Office
from factories.people import TODAY, seated

from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import Agency, Holding, User


def test_an_agency_is_added_renamed_and_ended(office: Office, commune: Client) -> None:
    assert "Chưa có cơ quan nào" in words(commune.get(reverse("web:agencies")))
    typed = {"name": "UBND xã Đồng Lúa", "place": office.where.commune, "valid_from": ""}
    assert "UBND xã Đồng Lúa" in told(commune.post(reverse("web:agency_new"), typed), commune)
    twice = commune.post(reverse("web:agency_new"), typed)
    assert "đã có cơ quan cùng tên" in words(twice)
    agency = Agency.objects.get()
    rename = {"name": "Uỷ ban xã Đồng Lúa", "day": "15/11/2024", "basis": "NQ 1"}
    assert "Uỷ ban xã" in told(commune.post(reverse("web:agency_rename", args=[agency.pk]), rename), commune)
    assert (
        commune.post(reverse("web:agency_rename", args=[agency.pk]), {}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    )
    end = {"day": "15/11/2024", "reason": "sáp nhập"}
    shown = told(commune.post(reverse("web:agency_end", args=[agency.pk]), end), commune)
    assert "Chưa có cơ quan nào" in shown
    assert "14/11/2024" in words(commune.get(reverse("web:agencies") + "?ca-cu=1"))
    again = commune.post(reverse("web:agency_end", args=[agency.pk]), end)
    assert "đã kết thúc từ ngày 15/11/2024" in words(again)


def test_an_agency_of_the_place_is_seen_by_who_may_not_change_it(office: Office) -> None:
    agency = Agency.objects.create(name="UBND xã", place_id=office.where.commune)
    client = browser(seated(Role.COMMUNE_CHAIR, office.where.commune))
    assert "Đổi tên" not in words(client.get(reverse("web:agencies")))
    Holding.objects.create(
        user=User.objects.get(username=f"commune_chair-{office.where.commune}"),
        seat=seated(Role.ADMINISTRATOR, office.where.other_commune).holdings.get().seat,
        valid_from=TODAY,
    )
    assert client.get(reverse("web:agency_rename", args=[agency.pk])).status_code == HTTPStatus.FORBIDDEN
    held = Holding.objects.get(user=office.commune_admin).pk
    assert client.get(reverse("web:person_seat_end", args=[held])).status_code == HTTPStatus.FORBIDDEN
