"""What a profile of a place usually says, for a form that is still empty; everything can be typed over."""

from datetime import date

from giamngheo.norms.kinds import ProfileRow
from giamngheo.places import queries as places
from giamngheo.places.kinds import PlaceRow


def suggested(place_id: int, *, on: date) -> dict[str, object]:
    """Return authority, leader's title and whom it reports to, from the place and what it lies in, but no office.

    Raises:
        NoSuchPlace: there is no such place on the day.
    """
    path = places.path_to(place_id, on=on)
    return {
        "valid_from": on,
        "authority": _authority(path[-1]),
        "leader_title": "Chủ tịch",
        "reports_to": _authority(path[-2]) if len(path) > 1 else "",
    }


def entered(row: ProfileRow) -> dict[str, object]:
    """Return what a profile says, for a form that corrects it."""
    return {
        "valid_from": row.valid_from,
        "authority": row.authority,
        "leader_title": row.leader_title,
        "leader_name": row.leader_name,
        "standing_office": row.standing_office,
        "finance_office": row.finance_office,
        "reports_to": row.reports_to,
        "basis": row.basis,
    }


def _authority(place: PlaceRow) -> str:
    return f"UBND {place.type.lower()} {place.name}"
