"""The incident register: the list with its clocks, one incident, and what is written about it."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime

from giamngheo.accounts.kinds import Permission
from giamngheo.audit import queries as audit
from giamngheo.audit.actions import incidents as actions
from giamngheo.audit.actions.exports import ReasonMissing
from giamngheo.audit.kinds import IncidentDetail, IncidentRow
from giamngheo.common.scope import EVERYWHERE, Scope
from giamngheo.places.queries import titles
from giamngheo.web.asking import Asked
from giamngheo.web.audit.forms import (
    ClosingForm,
    CorrectionForm,
    IncidentForm,
    MeasureForm,
    NoticeForm,
    ReopeningForm,
)
from giamngheo.web.audit.seeking import places_to_choose
from giamngheo.web.doors import page
from giamngheo.web.numbers import number

_SHOWN = {"dang-mo": True, "ket-thuc": False, "tat-ca": None}
_REFUSALS = (
    actions.WrongInstants,
    actions.NothingWritten,
    actions.TextTooLong,
    actions.AlreadyWritten,
    actions.IncidentClosed,
    ReasonMissing,
)


@page("GET", needs=Permission.SEE_INCIDENTS)
def incidents(request: Asked) -> HttpResponse:
    """List incidents, each with its clock: open ones, unless others are asked for."""
    which = request.GET.get("xem", "")
    which = which if which in _SHOWN else "dang-mo"
    before_id = number(request.GET.get("truoc"))
    found = audit.incidents(scope=request.scope, at=request.at, is_open=_SHOWN[which], before_id=before_id or None)
    shown = {
        "page": found,
        "rows": _with_places(found.rows, request),
        "which": which,
        "is_first": not before_id,
        "may_manage": request.scope.holds(Permission.MANAGE_INCIDENTS),
    }
    return render(request, "web/audit/incidents.html", shown)


@page("GET", "POST", needs=Permission.MANAGE_INCIDENTS)
def record_incident(request: Asked) -> HttpResponse:
    """Write an incident into the register."""
    form = IncidentForm(request.POST or None, places=_places(request), initial={"known_at": request.at})

    def write(facts: dict[str, Any]) -> int:
        place_id = facts.pop("place")
        return actions.record_incident(by=request.scope, at=request.at, place_id=place_id, **facts)

    if request.method == "POST" and (incident_id := _written(form, write)):
        messages.success(request, "Đã ghi sự cố. Đồng hồ thông báo đang chạy.")
        return redirect("web:incident", incident_id)
    return _form_page(request, form, {"heading": "Ghi sự cố dữ liệu cá nhân", "button": "Ghi sự cố"})


@page("GET", needs=Permission.SEE_INCIDENTS)
def incident(request: Asked, incident_id: int) -> HttpResponse:
    """Show one incident with what was done about it."""
    return render(request, "web/audit/incident.html", _shown(_found(request, incident_id), request))


@page("GET", needs=Permission.SEE_INCIDENTS)
def incident_sheet(request: Asked, incident_id: int) -> HttpResponse:
    """Show one incident as a sheet to print and sign."""
    return render(request, "web/audit/incident_sheet.html", _shown(_found(request, incident_id), request))


@page("GET", "POST", needs=Permission.MANAGE_INCIDENTS)
def correct_incident(request: Asked, incident_id: int) -> HttpResponse:
    """Correct what is known of an incident."""
    detail = _found(request, incident_id)
    row = detail.row
    known = {
        "what": row.what,
        "known_at": row.clock.known_at,
        "happened_from": row.happened_from,
        "happened_until": row.happened_until,
        "place": row.place_id,
    }
    form = CorrectionForm(request.POST or None, places=_places(request, row.place_id), initial=known)

    def write(facts: dict[str, Any]) -> bool:
        place_id = facts.pop("place")
        actions.correct_incident(incident_id, by=request.scope, at=request.at, place_id=place_id, **facts)
        return True

    if request.method == "POST" and _written(form, write):
        messages.success(request, "Đã sửa. Nội dung cũ và lý do sửa được giữ trong dấu vết.")
        return redirect("web:incident", incident_id)
    return _form_page(request, form, {"heading": f"Sửa sự cố số {incident_id}", "button": "Lưu", "detail": detail})


@dataclass(frozen=True, slots=True)
class _Step:
    form: type[forms.Form]
    act: Callable[..., None]
    instant: str
    heading: str
    button: str
    done: str


_STEPS = {
    "thong-bao": _Step(
        NoticeForm, actions.notify, "notified_at", "Ghi việc thông báo", "Ghi thông báo", "Đã ghi việc thông báo."
    ),
    "bien-phap": _Step(
        MeasureForm, actions.add_measure, "done_at", "Thêm biện pháp đã làm", "Ghi biện pháp", "Đã ghi biện pháp."
    ),
    "ket-thuc": _Step(ClosingForm, actions.close, "", "Kết thúc sự cố", "Kết thúc sự cố", "Đã kết thúc sự cố."),
    "mo-lai": _Step(ReopeningForm, actions.reopen, "", "Mở lại sự cố", "Mở lại", "Đã mở lại sự cố."),
}


@page("GET", "POST", needs=Permission.MANAGE_INCIDENTS)
def add_step(request: Asked, incident_id: int, step: str) -> HttpResponse:
    """Write down a notice, a measure, the closing or the reopening of an incident."""
    if step not in _STEPS:
        raise Http404
    what = _STEPS[step]
    detail = _found(request, incident_id)
    basis = detail.row.clock.basis
    initial = {"at": request.at, "to": basis.notify if basis else ""}
    form = what.form(request.POST or None, initial=initial, label_suffix="")

    def write(said: dict[str, Any]) -> bool:
        if what.instant:
            said[what.instant] = said.pop("at")
        what.act(incident_id, by=request.scope, at=request.at, **said)
        return True

    if request.method == "POST" and _written(form, write):
        messages.success(request, what.done)
        return redirect("web:incident", incident_id)
    return _form_page(request, form, {"heading": what.heading, "button": what.button, "detail": detail})


def _written(form: forms.Form, write: Callable[[dict[str, Any]], int]) -> int:
    """Write what a form holds; 0 and the reason on the form where it cannot be."""
    if not form.is_valid():
        return 0
    try:
        return write(dict(form.cleaned_data))
    except _REFUSALS as refusal:
        form.add_error(None, str(refusal))
    except audit.NoSuchIncident:
        raise Http404 from None
    return 0


def _found(request: Asked, incident_id: int) -> IncidentDetail:
    try:
        return audit.incident(incident_id, scope=request.scope, at=request.at)
    except audit.NoSuchIncident:
        raise Http404 from None


def _form_page(request: Asked, form: forms.Form, shown: dict[str, Any]) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "web/audit/incident_form.html", shown | {"form": form}, status=status)


def _shown(detail: IncidentDetail, request: Asked) -> dict[str, Any]:
    row = detail.row
    return {
        "detail": detail,
        "row": row,
        "clock": row.clock,
        "place": titles([row.place_id], on=request.today).get(row.place_id, "") if row.place_id else "",
        "may_manage": request.scope.covers(Permission.MANAGE_INCIDENTS, row.place_id),
        "touched_address": _touched_address(row) if request.scope.holds(Permission.SEE_TRACE) else "",
        "printed_at": request.at,
        "by": request.scope.name,
    }


def _touched_address(row: IncidentRow) -> str:
    """The address of “whose data were touched” with the incident's period: until it was known, where no end is."""
    ends = {"tu": row.happened_from, "den": row.happened_until or row.clock.known_at}
    typed = {name: f"{localtime(at):%d/%m/%Y %H:%M}" for name, at in ends.items() if at}
    return urlencode(typed | {"su-co": row.id})


def _places(request: Asked, present: int | None = None) -> list[tuple[str, str]]:
    """The places an incident may be written for; the installation as a whole where all of it is in the scope."""
    where = request.scope.places(Permission.MANAGE_INCIDENTS)
    choices = [(str(place.id), place.title) for place in places_to_choose(request, where)]
    if present and str(present) not in dict(choices):
        choices.append((str(present), titles([present], on=request.today).get(present, "")))
    return [("", _blank(request.scope)), *choices]


def _blank(scope: Scope) -> str:
    return "Toàn đơn vị" if scope.places(Permission.MANAGE_INCIDENTS) is EVERYWHERE else "Chọn địa bàn"


def _with_places(rows: tuple[IncidentRow, ...], request: Asked) -> list[tuple[IncidentRow, str]]:
    names = titles({row.place_id for row in rows if row.place_id}, on=request.today)
    return [(row, names.get(row.place_id or 0, "")) for row in rows]
