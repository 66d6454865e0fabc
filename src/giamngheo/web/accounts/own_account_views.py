"""One's own account: what is known of it, password, second factor, sessions."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import get_user_model, update_session_auth_hash
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from giamngheo.accounts import own_account as accounts
from giamngheo.accounts import second_factor as factor
from giamngheo.accounts.actions import passwords
from giamngheo.accounts.password_rules import WeakPassword
from giamngheo.web.accounts import lockout
from giamngheo.web.accounts.own_account_forms import ConfirmForm, PasswordForm, TurnOnForm
from giamngheo.web.asking import Asked
from giamngheo.web.doors import page

_SECRET_KEY = "second_factor_secret"  # noqa: S105 – the name under which the session keeps it


@page("GET", "HEAD")
def own_account(request: Asked) -> HttpResponse:
    """Show what the system knows of the user, and the latest sign-ins."""
    sign_ins = accounts.own_sign_ins(request.scope)
    _, before, *_ = [row for row in sign_ins if row.is_well] + [None, None]
    shown = {
        "account": accounts.own_account(request.scope, on=request.today),
        "sign_ins": sign_ins,
        "last_sign_in": before,
    }
    return render(request, "web/accounts/own_account.html", shown)


@sensitive_post_parameters()
@page("GET", "HEAD", "POST")
def own_password(request: Asked) -> HttpResponse:
    """Change one's password; other machines are signed out, this one stays."""
    form = PasswordForm(request.POST or None)

    def change() -> None:
        try:
            passwords.change_password(
                by=request.scope,
                current=form.cleaned_data["current"],
                new=form.cleaned_data["new"],
                at=request.at,
                on=request.today,
            )
        except WeakPassword as weak:
            form.add_error("new", weak.sentences)

    if _done(request, form, change):
        _stay(request)
        messages.success(request, "Đã đổi mật khẩu. Các máy khác đang mở tài khoản này đã bị đăng xuất.")
        return redirect("web:own_account")
    must = request.user.must_change_password  # type: ignore[union-attr]  # anonymous visitors do not get here
    return render(request, "web/accounts/own_password.html", {"form": form, "must": must})


@sensitive_post_parameters()
@page("GET", "HEAD", "POST")
def end_sessions(request: Asked) -> HttpResponse:
    """Sign the user out everywhere but here."""
    form = ConfirmForm(request.POST or None)

    def end() -> None:
        passwords.end_sessions(by=request.scope, current=form.cleaned_data["current"], at=request.at, on=request.today)

    if _done(request, form, end):
        _stay(request)
        messages.success(request, "Đã đăng xuất khỏi mọi máy khác.")
        return redirect("web:own_account")
    return render(request, "web/accounts/own_sessions.html", {"form": form})


@sensitive_post_parameters()
@page("GET", "HEAD", "POST")
def turn_on(request: Asked) -> HttpResponse:
    """Turn the second factor on; the recovery codes are the answer itself, because nothing keeps them readable."""
    form = TurnOnForm(request.POST or None)
    if not form.is_bound or _SECRET_KEY not in request.session:
        request.session[_SECRET_KEY] = factor.new_secret()
    secret: str = request.session[_SECRET_KEY]
    codes: list[str] = []

    def turn() -> None:
        try:
            codes.extend(
                passwords.turn_second_factor_on(
                    by=request.scope,
                    current=form.cleaned_data["current"],
                    secret=secret,
                    code=form.cleaned_data["code"],
                    at=request.at,
                    on=request.today,
                )
            )
        except passwords.WrongCode as wrong:
            form.add_error("code", str(wrong))
        except passwords.AlreadyOn as already:
            form.add_error(None, str(already))

    if _done(request, form, turn):
        del request.session[_SECRET_KEY]
        return render(request, "web/accounts/second_factor_codes.html", {"codes": codes, "is_new": True})
    shown = {
        "form": form,
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        "picture": factor.picture_of(secret, request.user.get_username()),
        "is_on": factor.has_second_factor(request.user.pk or 0),
    }
    return render(request, "web/accounts/second_factor_on.html", shown)


@sensitive_post_parameters()
@page("GET", "HEAD", "POST")
def turn_off(request: Asked) -> HttpResponse:
    """Turn the second factor off."""
    form = ConfirmForm(request.POST or None)

    def turn() -> None:
        passwords.turn_second_factor_off(
            by=request.scope, current=form.cleaned_data["current"], at=request.at, on=request.today
        )

    if _done(request, form, turn):
        messages.success(request, "Đã tắt xác thực hai bước. Từ nay đăng nhập chỉ cần mật khẩu.")
        return redirect("web:own_account")
    return render(request, "web/accounts/second_factor_off.html", {"form": form})


@sensitive_post_parameters()
@page("GET", "HEAD", "POST")
def recovery_codes(request: Asked) -> HttpResponse:
    """Make new recovery codes; they are the answer itself, because nothing keeps them readable."""
    form = ConfirmForm(request.POST or None)
    codes: list[str] = []

    def make() -> None:
        try:
            codes.extend(
                passwords.make_recovery_codes(
                    by=request.scope, current=form.cleaned_data["current"], at=request.at, on=request.today
                )
            )
        except passwords.NotOn as off:
            form.add_error(None, str(off))

    if _done(request, form, make):
        return render(request, "web/accounts/second_factor_codes.html", {"codes": codes, "is_new": False})
    return render(request, "web/accounts/second_factor_renew.html", {"form": form})


def _done(request: Asked, form: Form, change: Callable[[], None]) -> bool:
    """Try a change of one's own account that asks for the password; wrong ones are counted, as at the sign-in."""
    if not form.is_valid() or lockout.is_locked(request, request.user.get_username()):
        return False
    try:
        change()
    except passwords.WrongPassword as wrong:
        lockout.wrong_password(request)
        form.add_error("current", str(wrong))
    return form.is_valid()


def _stay(request: Asked) -> None:
    """Keep this session although the password as kept has changed; under a new key."""
    update_session_auth_hash(request, get_user_model().objects.get(pk=request.user.pk or 0))
