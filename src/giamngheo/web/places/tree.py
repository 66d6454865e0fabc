"""The tree of a day: provinces, districts until 30/6/2025, communes, hamlets; opened where somebody looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from giamngheo.places import queries
from giamngheo.places.kinds import Branch, Level, PlaceRow


@dataclass(frozen=True, slots=True)
class Node:
    """A place in the tree; `inside` where it is open."""

    place: PlaceRow
    number_inside: int
    is_open: bool = False
    inside: tuple["Node", ...] = ()

    @property
    def holds(self) -> str:
        """How much lies in it, in words: “13 xã”, “5 thôn, ấp”."""
        return f"{self.number_inside} {_INSIDE[self.place.level]}" if self.number_inside else ""


_INSIDE = {
    Level.PROVINCE: "đơn vị trực thuộc",
    Level.DISTRICT: "xã, phường, thị trấn",
    Level.COMMUNE: "thôn, ấp, khu phố",
    Level.HAMLET: "",
}


def tree(*, on: date, opened_at: int | None) -> list[Node]:
    """Return the provinces of a day, open down to one place and its inside; all closed where it is not there."""
    path: list[PlaceRow] = []
    if opened_at is not None:
        try:
            path = queries.path_to(opened_at, on=on)
        except queries.NoSuchPlace:
            path = []  # it is of another day: the tree of this one is shown closed
    return _nodes(queries.branches(None, on=on), [row.id for row in path], on)


def inside(place_id: int, *, on: date) -> list[Node]:
    """Return what lies directly in a place, closed."""
    return _nodes(queries.branches(place_id, on=on), [], on)


def _nodes(branches: Sequence[Branch], path: Sequence[int], on: date) -> list[Node]:
    found = []
    for branch in branches:
        is_open = branch.place.id in path and branch.number_inside > 0
        below = _nodes(queries.branches(branch.place.id, on=on), path, on) if is_open else []
        found.append(Node(branch.place, branch.number_inside, is_open, tuple(below)))
    return found
