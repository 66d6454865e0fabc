"""Agencies: the list, adding, renaming, ending."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from giamngheo.accounts import queries as accounts
from giamngheo.accounts.actions import agencies as actions
from giamngheo.accounts.kinds import AgencyRow, Permission
from giamngheo.common.scope import OutOfScope
from giamngheo.web.accounts.answers import form_page, found_or_404, kept, posted
from giamngheo.web.accounts.people_fields import place_choices
from giamngheo.web.accounts.people_forms import AgencyForm, EndForm, RenameForm
from giamngheo.web.asking import Asked
from giamngheo.web.doors import page


@page("GET", "HEAD", needs=Permission.SEE_PEOPLE)
def agencies(request: Asked) -> HttpResponse:
    """List the agencies of the scope."""
    with_ended = "ca-cu" in request.GET
    rows = accounts.agencies(scope=request.scope, on=request.today, with_ended=with_ended)
    shown = {
        "lines": [(row, request.scope.covers(Permission.MANAGE_USERS, row.place_id)) for row in rows],
        "with_ended": with_ended,
        "may_manage": request.scope.holds(Permission.MANAGE_USERS),
    }
    return render(request, "web/accounts/agencies.html", shown)


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_USERS)
def new_agency(request: Asked) -> HttpResponse:
    """Add an agency."""
    form = AgencyForm(posted(request), places=place_choices(request, Permission.MANAGE_USERS))

    def add() -> None:
        typed = form.cleaned_data
        actions.add_agency(
            by=request.scope,
            at=request.at,
            on=request.today,
            name=typed["name"],
            short_name=typed["short_name"],
            place_id=typed["place"],
            valid_from=typed["valid_from"],
        )

    if kept(form, add):
        messages.success(request, "Đã thêm cơ quan.")
        return redirect("web:agencies")
    return form_page(request, form, heading="Thêm cơ quan", button="Thêm cơ quan", back=reverse("web:agencies"))


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_USERS)
def rename_agency(request: Asked, agency_id: int) -> HttpResponse:
    """Give an agency another name from a day on."""
    row = _managed(request, agency_id)
    initial = {"name": row.name, "short_name": row.short_name, "day": request.today}
    form = RenameForm(posted(request), initial=initial)

    def rename() -> None:
        actions.rename_agency(
            by=request.scope, at=request.at, on=request.today, agency_id=agency_id, **form.cleaned_data
        )

    if kept(form, rename):
        messages.success(request, "Đã đổi tên. Giấy tờ trước ngày đó vẫn mang tên cũ.")
        return redirect("web:agencies")
    return form_page(request, form, heading=f"Đổi tên: {row.name}", button="Đổi tên", back=reverse("web:agencies"))


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_USERS)
def end_agency(request: Asked, agency_id: int) -> HttpResponse:
    """End an agency."""
    row = _managed(request, agency_id)
    form = EndForm(
        posted(request),
        initial={"day": request.today},
        day_label="Kết thúc từ ngày",
        day_hint="Từ ngày này không giao vị trí ở cơ quan này được nữa.",
    )

    def end() -> None:
        actions.end_agency(by=request.scope, at=request.at, on=request.today, agency_id=agency_id, **form.cleaned_data)

    if kept(form, end):
        messages.success(request, "Đã ghi kết thúc cơ quan.")
        return redirect("web:agencies")
    return form_page(
        request, form, heading=f"Kết thúc: {row.name}", button="Kết thúc cơ quan", back=reverse("web:agencies")
    )


def _managed(request: Asked, agency_id: int) -> AgencyRow:
    with found_or_404():
        row = accounts.agency(agency_id, scope=request.scope, on=request.today)
    if not request.scope.covers(Permission.MANAGE_USERS, row.place_id):
        raise OutOfScope(Permission.MANAGE_USERS)
    return row
