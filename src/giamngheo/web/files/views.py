"""The list of kept files, one of them and its content, and handing one in."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from giamngheo.accounts.kinds import Permission
from giamngheo.files import actions, queries
from giamngheo.files.kinds import Direction, FileKind, FileRow
from giamngheo.files.media import NotAccepted
from giamngheo.files.store import ContentMissing
from giamngheo.web.asking import Asked
from giamngheo.web.doors import page
from giamngheo.web.files.choices import place_id_of, places_to_keep_in
from giamngheo.web.files.forms import KeepForm, SoughtForm
from giamngheo.web.files.sending import sent_file


@page("GET", "POST")
def files(request: Asked) -> HttpResponse:
    """List the files of the user's places and those the user kept; what is sought is posted."""
    form = SoughtForm(request.POST if request.method == "POST" else {}, label_suffix="")
    sought: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    found = queries.listed(
        scope=request.scope,
        on=request.today,
        search=sought.get("ten", ""),
        kind=FileKind(sought["loai"]) if sought.get("loai") else None,
        direction=Direction(sought["chieu"]) if sought.get("chieu") else None,
        older_than=sought.get("truoc"),
    )
    shown = {
        "form": form,
        "page": found,
        "is_narrowed": any(sought.get(name) for name in ("ten", "loai", "chieu")),
        "is_first": not sought.get("truoc"),
        "may_keep": request.scope.holds(Permission.KEEP_FILES),
        "may_back_up": request.scope.covers(Permission.BACK_UP, None),
    }
    return render(request, "web/files/files.html", shown, status=_status(form))


@page("GET", "POST", needs=Permission.KEEP_FILES)
def keep(request: Asked) -> HttpResponse:
    """Take a file; one that cannot be taken is told next to its field, and what was typed stays."""
    places = places_to_keep_in(request.scope, on=request.today)
    form = KeepForm(request.POST or None, request.FILES or None, places=places, label_suffix="")
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            file_id = actions.keep_upload(
                by=request.scope,
                at=request.at,
                name=typed["file"].name,
                content=typed["file"],
                kind=FileKind(typed["kind"]),
                place_id=place_id_of(typed["place"]),
                reason=typed["reason"],
                is_sensitive=typed["is_sensitive"],
            )
        except NotAccepted as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, "Đã lưu tệp.")
            return redirect("web:file", file_id)
    return render(request, "web/files/keep.html", {"form": form}, status=_status(form))


@page("GET")
def file(request: Asked, file_id: int) -> HttpResponse:
    """Show what is known of a file, and the way to its content."""
    return render(request, "web/files/file.html", {"file": _one(request, file_id)})


@page("GET")
def content(request: Asked, file_id: int) -> HttpResponseBase:
    """Hand out a file's content; the opening is recorded before a byte leaves."""
    try:
        return sent_file(actions.open_file(by=request.scope, at=request.at, file_id=file_id))
    except queries.NoSuchFile:
        raise Http404 from None
    except ContentMissing as missing:
        shown = {"file": _one(request, file_id), "missing": str(missing)}
        return render(request, "web/files/file.html", shown, status=HTTPStatus.GONE)


def _one(request: Asked, file_id: int) -> FileRow:
    try:
        return queries.one(file_id, scope=request.scope, on=request.today)
    except queries.NoSuchFile:
        raise Http404 from None


def _status(form: KeepForm | SoughtForm) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
