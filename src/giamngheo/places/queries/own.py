"""The places an installation may change: its own, what lies in it, and what these came from or became."""

from collections.abc import Iterable
from datetime import date

from giamngheo.common.scope import EVERYWHERE, Scope
from giamngheo.places.kinds import MANAGE_PLACES, Level
from giamngheo.places.models import Place, Succession
from giamngheo.places.queries.lineage import area, came_from


def own_places(top_place_id: int, *, on: date) -> frozenset[int]:
    """Return the place of an installation and all that belongs to it on a day, by lineage.

    That is `area`; the communes that gave a part to it, with their hamlets; and, where the place itself has an end,
    the communes that took those of its own, into which somebody must bring the hamlets over.
    """
    origins = [one.place.id for one in came_from(top_place_id) if one.place.level is Level.COMMUNE]
    own = area([top_place_id, *origins], on=on)
    if not Place.objects.filter(pk=top_place_id).exclude(valid_until=None).exists():
        return own
    links = Succession.objects.filter(old__level=Level.COMMUNE, new__level=Level.COMMUNE)
    return own | {new_id for old_id, new_id in links.values_list("old_id", "new_id") if old_id in own}


def kept_to_own(scope: Scope, tops: Iterable[tuple[int | None, date]]) -> Scope:
    """Return the scope with which places are changed: the whole installation ends where its own places end.

    The administrative units of the whole country are in every installation, so that a place can be found and named;
    who may change the places of the whole installation may not change those.

    Args:
        scope: who asks. One who may change certain places only is let be.
        tops: the place of the installation, each with the day on which it was that; None where there was none.
    """
    if not scope.holds(MANAGE_PLACES) or scope.places(MANAGE_PLACES) is not EVERYWHERE:
        return scope
    own: frozenset[int] = frozenset()
    for top_place_id, on in set(tops):
        if top_place_id is not None:
            own |= own_places(top_place_id, on=on)
    return Scope(scope.user_id, scope.name, scope.channel, {**scope.grants, MANAGE_PLACES: own})
