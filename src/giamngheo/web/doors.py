"""Who may knock, and how: only the methods a page knows, only who is signed in and may do what the page is for."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase
from django.shortcuts import render

from giamngheo.accounts.kinds import Permission
from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed, Subject
from giamngheo.common.scope import OutOfScope
from giamngheo.web.asking import Asked

View = Callable[[HttpRequest], HttpResponseBase]
Page = Callable[..., HttpResponseBase]

REFUSED = Deed("page.refused", "Bị từ chối")

_OWN_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
_SIGNS_OF_A_PROXY = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP")


def allow(*methods: str) -> Callable[[View], View]:
    """Answer other methods with 405 and a page that says where to go."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponseBase:
            if request.method in methods:
                return view(request)
            response = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
            response["Allow"] = ", ".join(methods)
            return response

        return guarded

    return decorate


def page(*methods: str, needs: Permission | None = None) -> Callable[[Page], View]:
    """Make a page of a view: its methods, and the permission without which it answers 403 and the trace says so.

    Anonymous visitors are sent to sign in before this (LoginRequiredMiddleware). `needs` None is for pages of every
    signed-in user. What is out of the user's places is refused by queries and actions themselves (`OutOfScope`).
    """

    def decorate(view: Page) -> View:
        @wraps(view)
        def guarded(request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in methods:
                response = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
                response["Allow"] = ", ".join(methods)
                return response
            if needs is not None and not request.scope.holds(needs):
                return _refuse(request, OutOfScope(needs))
            try:
                return view(request, *args, **kwargs)
            except OutOfScope as refusal:
                return _refuse(request, refusal)

        guarded.needs = needs  # type: ignore[attr-defined]  # read by the test that knocks at every door
        return cast("View", guarded)

    return decorate


@transaction.atomic
def _refuse(request: Asked, refusal: OutOfScope) -> HttpResponse:
    name = request.resolver_match.view_name if request.resolver_match else ""
    audit.record(
        by=request.scope,
        deed=REFUSED,
        subject=Subject("page", name, name),
        at=request.at,
        after={"permission": refusal.permission, "method": request.method},
    )
    return render(request, "403.html", {"why": refusal.why}, status=HTTPStatus.FORBIDDEN)


def open_on_this_machine(view: View) -> View:
    """Let in whoever sits at the machine itself, signed in or not; from elsewhere only who may check documents.

    For pages that keep nothing of what is handed in.
    """

    @login_not_required
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponseBase:
        asked = cast("Asked", request)
        if is_from_this_machine(request) or asked.scope.holds(Permission.CHECK_DOCUMENTS):
            return view(request)
        return render(request, "web/not_here.html", status=HTTPStatus.FORBIDDEN)

    return guarded


def is_from_this_machine(request: HttpRequest) -> bool:
    """Whether the request was made on this machine, under its own name, and not passed on by a proxy."""
    host, _ = split_domain_port(request.get_host())
    if host not in _OWN_NAMES or any(sign in request.META for sign in _SIGNS_OF_A_PROXY):
        return False
    try:
        return ip_address(str(request.META.get("REMOTE_ADDR", ""))).is_loopback
    except ValueError:
        return False
