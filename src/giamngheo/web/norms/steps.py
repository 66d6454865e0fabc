"""The steps of the first start after the first administrator: place, profile, years, hamlets, users, summary."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from giamngheo.accounts.kinds import Permission
from giamngheo.common.dates import NoSuchDay, parse_day
from giamngheo.common.scope import OutOfScope
from giamngheo.norms import actions as norms
from giamngheo.norms import queries
from giamngheo.norms.kinds import ProfileDetails, Step, StepState
from giamngheo.norms.queries import WorkspaceRow
from giamngheo.places.queries import titles
from giamngheo.web.accounts import drafts
from giamngheo.web.asking import Asked
from giamngheo.web.doors import page
from giamngheo.web.norms.forms import FIRST_PROFILE, ProfileForm, YearsForm
from giamngheo.web.norms.place_choice import place_choice
from giamngheo.web.norms.suggestions import entered, suggested
from giamngheo.web.numbers import number

ADDRESSES = {
    Step.PLACE: "web:set_up_place",
    Step.PROFILE: "web:set_up_profile",
    Step.YEARS: "web:set_up_years",
    Step.HAMLETS: "web:set_up_hamlets",
    Step.USERS: "web:set_up_users",
}
SUMMARY = "web:set_up_summary"


@dataclass(frozen=True, slots=True)
class StepLink:
    """A step as the progress shows it."""

    label: str
    href: str
    state: str
    is_here: bool

    @property
    def remark(self) -> str:
        """What became of it, in words."""
        return (
            {StepState.DONE: "đã xong", StepState.SKIPPED: "đã bỏ qua"}.get(StepState(self.state), "")
            if (self.state)
            else "chưa làm"
        )


@page("GET", "HEAD")
def set_up(request: Asked) -> HttpResponse:
    """Lead to the first step nobody has touched, or to the summary."""
    workspace = _setting_up(request)
    untouched = (step for step in Step if step not in workspace.steps_done)
    return redirect(ADDRESSES[first] if (first := next(untouched, None)) else SUMMARY)


@page("GET", "HEAD", "POST")
def place(request: Asked) -> HttpResponse:
    """Choose the place this installation is for, as of a day."""
    workspace = _setting_up(request)
    problem = ""
    if request.method == "POST":
        if "skip" in request.POST:
            return _skip(request, Step.PLACE)
        if "load" in request.POST:
            norms.load_places(by=request.scope, at=request.at)
            return redirect(ADDRESSES[Step.PLACE])
        try:
            norms.choose_place(
                by=request.scope,
                at=request.at,
                on=request.today,
                place_id=number(request.POST.get("noi")),
                day=parse_day(request.POST.get("ngay", "")),
            )
        except (NoSuchDay, norms.WrongDay, norms.WrongPlace, norms.ProfileIsThere) as refusal:
            problem = str(refusal)
        else:
            return redirect(ADDRESSES[Step.PROFILE])
    choice = place_choice(request.POST if problem else request.GET, today=request.today)
    chosen = None
    if workspace.place_id and workspace.place_on:
        chosen = titles([workspace.place_id], on=workspace.place_on)[workspace.place_id]
    shown = {"choice": choice, "chosen": chosen, "chosen_on": workspace.place_on}
    return _step(request, Step.PLACE, "place", shown, problem)


@page("GET", "HEAD", "POST")
def profile(request: Asked) -> HttpResponse:
    """Enter the first profile, with suggestions from the place."""
    workspace = _setting_up(request)
    if request.method == "POST" and "skip" in request.POST:
        return _skip(request, Step.PROFILE)
    if workspace.place_id is None or workspace.place_on is None:
        return _step(request, Step.PROFILE, "no_place", {})
    there = queries.profiles()
    initial = suggested(workspace.place_id, on=workspace.place_on)
    if there and there[0].place.id == workspace.place_id and workspace.steps_done.get(Step.PROFILE) == StepState.DONE:
        initial = entered(there[0])
    form = ProfileForm(request.POST or None, initial=initial | drafts.initial_from_draft(request, FIRST_PROFILE))
    problem = ""
    if form.is_valid():
        details = ProfileDetails(place_id=workspace.place_id, **form.cleaned_data)
        try:
            norms.enter_first_profile(by=request.scope, at=request.at, on=request.today, details=details)
        except (norms.WrongDay, norms.WrongPlace) as refusal:
            form.add_error("valid_from", str(refusal))
        except norms.ProfileIsThere as refusal:
            problem = str(refusal)
        else:
            drafts.sent(request, FIRST_PROFILE)
            messages.success(request, "Đã lưu hồ sơ đơn vị.")
            return redirect(ADDRESSES[Step.YEARS])
    shown = {
        "form": form,
        "place": titles([workspace.place_id], on=workspace.place_on)[workspace.place_id],
        "draft": drafts.draft_notice(request, FIRST_PROFILE),
    }
    return _step(request, Step.PROFILE, "profile", shown, problem)


@page("GET", "HEAD", "POST")
def years(request: Asked) -> HttpResponse:
    """Say for which years the work here is."""
    workspace = _setting_up(request)
    if request.method == "POST" and "skip" in request.POST:
        return _skip(request, Step.YEARS)
    initial = {
        "first": workspace.first_year or request.today.year,
        "last": workspace.last_year or request.today.year,
    }
    form = YearsForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            norms.enter_years(by=request.scope, at=request.at, **form.cleaned_data)
        except norms.WrongYears as refusal:
            form.add_error("last", str(refusal))
        else:
            return redirect(ADDRESSES[Step.HAMLETS])
    return _step(request, Step.YEARS, "years", {"form": form})


@page("GET", "HEAD", "POST")
def summary(request: Asked) -> HttpResponse:
    """Show what is done and what was skipped; end the first start."""
    workspace = _setting_up(request)
    problem = ""
    if request.method == "POST":
        try:
            norms.finish_setting_up(by=request.scope, at=request.at)
        except norms.NoPlaceYet:
            problem = "Cần chọn địa bàn và lập hồ sơ đơn vị trước khi kết thúc; các bước khác có thể làm sau."
        else:
            messages.success(request, "Đã thiết lập xong. Những bước bỏ qua vẫn làm tiếp được ở trang Hồ sơ đơn vị.")
            return redirect("web:home")
    here = queries.profile(on=request.today)
    return _step(request, None, "summary", {"profile": here, "workspace": workspace}, problem)


def step_page(request: Asked, step: Step, shown: dict[str, Any], problem: str = "", template: str = "") -> HttpResponse:
    """Show the page of a step that pastes a list, for its own module."""
    return _step(request, step, template or step.value, shown, problem)


def require_setting_up(request: Asked) -> WorkspaceRow:
    """Return the workspace whose first start the user may go through; answer 403 to anybody else."""
    return _setting_up(request)


def skip(request: Asked, step: Step) -> HttpResponse:
    """Skip a step and lead on to the next."""
    return _skip(request, step)


def _setting_up(request: Asked) -> WorkspaceRow:
    workspace = request.workspace
    if workspace is None or workspace.is_demo or not queries.may_set_up(request.scope):
        raise OutOfScope(Permission.MANAGE_PROFILE)
    return workspace


def _skip(request: Asked, step: Step) -> HttpResponse:
    norms.mark_step(by=request.scope, at=request.at, step=step, state=StepState.SKIPPED)
    return redirect(next_address(step))


def next_address(step: Step) -> str:
    """Return what comes after a step."""
    steps = [*Step]
    following = steps[steps.index(step) + 1 :]
    return ADDRESSES[following[0]] if following else SUMMARY


def _step(request: Asked, here: Step | None, template: str, shown: dict[str, Any], problem: str = "") -> HttpResponse:
    assert request.workspace is not None  # noqa: S101 – `_setting_up` has seen it
    done = request.workspace.steps_done
    steps = [StepLink(one.label, reverse(ADDRESSES[one]), done.get(one, ""), one == here) for one in Step]
    order: list[Step | None] = [*Step, None]
    before = order[order.index(here) - 1] if here != Step.PLACE else None
    context = {
        "steps": steps,
        "here": here,
        "number": order.index(here) + 1,
        "back": reverse(ADDRESSES[before]) if before else None,
        "problem": problem,
        **shown,
    }
    form = shown.get("form")
    is_wrong = bool(problem or shown.get("faults") or (form is not None and form.errors))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return render(request, f"web/norms/step_{template}.html", context, status=status)
