"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page

from giamngheo.web.doors import allow


@gzip_page
@allow("GET", "HEAD")
def home(request: HttpRequest) -> HttpResponse:
    """Show what the system does, and the ways in."""
    return render(request, "web/home.html")
