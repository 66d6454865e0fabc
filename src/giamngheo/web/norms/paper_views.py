"""Papers signed outside the system: the list, one of them, entering one, withdrawing one entered wrongly."""

from datetime import date
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from giamngheo.accounts import queries as accounts
from giamngheo.accounts.kinds import Capacity, Permission
from giamngheo.common.dates import NoSuchDay, parse_day
from giamngheo.files.media import NotAccepted
from giamngheo.norms import actions as norms
from giamngheo.norms import queries
from giamngheo.norms.kinds import PaperDetails, PaperRow, Scan
from giamngheo.norms.queries.papers import PAGE
from giamngheo.places.queries import titles
from giamngheo.web import sought
from giamngheo.web.accounts import drafts
from giamngheo.web.asking import Asked
from giamngheo.web.doors import page
from giamngheo.web.norms.forms import OTHER, PAPER, PaperForm, ReasonForm
from giamngheo.web.numbers import number

EVERYWHERE = "tat-ca"
NO_AUTHORITY = "chưa có thẩm quyền ký được ghi nhận cho ngày này"


@page("GET", "HEAD", "POST", needs=Permission.SEE_FILES)
def papers(request: Asked) -> HttpResponse:
    """List papers, those signed last first."""
    if request.method == "POST":
        return sought.redirected(request)
    text = sought.find(request, request.GET.get("tim", ""))
    rows = queries.papers(scope=request.scope, text=text, before=number(request.GET.get("truoc")))
    shown = {
        "rows": rows[:PAGE],
        "last": rows[PAGE - 1].id if len(rows) > PAGE else None,
        "text": text,
        "mark": request.GET.get("tim", "") if text else "",
        "is_first": "truoc" not in request.GET,
        "may_enter": request.scope.holds(Permission.KEEP_FILES),
    }
    return render(request, "web/norms/papers.html", shown)


@page("GET", "HEAD", "POST", needs=Permission.KEEP_FILES)
def enter_paper(request: Asked) -> HttpResponse:
    """Enter a paper. Signatories are offered for its day; “show” renews them without saving."""
    if request.method == "POST" and "show" not in request.POST:
        form = _form(request, request.POST)
        if form.is_valid() and (paper_id := _entered(request, form)):
            drafts.sent(request, PAPER)
            messages.success(request, "Đã lưu văn bản.")
            return redirect("web:paper", paper_id)
    elif request.method == "POST":
        form = _form(request, None, initial=request.POST.dict())
    else:
        here = queries.profile(on=request.today)
        initial = {"authority": here.authority if here else ""} | drafts.initial_from_draft(request, PAPER)
        form = _form(request, None, initial=initial)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    shown = {"form": form, "draft": drafts.draft_notice(request, PAPER)}
    return render(request, "web/norms/paper_form.html", shown, status=status)


@page("GET", "HEAD", "POST", needs=Permission.SEE_FILES)
def paper(request: Asked, paper_id: int) -> HttpResponse:
    """Show one paper; withdraw it where it was entered wrongly."""
    try:
        row = queries.paper(paper_id, scope=request.scope)
    except queries.NoSuchPaper:
        raise Http404 from None
    form = ReasonForm(request.POST or None)
    problem = ""
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            norms.withdraw_paper(by=request.scope, at=request.at, paper_id=paper_id, reason=reason)
        except (norms.PaperInUse, queries.NoSuchPaper) as refusal:
            problem = str(refusal) if isinstance(refusal, norms.PaperInUse) else "Văn bản này đã được rút trước đó."
        else:
            messages.success(request, "Đã rút văn bản. Nội dung và lý do vẫn xem được.")
            return redirect("web:paper", paper_id)
    is_wrong = bool(problem or form.errors)
    shown = {
        "row": row,
        "place": titles([row.place_id], on=row.signed_on)[row.place_id] if row.place_id else "",
        "may_withdraw": row.withdrawn_at is None and _may_withdraw(request, row),
        "form": form,
        "problem": problem,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return render(request, "web/norms/paper.html", shown, status=status)


def _form(request: Asked, data: Any, initial: dict[str, Any] | None = None) -> PaperForm:
    typed = (data or initial or {}).get("signed_on", "")
    signing = queries.signing_choices(scope=request.scope, on=_day(typed, request.today))
    return PaperForm(data, request.FILES or None, initial=initial, signing=signing, places=_places(request))


def _entered(request: Asked, form: PaperForm) -> int | None:
    """Save the paper, or leave on the form what is wrong with it."""
    typed = form.cleaned_data
    is_other = typed["signed_by"] == OTHER
    details = PaperDetails(
        number=typed["number"],
        signed_on=typed["signed_on"],
        title=typed["title"],
        authority=typed["authority"],
        place_id=None if typed["place"] == EVERYWHERE else number(typed["place"]),
        signatory=typed["signatory"] if is_other else "",
        capacity=Capacity(typed["capacity"] or Capacity.OWN) if is_other else Capacity.OWN,
        for_whom=typed["for_whom"] if is_other else "",
        authority_id=None if is_other else number(typed["signed_by"]),
    )
    scan = Scan(typed["scan"].name, typed["scan"].file) if typed["scan"] else None
    try:
        return norms.enter_paper(by=request.scope, at=request.at, on=request.today, details=details, scan=scan)
    except norms.NotYetSigned as refusal:
        form.add_error("signed_on", str(refusal))
    except norms.NoSuchAuthority as refusal:
        form.add_error("signed_by", str(refusal))
    except norms.PaperIsThere as refusal:
        form.add_error("number", str(refusal))
    except NotAccepted as refusal:
        form.add_error("scan", str(refusal))
    return None


def _places(request: Asked) -> list[tuple[str, str]]:
    """The whole installation, where the user keeps files for it, and the places of their seats."""
    scope = request.scope
    held = accounts.holdings_of([scope.user_id or 0], on=request.today)
    own = {one.seat.place_id: one.seat.place for one in held if scope.covers(Permission.KEEP_FILES, one.seat.place_id)}
    whole = [(EVERYWHERE, "Toàn đơn vị")] if scope.covers(Permission.KEEP_FILES, None) else []
    return [*whole, *((str(place_id), title) for place_id, title in own.items())]


def _may_withdraw(request: Asked, row: PaperRow) -> bool:
    return row.entered_by_id == request.scope.user_id or request.scope.covers(Permission.MANAGE_PROFILE, None)


def _day(typed: str, otherwise: date) -> date:
    try:
        return parse_day(typed)
    except NoSuchDay:
        return otherwise  # the field itself says what is wrong with it
