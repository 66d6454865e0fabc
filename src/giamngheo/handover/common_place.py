"""The smallest place in which several places lie: where a handover of several seats belongs."""

from collections.abc import Iterable
from datetime import date

from giamngheo.places.queries import NoSuchPlace, path_to


def common_place(place_ids: Iterable[int], *, on: date) -> int | None:
    """Return the smallest place that holds all of these on a day; None where there is none."""
    paths = [_path(place_id, on) for place_id in set(place_ids)]
    shared = None
    for level in zip(*paths, strict=False):
        if len(set(level)) > 1:
            break
        shared = level[0]
    return shared


def _path(place_id: int, on: date) -> list[int]:
    try:
        return [row.id for row in path_to(place_id, on=on)]
    except NoSuchPlace:
        return [place_id]  # it ended before that day: it lies in nothing any more
