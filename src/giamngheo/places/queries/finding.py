"""Finding a place by what somebody types."""

import re
from datetime import date

from django.db.models import Case, IntegerField, Q, Value, When

from giamngheo.common.text import compose, fold, sort_key, squeeze
from giamngheo.places.kinds import TYPES, Found, Level, PlaceRow
from giamngheo.places.models import PlaceName
from giamngheo.places.queries.periods import on_day
from giamngheo.places.queries.units import locations, rows

LONGEST_QUERY = 100
_CANDIDATES = 200
_CODE = re.compile(r"\d{2,10}")
_TYPES_OF: dict[str, list[str]] = {}
for _kind in {kind for kinds in TYPES.values() for kind in kinds}:
    _TYPES_OF.setdefault(fold(_kind), []).append(_kind)
_FOLDED_TYPES = sorted(_TYPES_OF, key=len, reverse=True)
_LEVELS = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE, Level.HAMLET)


def search(text: str, *, on: date, level: Level | None = None, limit: int = 20) -> list[PlaceRow]:
    """Return places whose name of the day has the words, with or without accents, the best first.

    A type before the name (“xã Tân Khai”) and what the place lies in after a comma (“Tân Khai, Hớn Quản”) narrow the
    search; a number is also looked up as a code of that day, matched whole.
    """
    return [one.place for one in find(text, on=on, level=level, limit=limit)]


def find(text: str, *, on: date, level: Level | None = None, limit: int = 20) -> list[Found]:
    """Return what `search` does, each place with what it lies in."""
    printed = "".join(sign if sign.isprintable() else " " for sign in text[:LONGEST_QUERY])
    typed, _, above = squeeze(compose(printed)).partition(",")
    if not fold(typed):
        return []
    candidates = rows(Q(place_id__in=_candidates(typed, on, level)), on)
    where = locations(candidates, on=on)
    near = fold(above)
    found = [Found(row, where[row.id]) for row in candidates if near in fold(where[row.id])]
    return sorted(found, key=lambda one: _rank(one.place, typed))[:limit]


def _candidates(typed: str, on: date, level: Level | None) -> list[int]:
    words = fold(typed)
    kind, name = _parted(words)
    wanted = Q(folded__contains=words) | Q(folded__contains=name)
    if _CODE.fullmatch(words):
        wanted |= Q(place__code=words)
    if level is not None:
        wanted &= Q(place__level=level)
    names = PlaceName.objects.filter(wanted, on_day(on), on_day(on, "place__"))
    return list(names.order_by(_fit(kind, name), "pk").values_list("place_id", flat=True)[:_CANDIDATES])


def _parted(words: str) -> tuple[str, str]:
    """Part a type from the name behind it: “xa tan khai” → “xa”, “tan khai”."""
    kind = next((one for one in _FOLDED_TYPES if words.startswith(f"{one} ")), "")
    return kind, words.removeprefix(kind).strip()


def _fit(kind: str, name: str) -> Case:
    """Order before the cut: the very type and name, the very name, names that begin so, larger units, hamlets."""
    return Case(
        When(folded=name, type__in=_TYPES_OF.get(kind, []), then=Value(0)),
        When(folded=name, then=Value(1)),
        When(folded__startswith=name, then=Value(2)),
        When(place__level=Level.HAMLET, then=Value(4)),
        default=Value(3),
        output_field=IntegerField(),
    )


def _rank(row: PlaceRow, typed: str) -> tuple[bool, bool, bool, bool, int, str]:
    """Sort: exactly what was typed, with its accents; then names that begin so; then by level and code."""
    accented, words = typed.casefold(), fold(typed)
    title, name = row.title.casefold(), row.name.casefold()
    return (
        words not in {fold(title), fold(name), row.code},
        accented not in {title, name},
        not fold(name).startswith(words),
        accented not in title,
        _LEVELS.index(row.level),
        row.code or sort_key(title),
    )
