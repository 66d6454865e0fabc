"""Recommendations within a scope: of the places a user reads, of the seats they hold, and those they wrote."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from giamngheo.accounts import queries as accounts
from giamngheo.accounts.kinds import Permission, Role
from giamngheo.accounts.models import Seat
from giamngheo.common.scope import EVERYWHERE, Places, Scope
from giamngheo.common.text import fold
from giamngheo.oversight.kinds import (
    Addressee,
    AnswerRow,
    Clock,
    RecommendationDetail,
    RecommendationPage,
    RecommendationRow,
    Sought,
    State,
    Waiting,
)
from giamngheo.oversight.models import Recommendation
from giamngheo.oversight.seats import held_by, holders, waits_for
from giamngheo.places import queries as places
from giamngheo.places.kinds import Level, PlaceRow

ROWS_AT_ONCE = 50
_MOST_WORDS = 10
_RANKS = {role: rank for rank, role in enumerate(Role)}
_TO_THE_PLACE = "Các cơ quan của địa bàn"


class NoSuchRecommendation(LookupError):
    """There is no such recommendation, or it is not for this user to see."""


def recommendations(
    *, scope: Scope, on: date, sought: Sought | None = None, older_than: int | None = None
) -> RecommendationPage:
    """Return the recommendations a user may read, the newest first, as many as fit on a page.

    Args:
        scope: whose.
        on: the day on which they stand as they are shown.
        sought: what narrows the list.
        older_than: go on behind this one (`RecommendationPage.older_than`).
    """
    wanted = found(scope=scope, on=on, sought=sought or Sought())
    if older_than is not None:
        wanted = wanted.filter(pk__lt=older_than)
    shown = list(wanted[: ROWS_AT_ONCE + 1])
    rows = recommendation_rows(shown[:ROWS_AT_ONCE], on=on)
    return RecommendationPage(tuple(rows), rows[-1].id if len(shown) > ROWS_AT_ONCE else None)


def recommendation(recommendation_id: int, *, scope: Scope, on: date) -> RecommendationDetail:
    """Return one recommendation with its answers, in the order they were written.

    Raises:
        NoSuchRecommendation: there is none, or it is not for this user to see.
    """
    one = _with_answers(_visible(scope, on)).filter(pk=recommendation_id).first()
    if one is None:
        raise NoSuchRecommendation(recommendation_id)
    seat_id = one.addressed_to_id
    return RecommendationDetail(
        row=recommendation_rows([one], on=on)[0],
        text=one.text,
        holders=holders([seat_id], on=on).get(seat_id, ()) if seat_id else (),
        answers=tuple(
            AnswerRow(answer.text, answer.answered_on, answer.written_at, answer.writer_name)
            for answer in one.answers.order_by("pk")
        ),
        may_answer=may_answer(one, scope=scope, on=on),
    )


def may_answer(one: Recommendation, *, scope: Scope, on: date) -> bool:
    """Say whether the user answers for the seat it is addressed to, or for its place; never the one who wrote it."""
    if scope.user_id is None or one.written_by_id == scope.user_id:
        return False
    holds = one.addressed_to_id is not None and one.addressed_to_id in held_by(scope.user_id, on=on)
    return holds or scope.covers(Permission.ANSWER_RECOMMENDATIONS, one.place_id)


def waiting_for(*, scope: Scope, on: date, limit: int = 5) -> Waiting:
    """Return what awaits an answer of this user, the most urgent first (“Kiến nghị chờ trả lời” on the home page)."""
    wanted = found(scope=scope, on=on, sought=Sought(is_mine=True)).filter(number_of_answers=0)
    rows = recommendation_rows(wanted.order_by("answer_by", "pk")[:limit], on=on)
    return Waiting(tuple(rows), wanted.count(), wanted.filter(answer_by__lt=on).count())


def waiting_for_seats(seat_ids: Iterable[int], *, on: date) -> list[RecommendationRow]:
    """Return what awaits an answer of seats, the most urgent first; for the handover, which has checked who asks."""
    wanted = _with_answers(Recommendation.objects.filter(waits_for(seat_ids, on=on)))
    return recommendation_rows(wanted.filter(number_of_answers=0).order_by("answer_by", "pk"), on=on)


def found(*, scope: Scope, on: date, sought: Sought) -> "QuerySet[Any, Any]":
    """Return what is sought within the scope, the newest first; for the other modules of this package."""
    wanted = _with_answers(_visible(scope, on))
    for word in fold(sought.text.replace("\0", " ")).split()[:_MOST_WORDS]:
        wanted = wanted.filter(folded__contains=word)
    if sought.place_id is not None:
        wanted = wanted.filter(place_id__in=places.area([sought.place_id], on=on))
    if sought.is_mine:
        held = held_by(scope.user_id, on=on)
        wanted = wanted.exclude(written_by_id=scope.user_id).filter(waits_for(held, on=on))
    return _standing(wanted, sought.state, on).order_by("-pk")


def places_with_some(*, scope: Scope, on: date) -> list[tuple[int, str]]:
    """Return the places whose recommendations the user may read, for narrowing the list."""
    ids = _visible(scope, on).order_by().values_list("place_id", flat=True).distinct()
    return sorted(places.titles(ids, on=on).items(), key=lambda pair: fold(pair[1]))


def places_to_recommend(*, scope: Scope, on: date, top_place_id: int | None) -> list[PlaceRow]:
    """Return the places an overseer may write about: the installation's own, districts and communes; no hamlets."""
    allowed = scope.places(Permission.RECOMMEND)
    if allowed is EVERYWHERE:
        allowed = places.area([top_place_id], on=on) if top_place_id is not None else frozenset()
    levels = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)
    return [row for level in levels for row in places.listed(allowed, level=level, on=on)]


