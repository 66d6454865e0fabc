"""Drafts: kept for their owner alone, gone when the form is sent, not brought back by a save that comes late."""

from datetime import timedelta
from typing import Any

import pytest
from factories.offices import AT, Office

from giamngheo.accounts import queries
from giamngheo.accounts.actions.drafts import drop_draft, save_draft
from giamngheo.accounts.models import Draft
from giamngheo.audit.models import Entry
from giamngheo.common.scope import Scope

LATER = AT + timedelta(minutes=1)
TYPED: dict[str, Any] = {"full_name": "Nguyễn Văn An", "roles": ["a", "b"]}


def test_a_draft_is_kept_and_comes_back(office: Office) -> None:
    assert save_draft(by=office.by, at=AT, form="person", fields=TYPED)
    assert save_draft(by=office.by, at=LATER, form="person", fields=TYPED | {"phone": "09"})
    found = queries.draft(office.by, "person")
    assert found is not None
    assert (found.fields, found.saved_at) == (TYPED | {"phone": "09"}, LATER)
    assert Draft.objects.count() == 1


def test_a_draft_belongs_to_its_owner_and_its_form(office: Office) -> None:
    save_draft(by=office.by, at=AT, form="person", fields=TYPED)
    assert queries.draft(office.by_commune, "person") is None
    assert queries.draft(office.by, "other") is None


def test_a_draft_is_no_fact_and_leaves_no_trace(office: Office) -> None:
    save_draft(by=office.by, at=AT, form="person", fields=TYPED)
    drop_draft(by=office.by, at=LATER, form="person")
    assert not Entry.objects.exists()


def test_what_was_typed_is_gone_when_the_form_is_sent(office: Office) -> None:
    save_draft(by=office.by, at=AT, form="person", fields=TYPED)
    drop_draft(by=office.by, at=LATER, form="person")
    assert queries.draft(office.by, "person") is None
    assert Draft.objects.get().fields == {}


def test_a_save_that_comes_after_the_form_was_sent_brings_nothing_back(office: Office) -> None:
    drop_draft(by=office.by, at=LATER, form="person")
    assert not save_draft(by=office.by, at=LATER, form="person", fields=TYPED, opened_at=AT)
    assert queries.draft(office.by, "person") is None


def test_a_page_opened_after_the_form_was_sent_begins_a_new_draft(office: Office) -> None:
    drop_draft(by=office.by, at=AT, form="person")
    assert save_draft(by=office.by, at=LATER, form="person", fields=TYPED, opened_at=LATER)
    assert queries.draft(office.by, "person") is not None
    assert save_draft(by=office.by, at=LATER, form="person", fields=TYPED, opened_at=AT)  # nothing was sent since


@pytest.mark.django_db
def test_nobody_signed_in_leaves_and_finds_none() -> None:
    nobody = Scope(None, "chưa đăng nhập")
    assert not save_draft(by=nobody, at=AT, form="person", fields=TYPED)
    drop_draft(by=nobody, at=AT, form="person")
    assert queries.draft(nobody, "person") is None
    assert not Draft.objects.exists()


def test_letters_no_database_takes_are_left_out(office: Office) -> None:
    save_draft(by=office.by, at=AT, form="person", fields={"a\0": "b\0c\ud800", "n": 5, "list": ["x\0", 1]})
    found = queries.draft(office.by, "person")
    assert found is not None
    assert found.fields == {"a": "bc?", "n": "5", "list": ["x", "1"]}
