"""Papers signed outside the system, within a scope, and who could sign on a day."""

from datetime import date

from django.db.models import Q, QuerySet

from giamngheo.accounts import queries as accounts
from giamngheo.accounts.kinds import Capacity, Permission
from giamngheo.accounts.models import SigningAuthority
from giamngheo.common.scope import EVERYWHERE, Scope
from giamngheo.common.text import fold
from giamngheo.norms.kinds import PaperRow, SigningChoice
from giamngheo.norms.models import SignedPaper
from giamngheo.places import queries as places
from giamngheo.places.queries.periods import on_day

PAGE = 50


class NoSuchPaper(LookupError):
    """There is no such paper, or it is not for this user to see."""


def papers(*, scope: Scope, text: str = "", before: int | None = None) -> list[PaperRow]:
    """Return a page of papers, those signed last first, and one more where there are more.

    Args:
        scope: who asks.
        text: words that number, title, authority or signatory must have, with or without accents.
        before: id of the last row of the page before.
    """
    found = _visible(scope)
    for word in fold(text).split()[:10]:
        found = found.filter(folded__contains=word)
    if before and (last := _visible(scope).filter(pk=before).first()):
        found = found.filter(Q(signed_on__lt=last.signed_on) | Q(signed_on=last.signed_on, pk__lt=last.pk))
    return [paper_row(one) for one in found.order_by("-signed_on", "-pk")[: PAGE + 1]]


def paper(paper_id: int, *, scope: Scope) -> PaperRow:
    """Return one paper.

    Raises:
        NoSuchPaper: there is none, or it is not for this user to see.
    """
    found = _visible(scope).filter(pk=paper_id).first()
    if found is None:
        raise NoSuchPaper(paper_id)
    return paper_row(found)


def signing_choices(*, scope: Scope, on: date) -> list[SigningChoice]:
    """Return who may sign on a day of those near the user: seated in the user's places, or in those these lie in."""
    near = scope.places(Permission.KEEP_FILES)
    recorded = _recorded(on)
    if near is not EVERYWHERE:
        own = accounts.holdings_of([scope.user_id], on=on) if scope.user_id is not None else []
        above = {place.id for one in own for place in places.path_to(one.seat.place_id, on=on)}
        recorded = recorded.filter(user__holdings__seat__place_id__in=near | above).distinct()
    return [_choice(one) for one in recorded]


def signing_rights(*, on: date) -> list[SigningChoice]:
    """Return every right to sign on a day, to be compared with what a paper says; never shown as a list."""
    return [_choice(one) for one in _recorded(on)]


def _recorded(on: date) -> "QuerySet[SigningAuthority]":
    return SigningAuthority.objects.filter(on_day(on)).select_related("user").order_by("user__full_name", "pk")


def _choice(one: SigningAuthority) -> SigningChoice:
    return SigningChoice(one.pk, one.user_id, one.user.full_name, Capacity(one.capacity), one.for_whom, one.basis)


def paper_row(found: SignedPaper) -> PaperRow:
    """Turn a paper, who entered it and the right it was signed under loaded, into a row."""
    return PaperRow(
        id=found.pk,
        number=found.number,
        signed_on=found.signed_on,
        title=found.title,
        authority=found.authority,
        signatory=found.signatory,
        capacity=Capacity(found.capacity),
        for_whom=found.for_whom,
        signer_id=found.signed_under.user_id if found.signed_under else None,
        is_authority_recorded=found.signed_under_id is not None,
        scan_id=found.scan_id,
        place_id=found.place_id,
        entered_at=found.entered_at,
        entered_by=found.entered_by.full_name,
        entered_by_id=found.entered_by_id,
        withdrawn_at=found.withdrawn_at,
        withdrawn_reason=found.withdrawn_reason,
    )


def _visible(scope: Scope) -> "QuerySet[SignedPaper]":
    places = scope.places(Permission.SEE_FILES)
    seen = Q() if places is EVERYWHERE else Q(place_id__in=places) | Q(entered_by_id=scope.user_id)
    return SignedPaper.objects.filter(seen).select_related("entered_by", "signed_under")
