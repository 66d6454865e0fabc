"""The first page: what the system does for who is not signed in, the desk for who is."""

from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page

from giamngheo.web.asking import Asked
from giamngheo.web.desk import desk
from giamngheo.web.doors import allow
from giamngheo.web.menu import ways


@login_not_required
@gzip_page
@allow("GET", "HEAD")
def home(request: HttpRequest) -> HttpResponse:
    """Show the desk, or what the system does and the ways in."""
    asked = cast("Asked", request)
    if asked.user.is_authenticated:
        is_ready = asked.workspace is not None and asked.workspace.ready_at is not None
        shown = desk(scope=asked.scope, on=asked.today, at=asked.at, is_ready=is_ready)
        return render(request, "web/desk.html", {"desk": shown, "ways": ways(asked.scope)})
    return render(request, "web/home.html")
