"""An office at work: a district, its administrator, the administrator of one of its communes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

from factories.people import TODAY, Country, country, installation, seated

from giamngheo.accounts.kinds import PersonDetails, Role, SeatDetails
from giamngheo.accounts.models import User
from giamngheo.accounts.queries import scope_of
from giamngheo.audit.models import Entry
from giamngheo.common.scope import Scope

AT = datetime(2024, 11, 15, 8, tzinfo=timezone(timedelta(hours=7)))


@dataclass
class Office:
    """Who is there, and shorthands for what tests say again and again."""

    where: Country
    admin: User
    commune_admin: User

    def scope(self, user: User, on: date = TODAY) -> Scope:
        """What somebody may do here."""
        return scope_of(user.pk, on=on, top_place_id=self.where.district)

    @property
    def by(self) -> Scope:
        """The administrator of the district."""
        return self.scope(self.admin)

    @property
    def by_commune(self) -> Scope:
        """The administrator of the commune."""
        return self.scope(self.commune_admin)

    def seat(
        self, role: Role = Role.COMMUNE_OFFICER, place_id: int | None = None, *, since: date = TODAY, **more: Any
    ) -> SeatDetails:
        """A seat, of a commune officer unless said otherwise."""
        return SeatDetails(role, place_id or self.where.commune, since, **more)


def an_office() -> Office:
    """Make the places, the installation of the district and the two administrators."""
    where = country()
    installation(where)
    return Office(
        where,
        seated(Role.ADMINISTRATOR, where.district, username="quantri"),
        seated(Role.ADMINISTRATOR, where.commune, username="quantrixa"),
    )


def person(name: str = "Nguyễn Văn An", **more: str) -> PersonDetails:
    """What is entered of a person."""
    return PersonDetails(name, **more)


def deeds() -> list[str]:
    """What the trace tells, oldest first."""
    return list(Entry.objects.order_by("id").values_list("deed", flat=True))
