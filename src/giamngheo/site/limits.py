"""How much one request may carry."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class BodyLimit:
    """Refuses a body above `UPLOAD_LIMIT_BYTES` before any of it is read into memory or onto the disk.

    WSGI gives Django exactly as many bytes as the request announced, so the announced length is enough to judge.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or answer with a page (413) that says what to do."""
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isdecimal() and int(announced) <= settings.UPLOAD_LIMIT_BYTES:
            return self.get_response(request)
        shown = {"megabytes": settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)}
        return render(request, "413.html", shown, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
