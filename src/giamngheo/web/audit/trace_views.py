"""The list of the trace, one entry of it, and taking it out as a file."""

from http import HTTPStatus

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from giamngheo.accounts.kinds import Permission
from giamngheo.audit import queries as audit
from giamngheo.audit.actions.exports import Exported, export_entries
from giamngheo.audit.actions.revealing import reveal
from giamngheo.audit.kinds import EntryRow
from giamngheo.places.queries import titles
from giamngheo.web.asking import Asked
from giamngheo.web.audit.forms import ReasonForm
from giamngheo.web.audit.seeking import Seeking, posted, seeking, unread
from giamngheo.web.doors import page
from giamngheo.web.numbers import number


@page("GET", "POST", needs=Permission.SEE_TRACE)
def trace(request: Asked) -> HttpResponse:
    """List entries, newest first; what is sought is posted and stands in the address as ids and days."""
    if request.method == "POST":
        address = posted(request)
        if address is None:
            return _unread(request, unread(request))
        return redirect(with_query(reverse("web:trace"), address))
    what = _seeking(request)
    if what.sought is None:
        return _unread(request, what)
    before_id = number(request.GET.get("truoc"))
    found = audit.entries(scope=request.scope, sought=what.sought, before_id=before_id or None)
    shown = {
        "seeking": what,
        "page": found,
        "rows": _with_places(found.rows, request),
        "is_first": not before_id,
        "may_export": request.scope.holds(Permission.EXPORT_TRACE),
    }
    return render(request, "web/audit/trace.html", shown)


@page("GET", "POST", needs=Permission.SEE_TRACE)
def entry(request: Asked, entry_id: int) -> HttpResponse:
    """Show one entry, before and after; with a reason, what is masked in it."""
    form = ReasonForm(request.POST or None, label_suffix="")
    is_opened = request.method == "POST" and form.is_valid()
    try:
        if is_opened:
            detail = reveal(entry_id, by=request.scope, reason=form.cleaned_data["reason"], at=request.at)
        else:
            detail = audit.entry(entry_id, scope=request.scope)
    except audit.NoSuchEntry:
        raise Http404 from None
    shown = {
        "detail": detail,
        "row": detail.row,
        "place": _with_places((detail.row,), request)[0][1],
        "number_not_shown": detail.row.number_of_touched - len(detail.touched),
        "form": form,
        "is_opened": is_opened,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "web/audit/entry.html", shown, status=status)


@page("GET", "POST", needs=Permission.EXPORT_TRACE)
def export(request: Asked) -> HttpResponseBase:
    """Ask for a reason, then hand out the entries sought as a file."""
    what = _seeking(request)
    form = ReasonForm(request.POST or None, label_suffix="")
    if request.method == "POST" and what.sought is not None and form.is_valid():
        exported = export_entries(
            by=request.scope,
            sought=what.sought,
            reason=form.cleaned_data["reason"],
            titles=lambda ids: titles(ids, on=request.today),
            at=request.at,
        )
        return as_file(exported, f"dau-vet-{request.today:%Y-%m-%d}.csv")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors or what.sought is None else HTTPStatus.OK
    return render(request, "web/audit/export.html", {"seeking": what, "form": form}, status=status)


def as_file(exported: Exported, name: str) -> FileResponse:
    """Hand out an export piece by piece; it is removed when the answer is sent."""
    response = FileResponse(exported.content, as_attachment=True, filename=name, content_type="text/csv; charset=utf-8")
    response["Content-Length"] = str(exported.size)
    return response


def with_query(path: str, address: str) -> str:
    """Join a path and the part of an address that says what is sought."""
    return f"{path}?{address}" if address else path


def _seeking(request: Asked) -> Seeking:
    try:
        return seeking(request)
    except audit.NoSuchEntry:
        raise Http404 from None


def _unread(request: Asked, what: Seeking) -> HttpResponse:
    return render(request, "web/audit/trace.html", {"seeking": what}, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _with_places(rows: tuple[EntryRow, ...], request: Asked) -> list[tuple[EntryRow, str]]:
    names = titles({row.place_id for row in rows if row.place_id is not None}, on=request.today)
    return [(row, names.get(row.place_id or 0, "")) for row in rows]
