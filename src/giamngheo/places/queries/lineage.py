"""Places over time: names, where they lay, what they came from and became; and the area of a place."""

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models import Q

from giamngheo.places.kinds import Extent, Level, Lineage, LocationRow, NameRow, PlaceRow, Successor
from giamngheo.places.models import Attachment, Place, PlaceName, Succession
from giamngheo.places.queries.periods import EARLIEST_FIRST
from giamngheo.places.queries.units import NoSuchPlace


def lineage(place_id: int) -> Lineage:
    """Return all that is known of a place over time.

    Raises:
        NoSuchPlace: there never was one of that id.
    """
    unit = Place.objects.filter(pk=place_id).first()
    if unit is None:
        raise NoSuchPlace(place_id)
    names = unit.names.order_by(EARLIEST_FIRST)
    return Lineage(
        level=Level(unit.level),
        code=unit.code,
        valid_from=unit.valid_from,
        valid_until=unit.valid_until,
        source=unit.source,
        status=unit.status,
        names=tuple(NameRow(one.type, one.name, one.valid_from, one.valid_until, one.basis) for one in names),
        locations=tuple(_locations(unit)),
        same_code=tuple(_same_code(unit)),
        came_from=tuple(came_from(place_id)),
        became=tuple(became(place_id)),
    )


def came_from(place_id: int) -> list[Successor]:
    """Return what a place was made of, each as it was called when it ended."""
    links = Succession.objects.filter(new_id=place_id).select_related("old").order_by("on", "old__code", "old_id")
    return _successors([(link, link.old) for link in links], last=True)


def became(place_id: int) -> list[Successor]:
    """Return what a place became, each as it was called when it began."""
    links = Succession.objects.filter(old_id=place_id).select_related("new").order_by("on", "new__code", "new_id")
    return _successors([(link, link.new) for link in links], last=False)


def sole_successor(place_id: int) -> Successor | None:
    """Return the place that the whole of a place went into; None where there is none, or it was divided."""
    found = became(place_id)
    return found[0] if len(found) == 1 and found[0].extent is Extent.WHOLE else None


def area(place_ids: Iterable[int], *, on: date) -> frozenset[int]:
    """Return the places, all that lies in them on a day, and what was wholly merged into any of these, with its own.

    What a place held when it ended stays its own: so the officers of a merged commune read the years of the communes
    it was made of, and nobody reads those of a hamlet that had left before. One statement, whatever the size.
    """
    seeds = sorted(set(place_ids))
    if not seeds:
        return frozenset()
    day = connection.ops.adapt_datefield_value(on)
    marks = ", ".join(["%s"] * len(seeds))
    with connection.cursor() as cursor:
        cursor.execute(_AREA.format(seeds=marks), [*seeds, day, day, day, Extent.WHOLE.value, day])
        return frozenset(place_id for (place_id,) in cursor.fetchall())


# One recursive term, because PostgreSQL allows no more; `way` lets each step go by either table's own index.
_AREA = """
WITH RECURSIVE area(id) AS (
    SELECT id FROM places_place WHERE id IN ({seeds})
    UNION
    SELECT CASE way.id WHEN 1 THEN inside.place_id ELSE merged.old_id END
    FROM area
    JOIN places_place upper ON upper.id = area.id
    CROSS JOIN (SELECT 1 AS id UNION ALL SELECT 2) way
    LEFT JOIN places_attachment inside ON way.id = 1 AND inside.parent_id = area.id AND ((
        (inside.valid_from IS NULL OR inside.valid_from <= %s)
        AND (inside.valid_until IS NULL OR inside.valid_until > %s)
    ) OR (
        upper.valid_until <= %s AND (inside.valid_until IS NULL OR inside.valid_until >= upper.valid_until)
    ))
    LEFT JOIN places_succession merged ON way.id = 2 AND merged.new_id = area.id
        AND merged.extent = %s AND merged."on" <= %s
    WHERE inside.place_id IS NOT NULL OR merged.old_id IS NOT NULL
)
SELECT id FROM area
"""


def _locations(unit: Place) -> list[LocationRow]:
    links = list(Attachment.objects.filter(place=unit).order_by(EARLIEST_FIRST))
    names = _names_of({link.parent_id for link in links})
    return [
        LocationRow(
            place_id=link.parent_id,
            title=str(_called(names[link.parent_id], link.valid_until)),
            valid_from=link.valid_from,
            valid_until=link.valid_until,
            basis=link.basis,
        )
        for link in links
    ]


def _same_code(unit: Place) -> list[PlaceRow]:
    """The other places of this level with the same code, each as it was last called."""
    others = Place.objects.filter(level=unit.level, code=unit.code).exclude(pk=unit.pk) if unit.code else []
    names = _names_of({other.pk for other in others})
    return [_row(other, names[other.pk][-1]) for other in others]


def _called(names: list[PlaceName], until: date | None) -> PlaceName:
    """Choose what a place was called just before a day; at last where none is given."""
    fitting = [name for name in names if until is None or name.valid_from is None or name.valid_from < until]
    return (fitting or names)[-1]


def _names_of(place_ids: set[int]) -> dict[int, list[PlaceName]]:
    found: dict[int, list[PlaceName]] = {}
    for name in PlaceName.objects.filter(Q(place_id__in=place_ids)).order_by(EARLIEST_FIRST):
        found.setdefault(name.place_id, []).append(name)
    return found


def _successors(links: list[tuple[Succession, Place]], *, last: bool) -> list[Successor]:
    names = _names_of({unit.pk for _, unit in links})
    return [
        Successor(_row(unit, names[unit.pk][-1 if last else 0]), link.on, Extent(link.extent), link.basis)
        for link, unit in links
    ]


def _row(unit: Place, name: PlaceName) -> PlaceRow:
    return PlaceRow(
        id=unit.pk,
        level=Level(unit.level),
        type=name.type,
        name=name.name,
        code=unit.code,
        parent_id=None,
        valid_from=unit.valid_from,
        valid_until=unit.valid_until,
    )
