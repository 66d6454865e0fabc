"""Where scripts save what is typed into long forms, and where a draft is thrown away."""

import json
from contextlib import suppress
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localtime

from giamngheo.accounts import queries as accounts
from giamngheo.accounts.actions import drafts as actions
from giamngheo.web.accounts import drafts
from giamngheo.web.asking import Asked
from giamngheo.web.doors import page

LARGEST = 64 * 1024
"""Bytes; browsers send no more than this when a page is left."""

_TOO_LARGE = "Nội dung quá dài để lưu nháp; hãy gửi biểu khi xong."
_NOT_READ = "Không đọc được nội dung gửi lên."
_NOT_YOURS = "Trang này do người khác mở; hãy tải lại trang."
_SENT = "Biểu này đã được gửi; bản nháp không còn cần nữa."


class _NotRead(ValueError):
    """The script, or somebody in its place, sent something else."""


@page("GET", "HEAD", "POST")
def draft(request: Asked, form: str) -> HttpResponse:
    """Return the user's own draft of a form, or keep what was typed so far."""
    try:
        kept = drafts.kept_fields(form)
    except drafts.NoSuchForm:
        raise Http404 from None
    if request.method != "POST":
        found = accounts.draft(request.scope, form)
        fields = {key: value for key, value in found.fields.items() if key in kept} if found else {}
        return JsonResponse({"fields": fields, "saved_at": found.saved_at if found else None})
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST or len(request.body) > LARGEST:
        return _told(_TOO_LARGE, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        fields, opened_at, owner = _read(request.body)
    except _NotRead:
        return _told(_NOT_READ, HTTPStatus.BAD_REQUEST)
    if owner != request.scope.user_id:
        return _told(_NOT_YOURS, HTTPStatus.CONFLICT)
    typed = {key: value for key, value in fields.items() if key in kept}
    if not actions.save_draft(by=request.scope, at=request.at, form=form, fields=typed, opened_at=opened_at):
        return _told(_SENT, HTTPStatus.CONFLICT)
    return JsonResponse({"saved_at": f"{localtime(request.at):%H:%M}"})


@page("POST")
def drop_draft(request: Asked, form: str) -> HttpResponse:
    """Throw the user's own draft away, and show the page it belongs to anew."""
    try:
        drafts.sent(request, form)
    except drafts.NoSuchForm:
        raise Http404 from None
    address = request.POST.get("next", "")
    is_here = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return redirect(address if is_here else "web:home")


def _read(body: bytes) -> tuple[dict[str, Any], datetime | None, Any]:
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        raise _NotRead from None
    fields = sent.get("fields") if isinstance(sent, dict) else None
    if not isinstance(fields, dict) or not all(_is_typed(value) for value in fields.values()):
        raise _NotRead
    opened_at = None
    with suppress(ValueError):  # an instant that is none says nothing
        opened_at = datetime.fromisoformat(str(sent.get("opened")))
    return fields, opened_at if opened_at and opened_at.tzinfo else None, sent.get("owner")


def _is_typed(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _told(what: str, status: HTTPStatus) -> JsonResponse:
    return JsonResponse({"told": what}, status=status)
