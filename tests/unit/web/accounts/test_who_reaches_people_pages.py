"""Who reaches which page about people; nobody finds anything by guessing an address."""

import re
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from factories.office_pages import WHEN, browser, made, words
from factories.offices import Office
from factories.people import TODAY, seated

from giamngheo.accounts.actions import absences, agencies, signing
from giamngheo.accounts.kinds import Capacity, Role
from giamngheo.accounts.models import Holding


def every_page(office: Office) -> dict[str, str]:
    """Every page about people, by its name, about somebody and something that are there."""
    user_id = made(office)
    absence = absences.add_absence(
        by=office.by,
        user_id=user_id,
        substitute_id=None,
        valid_from=TODAY,
        valid_until=TODAY + timedelta(days=3),
        **WHEN,
    )
    authority = signing.give_authority(
        by=office.by,
        user_id=user_id,
        capacity=Capacity.DEPUTY,
        for_whom="Chủ tịch",
        valid_from=TODAY,
        valid_until=None,
        basis="QĐ 1",
        **WHEN,
    )
    agency = agencies.add_agency(
        by=office.by, name="UBND xã", short_name="", place_id=office.where.commune, valid_from=None, **WHEN
    )
    holding = Holding.objects.get(user_id=user_id).pk
    arguments: dict[str, list[Any]] = {
        "people": [],
        "people_new": [],
        "people_paste": [],
        "people_away": [],
        "people_of_place": [office.where.commune],
        "person": [user_id],
        "person_change": [user_id],
        "person_close": [user_id],
        "person_reopen": [user_id],
        "person_seat": [user_id],
        "person_seat_end": [holding],
        "person_absence": [user_id],
        "person_absence_end": [user_id, absence],
        "person_authority": [user_id],
        "person_authority_end": [user_id, authority],
        "agencies": [],
        "agency_new": [],
        "agency_rename": [agency],
        "agency_end": [agency],
    }
    return {name: reverse(f"web:{name}", args=args) for name, args in arguments.items()}


READ = {"people", "people_away", "people_of_place", "person", "agencies"}


def test_every_page_opens_for_both_administrators(office: Office, admin: Client, commune: Client) -> None:
    for address in every_page(office).values():
        for client in (admin, commune):
            answer = client.get(address)
            assert answer.status_code == HTTPStatus.OK, address
            assert answer.content.decode().count("<h1") == 1
            assert answer["Cache-Control"] == "no-store, private"


def test_who_sees_people_reads_but_changes_nothing(office: Office) -> None:
    client = browser(seated(Role.COMMUNE_CHAIR, office.where.commune))
    for name, address in every_page(office).items():
        expected = HTTPStatus.OK if name in READ else HTTPStatus.FORBIDDEN
        assert client.get(address).status_code == expected, name
        if name not in READ:
            assert client.post(address).status_code == HTTPStatus.FORBIDDEN, name


def test_who_sees_no_people_gets_none_of_the_pages(office: Office) -> None:
    client = browser(seated(Role.HAMLET_HEAD, office.where.hamlet))
    for name, address in every_page(office).items():
        assert client.get(address).status_code == HTTPStatus.FORBIDDEN, name
        assert client.post(address).status_code in {HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED}, name


def test_nobody_signed_in_is_sent_to_sign_in(office: Office) -> None:
    client = Client(SERVER_NAME="127.0.0.1")
    for address in [*every_page(office).values(), reverse("web:draft", args=["nguoi-dung-moi"])]:
        answer = client.get(address)
        assert answer.status_code == HTTPStatus.FOUND
        assert "next=" in answer["Location"]


def test_the_administrator_of_another_commune_finds_nothing_by_guessing(office: Office) -> None:
    client = browser(seated(Role.ADMINISTRATOR, office.where.other_commune))
    for name, address in every_page(office).items():
        if re.search(r"\d", address):
            answers = {client.get(address).status_code, client.post(address, {"day": "15/11/2024"}).status_code}
            expected = HTTPStatus.FORBIDDEN if name == "people_of_place" else HTTPStatus.NOT_FOUND
            assert answers <= {expected, HTTPStatus.METHOD_NOT_ALLOWED}, name
            assert "Nguyễn Văn An" not in words(client.get(address))


@pytest.mark.parametrize("number", ["0", "999999", "99999999999999999999999"])
def test_numbers_nothing_has_are_no_pages(number: str, admin: Client) -> None:
    for pattern in ("/nguoi-dung/{}", "/nguoi-dung/{}/sua", "/nguoi-dung/vi-tri/{}/thoi", "/co-quan/{}/doi-ten"):
        assert admin.get(pattern.format(number)).status_code == HTTPStatus.NOT_FOUND
    assert admin.get(f"/nguoi-dung/dia-ban/{number}").status_code == HTTPStatus.NOT_FOUND
    assert admin.get(f"/nguoi-dung?sau={number}&dia-ban={number}&vai-tro=ma&tim=ma").status_code == HTTPStatus.OK


def test_who_works_elsewhere_too_is_seen_but_not_changed(office: Office, commune: Client) -> None:
    user_id = made(office)
    seat = seated(Role.ENUMERATOR, office.where.other_hamlet).holdings.get().seat
    Holding.objects.create(user_id=user_id, seat=seat, valid_from=TODAY)
    shown = words(commune.get(reverse("web:person", args=[user_id])))
    assert "vị trí ở địa bàn khác" in shown
    assert "Rà soát viên" not in shown
    assert "Sửa thông tin" not in shown
    assert commune.get(reverse("web:person_change", args=[user_id])).status_code == HTTPStatus.FORBIDDEN
