"""Hand in tables or texts, see them as printed with the figures to be looked at."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page

from giamngheo.demo.tables import NOTE, table_files
from giamngheo.documents.reading.files.opening import open_bytes
from giamngheo.documents.reading.source import Document
from giamngheo.web import uploads
from giamngheo.web.doors import allow, open_on_this_machine
from giamngheo.web.figures.figures_page import figures_page


@open_on_this_machine
@gzip_page
@cache_control(no_store=True)
@allow("GET", "HEAD", "POST")
def figures(request: HttpRequest) -> HttpResponse:
    """Show the form; with files, check their figures. Nothing is kept."""
    if request.method != "POST":
        return render(request, "web/figures/upload.html", {"limits": uploads.limits()})
    received = uploads.receive(request.FILES.getlist("tep"))
    if not received.documents:
        shown = {"limits": uploads.limits(), "refusals": received.refusals}
        return render(request, "web/figures/upload.html", shown, status=received.status)
    return _checked(request, received.documents, received.refusals)


@open_on_this_machine
@gzip_page
@cache_control(no_store=True)
@allow("GET", "HEAD")
def demo_figures(request: HttpRequest) -> HttpResponse:
    """Check the demo tables, anew at every call."""
    return _checked(request, [open_bytes(name, data) for name, data in table_files()], (), note=NOTE)


def _checked(
    request: HttpRequest, documents: Sequence[Document], refusals: Sequence[str], note: str = ""
) -> HttpResponse:
    shown = {
        "page": figures_page(documents, note),
        "refusals": refusals,
        "demo_note": note,
        "read_on": localdate(),
        "file_name": "so-lieu-minh-hoa" if note else f"{uploads.stem_of(documents)}-da-kiem-tra",
    }
    return render(request, "web/figures/checked.html", shown)
