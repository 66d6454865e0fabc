"""Places as they are on a day. Names and boundaries of units are public: these look-ups need no permission.

Where a page lists places to work with, it asks for those of the user's scope (`listed`).
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from giamngheo.common.scope import EVERYWHERE, Places
from giamngheo.common.text import fold
from giamngheo.places.kinds import Extent, Level, PlaceRow, Successor
from giamngheo.places.models import Attachment, Place, PlaceName, Succession


class NoSuchPlace(LookupError):
    """There is no such place on that day."""


def place(place_id: int, *, on: date) -> PlaceRow:
    """Return one place as it is called on a day.

    Raises:
        NoSuchPlace: there is none of that id on that day.
    """
    found = _rows(Place.objects.filter(pk=place_id), on)
    if not found:
        raise NoSuchPlace(place_id)
    return found[0]


def titles(place_ids: Iterable[int], *, on: date) -> dict[int, str]:
    """Return the titles of places by id, each as of the day or, where it had ended by then, as it was last called."""
    ids = set(place_ids)
    names = (
        PlaceName.objects.filter(place_id__in=ids)
        .order_by("valid_from")
        .values_list("place_id", "type", "name", "valid_from")
    )
    found: dict[int, str] = {}
    for place_id, kind, name, valid_from in names:
        if place_id not in found or valid_from is None or valid_from <= on:
            found[place_id] = f"{kind} {name}"
    return found


def by_code(level: Level, code: str, *, on: date) -> PlaceRow:
    """Return the place that carries a code on a day.

    Raises:
        NoSuchPlace: none does.
    """
    found = _rows(Place.objects.filter(level=level, code=code), on)
    if not found:
        raise NoSuchPlace(code)
    return found[0]


def children(place_id: int, *, on: date) -> list[PlaceRow]:
    """Return the places directly in a place on a day, in the order of their codes, then names."""
    inside = Attachment.objects.filter(_on(on), parent_id=place_id).values("place_id")
    return _rows(Place.objects.filter(pk__in=inside), on)


def provinces(*, on: date) -> list[PlaceRow]:
    """Return all provinces of a day."""
    return _rows(Place.objects.filter(level=Level.PROVINCE), on)


def path_to(place_id: int, *, on: date) -> list[PlaceRow]:
    """Return the place and what it lies in, the province first.

    Raises:
        NoSuchPlace: the place does not exist on the day.
    """
    found = [place(place_id, on=on)]
    while (parent_id := found[0].parent_id) is not None:
        found.insert(0, place(parent_id, on=on))
    return found


def listed(places: Places, *, level: Level, on: date) -> list[PlaceRow]:
    """Return the places of a level that are among these (`EVERYWHERE` for all) on a day."""
    wanted = Place.objects.filter(level=level)
    return _rows(wanted if places is EVERYWHERE else wanted.filter(pk__in=places), on)


def search(text: str, *, on: date, level: Level | None = None, limit: int = 20) -> list[PlaceRow]:
    """Return places whose name has the words, with or without accents; codes are matched whole."""
    words = fold(text)
    if not words:
        return []
    names = PlaceName.objects.filter(_on(on), folded__contains=words).values("place_id")
    wanted = Place.objects.filter(Q(pk__in=names) | Q(code=text.strip()))
    if level is not None:
        wanted = wanted.filter(level=level)
    return _rows(wanted.order_by("pk")[: limit * 2], on)[:limit]


def came_from(place_id: int) -> list[Successor]:
    """Return what a place was made of."""
    links = Succession.objects.filter(new_id=place_id).order_by("on", "old__code")
    return [_successor(link, link.old_id, last=True) for link in links]


def became(place_id: int) -> list[Successor]:
    """Return what a place became."""
    links = Succession.objects.filter(old_id=place_id).order_by("on", "new__code")
    return [_successor(link, link.new_id, last=False) for link in links]


def area(place_ids: Iterable[int], *, on: date) -> frozenset[int]:
    """Return the places, all that lies in them on a day, and what was wholly merged into any of these, with its own.

    So the officers of a merged commune read the years of the communes it was made of.
    """
    found: set[int] = set()
    new = set(place_ids)
    while new:
        found |= new
        inside = Attachment.objects.filter(_on(on) | Q(parent__valid_until__lte=on), parent_id__in=new)
        merged = Succession.objects.filter(new_id__in=new, on__lte=on, extent=Extent.WHOLE)
        new = {
            *inside.values_list("place_id", flat=True),
            *merged.values_list("old_id", flat=True),
        } - found
    return frozenset(found)


def _on(day: date, prefix: str = "") -> Q:
    started = Q(**{f"{prefix}valid_from": None}) | Q(**{f"{prefix}valid_from__lte": day})
    not_over = Q(**{f"{prefix}valid_until": None}) | Q(**{f"{prefix}valid_until__gt": day})
    return started & not_over


def _rows(wanted: "QuerySet[Place]", on: date) -> list[PlaceRow]:
    units = list(wanted.filter(_on(on)) if not wanted.query.is_sliced else wanted)
    ids = [unit.pk for unit in units]
    names = {name.place_id: name for name in PlaceName.objects.filter(_on(on), place_id__in=ids)}
    parents = dict(Attachment.objects.filter(_on(on), place_id__in=ids).values_list("place_id", "parent_id"))
    rows = [_row(unit, names[unit.pk], parents.get(unit.pk)) for unit in units if unit.pk in names]
    return sorted(rows, key=lambda row: (row.code, row.name))


def _row(unit: Place, name: PlaceName, parent_id: int | None) -> PlaceRow:
    return PlaceRow(
        id=unit.pk,
        level=Level(unit.level),
        type=name.type,
        name=name.name,
        code=unit.code,
        parent_id=parent_id,
        valid_from=unit.valid_from,
        valid_until=unit.valid_until,
    )


def _successor(link: Succession, place_id: int, *, last: bool) -> Successor:
    """Name a place as it was called when it ended, or when it began."""
    unit = Place.objects.get(pk=place_id)
    names: Sequence[PlaceName] = list(unit.names.order_by("valid_from"))
    name = names[-1] if last else names[0]
    return Successor(_row(unit, name, None), link.on, Extent(link.extent))
