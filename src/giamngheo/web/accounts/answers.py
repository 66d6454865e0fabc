"""What all pages about people answer: a form to fill in, what was wrong with it, and “there is no such thing”."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render

from giamngheo.accounts import queries as accounts
from giamngheo.accounts.kinds import Permission, PersonRow
from giamngheo.accounts.mistakes import Mistake
from giamngheo.common.scope import OutOfScope
from giamngheo.web.accounts.drafts import DraftNotice
from giamngheo.web.asking import Asked


@contextmanager
def found_or_404() -> Iterator[None]:
    """Answer “there is no such page” for whatever is not there, or not within the scope: both look alike."""
    try:
        yield
    except LookupError:
        raise Http404 from None


def person_or_404(request: Asked, user_id: int) -> PersonRow:
    """Return a person within the scope, or answer that there is no such page."""
    with found_or_404():
        return accounts.person(user_id, scope=request.scope, on=request.today)


def managed_person(request: Asked, user_id: int) -> PersonRow:
    """Return a person whose account the user may change.

    Raises:
        OutOfScope: the user sees the person, and does not manage every place they work for.
    """
    row = person_or_404(request, user_id)
    if not row.is_managed:
        raise OutOfScope(Permission.MANAGE_USERS)
    return row


def posted(request: Asked) -> QueryDict | None:
    """Return what was sent, however little; None where a form is only shown."""
    return request.POST if request.method == "POST" else None


def kept(form: forms.Form, change: Callable[[], Any]) -> bool:
    """Try a change; what cannot be kept is told beside the field it was entered in."""
    if not form.is_valid():
        return False
    try:
        change()
    except Mistake as mistake:
        form.add_error(mistake.field if mistake.field in form.fields else None, str(mistake))
        return False
    return True


def form_page(  # noqa: PLR0913 – a form has these parts around it
    request: Asked,
    form: forms.Form,
    *,
    heading: str,
    button: str,
    back: str,
    lead: str = "",
    draft: DraftNotice | None = None,
) -> HttpResponse:
    """Show a form on a page of its own."""
    shown = {"form": form, "heading": heading, "button": button, "back": back, "lead": lead, "draft": draft}
    return render(request, "web/accounts/people_form.html", shown, status=status_of(form))


def status_of(form: forms.Form) -> HTTPStatus:
    """Return the status of a page with a form: whether it could be taken."""
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
