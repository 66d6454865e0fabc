"""How long a session may stay, and what comes before any other page: a middleware after `Asking`."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from giamngheo.accounts.actions import signing_in
from giamngheo.accounts.standing import AccountClosed, require_open
from giamngheo.web.asking import Asked

LONGEST_SECONDS = 12 * 60 * 60
BEGAN_KEY = "began"
WITH_OLD_PASSWORD = frozenset({"web:own_password", "account_logout"})
"""The pages open to somebody who has to choose a password of their own first."""

_TOO_LONG = "Đã làm việc liên tục 12 giờ nên phiên này kết thúc. Hãy đăng nhập lại để làm tiếp."


class Staying:
    """Ends the session of an account that was closed, and every session after twelve hours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; what there is to do waits until the page is known."""
        return self.get_response(request)

    def process_view(self, request: Asked, *_: Any) -> HttpResponse | None:
        """Answer in place of the page, or let it."""
        if not request.user.is_authenticated:
            return None
        began: float = request.session.setdefault(BEGAN_KEY, request.at.timestamp())  # first start signs in by itself
        try:
            require_open(request.user, on=request.today)
        except AccountClosed as closed:
            return _end(request, str(closed))
        if request.at.timestamp() - began >= LONGEST_SECONDS:
            return _end(request, _TOO_LONG)
        name = request.resolver_match.view_name if request.resolver_match else ""
        if request.user.must_change_password and name not in WITH_OLD_PASSWORD:
            return redirect("web:own_password")
        return None


def _end(request: Asked, why: str) -> HttpResponse:
    signing_in.signed_out(by=request.scope, user_id=request.user.pk or 0, at=request.at, on=request.today, reason=why)
    logout(request)
    messages.warning(request, why)
    return redirect_to_login(request.get_full_path())
