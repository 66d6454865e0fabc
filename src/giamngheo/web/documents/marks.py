"""What lines and cells were read as, and which of them are doubtful."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from giamngheo.web.documents.addresses import CellPlace, LineRange
from giamngheo.web.documents.findings import Doubts

_MARKS_ON_ONE_LINE = 3


@dataclass(frozen=True, slots=True)
class Part:
    """Something that was read out of a place, and where it stands in the right half of the page."""

    label: str
    href: str
    place: LineRange | CellPlace
    is_unread: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """The parts that hold a line most closely, by (file, line); the parts of cells, by (file, table, cell); doubts."""

    by_line: Mapping[tuple[int, int], tuple[Part, ...]]
    by_cell: Mapping[tuple[int, int, str], tuple[Part, ...]]
    doubts: Doubts


def marks_of(parts: Sequence[Part], doubts: Doubts) -> Marks:
    """Sort the parts to their lines and cells; of nested parts the narrowest counts: an activity, not its project."""
    covering: defaultdict[tuple[int, int], list[tuple[int, Part]]] = defaultdict(list)
    by_cell: defaultdict[tuple[int, int, str], list[Part]] = defaultdict(list)
    for part in parts:
        match part.place:
            case CellPlace(file, table, cell):
                by_cell[file, table, cell].append(part)
            case LineRange(file, first, last):
                for number in range(first, last + 1):
                    covering[file, number].append((part.place.width, part))
    nearest = {}
    for place, held in covering.items():
        narrowest = min(width for width, _ in held)
        nearest[place] = tuple(part for width, part in held if width == narrowest)
    return Marks(nearest, {place: tuple(held) for place, held in by_cell.items()}, doubts)


def without_repeats(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The first part of each label, at most as many as fit beside one line."""
    by_label: dict[str, Part] = {}
    for part in parts:
        by_label.setdefault(part.label, part)
    return tuple(by_label.values())[:_MARKS_ON_ONE_LINE]
