"""Giving seats and ending that somebody holds one; many people with their seats at once."""

from hashlib import sha256

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from giamngheo.accounts import queries as accounts
from giamngheo.accounts.actions import people, seats
from giamngheo.accounts.kinds import Permission, Role
from giamngheo.accounts.pasted import Outcome, PastedPlan
from giamngheo.common.scope import OutOfScope
from giamngheo.norms import queries as norms
from giamngheo.web.accounts import drafts
from giamngheo.web.accounts.answers import (
    form_page,
    found_or_404,
    kept,
    person_or_404,
    posted,
    status_of,
)
from giamngheo.web.accounts.people_fields import agency_choices, place_choices
from giamngheo.web.accounts.people_forms import PASTED, SEAT, EndForm, PasteForm, SeatForm
from giamngheo.web.accounts.seat_entered import seat_of
from giamngheo.web.asking import Asked
from giamngheo.web.doors import page


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_USERS)
def give_seat(request: Asked, user_id: int) -> HttpResponse:
    """Give a person another seat."""
    user = person_or_404(request, user_id).user
    name = f"{SEAT}.{user_id}"
    form = SeatForm(
        posted(request),
        initial={"valid_from": request.today} | drafts.initial_from_draft(request, name),
        places=place_choices(request, Permission.MANAGE_USERS),
        agencies=agency_choices(request),
    )

    def give() -> None:
        seats.give_seat(
            by=request.scope, at=request.at, on=request.today, user_id=user_id, seat=seat_of(form.cleaned_data)
        )

    if kept(form, give):
        drafts.sent(request, name)
        messages.success(request, "Đã giao vị trí.")
        return redirect("web:person", user_id)
    return form_page(
        request,
        form,
        heading=f"Giao vị trí: {user.full_name}",
        button="Giao vị trí",
        back=reverse("web:person", args=[user_id]),
        draft=drafts.draft_notice(request, name),
    )


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_USERS)
def end_holding(request: Asked, holding_id: int) -> HttpResponse:
    """End that somebody holds a seat."""
    with found_or_404():
        holding = accounts.holding(holding_id, scope=request.scope, on=request.today)
    if not request.scope.covers(Permission.MANAGE_USERS, holding.seat.place_id):
        raise OutOfScope(Permission.MANAGE_USERS)
    form = EndForm(
        posted(request),
        initial={"day": max(request.today, holding.valid_from)},
        day_label="Thôi giữ từ ngày",
        day_hint="Từ ngày này người đó không làm được việc của vị trí này nữa.",
    )

    def end() -> None:
        seats.end_holding(by=request.scope, at=request.at, on=request.today, holding_id=holding_id, **form.cleaned_data)

    if kept(form, end):
        messages.success(request, "Đã ghi thôi giữ vị trí.")
        return redirect("web:person", holding.user_id)
    return form_page(
        request,
        form,
        heading=f"Thôi giữ vị trí: {holding.user_name}",
        lead=f"{holding.seat.title}. Nếu có người nhận việc, hãy lập bàn giao để việc đang làm được chuyển cùng.",
        button="Ghi thôi giữ",
        back=reverse("web:person", args=[holding.user_id]),
    )


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_USERS)
def paste_people(request: Asked) -> HttpResponse:
    """Take many people from a list pasted out of Excel: first look, then add what was looked at, nothing else."""
    initial = {"since": request.today} | drafts.initial_from_draft(request, PASTED)
    form = PasteForm(posted(request), initial=initial)
    plan: PastedPlan | None = None
    faults: tuple[object, ...] = ()
    if form.is_valid():
        plan = _plan(request, form)
        faults = plan.faults if plan else ()
        if plan and not faults and "add" in request.POST and request.POST.get("seen") == _mark_of(form):
            try:
                if kept(form, lambda: _add(request, form)):
                    return redirect("web:people")
            except people.PastedListHasFaults as refused:
                faults = refused.faults
    shown = {
        "form": form,
        "plan": plan if plan and not faults and not form.errors else None,
        "faults": faults,
        "draft": drafts.draft_notice(request, PASTED),
        "roles": [role.label for role in Role],
        "exists": Outcome.EXISTS,
        "seen": _mark_of(form) if plan else "",
    }
    return render(request, "web/accounts/people_paste.html", shown, status=422 if faults else status_of(form))


def _mark_of(form: PasteForm) -> str:
    """Return what tells one list, day and basis from another."""
    return sha256(repr(sorted(form.cleaned_data.items())).encode()).hexdigest()


def _plan(request: Asked, form: PasteForm) -> PastedPlan | None:
    top = norms.top_place_id(on=request.today)
    if top is None:
        form.add_error(None, "Chưa có hồ sơ đơn vị cho hôm nay nên chưa biết địa bàn; hãy lập hồ sơ đơn vị trước.")
        return None
    return accounts.plan_of(
        form.cleaned_data["text"],
        scope=request.scope,
        on=request.today,
        since=form.cleaned_data["since"],
        top_place_id=top,
    )


def _add(request: Asked, form: PasteForm) -> None:
    done = people.import_people(
        by=request.scope,
        at=request.at,
        on=request.today,
        text=form.cleaned_data["text"],
        since=form.cleaned_data["since"],
        top_place_id=norms.top_place_id(on=request.today) or 0,
        basis=form.cleaned_data["basis"],
    )
    drafts.sent(request, PASTED)
    parts = [f"{done.number(outcome)} dòng {outcome.label}" for outcome in Outcome if done.number(outcome)]
    messages.success(
        request, f"Xong: {'; '.join(parts)}. Người mới chưa có mật khẩu: hãy cấp phiếu đặt mật khẩu cho từng người."
    )