def addressees(place_id: int, *, scope: Scope, on: date) -> list[Addressee]:
    """Return the seats, held by somebody on the day, of a place and all that lies in it; overseers' own left out.

    Raises:
        OutOfScope: the user recommends nothing there.
    """
    scope.require(Permission.RECOMMEND, place_id)
    inside = places.area([place_id], on=on)
    seats = list(Seat.objects.filter(place_id__in=inside).exclude(role=Role.OVERSIGHT).select_related("agency"))
    held = holders((seat.pk for seat in seats), on=on)
    titles = places.titles((seat.place_id for seat in seats), on=on)
    seats.sort(key=lambda seat: (seat.place_id != place_id, fold(titles[seat.place_id]), _RANKS[Role(seat.role)]))
    rows = [(seat.pk, accounts.seat_row(seat, titles[seat.place_id]).title) for seat in seats]
    return [Addressee(seat_id, title, held[seat_id]) for seat_id, title in rows if seat_id in held]


def recommendation_rows(wanted: Iterable[Any], *, on: date) -> list[RecommendationRow]:
    """Turn recommendations of `found` into rows; names of places are those of the day."""
    several = list(wanted)
    seats = {one.addressed_to_id: one.addressed_to for one in several if one.addressed_to}
    ids = {one.place_id for one in several} | {seat.place_id for seat in seats.values()}
    titles = places.titles(ids, on=on)
    return [_row(one, titles, on) for one in several]


def _row(one: Any, titles: dict[int, str], on: date) -> RecommendationRow:
    seat = one.addressed_to
    return RecommendationRow(
        id=one.pk,
        place_id=one.place_id,
        place=titles[one.place_id],
        about=one.about,
        addressed_to=accounts.seat_row(seat, titles[seat.place_id]).title if seat else _TO_THE_PLACE,
        is_to_place=seat is None,
        written_on=one.written_on,
        writer_name=one.writer_name,
        number_of_answers=one.number_of_answers,
        clock=Clock(one.answer_by, one.first_answered_on, on),
    )


def _visible(scope: Scope, on: date) -> "QuerySet[Recommendation]":
    seen = _in(scope.places(Permission.SEE_RECOMMENDATIONS))
    if not seen:
        return Recommendation.objects.all()
    own = Q(addressed_to_id__in=held_by(scope.user_id, on=on))
    if scope.user_id is not None:
        own |= Q(written_by_id=scope.user_id)
    return Recommendation.objects.filter(seen | own)


def _in(wanted: Places) -> Q:
    """Belonging to one of the places; the empty Q, which gives way in a union, for everywhere."""
    return Q() if wanted is EVERYWHERE else Q(place_id__in=wanted)


def _with_answers(wanted: "QuerySet[Recommendation]") -> "QuerySet[Any, Any]":
    return wanted.select_related("addressed_to__agency").annotate(
        number_of_answers=Count("answers"), first_answered_on=Min("answers__answered_on")
    )


def _standing(wanted: "QuerySet[Any, Any]", state: State | None, on: date) -> "QuerySet[Any, Any]":
    match state:
        case None:
            return wanted
        case State.ANSWERED:
            return wanted.filter(number_of_answers__gt=0)
        case State.LATE:
            return wanted.filter(number_of_answers=0, answer_by__lt=on)
        case State.WAITING:
            return wanted.filter(number_of_answers=0, answer_by__gte=on)
