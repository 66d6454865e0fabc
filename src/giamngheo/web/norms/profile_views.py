"""The profile of the installation over time, and proposing another from a day on."""

from datetime import date
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from giamngheo.accounts.kinds import Permission
from giamngheo.common.dates import NoSuchDay, parse_day, print_day
from giamngheo.norms import actions as norms
from giamngheo.norms import queries
from giamngheo.norms.kinds import ProfileDetails
from giamngheo.places.queries import NoSuchPlace, place
from giamngheo.web.accounts import drafts
from giamngheo.web.asking import Asked
from giamngheo.web.doors import page
from giamngheo.web.norms.forms import NEW_PROFILE, ProfileForm
from giamngheo.web.norms.place_choice import place_choice
from giamngheo.web.norms.suggestions import entered, suggested
from giamngheo.web.numbers import number


@page("GET", "HEAD")
def profile_page(request: Asked) -> HttpResponse:
    """Show whose installation this is today, was and will be, and what waits for a second person."""
    workspace = request.workspace
    rows = queries.profiles()
    shown = {
        "here": queries.profile(on=request.today),
        "rows": rows,
        "proposals": queries.proposals(scope=request.scope),
        "may_manage": request.scope.covers(Permission.MANAGE_PROFILE, None),
        "may_set_up": bool(workspace and not workspace.is_demo and queries.may_set_up(request.scope)),
        "steps_left": workspace.steps_left if workspace else (),
    }
    return render(request, "web/norms/profile.html", shown)


@page("GET", "HEAD", needs=Permission.MANAGE_PROFILE)
def choose_profile_place(request: Asked) -> HttpResponse:
    """Choose the place and the day of the profile to propose."""
    request.scope.require(Permission.MANAGE_PROFILE, None)
    problem = request.GET.get("noi", "") and "Không có địa bàn này vào ngày đã ghi; hãy chọn lại."
    shown = {"choice": place_choice(request.GET, today=request.today), "problem": problem}
    return render(request, "web/norms/profile_place.html", shown)


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_PROFILE)
def propose_profile(request: Asked) -> HttpResponse:
    """Enter a profile from a day on; it waits for a second person."""
    request.scope.require(Permission.MANAGE_PROFILE, None)
    place_id = number(request.GET.get("noi"))
    draft = f"{NEW_PROFILE}.{place_id}"
    try:
        day = parse_day(request.GET.get("ngay", ""))
        chosen = place(place_id, on=day)
        initial = _initial(place_id, day) | drafts.initial_from_draft(request, draft)
        form = ProfileForm(request.POST or None, initial=initial)
    except (NoSuchDay, NoSuchPlace):
        return redirect("web:profile_place")
    if form.is_valid():
        try:
            details = ProfileDetails(place_id=place_id, **form.cleaned_data)
            approval_id = norms.propose_profile(by=request.scope, at=request.at, details=details)
        except (norms.WrongPlace, norms.ProfileStartsThatDay, norms.AlreadyWaiting) as refusal:
            form.add_error("valid_from", str(refusal))
        else:
            drafts.sent(request, draft)
            messages.success(
                request, f"Đã trình hồ sơ mới từ ngày {print_day(details.valid_from)}. Cần một người khác phê duyệt."
            )
            return redirect("web:approval", approval_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    shown = {"form": form, "place": chosen, "draft": drafts.draft_notice(request, draft)}
    return render(request, "web/norms/propose.html", shown, status=status)


def _initial(place_id: int, day: date) -> dict[str, object]:
    """Go on from the profile of that day where the place stays; otherwise suggest from the place."""
    before = queries.profile(on=day)
    if before and before.place.id == place_id:
        return entered(before) | {"valid_from": day, "basis": ""}
    return suggested(place_id, on=day)
