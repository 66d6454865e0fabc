"""Places as they are on a day: one statement each, whatever their number."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery

from giamngheo.common.scope import EVERYWHERE, Places
from giamngheo.common.text import sort_key
from giamngheo.places.kinds import Branch, HamletRow, Level, PlaceRow
from giamngheo.places.models import Attachment, Place, PlaceName
from giamngheo.places.queries.periods import EARLIEST_FIRST, on_day


class NoSuchPlace(LookupError):
    """There is no such place on that day."""


def place(place_id: int, *, on: date) -> PlaceRow:
    """Return one place as it is called on a day.

    Raises:
        NoSuchPlace: there is none of that id on that day.
    """
    found = rows(Q(place_id=place_id), on)
    if not found:
        raise NoSuchPlace(place_id)
    return found[0]


def titles(place_ids: Iterable[int], *, on: date) -> dict[int, str]:
    """Return the titles of places by id, each as of the day or, where it had ended by then, as it was last called."""
    names = (
        PlaceName.objects.filter(place_id__in=set(place_ids))
        .order_by(EARLIEST_FIRST)
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
    found = rows(Q(place__level=level, place__code=code), on) if code else []
    if not found:
        raise NoSuchPlace(code)
    return found[0]


def children(place_id: int, *, on: date) -> list[PlaceRow]:
    """Return the places directly in a place on a day: by their codes, those without one by name (“Ấp 2”, “Ấp 10”)."""
    return rows(Q(place_id__in=_inside(place_id, on)), on)


def provinces(*, on: date) -> list[PlaceRow]:
    """Return all provinces of a day."""
    return rows(Q(place__level=Level.PROVINCE), on)


def levels(*, on: date) -> frozenset[Level]:
    """Return the levels of which there are places on a day: the district's until the last district ended."""
    return frozenset(Level(one) for one in Place.objects.filter(on_day(on)).values_list("level", flat=True).distinct())


def branches(place_id: int | None, *, on: date) -> list[Branch]:
    """Return what lies directly in a place on a day – the provinces for None –, each with how much lies in it."""
    found = provinces(on=on) if place_id is None else children(place_id, on=on)
    ids = [row.id for row in found]
    inside = Attachment.objects.filter(on_day(on), on_day(on, "place__"), parent_id__in=ids)
    counts = dict(inside.values_list("parent_id").annotate(Count("pk")))
    return [Branch(row, counts.get(row.id, 0)) for row in found]


def hamlets(commune_id: int, *, on: date) -> list[HamletRow]:
    """Return the hamlets of a commune on a day, each with the commune it lay in before, if any."""
    found = [row for row in children(commune_id, on=on) if row.level is Level.HAMLET]
    before = (
        Attachment.objects.filter(place_id__in=[row.id for row in found], valid_until__lte=on)
        .exclude(parent_id=commune_id)
        .order_by("valid_until")
        .values_list("place_id", "parent_id")
    )
    former = dict(before)
    names = titles(former.values(), on=on)
    return [HamletRow(row, names[former[row.id]] if row.id in former else "") for row in found]


def communes_in(place_id: int, *, on: date) -> list[PlaceRow]:
    """Return the communes of a province or district on a day, with or without districts between; a commune itself."""
    top = place(place_id, on=on)
    if top.level is Level.COMMUNE:
        return [top]
    below = Q(parent_id=place_id)
    if top.level is Level.PROVINCE:
        below |= Q(on_day(on, "parent__attachments__"), parent__attachments__parent_id=place_id)
    inside = Attachment.objects.filter(below, on_day(on)).values("place_id")
    return rows(Q(place__level=Level.COMMUNE, place_id__in=inside), on)


def path_to(place_id: int, *, on: date) -> list[PlaceRow]:
    """Return the place and what it lies in, the province first.

    Raises:
        NoSuchPlace: the place does not exist on the day.
    """
    found = [place(place_id, on=on)]
    while (parent_id := found[0].parent_id) is not None:
        found.insert(0, place(parent_id, on=on))
    return found


def locations(found: Iterable[PlaceRow], *, on: date) -> dict[int, str]:
    """Return, by id, what each place lies in on a day, the nearest first: “Huyện Hớn Quản, Tỉnh Bình Phước”.

    One statement for each level above, whatever the number of places.
    """
    below = list(found)
    known = {row.id: row for row in below}
    climbed: set[int] = set()
    while missing := {row.parent_id for row in below if row.parent_id is not None} - known.keys() - climbed:
        climbed |= missing  # what lies in a place that does not exist on the day is not asked for again
        below = rows(Q(place_id__in=missing), on)
        known |= {row.id: row for row in below}
    return {one: ", ".join(_titles_above(known[one].parent_id, known)) for one in known}


def _titles_above(place_id: int | None, known: dict[int, PlaceRow]) -> list[str]:
    found: list[str] = []
    while place_id is not None and place_id in known:
        found.append(known[place_id].title)
        place_id = known[place_id].parent_id
    return found


def listed(places: Places, *, level: Level, on: date) -> list[PlaceRow]:
    """Return the places of a level that are among these (`EVERYWHERE` for all) on a day."""
    wanted = Q(place__level=level)
    return rows(wanted if places is EVERYWHERE else wanted & Q(place_id__in=places), on)


def rows(wanted: Q, on: date) -> list[PlaceRow]:
    """Return the places whose name of the day meets the condition, in order.

    The condition is one of `PlaceName`, so that name, place and parent come in one statement.
    """
    parent = Attachment.objects.filter(on_day(on), place_id=OuterRef("place_id")).values("parent_id")[:1]
    names = (
        PlaceName.objects.filter(wanted, on_day(on), on_day(on, "place__"))
        .annotate(parent=Subquery(parent))
        .values_list(
            "place_id",
            "place__level",
            "type",
            "name",
            "place__code",
            "parent",
            "place__valid_from",
            "place__valid_until",
        )
    )
    found = [PlaceRow(place_id, Level(level), *rest) for place_id, level, *rest in names]
    return sorted(found, key=lambda row: (row.code, "" if row.code else sort_key(row.title), row.id))


def _inside(place_id: int, on: date) -> "Subquery":
    return Subquery(Attachment.objects.filter(on_day(on), parent_id=place_id).values("place_id"))
