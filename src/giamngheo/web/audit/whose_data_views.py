"""Whose data were touched: by period, person, deed; for an incident, its period stands there already."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from giamngheo.accounts.kinds import Permission
from giamngheo.audit import queries as audit
from giamngheo.audit.actions.exports import export_touched
from giamngheo.audit.kinds import Sought
from giamngheo.web.asking import Asked
from giamngheo.web.audit.forms import TouchedExportForm
from giamngheo.web.audit.seeking import posted, seeking, unread
from giamngheo.web.audit.trace_views import as_file, with_query
from giamngheo.web.doors import page
from giamngheo.web.numbers import number

_TEMPLATE = "web/audit/whose_data.html"


@page("GET", "POST", needs=Permission.SEE_TRACE)
def whose_data(request: Asked) -> HttpResponse:
    """Count and list the subjects that the entries sought touched."""
    if request.method == "POST":
        address = posted(request)
        if address is None:
            shown = {"seeking": unread(request)}
            return render(request, _TEMPLATE, shown, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        return redirect(with_query(reverse("web:whose_data"), address))
    asked = _asked(request)
    if asked["sought"] is None:
        return render(request, _TEMPLATE, asked, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return render(request, _TEMPLATE, asked | _found(request, asked["sought"]))


@page("GET", "POST", needs=Permission.EXPORT_TRACE)
def export_whose_data(request: Asked) -> HttpResponseBase:
    """Ask for a reason, then hand out the list as a file."""
    shown = _asked(request)
    counts = audit.touched_counts(scope=request.scope, sought=shown["sought"]) if shown["sought"] else []
    form = TouchedExportForm(request.POST or None, counts=counts, initial={"kind": request.GET.get("loai", "")})
    if request.method == "POST" and shown["sought"] and form.is_valid():
        exported = export_touched(
            by=request.scope,
            sought=shown["sought"],
            kind=form.cleaned_data["kind"],
            reason=form.cleaned_data["reason"],
            at=request.at,
        )
        return as_file(exported, f"du-lieu-bi-dong-den-{request.today:%Y-%m-%d}.csv")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors or not shown["sought"] else HTTPStatus.OK
    return render(request, "web/audit/export_touched.html", shown | {"form": form}, status=status)


def _asked(request: Asked) -> dict[str, Any]:
    try:
        what = seeking(request)
        incident_id = number(request.GET.get("su-co"))
        incident = audit.incident(incident_id, scope=request.scope, at=request.at) if incident_id else None
    except (audit.NoSuchEntry, audit.NoSuchIncident):
        raise Http404 from None
    return {
        "seeking": what,
        "sought": what.sought,
        "incident": incident,
        "may_export": request.scope.holds(Permission.EXPORT_TRACE),
    }


def _found(request: Asked, sought: Sought) -> dict[str, Any]:
    kind, page_number = request.GET.get("loai", "")[:40], number(request.GET.get("trang")) or 1
    found = audit.touched(scope=request.scope, sought=sought, kind=kind, number=page_number)
    return {
        "counts": audit.touched_counts(scope=request.scope, sought=sought),
        "page": found,
        "kind": kind,
        "number": page_number,
    }
