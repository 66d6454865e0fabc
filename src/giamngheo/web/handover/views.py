"""Handovers: the list, preparing one, one of them with what can be done, its printed minutes."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from giamngheo.accounts.kinds import Permission
from giamngheo.common.text import fold
from giamngheo.handover import actions, queries
from giamngheo.handover.kinds import Givable, HandoverDetail, Plan, State
from giamngheo.handover.queries import NoSuchGiver, NoSuchHandover
from giamngheo.handover.refusals import NotHandedOver
from giamngheo.web import sought
from giamngheo.web.accounts import drafts
from giamngheo.web.asking import Asked
from giamngheo.web.doors import page
from giamngheo.web.handover.forms import PLAN, PlanForm, ReasonForm
from giamngheo.web.handover.minutes import accounts_close, minutes_head, parties_of
from giamngheo.web.numbers import number

_STATES = {state.value: state for state in State}


@page("GET", "HEAD")
def handovers(request: Asked) -> HttpResponse:
    """List the handovers the user has to do with, or reads as manager or overseer of the places."""
    state = _STATES.get(request.GET.get("tinh-trang", ""))
    older_than = number(request.GET.get("truoc")) or None
    shown = {
        "page": queries.handovers(scope=request.scope, state=state, older_than=older_than),
        "to_receive": queries.to_receive(scope=request.scope) if older_than is None else [],
        "states": tuple(State),
        "state": state,
        "is_first": older_than is None,
        "may_prepare": request.scope.holds(Permission.HAND_OVER),
        "may_manage": request.scope.holds(Permission.MANAGE_USERS),
    }
    return render(request, "web/handover/handovers.html", shown)


@page("GET", "HEAD", "POST", needs=Permission.HAND_OVER)
def prepare(request: Asked) -> HttpResponse:
    """Hand over one's own seats."""
    if request.scope.user_id is None:
        raise Http404
    return _prepared(request, queries.givable(request.scope.user_id, scope=request.scope, on=request.today))


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_USERS)
def choose_giver(request: Asked) -> HttpResponse:
    """Choose whose seats to hand over: of somebody who has left, or cannot do it."""
    if request.method == "POST":
        return sought.redirected(request)
    text = sought.find(request, request.GET.get("tim", ""))
    found = queries.givers(scope=request.scope, on=request.today)
    rows = [one for one in found if fold(text) in fold(one.title)]
    return render(request, "web/handover/choose_giver.html", {"rows": rows, "text": text})


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_USERS)
def prepare_for(request: Asked, giver_id: int) -> HttpResponse:
    """Hand over the seats of somebody else."""
    try:
        givable = queries.givable(giver_id, scope=request.scope, on=request.today)
    except NoSuchGiver:
        raise Http404 from None
    return _prepared(request, givable)


@page("GET", "HEAD")
def handover(request: Asked, handover_id: int) -> HttpResponse:
    """Show one handover and what the user may do with it."""
    return _shown(request, _found(request, handover_id))


@page("POST")
def accept(request: Asked, handover_id: int) -> HttpResponse:
    """Accept as the receiver."""
    try:
        actions.accept(by=request.scope, at=request.at, handover_id=handover_id)
    except NoSuchHandover:
        raise Http404 from None
    except NotHandedOver as refusal:
        return _shown(request, _found(request, handover_id), problem=str(refusal))
    messages.success(request, "Đã nhận bàn giao. Các vị trí và công việc chuyển sang từ ngày ghi trong bàn giao.")
    return redirect("web:handover", handover_id)


@page("GET", "HEAD", "POST")
def withdraw(request: Asked, handover_id: int) -> HttpResponse:
    """Ask why, and withdraw or decline."""
    detail = _found(request, handover_id)
    if request.method == "GET" and not detail.may_withdraw:
        return redirect("web:handover", handover_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.withdraw(by=request.scope, at=request.at, handover_id=handover_id, reason=reason)
        except NotHandedOver as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, "Đã huỷ bàn giao; không có gì thay đổi.")
            return redirect("web:handover", handover_id)
    shown = {"form": form, "detail": detail, "is_receiver": detail.row.receiver.user_id == request.scope.user_id}
    return render(request, "web/handover/withdraw.html", shown, status=_status(is_wrong=bool(form.errors)))


@page("GET", "HEAD")
def minutes(request: Asked, handover_id: int) -> HttpResponse:
    """Show the minutes as they are printed."""
    detail = _found(request, handover_id)
    shown = {
        "detail": detail,
        "head": minutes_head(detail),
        "parties": parties_of(detail),
        "account_closes": accounts_close(detail),
        "recipients": ("Bên giao", "Bên nhận", "……………………"),
    }
    return render(request, "web/handover/minutes.html", shown)


def _prepared(request: Asked, givable: Givable) -> HttpResponse:
    receivers = queries.receivers(givable.giver.user_id, scope=request.scope, on=request.today)
    draft = f"{PLAN}.{givable.giver.user_id}"
    form = PlanForm(
        request.POST or None,
        initial=drafts.initial_from_draft(request, draft),
        holdings=givable.holdings,
        receivers=receivers,
        today=request.today,
    )
    if request.method == "POST" and form.is_valid() and (prepared := _kept(request, form, givable)) is not None:
        drafts.sent(request, draft)
        messages.success(request, "Đã lập bàn giao. Hãy in biên bản cho hai bên ký, hoặc chờ bên nhận xác nhận.")
        return redirect("web:handover", prepared)
    shown = {"form": form, "givable": givable, "draft": drafts.draft_notice(request, draft)}
    return render(request, "web/handover/prepare.html", shown, status=_status(is_wrong=bool(form.errors)))


def _kept(request: Asked, form: PlanForm, givable: Givable) -> int | None:
    """Prepare the handover, or leave on the form what is wrong with it."""
    typed = form.cleaned_data
    receiver_id = number(typed["receiver"]) or queries.receiver_named(typed["typed_receiver"])
    if receiver_id is None:
        form.add_error("typed_receiver", "Không có tài khoản đang mở nào có đúng tên đăng nhập hoặc số điện thoại này.")
        return None
    plan = Plan(
        giver_id=givable.giver.user_id,
        receiver_id=receiver_id,
        on=typed["on"],
        holding_ids=frozenset(int(chosen) for chosen in typed["seats"]),
        reason=typed["reason"],
        basis=typed["basis"],
        remarks=typed["remarks"],
        closes_account=typed["closes_account"],
    )
    try:
        return actions.prepare(by=request.scope, at=request.at, plan=plan)
    except NotHandedOver as refusal:
        form.add_error(refusal.field, str(refusal))
        return None


def _found(request: Asked, handover_id: int) -> HandoverDetail:
    try:
        return queries.handover(handover_id, scope=request.scope)
    except NoSuchHandover:
        raise Http404 from None


def _shown(request: Asked, detail: HandoverDetail, problem: str = "") -> HttpResponse:
    shown = {
        "detail": detail,
        "problem": problem,
        "is_receiver": detail.row.receiver.user_id == request.scope.user_id,
        "closes": accounts_close(detail),
        "may_recommendations": request.scope.holds(Permission.SEE_RECOMMENDATIONS),
    }
    return render(request, "web/handover/handover.html", shown, status=_status(is_wrong=bool(problem)))


def _status(*, is_wrong: bool) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
