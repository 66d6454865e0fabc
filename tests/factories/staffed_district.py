"""A district of 2024 with a leader, a standing office and an administrator, and how they act."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from factories.people import TODAY, Country, country, installation, seated

from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import User
from giamngheo.accounts.queries import scope_of
from giamngheo.common.scope import Scope
from giamngheo.norms import queries

NOW = datetime(2024, 11, 15, 9, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def acting(user: User, on: date = TODAY) -> Scope:
    """What the user may do on a day."""
    return scope_of(user.pk, on=on, top_place_id=queries.top_place_id(on=on))


@dataclass(frozen=True, slots=True)
class District:
    """The installation and its people."""

    where: Country
    leader: User
    standing: User
    administrator: User
    chair: User


def staffed_district() -> District:
    """Make the installation of the district of 2024, with its people."""
    where = country()
    installation(where)
    return District(
        where,
        seated(Role.LEADER, where.district),
        seated(Role.STANDING_OFFICE, where.district),
        seated(Role.ADMINISTRATOR, where.district),
        seated(Role.COMMUNE_CHAIR, where.commune),
    )
