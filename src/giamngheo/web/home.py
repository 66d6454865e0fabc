"""The first page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page

from giamngheo.web.doors import allow


@login_not_required
@gzip_page
@allow("GET", "HEAD")
def home(request: HttpRequest) -> HttpResponse:
    """Show what the system does, and the ways in."""
    return render(request, "web/home.html")
