"""Which places a file may be kept for by this user, as a form lists them."""

from datetime import date

from giamngheo.accounts.kinds import Permission
from giamngheo.common.scope import EVERYWHERE, Scope
from giamngheo.norms import queries as norms
from giamngheo.places import queries as places
from giamngheo.places.kinds import Level
from giamngheo.web.files.forms import WHOLE

MOST_PLACES = 400
"""Where there are more – a province with all its hamlets –, hamlets are left out: a file is then of their commune."""


def places_to_keep_in(scope: Scope, *, on: date) -> list[tuple[str, str]]:
    """Return (value, title) of the places, the widest first; `WHOLE` for the installation as a whole."""
    ids = scope.places(Permission.KEEP_FILES)
    choices = []
    if ids is EVERYWHERE:
        choices.append((WHOLE, "Chung cả đơn vị"))
        top = norms.top_place_id(on=on)
        ids = places.area([top], on=on) if top is not None else frozenset()
    rows = [row for level in Level for row in places.listed(ids, level=level, on=on)]
    if len(rows) > MOST_PLACES:
        rows = [row for row in rows if row.level is not Level.HAMLET]
    lies_in = places.locations(rows, on=on)
    for row in rows:
        where = f" ({lies_in[row.id].partition(',')[0]})" if row.level is Level.HAMLET and lies_in[row.id] else ""
        choices.append((str(row.id), f"{row.title}{where}"))
    return choices


def place_id_of(chosen: str) -> int | None:
    """Return the place a choice stands for."""
    return None if chosen == WHOLE else int(chosen)
