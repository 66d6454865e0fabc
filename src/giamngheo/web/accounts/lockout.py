"""Wrong tries, counted by user name; after five of them nobody gets in by that name for a quarter of an hour."""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_credentials
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from giamngheo.accounts.actions import signing_in
from giamngheo.web.accounts.machines import machine_of
from giamngheo.web.asking import Asked

PAUSE: timedelta = settings.AXES_COOLOFF_TIME


def is_locked(request: HttpRequest, username: str) -> bool:
    """Say whether the name is locked; if so the request is answered by the page that says until when."""
    credentials = get_credentials(username)
    if AxesProxyHandler.is_allowed(request, credentials):
        return False
    request.axes_locked_out = True  # type: ignore[attr-defined]  # what AxesMiddleware looks at
    request.axes_credentials = credentials  # type: ignore[attr-defined]
    return True


def count(request: HttpRequest, username: str) -> bool:
    """Count a wrong try; say whether it is the one that locks. Then the page above is the answer."""
    AxesProxyHandler.user_login_failed(__name__, credentials=get_credentials(username), request=request)
    return has_just_locked(request)


def has_just_locked(request: HttpRequest) -> bool:
    """Say whether the try just counted on this request locks; tries at a name locked before are not counted."""
    failures = getattr(request, "axes_failures_since_start", None)
    return bool(failures and failures >= settings.AXES_FAILURE_LIMIT)


def wrong_password(request: Asked) -> None:
    """Count and record that a signed-in user gave a wrong password for a change of their own account."""
    signing_in.refused(
        by=request.scope,
        user_id=request.user.pk,
        at=request.at,
        on=request.today,
        machine=machine_of(request),
        reason="nhập sai mật khẩu hiện tại",
        locks=count(request, request.user.get_username()),
    )


def forget(username: str) -> None:
    """Forget the wrong tries at a name: its owner has shown a slip."""
    AxesProxyHandler.reset_attempts(username=username)


def answer(request: Asked, _: HttpResponse | None, credentials: dict[str, Any] | None) -> HttpResponse:
    """Say until when the name is locked and what can be done meanwhile; it is the same for a name nobody has."""
    shown = {"until": _until(request, credentials), "minutes": int(PAUSE.total_seconds() // 60)}
    return render(request, "web/accounts/locked_out.html", shown, status=HTTPStatus.TOO_MANY_REQUESTS)


def _until(request: Asked, credentials: dict[str, Any] | None) -> datetime:
    attempts = AxesProxyHandler.get_implementation().get_user_attempts(request, credentials)
    times: list[datetime] = [found for some in attempts for found in some.values_list("attempt_time", flat=True)]
    return max(times, default=request.at) + PAUSE
