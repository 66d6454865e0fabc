"""Which forms have drafts, and what of them is kept."""

import pytest
from django import forms
from factories.offices import AT

from giamngheo.accounts.kinds import DraftRow
from giamngheo.common.scope import Scope
from giamngheo.web.accounts import drafts
from giamngheo.web.asking import Asked


class SecretForm(forms.Form):
    name = forms.CharField()
    agreed = forms.BooleanField(required=False)
    password = forms.CharField(widget=forms.PasswordInput)
    scan = forms.FileField()


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "_FORMS", {})
    drafts.register("bieu-thu", SecretForm)


def test_passwords_and_files_are_never_kept(registered: None) -> None:
    assert drafts.kept_fields("bieu-thu") == {"name", "agreed"}
    assert drafts.kept_fields("bieu-thu.12") == {"name", "agreed"}


def test_a_name_stands_for_one_form(registered: None) -> None:
    drafts.register("bieu-thu", SecretForm)
    with pytest.raises(drafts.FormTwice):
        drafts.register("bieu-thu", forms.Form)


@pytest.mark.parametrize("name", ["", "khac", "bieu-thu.", "bieu-thu.a", "bieu-thu.1234567890123456789", "../bieu-thu"])
def test_a_name_nobody_registered_is_no_form(name: str, registered: None) -> None:
    with pytest.raises(drafts.NoSuchForm):
        drafts.form_of(name)


def test_a_box_that_was_not_ticked_comes_back_unticked(registered: None, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = DraftRow("bieu-thu", {"name": "An", "password": "bí mật", "gone": "x"}, AT)
    monkeypatch.setattr(drafts.accounts, "draft", lambda *_: kept)
    asked = Asked()
    asked.scope = Scope(1, "An")
    assert drafts.initial_from_draft(asked, "bieu-thu") == {"name": "An", "agreed": False}
