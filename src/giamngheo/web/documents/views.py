"""Hand in a plan, see its text beside what was read in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from giamngheo.demo.plans import plan_files
from giamngheo.documents.reading.opening import open_document
from giamngheo.documents.reading.reader import read_plan
from giamngheo.web import uploads
from giamngheo.web.documents.plan_page import plan_page


@gzip_page
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """Show the form; with files, read them and show the plan. Nothing is kept."""
    if request.method != "POST":
        return render(request, "web/documents/upload.html", {"limits": uploads.limits()})
    received = uploads.receive(request.FILES.getlist("tep"))
    if not received.documents:
        shown = {"limits": uploads.limits(), "refusals": received.refusals}
        return render(request, "web/documents/upload.html", shown, status=received.status)
    page = plan_page(received.documents, read_plan(received.documents))
    return render(request, "web/documents/plan.html", {"page": page, "refusals": received.refusals, "is_demo": False})


@gzip_page
@require_safe
def demo_plan(request: HttpRequest) -> HttpResponse:
    """Show the demo plan, read anew at every call."""
    documents = [open_document(path) for path in plan_files()]
    page = plan_page(documents, read_plan(documents))
    return render(request, "web/documents/plan.html", {"page": page, "refusals": (), "is_demo": True})
