"""Hand in a plan, see its text beside what was read in it."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page

from giamngheo.demo.plans import NOTE, plan_files
from giamngheo.documents.reading.files.opening import open_document
from giamngheo.documents.reading.plans.reader import read_plan
from giamngheo.documents.reading.source import Document
from giamngheo.web import uploads
from giamngheo.web.documents.plan_page import plan_page
from giamngheo.web.doors import allow, open_on_this_machine


@open_on_this_machine
@gzip_page
@cache_control(no_store=True)
@allow("GET", "HEAD", "POST")
def plan(request: HttpRequest) -> HttpResponse:
    """Show the form; with files, read them and show the plan. Nothing is kept."""
    if request.method != "POST":
        return render(request, "web/documents/upload.html", {"limits": uploads.limits()})
    received = uploads.receive(request.FILES.getlist("tep"))
    if not received.documents:
        shown = {"limits": uploads.limits(), "refusals": received.refusals}
        return render(request, "web/documents/upload.html", shown, status=received.status)
    return _read(request, received.documents, received.refusals)


@open_on_this_machine
@gzip_page
@cache_control(no_store=True)
@allow("GET", "HEAD")
def demo_plan(request: HttpRequest) -> HttpResponse:
    """Show the demo plan, read anew at every call."""
    return _read(request, [open_document(path) for path in plan_files()], (), note=NOTE)


def _read(request: HttpRequest, documents: Sequence[Document], refusals: Sequence[str], note: str = "") -> HttpResponse:
    shown = {
        "page": plan_page(documents, read_plan(documents), note),
        "refusals": refusals,
        "demo_note": note,
        "read_on": localdate(),
        "file_name": "ke-hoach-minh-hoa" if note else f"{uploads.stem_of(documents)}-da-doc",
    }
    return render(request, "web/documents/plan.html", shown)
