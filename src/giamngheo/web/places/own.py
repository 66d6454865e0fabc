"""Whose places they are: what of the country this installation may change, and where somebody works in it."""

from datetime import date

from giamngheo.accounts import queries as accounts
from giamngheo.accounts.kinds import Permission
from giamngheo.common.scope import OutOfScope, Scope
from giamngheo.norms import queries as norms
from giamngheo.places import queries
from giamngheo.places.kinds import PlaceRow
from giamngheo.web.asking import Asked


def own_scope(request: Asked, day: date) -> Scope:
    """Return with what scope places are changed on a page of a day: that of the user, kept to the own places."""
    days = (request.today, day)
    return queries.kept_to_own(request.scope, [(norms.top_place_id(on=one), one) for one in days])


def require_change(request: Asked, place: PlaceRow, place_id: int, day: date) -> Scope:
    """Return the scope with which a place is changed, where the user may change `place_id`, the one it is governed by.

    Raises:
        OutOfScope: the user may not; of a place that is none of this installation it is said that nobody here may.
    """
    request.scope.require(Permission.MANAGE_PLACES, place_id)
    scope = own_scope(request, day)
    if not scope.covers(Permission.MANAGE_PLACES, place_id):
        raise OutOfScope(
            Permission.MANAGE_PLACES,
            f"{place.title} không thuộc địa bàn của đơn vị này, nên ở đây chỉ xem được, không sửa được. "
            "Chỉ sửa địa bàn của đơn vị mình và các nơi nằm trong đó.",
        )
    return scope


def place_of_work(request: Asked, day: date) -> PlaceRow | None:
    """Return where the user works, as it is on a day, or the commune that took it; else the installation's place."""
    user_id = request.scope.user_id
    held = accounts.holdings_of([user_id], on=request.today) if user_id is not None else []
    seats = [one.seat.place_id for one in held if one.valid_from <= request.today]
    for place_id in (*seats, norms.top_place_id(on=day)):
        if place_id is not None and (found := _on(place_id, day)):
            return found
    return None


def _on(place_id: int, day: date) -> PlaceRow | None:
    successor = queries.sole_successor(place_id)
    one = successor.place.id if successor is not None and successor.on <= day else place_id
    try:
        return queries.place(one, on=day)
    except queries.NoSuchPlace:
        return None  # it is of another day
