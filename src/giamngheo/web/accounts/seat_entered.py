"""A seat as the forms about people enter it."""

from typing import Any

from giamngheo.accounts.kinds import Role, SeatDetails


def seat_of(typed: dict[str, Any]) -> SeatDetails:
    """Return the seat of a form that was filled in well."""
    return SeatDetails(
        role=Role(typed["role"]),
        place_id=typed["place"],
        valid_from=typed["valid_from"],
        agency_id=typed["agency"],
        valid_until=typed["valid_until"],
        basis=typed["basis"],
    )
