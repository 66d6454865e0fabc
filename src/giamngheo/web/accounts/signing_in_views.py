"""Before a session begins, and its end: signing in, the second factor, the slip, switching users."""

from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginStageController
from allauth.account.views import LoginView
from allauth.mfa.stages import AuthenticateStage
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from giamngheo.accounts.actions import signing_in, slips
from giamngheo.accounts.password_rules import WeakPassword
from giamngheo.accounts.second_factor import UnreadableSecret
from giamngheo.web.accounts import lockout
from giamngheo.web.accounts.signing_in_forms import CodeForm, SignInForm, SlipForm
from giamngheo.web.asking import Asked
from giamngheo.web.doors import page

LEAVE_NOTHING = '"cache", "cookies", "storage"'
"""Tells the browser to empty what it keeps of this site (header Clear-Site-Data)."""

_view = LoginView.as_view(template_name="web/accounts/sign_in.html", form_class=SignInForm)


@login_not_required
@never_cache
@sensitive_post_parameters()
@page("GET", "HEAD", "POST")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; whoever has a second factor is sent on to it."""
    answer: HttpResponse = _view(request)
    return answer


@login_not_required
@never_cache
@sensitive_post_parameters()
@page("GET", "HEAD", "POST")
def second_factor(request: Asked) -> HttpResponse:
    """Ask whoever has given the right password for a code, which is good once."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if stage is None or request.user.is_authenticated:
        return redirect("account_login")
    form = CodeForm(request.POST or None)
    if form.is_valid() and not lockout.is_locked(request, stage.login.user.get_username()):
        try:
            if _is_right(request, stage.login.user.pk, form.cleaned_data["code"]):
                answer: HttpResponse = stage.exit()
                return answer
            form.add_error("code", "Mã chưa đúng hoặc đã dùng rồi. Hãy chờ ứng dụng hiện mã mới rồi nhập mã đó.")
            lockout.count(request, stage.login.user.get_username())
        except UnreadableSecret as unreadable:
            form.add_error(None, str(unreadable))
    if getattr(request, "axes_locked_out", False):
        clear_login(request)
    return render(request, "web/accounts/second_factor_code.html", {"form": form})


def _is_right(request: Asked, user_id: int, typed: str) -> bool:
    return signing_in.answer_second_factor(
        by=request.scope, user_id=user_id, typed=typed, at=request.at, on=request.today
    )


@login_not_required
@page("POST")
def sign_out(request: Asked) -> HttpResponse:
    """End the session, also one that waits for its second factor, and leave nothing of it in the browser."""
    _leave(request)
    answer = redirect("account_login")
    answer.headers["Clear-Site-Data"] = LEAVE_NOTHING
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


def _leave(request: Asked) -> None:
    if request.user.is_authenticated:
        signing_in.signed_out(by=request.scope, user_id=request.user.pk, at=request.at, on=request.today)
    logout(request)


@login_not_required
@never_cache
@sensitive_post_parameters()
@page("GET", "HEAD", "POST")
def use_slip(request: Asked) -> HttpResponse:
    """Let the owner of a slip choose a new password with it."""
    form = SlipForm(request.POST or None)
    if form.is_valid():
        try:
            username = slips.use_slip(
                by=request.scope,
                name=form.cleaned_data["name"],
                code=form.cleaned_data["code"],
                new=form.cleaned_data["new"],
                at=request.at,
                on=request.today,
            )
        except slips.WrongSlip as wrong:
            form.add_error(None, str(wrong))
        except WeakPassword as weak:
            form.add_error("new", weak.sentences)
        else:
            lockout.forget(username)
            _leave(request)  # a colleague's session in this browser
            messages.success(request, "Đã đặt mật khẩu mới. Hãy đăng nhập bằng mật khẩu vừa đặt.")
            return redirect("account_login")
    return render(request, "web/accounts/slip_use.html", {"form": form})
