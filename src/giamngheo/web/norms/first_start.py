"""While nobody has opened this database, every page is the first start."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from giamngheo.web.asking import Asked
from giamngheo.web.doors import is_from_this_machine


class FirstStart:
    """Middleware: leads every request to the first start until there is a workspace; health and static files excepted.

    From another machine it only says what has to be done, and where.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Asked) -> HttpResponse:
        """Answer with the page asked for, or with the way to the first start."""
        if request.path_info == reverse("health") or request.workspace is not None:
            return self.get_response(request)
        request.is_first_start = True  # type: ignore[attr-defined]  # the head of the page shows no ways then
        if not is_from_this_machine(request):
            return render(request, "web/norms/not_started.html", status=HTTPStatus.FORBIDDEN)
        first = reverse("web:first_start")
        if request.path_info == first or request.path_info.startswith(f"{first}/"):
            return self.get_response(request)
        return redirect(first)
