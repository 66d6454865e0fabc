"""Issuing a slip with which somebody chooses a new password."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from giamngheo.accounts.actions import slips
from giamngheo.accounts.kinds import Permission
from giamngheo.accounts.own_account import slip_receiver
from giamngheo.accounts.queries import NoSuchUser
from giamngheo.accounts.standing import AccountClosed
from giamngheo.norms import queries as norms
from giamngheo.web.accounts.signing_in_forms import IssueSlipForm
from giamngheo.web.asking import Asked
from giamngheo.web.doors import page
from giamngheo.web.outside import address_outside


@never_cache
@page("GET", "HEAD", "POST", needs=Permission.MANAGE_USERS)
def issue_slip(request: Asked, user_id: int) -> HttpResponse:
    """Ask why, then print. The slip is the answer itself: its code is kept nowhere, so no other page could show it."""
    try:
        receiver = slip_receiver(request.scope, user_id, on=request.today)
    except NoSuchUser:
        raise Http404 from None
    form = IssueSlipForm(request.POST or None)
    if form.is_valid():
        try:
            slip = slips.issue_slip(
                by=request.scope,
                user_id=user_id,
                removes_second_factor=form.cleaned_data["removes_second_factor"],
                reason=form.cleaned_data["reason"],
                at=request.at,
                on=request.today,
            )
        except AccountClosed:
            form.add_error(None, "Tài khoản này đã đóng nên không cấp phiếu được; hãy mở lại tài khoản trước.")
        else:
            return _printed(request, user_id, slip)
    return render(request, "web/accounts/slip_issue.html", {"form": form, "receiver": receiver})


def _printed(request: Asked, user_id: int, slip: slips.IssuedSlip) -> HttpResponse:
    profile = norms.profile(on=request.today)
    shown = {
        "slip": slip,
        "user_id": user_id,
        "authority": profile.authority if profile else "",
        "sign_in_at": address_outside(request, reverse("account_login")),
        "slip_at": address_outside(request, reverse("account_slip")),
        "tries": slips.WRONG_TRIES,
    }
    return render(request, "web/accounts/slip_print.html", shown)
