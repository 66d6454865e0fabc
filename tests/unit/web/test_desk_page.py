"""The desk: whoever holds no seat on its day is told so, and the demo says which of its times are real."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from factories.people import Country, country, installation, seated
from factories.visits import see, signed_in

from giamngheo.accounts.kinds import Role

pytestmark = pytest.mark.django_db
NO_SEAT = "Ngày này tài khoản không giữ vị trí công tác nào."


@pytest.fixture
def where() -> Country:
    return country()


def test_no_seat_on_the_day_of_the_demo_is_told_and_another_day_may_have_one(where: Country) -> None:
    installation(where, is_demo=True)
    later = signed_in(seated(Role.COMMUNE_OFFICER, where.commune, since=date(2025, 1, 1)))
    page = see(later, "home")
    assert NO_SEAT in page
    assert "bấm một ngày khác" in page
    later.post(reverse("web:demo_day"), {"ngay": "30/06/2025"})
    assert NO_SEAT not in see(later, "home")


def test_no_seat_today_is_told(where: Country) -> None:
    installation(where)
    gone = signed_in(seated(Role.COMMUNE_OFFICER, where.commune, until=date(2024, 2, 1)))
    page = see(gone, "home")
    assert NO_SEAT in page
    assert "hãy báo người quản trị" in page


def test_the_demo_says_that_hours_are_real(where: Country, client: Client) -> None:
    installation(where, is_demo=True)
    assert "Giờ ghi vào hệ thống vẫn là giờ thật" in see(client, "home")


@pytest.mark.parametrize("role", [Role.HAMLET_HEAD, Role.ENUMERATOR])
def test_who_may_keep_files_finds_the_way_to_them(where: Country, role: Role) -> None:
    installation(where, is_demo=True)
    user = signed_in(seated(role, where.hamlet))
    assert f'href="{reverse("web:files")}"' in see(user, "home")
    assert "Tải tệp lên" in see(user, "files")
