"""What a reform leaves to do: hamlets of communes that are no more, and where they lie now."""

from datetime import date, timedelta

from giamngheo.places.kinds import PlaceRow, Successor, Waiting
from giamngheo.places.models import Attachment
from giamngheo.places.queries.lineage import became, came_from
from giamngheo.places.queries.units import hamlets


def waiting(new_commune_id: int) -> list[Waiting]:
    """Return the communes this one was made of whose hamlets do not lie anywhere yet, with these.

    Of a commune that went wholly into it all can be carried over; of one that was divided, each goes its own way.
    """
    found = []
    for origin in came_from(new_commune_id):
        successor = next(one for one in became(origin.place.id) if one.place.id == new_commune_id)
        if left := left_behind(origin.place.id, successor):
            found.append(Waiting(origin.place, successor, tuple(left)))
    return found


def heirs(hamlet_id: int, *, on: date) -> list[Successor]:
    """Return what the commune a hamlet last lay in became by a day: one of these is where it lies now."""
    last = Attachment.objects.filter(place_id=hamlet_id, valid_until__lte=on).order_by("-valid_until").first()
    return [one for one in became(last.parent_id) if one.on <= on] if last is not None else []


def left_behind(old_commune_id: int, successor: Successor) -> list[PlaceRow]:
    """Return the hamlets of a commune's last day that lie nowhere, or still in it, when its successor begins."""
    there = hamlets(old_commune_id, on=successor.on - timedelta(days=1))
    ids = [one.place.id for one in there]
    settled = set(
        Attachment.objects.filter(place_id__in=ids, valid_from__gte=successor.on).values_list("place_id", flat=True)
    )
    alive = [one.place for one in there if one.place.valid_until is None or one.place.valid_until > successor.on]
    return [one for one in alive if one.id not in settled]
