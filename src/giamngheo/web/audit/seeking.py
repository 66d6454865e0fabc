"""What is sought in the trace, read from the address: ids and days only.

Words typed may be somebody's name. They are posted, kept in the session and stand in the address as a sign for them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from giamngheo.accounts.kinds import Permission
from giamngheo.audit import queries as audit
from giamngheo.audit.kinds import Sought, Subject
from giamngheo.common.scope import EVERYWHERE, Places
from giamngheo.norms import queries as norms
from giamngheo.places import queries as places
from giamngheo.places.kinds import Level, PlaceRow
from giamngheo.web import sought as sought_words
from giamngheo.web.asking import Asked
from giamngheo.web.audit.forms import SoughtForm
from giamngheo.web.numbers import number

_IN_ADDRESS = ("nguoi", "viec", "dia_ban", "tu", "den", "cung", "su-co")
_GONE = "Những chữ cần tìm không còn được giữ; hãy gõ lại."


@dataclass(frozen=True, slots=True)
class Seeking:
    """The form as it was filled in, what it seeks (None where it cannot be read), and its place in an address."""

    form: SoughtForm
    sought: Sought | None
    subject: Subject | None
    address: str
    told: tuple[tuple[str, str], ...]

    @property
    def narrows(self) -> bool:
        """Whether not simply everything is sought."""
        return bool(self.address)


def seeking(request: Asked) -> Seeking:
    """Read what is sought from the address of a page.

    Raises:
        NoSuchEntry: the history of what an unknown entry is about was asked for.
    """
    sign = request.GET.get("chu", "")
    words = sought_words.find(request, sign)
    form = _form(request, request.GET.dict() | {"chu": words})
    if sign and not words:
        form.add_error("chu", _GONE)
    entry_id = number(request.GET.get("cung"))
    subject = audit.subject_of(entry_id, scope=request.scope) if entry_id else None
    sought = _sought(form.cleaned_data, subject, request) if form.is_valid() else None
    told = _told(form, subject) if sought else ()
    return Seeking(form, sought, subject, _address(request.GET.dict(), sign if words else ""), told)


def posted(request: Asked) -> str | None:
    """Turn the form as it was posted into a part of an address, words kept aside; None where it cannot be read."""
    form = _form(request, request.POST)
    if not form.is_valid():
        return None
    return _address(request.POST.dict(), sought_words.keep(request, form.cleaned_data["chu"]))


def unread(request: Asked) -> Seeking:
    """The form as it was posted and could not be read."""
    return Seeking(_form(request, request.POST), None, None, "", ())


def places_to_choose(request: Asked, where: Places) -> list[PlaceRow]:
    """Return the communes among some places, and the hamlets where there is one commune only."""
    if where is EVERYWHERE:
        top = norms.top_place_id(on=request.today)
        where = places.area([top], on=request.today) if top else frozenset()
    communes = places.listed(where, level=Level.COMMUNE, on=request.today)
    if len(communes) > 1:
        return communes
    return communes + places.listed(where, level=Level.HAMLET, on=request.today)


def _form(request: Asked, typed: Mapping[str, Any]) -> SoughtForm:
    return SoughtForm(
        typed,
        actors=audit.actors(scope=request.scope),
        deeds=audit.deeds(scope=request.scope),
        places=places_to_choose(request, request.scope.places(Permission.SEE_TRACE)),
    )


def _sought(found: Mapping[str, Any], subject: Subject | None, request: Asked) -> Sought:
    place = found["dia_ban"]
    return Sought(
        actor_id=number(found["nguoi"]) or None,
        deed=found["viec"],
        subject=(subject.kind, subject.id) if subject else None,
        place_ids=places.area([int(place)], on=request.today) if place else None,
        since=found["tu"],
        until=found["den"],
        text=found["chu"],
    )


def _told(form: SoughtForm, subject: Subject | None) -> tuple[tuple[str, str], ...]:
    """What is sought, in words, for the page that asks for a reason."""
    told = [("Đối tượng", subject.label)] if subject else []
    for name, field in form.fields.items():
        typed = str(form[name].value() or "")
        if typed:
            choices = dict(getattr(field, "choices", []))
            told.append((str(field.label), str(choices.get(typed, typed))))
    return tuple(told)


def _address(given: Mapping[str, Any], sign: str) -> str:
    parts = {name: given[name].strip()[:60] for name in _IN_ADDRESS if given.get(name, "").strip()}
    return urlencode(parts | ({"chu": sign} if sign else {}))
