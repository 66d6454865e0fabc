"""Places as they are on a day. Names and boundaries of units are public: these look-ups need no permission.

Where a page lists places to work with, it asks for those of the user's scope (`listed`). A code is only ever looked up
together with a day: in July 2025 codes were given again to other places.
"""

from giamngheo.places.queries.finding import LONGEST_QUERY, find, search
from giamngheo.places.queries.importing import HamletImport, PlannedHamlet, planned_import
from giamngheo.places.queries.lineage import area, became, came_from, lineage, sole_successor
from giamngheo.places.queries.own import kept_to_own, own_places
from giamngheo.places.queries.reform import heirs, left_behind, waiting
from giamngheo.places.queries.units import (
    NoSuchPlace,
    branches,
    by_code,
    children,
    communes_in,
    hamlets,
    levels,
    listed,
    locations,
    path_to,
    place,
    provinces,
    titles,
)

__all__ = [
    "LONGEST_QUERY",
    "HamletImport",
    "NoSuchPlace",
    "PlannedHamlet",
    "area",
    "became",
    "branches",
    "by_code",
    "came_from",
    "children",
    "communes_in",
    "find",
    "hamlets",
    "heirs",
    "kept_to_own",
    "left_behind",
    "levels",
    "lineage",
    "listed",
    "locations",
    "own_places",
    "path_to",
    "place",
    "planned_import",
    "provinces",
    "search",
    "sole_successor",
    "titles",
    "waiting",
]
