"""Entering the signed minutes of a handover."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from giamngheo.files.media import NotAccepted
from giamngheo.handover import actions, queries
from giamngheo.handover.kinds import HandoverDetail
from giamngheo.handover.queries import NoSuchHandover
from giamngheo.handover.refusals import NotHandedOver
from giamngheo.norms import actions as norms
from giamngheo.norms import queries as papers
from giamngheo.norms.kinds import PaperDetails, PaperRow, Scan
from giamngheo.web.asking import Asked
from giamngheo.web.doors import page
from giamngheo.web.handover.forms import MinutesForm
from giamngheo.web.handover.minutes import minutes_head
from giamngheo.web.numbers import number


@page("GET", "HEAD", "POST")
def signed_minutes(request: Asked, handover_id: int) -> HttpResponse:
    """Enter the minutes that both signed; with them the handover is done."""
    try:
        detail = queries.handover(handover_id, scope=request.scope)
    except NoSuchHandover:
        raise Http404 from None
    if request.method == "GET" and not detail.may_enter_minutes:
        return redirect("web:handover", handover_id)
    form = MinutesForm(
        request.POST or None,
        request.FILES or None,
        papers=_usable(request),
        initial={"authority": minutes_head(detail).issuer, "signatory": detail.row.receiver.name},
    )
    if request.method == "POST" and form.is_valid() and _done(request, detail, form):
        messages.success(request, "Đã hoàn tất bàn giao theo biên bản đã ký.")
        return redirect("web:handover", handover_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "web/handover/signed_minutes.html", {"form": form, "detail": detail}, status=status)


def _usable(request: Asked) -> list[PaperRow]:
    """The papers entered last that can stand for an acceptance: with a scan, not withdrawn."""
    found = papers.papers(scope=request.scope)
    return [one for one in found if one.scan_id is not None and one.withdrawn_at is None]


def _done(request: Asked, detail: HandoverDetail, form: MinutesForm) -> bool:
    """Do the handover by the paper, or leave on the form what is wrong with it."""
    try:
        _enter(request, detail, form)
    except NotHandedOver as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    except norms.NotYetSigned as refusal:
        form.add_error("signed_on", str(refusal))
    except norms.PaperIsThere as refusal:
        form.add_error("number", str(refusal))
    except NotAccepted as refusal:
        form.add_error("scan", str(refusal))
    return not form.errors


def _enter(request: Asked, detail: HandoverDetail, form: MinutesForm) -> None:
    typed = form.cleaned_data
    if paper_id := number(typed.get("paper")):
        actions.use_minutes(by=request.scope, at=request.at, handover_id=detail.row.id, paper_id=paper_id)
        return
    details = PaperDetails(
        number=typed["number"],
        signed_on=typed["signed_on"],
        title=f"Biên bản bàn giao giữa {detail.row.giver.name} và {detail.row.receiver.name}"[:300],
        authority=typed["authority"],
        place_id=detail.place_id,
        signatory=typed["signatory"],
    )
    actions.enter_minutes(
        by=request.scope,
        at=request.at,
        on=request.today,
        handover_id=detail.row.id,
        details=details,
        scan=Scan(typed["scan"].name, typed["scan"].file),
    )
