"""The head of a printed official paper (Decree 30/2020, annex I): who issues it, its symbol, its place."""

from dataclasses import dataclass
from datetime import date

from giamngheo.accounts.kinds import SeatRow
from giamngheo.norms import queries as norms
from giamngheo.places import queries as places
from giamngheo.places.kinds import Level

_COMMITTEE = "Ủy ban nhân dân"


@dataclass(frozen=True, slots=True)
class PaperHead:
    """The issuer with the authority above it (blank where none is printed), the symbol after the number, the place.

    Number and date are left for the clerk, who gives them when the paper is signed.
    """

    superior: str
    issuer: str
    symbol: str
    place: str


def head_of(seat: SeatRow, *, symbol: str, on: date) -> PaperHead:
    """Return the head of a paper that comes from a seat: its agency, or the people's committee of its place."""
    committee, place = _committee_of(seat.place_id, on)
    if seat.agency:
        return PaperHead(committee, seat.agency, symbol, place)
    return PaperHead("", committee, symbol, place)


def head_of_place(place_id: int | None, *, symbol: str, on: date) -> PaperHead:
    """Return the head of a paper of a place as a whole; of the installation where none is named."""
    if place_id is None:
        profile = norms.profile(on=on)
        return PaperHead("", profile.authority if profile else "", symbol, profile.place.name if profile else "")
    committee, place = _committee_of(place_id, on)
    return PaperHead("", committee, symbol, place)


def _committee_of(place_id: int, on: date) -> tuple[str, str]:
    """The people's committee of a place, and the place as the date names it; a hamlet has its commune's."""
    try:
        path = places.path_to(place_id, on=on)
    except places.NoSuchPlace:  # it ended before that day: by its last name
        title = places.titles([place_id], on=on)[place_id]
        return f"{_COMMITTEE} {title}", title
    unit = next((row for row in reversed(path) if row.level is not Level.HAMLET), path[-1])
    profile = norms.profile(on=on)
    authority = profile.authority if profile and profile.place.id == unit.id else f"{_COMMITTEE} {unit.title}"
    return authority, unit.title if unit.name.isdecimal() else unit.name
