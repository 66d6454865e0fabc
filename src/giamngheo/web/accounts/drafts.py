"""Drafts of long forms, for any page: which forms have one, what of them is kept, how a page goes on with one.

A form that wants a draft is registered once, beside its class: `register("nguoi-dung-moi", NewPersonForm)`. Its page
fills the form with `initial_from_draft`, includes `web/parts/draft.html` with `draft_notice`, marks the form with
`data-draft="nguoi-dung-moi"` and, when it was sent, calls `sent`. A form about one of several things adds its id to
the name: `ban-giao.12`.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from giamngheo.accounts import queries as accounts
from giamngheo.accounts.actions import drafts as actions
from giamngheo.web.asking import Asked

_NAME = re.compile(r"([a-z][a-z-]{2,59})(\.\d{1,18})?")
_FORMS: dict[str, type[forms.Form]] = {}


class NoSuchForm(LookupError):
    """No form of this name has drafts."""


class FormTwice(RuntimeError):
    """Two forms are registered under one name."""


@dataclass(frozen=True, slots=True)
class DraftNotice:
    """What a page tells of its draft, and what its script sends back: whose it is, and when the page was opened."""

    name: str
    owner: int | None
    opened_at: datetime
    saved_at: datetime | None

    @property
    def opened(self) -> str:
        """When the page was opened, as the script sends it back."""
        return self.opened_at.isoformat()


def register(name: str, form: type[forms.Form]) -> None:
    """Let a form have drafts.

    Raises:
        FormTwice: another form has the name.
    """
    if _FORMS.setdefault(name, form) is not form:
        raise FormTwice(name)


def form_of(name: str) -> type[forms.Form]:
    """Return the form of a name; what follows a full stop says which of several things it is about.

    Raises:
        NoSuchForm: there is none.
    """
    found = _NAME.fullmatch(name)
    if not found or found[1] not in _FORMS:
        raise NoSuchForm(name)
    return _FORMS[found[1]]


def kept_fields(name: str) -> frozenset[str]:
    """Return the fields of a form that are kept: never passwords, never files.

    Raises:
        NoSuchForm: there is no such form.
    """
    return frozenset(
        field_name
        for field_name, field in form_of(name).base_fields.items()
        if not isinstance(field, forms.FileField)
        and not isinstance(field.widget, forms.PasswordInput)
        and getattr(field.widget, "input_type", "") != "password"
    )


def initial_from_draft(request: Asked, name: str) -> dict[str, Any]:
    """Return what the user has typed into a form and not yet sent; nothing where there is no draft.

    Raises:
        NoSuchForm: there is no such form.
    """
    found = accounts.draft(request.scope, name)
    if found is None:
        return {}
    fields = {key: value for key, value in found.fields.items() if key in kept_fields(name)}
    unticked = {
        key: False
        for key, field in form_of(name).base_fields.items()
        if isinstance(field, forms.BooleanField) and key not in fields
    }
    return fields | unticked


def draft_notice(request: Asked, name: str) -> DraftNotice:
    """Return what a page tells of its draft.

    Raises:
        NoSuchForm: there is no such form.
    """
    form_of(name)
    found = accounts.draft(request.scope, name)
    return DraftNotice(name, request.scope.user_id, request.at, found.saved_at if found else None)


def sent(request: Asked, name: str) -> None:
    """Forget the draft: the form was sent and kept.

    Raises:
        NoSuchForm: there is no such form.
    """
    form_of(name)
    actions.drop_draft(by=request.scope, at=request.at, form=name)
