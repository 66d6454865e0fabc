"""What a reform leaves to do: hamlets of merged communes that have not been carried over to the new one."""

from datetime import timedelta

from giamngheo.places.kinds import Extent, PlaceRow, Successor, Waiting
from giamngheo.places.models import Attachment
from giamngheo.places.queries.lineage import came_from, sole_successor
from giamngheo.places.queries.units import hamlets


def waiting(new_commune_id: int) -> list[Waiting]:
    """Return the communes that went wholly into this one and still have hamlets to carry over, with these."""
    found = []
    for origin in came_from(new_commune_id):
        if origin.extent is Extent.WHOLE and (successor := sole_successor(origin.place.id)) is not None:
            left = left_behind(origin.place.id, successor)
            if left:
                found.append(Waiting(origin.place, successor, tuple(left)))
    return found


def left_behind(old_commune_id: int, successor: Successor) -> list[PlaceRow]:
    """Return the hamlets of a commune's last day that lie nowhere, or still in it, when its successor begins."""
    there = hamlets(old_commune_id, on=successor.on - timedelta(days=1))
    ids = [one.place.id for one in there]
    settled = set(
        Attachment.objects.filter(place_id__in=ids, valid_from__gte=successor.on).values_list("place_id", flat=True)
    )
    alive = [one.place for one in there if one.place.valid_until is None or one.place.valid_until > successor.on]
    return [one for one in alive if one.id not in settled]
