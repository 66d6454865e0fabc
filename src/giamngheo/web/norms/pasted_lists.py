"""Steps of the first start that take a list pasted from Excel: hamlets, and the people who will work here.

A list is shown as it was understood before anything is entered; pasting it twice adds nothing.
"""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from giamngheo.accounts.actions.people import PastedListHasFaults, import_people
from giamngheo.accounts.mistakes import Mistake
from giamngheo.accounts.pasted import PastedPlan
from giamngheo.accounts.queries.pasted import plan_of
from giamngheo.norms import actions as norms
from giamngheo.norms.kinds import Step, StepState, WorkspaceRow
from giamngheo.places import actions as place_actions
from giamngheo.places import queries as places
from giamngheo.places.pasted import Pasted, read_text
from giamngheo.web.accounts import drafts
from giamngheo.web.asking import Asked
from giamngheo.web.doors import page
from giamngheo.web.norms.forms import HAMLETS, PEOPLE, HamletsForm, PeopleForm
from giamngheo.web.norms.steps import next_address, require_setting_up, skip, step_page

MOST_SHOWN = 300
GONE = "Địa bàn đã chọn không còn vào ngày này; hãy xem lại bước “Địa bàn và cấp”."


@page("GET", "HEAD", "POST")
def hamlets(request: Asked) -> HttpResponse:
    """Paste the hamlets of the communes."""
    workspace = require_setting_up(request)
    if request.method == "POST" and "skip" in request.POST:
        return skip(request, Step.HAMLETS)
    if workspace.place_id is None or workspace.place_on is None:
        return step_page(request, Step.HAMLETS, {}, template="no_place")
    form = HamletsForm(request.POST or None, initial=drafts.initial_from_draft(request, HAMLETS))
    shown: dict[str, Any] = {"form": form, "draft": drafts.draft_notice(request, HAMLETS)}
    if form.is_valid():
        pasted = read_text(form.cleaned_data["text"])
        faults = [str(fault) for fault in pasted.faults]
        if not faults and "confirm" in request.POST:
            try:
                return _enter_hamlets(request, pasted, workspace.place_id, workspace.place_on)
            except place_actions.ListRefused as refusal:
                faults = [str(fault) for fault in refusal.faults]
        elif not faults:
            plan = places.planned_import(pasted, within=workspace.place_id, on=workspace.place_on, scope=request.scope)
            faults = [str(fault) for fault in plan.faults]
            shown |= {"plan": plan, "lines": plan.new[:MOST_SHOWN]}
        shown["faults"] = faults[:MOST_SHOWN]
    return step_page(request, Step.HAMLETS, shown)


@page("GET", "HEAD", "POST")
def users(request: Asked) -> HttpResponse:
    """Paste the people who will work here; each gets a first password by a printed slip."""
    workspace = require_setting_up(request)
    if request.method == "POST" and "skip" in request.POST:
        return skip(request, Step.USERS)
    if workspace.place_id is None:
        return step_page(request, Step.USERS, {}, template="no_place")
    initial = {"since": _first_day(request, workspace)} | drafts.initial_from_draft(request, PEOPLE)
    form = PeopleForm(request.POST or None, initial=initial)
    shown: dict[str, Any] = {"form": form, "draft": drafts.draft_notice(request, PEOPLE)}
    problem = ""
    if form.is_valid():
        try:
            if "confirm" in request.POST:
                return _enter_people(request, form, workspace.place_id)
            plan = _plan(request, form.cleaned_data["text"], form.cleaned_data["since"], workspace.place_id)
            shown |= {"plan": plan, "lines": plan.lines[:MOST_SHOWN]}
            shown["faults"] = [str(fault) for fault in plan.faults[:MOST_SHOWN]]
        except PastedListHasFaults as refusal:
            shown["faults"] = [str(fault) for fault in refusal.faults[:MOST_SHOWN]]
        except Mistake as mistake:
            form.add_error("since", str(mistake))
        except places.NoSuchPlace:
            problem = GONE
    return step_page(request, Step.USERS, shown, problem)


def _first_day(request: Asked, workspace: WorkspaceRow) -> date:
    """The day from which seats are meant: today; the day the place is meant for where it is not there today."""
    assert workspace.place_id is not None  # noqa: S101 – the step asks for a place first
    try:
        places.place(workspace.place_id, on=request.today)
    except places.NoSuchPlace:
        return workspace.place_on or request.today
    return request.today


def _enter_hamlets(request: Asked, pasted: Pasted, place_id: int, day: date) -> HttpResponse:
    done = place_actions.import_hamlets(by=request.scope, at=request.at, on=day, within=place_id, pasted=pasted)
    norms.mark_step(by=request.scope, at=request.at, step=Step.HAMLETS, state=StepState.DONE)
    drafts.sent(request, HAMLETS)
    there = f" {done.number_already_there} đã có từ trước." if done.number_already_there else ""
    messages.success(request, f"Đã nhập {done.number_added} thôn, ấp, khu phố.{there}")
    return redirect(next_address(Step.HAMLETS))


def _enter_people(request: Asked, form: PeopleForm, place_id: int) -> HttpResponse:
    typed = form.cleaned_data
    plan = import_people(
        by=request.scope,
        at=request.at,
        on=request.today,
        text=typed["text"],
        since=typed["since"],
        top_place_id=place_id,
        basis=typed["basis"],
    )
    norms.mark_step(by=request.scope, at=request.at, step=Step.USERS, state=StepState.DONE)
    drafts.sent(request, PEOPLE)
    messages.success(
        request, f"Đã thêm {plan.changes} người hoặc vị trí. Mật khẩu lần đầu được cấp bằng phiếu, in ở mục Người dùng."
    )
    return redirect(next_address(Step.USERS))


def _plan(request: Asked, text: str, since: date, place_id: int) -> PastedPlan:
    return plan_of(text, scope=request.scope, on=request.today, since=since, top_place_id=place_id)
