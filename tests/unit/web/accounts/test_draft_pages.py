"""Drafts on the pages: kept while somebody types, theirs alone, gone when the form is sent."""

import json
import re
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime
from factories.office_pages import BACKEND, Answer, made, words
from factories.offices import AT, Office

from giamngheo.accounts.models import Draft
from giamngheo.audit.models import Entry

NEW: dict[str, Any] = {"full_name": "Nguyễn Văn An", "role": "commune_officer", "valid_from": "15/11/2024"}


DRAFT = "/nhap/nguoi-dung-moi"


def save(client: Client, office: Office, fields: Any, address: str = DRAFT, **more: Any) -> Answer:
    sent = {"fields": fields, "opened": AT.isoformat(), "owner": office.admin.pk} | more
    return client.post(address, json.dumps(sent), content_type="application/json")


def test_what_was_typed_is_there_again_and_can_be_thrown_away(office: Office, admin: Client) -> None:
    answer = save(admin, office, {"full_name": "Nguyễn Văn An", "basis": "QĐ", "valid_from": "1/12/2024"})
    assert answer.json() == {"saved_at": f"{localtime(AT):%H:%M}"}
    assert admin.get(DRAFT).json()["fields"]["full_name"] == "Nguyễn Văn An"
    page = admin.get(reverse("web:people_new")).content.decode()
    assert 'value="Nguyễn Văn An"' in page
    assert 'value="1/12/2024"' in page
    assert "Đang tiếp tục bản nháp lưu lúc 08:00 ngày 15/11/2024" in page
    assert 'data-draft="nguoi-dung-moi"' in page
    dropped = admin.post(f"{DRAFT}/bo", {"next": reverse("web:people_new")})
    assert dropped["Location"] == reverse("web:people_new")
    page = admin.get(reverse("web:people_new")).content.decode()
    assert "Nguyễn Văn An" not in page.replace("ví dụ Nguyễn Văn An", "")
    assert "bản nháp lưu lúc" not in page


def test_a_draft_is_gone_when_the_form_is_sent_and_stays_when_it_was_wrong(office: Office, admin: Client) -> None:
    save(admin, office, {"full_name": "Nguyễn Văn An"})
    admin.post(reverse("web:people_new"), NEW | {"place": office.where.commune, "full_name": ""})
    assert Draft.objects.get().fields
    admin.post(reverse("web:people_new"), NEW | {"place": office.where.commune})
    assert not Draft.objects.get().fields
    late = save(admin, office, {"full_name": "Nguyễn Văn An"})
    assert late.status_code == HTTPStatus.CONFLICT
    assert admin.get(DRAFT).json() == {"fields": {}, "saved_at": None}


def test_a_draft_is_nothing_to_the_next_user(office: Office, admin: Client, commune: Client) -> None:
    save(admin, office, {"full_name": "Nguyễn Văn An"})
    assert commune.get(DRAFT).json()["fields"] == {}
    assert "bản nháp lưu lúc" not in words(commune.get(reverse("web:people_new")))
    from_the_old_page = save(commune, office, {"full_name": "Trần Thị Bé"})
    assert from_the_old_page.status_code == HTTPStatus.CONFLICT
    assert Draft.objects.count() == 1


def test_a_draft_about_one_person_is_not_that_of_another(office: Office, admin: Client) -> None:
    one, other = made(office), made(office, "Trần Thị Bé")
    save(admin, office, {"basis": "QĐ 7"}, f"/nhap/nguoi-dung-vi-tri.{one}")
    assert "QĐ 7" in admin.get(reverse("web:person_seat", args=[one])).content.decode()
    assert "QĐ 7" not in admin.get(reverse("web:person_seat", args=[other])).content.decode()


@pytest.mark.parametrize("name", ["khong-co", "nguoi-dung-moi.x", "NGUOI-DUNG-MOI", "nguoi-dung-moi.1.2", "ng\0"])
def test_forms_nobody_registered_have_no_drafts(name: str, office: Office, admin: Client) -> None:
    address = f"/nhap/{name}".replace("\0", "%00")
    assert admin.get(address).status_code == HTTPStatus.NOT_FOUND
    assert save(admin, office, {"a": "b"}, address).status_code == HTTPStatus.NOT_FOUND
    assert admin.post(f"{address}/bo").status_code == HTTPStatus.NOT_FOUND
    assert not Draft.objects.exists()


def test_fields_the_form_does_not_have_are_not_kept(office: Office, admin: Client) -> None:
    save(admin, office, {"full_name": "An", "password": "bí mật", "is_staff": "1"})
    assert Draft.objects.get().fields == {"full_name": "An"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'{"fields": []}',
        b'{"fields": {"full_name": 5}}',
        b'{"fields": {"full_name": {"a": "b"}}}',
        b'{"fields": {"full_name": ["a", 1]}}',
        b"[" * 50_000,
    ],
)
def test_what_no_script_of_ours_sends_is_refused(body: bytes, admin: Client) -> None:
    assert admin.post(DRAFT, body, content_type="application/json").status_code == HTTPStatus.BAD_REQUEST
    assert not Draft.objects.exists()


@pytest.mark.parametrize("opened", [None, "hôm qua", "2024-11-15T08:00:00", 5])
def test_an_instant_that_is_none_says_nothing(opened: Any, office: Office, admin: Client) -> None:
    assert save(admin, office, {"full_name": "An"}, opened=opened).status_code == HTTPStatus.OK


def test_a_draft_above_the_limit_is_refused(office: Office, admin: Client) -> None:
    assert save(admin, office, {"full_name": "x" * 65_000}).status_code == HTTPStatus.OK
    answer = save(admin, office, {"full_name": "x" * 66_000})
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert "quá dài" in answer.json()["told"]


def test_a_draft_needs_the_token_of_the_page(office: Office) -> None:
    client = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    client.force_login(office.admin, backend=BACKEND)
    assert save(client, office, {"full_name": "An"}).status_code == HTTPStatus.FORBIDDEN
    page = client.get(reverse("web:people_new")).content.decode()
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[-1]
    sent = {"fields": {"full_name": "An"}, "opened": AT.isoformat(), "owner": office.admin.pk}
    answer = client.post(DRAFT, json.dumps(sent), content_type="application/json", headers={"X-CSRFToken": token})
    assert answer.status_code == HTTPStatus.OK


@pytest.mark.parametrize(
    "elsewhere", ["https://xau.example/", "//xau.example", "javascript:alert(1)", "", "nguoi-dung"]
)
def test_throwing_a_draft_away_leads_nowhere_else(elsewhere: str, admin: Client) -> None:
    assert admin.post(f"{DRAFT}/bo", {"next": elsewhere})["Location"] == reverse("web:home")


def test_drafts_leave_no_trace(office: Office, admin: Client) -> None:
    save(admin, office, {"full_name": "An"})
    admin.post(f"{DRAFT}/bo", {"next": "/"})
    assert not Entry.objects.exists()
