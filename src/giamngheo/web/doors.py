"""Who may knock, and how: only the methods a page knows, and pages without sign-in only on this machine."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from ipaddress import ip_address

from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import render

View = Callable[[HttpRequest], HttpResponse]

_OWN_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
_SIGNS_OF_A_PROXY = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP")


def allow(*methods: str) -> Callable[[View], View]:
    """Answer other methods with 405 and a page that says where to go."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponse:
            if request.method in methods:
                return view(request)
            response = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
            response["Allow"] = ", ".join(methods)
            return response

        return guarded

    return decorate


def on_this_machine_only(view: View) -> View:
    """Refuse (403) whoever does not sit at the machine itself: these pages ask for no sign-in."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if is_from_this_machine(request):
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
