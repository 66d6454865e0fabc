"""Recommendations of overseers: the list and its export, one of them with its answers, writing one."""

from http import HTTPStatus

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from giamngheo.accounts.kinds import Permission
from giamngheo.common.scope import OutOfScope
from giamngheo.files import actions as files
from giamngheo.norms import queries as norms
from giamngheo.oversight import actions, queries
from giamngheo.oversight.actions import Letter, NotWritten
from giamngheo.oversight.kinds import RecommendationDetail, Sought, State
from giamngheo.oversight.queries import NoSuchRecommendation
from giamngheo.places.queries import NoSuchPlace
from giamngheo.places.queries import place as place_on
from giamngheo.web import sought as sought_words
from giamngheo.web.accounts import drafts
from giamngheo.web.asking import Asked
from giamngheo.web.doors import page
from giamngheo.web.numbers import number
from giamngheo.web.oversight.forms import ANSWER, LETTER, WHOLE_PLACE, AnswerForm, LetterForm

_STATES = {state.value: state for state in State}
_LONGEST_SEARCH = 100


@page("GET", "HEAD", "POST")
def recommendations(request: Asked) -> HttpResponse:
    """List the recommendations the user reads, or must answer."""
    if request.method == "POST":
        return sought_words.redirected(request)
    sought = _sought(request, request.GET)
    older_than = number(request.GET.get("truoc")) or None
    shown = {
        "page": queries.recommendations(scope=request.scope, on=request.today, sought=sought, older_than=older_than),
        "sought": sought,
        "is_narrowed": sought != Sought(),
        "narrowing": _narrowing(request.GET),
        "mark": request.GET.get("tim", "") if sought.text else "",
        "is_first": older_than is None,
        "states": tuple(State),
        "places": queries.places_with_some(scope=request.scope, on=request.today),
        "waiting": queries.waiting_for(scope=request.scope, on=request.today, limit=0),
        "may_recommend": request.scope.holds(Permission.RECOMMEND),
        "may_export": request.scope.holds(Permission.SEE_RECOMMENDATIONS),
    }
    return render(request, "web/oversight/recommendations.html", shown)


@page("POST", needs=Permission.SEE_RECOMMENDATIONS)
def export(request: Asked) -> HttpResponse | FileResponse:
    """Take the list out as a .csv, as it is narrowed; the file and its opening are recorded."""
    sought = _sought(request, request.POST)
    file_id = actions.export_recommendations(by=request.scope, at=request.at, on=request.today, sought=sought)
    opened = files.open_file(by=request.scope, at=request.at, file_id=file_id)
    return FileResponse(opened.content, as_attachment=True, filename=opened.name, content_type=opened.media_type)


@page("GET", "HEAD", "POST")
def recommendation(request: Asked, recommendation_id: int) -> HttpResponse:
    """Show one recommendation with its answers; whoever may, answers here."""
    detail = _found(request, recommendation_id)
    draft = f"{ANSWER}.{recommendation_id}"
    initial = {"answered_on": request.today} | drafts.initial_from_draft(request, draft)
    form = AnswerForm(request.POST or None, initial=initial)
    if request.method == "POST" and not detail.may_answer:
        raise OutOfScope(Permission.ANSWER_RECOMMENDATIONS)
    if request.method == "POST" and form.is_valid() and _answered(request, detail, form):
        drafts.sent(request, draft)
        messages.success(request, "Đã gửi trả lời.")
        return redirect("web:recommendation", recommendation_id)
    shown = {"detail": detail, "form": form, "draft": drafts.draft_notice(request, draft)}
    return render(request, "web/oversight/recommendation.html", shown, status=_status(is_wrong=bool(form.errors)))


@page("GET", "HEAD", needs=Permission.RECOMMEND)
def choose_place(request: Asked) -> HttpResponse:
    """Choose which place the recommendation is about; where there is only one, go on with it."""
    top = norms.top_place_id(on=request.today)
    places = queries.places_to_recommend(scope=request.scope, on=request.today, top_place_id=top)
    if len(places) == 1:
        return redirect("web:write_recommendation", places[0].id)
    return render(request, "web/oversight/choose_place.html", {"places": places})


@page("GET", "HEAD", "POST", needs=Permission.RECOMMEND)
def write(request: Asked, place_id: int) -> HttpResponse:
    """Write a recommendation about a place."""
    try:
        place = place_on(place_id, on=request.today)
    except NoSuchPlace:
        raise Http404 from None
    addressees = queries.addressees(place_id, scope=request.scope, on=request.today)
    draft = f"{LETTER}.{place_id}"
    initial = drafts.initial_from_draft(request, draft)
    form = LetterForm(request.POST or None, initial=initial, addressees=addressees, place=place.title)
    if request.method == "POST" and form.is_valid() and (written := _written(request, place_id, form)):
        drafts.sent(request, draft)
        messages.success(request, "Đã gửi kiến nghị.")
        return redirect("web:recommendation", written)
    shown = {
        "form": form,
        "place": place,
        "has_seats": bool(addressees),
        "draft": drafts.draft_notice(request, draft),
    }
    return render(request, "web/oversight/write.html", shown, status=_status(is_wrong=bool(form.errors)))


def _written(request: Asked, place_id: int, form: LetterForm) -> int | None:
    """Write it, or leave on the form what is wrong with it."""
    typed = form.cleaned_data
    to = None if typed["addressed_to"] == WHOLE_PLACE else int(typed["addressed_to"])
    letter = Letter(place_id, typed["about"], typed["text"], to, typed["answer_by"])
    try:
        return actions.recommend(by=request.scope, at=request.at, on=request.today, letter=letter)
    except NotWritten as refusal:
        form.add_error(refusal.field, str(refusal))
        return None


def _answered(request: Asked, detail: RecommendationDetail, form: AnswerForm) -> bool:
    try:
        actions.answer(
            by=request.scope,
            at=request.at,
            on=request.today,
            recommendation_id=detail.row.id,
            text=form.cleaned_data["text"],
            answered_on=form.cleaned_data["answered_on"],
        )
    except NotWritten as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    return True


def _found(request: Asked, recommendation_id: int) -> RecommendationDetail:
    try:
        return queries.recommendation(recommendation_id, scope=request.scope, on=request.today)
    except NoSuchRecommendation:
        raise Http404 from None


def _sought(request: Asked, given: QueryDict) -> Sought:
    return Sought(
        text=sought_words.find(request, given.get("tim", "")),
        state=_STATES.get(given.get("tinh-trang", "")),
        place_id=number(given.get("dia-ban")) or None,
        is_mine=given.get("cua-toi") == "1",
    )


def _narrowing(given: QueryDict) -> str:
    """What narrows the list, for the addresses of its other pages."""
    kept = QueryDict(mutable=True)
    for name in ("tim", "tinh-trang", "dia-ban", "cua-toi"):
        if value := given.get(name, "")[:_LONGEST_SEARCH]:
            kept[name] = value
    return kept.urlencode()


def _status(*, is_wrong: bool) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
