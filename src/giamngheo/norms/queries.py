"""The workspace and the installation's profile as of a day."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from giamngheo.norms.models import Profile, Workspace
from giamngheo.places import queries as places
from giamngheo.places.kinds import PlaceRow


@dataclass(frozen=True, slots=True)
class WorkspaceRow:
    """What this database is for; `steps_done` tells of each step of the first start: “done” or “skipped”."""

    is_demo: bool
    opened_at: datetime
    first_year: int | None
    steps_done: dict[str, str]
    ready_at: datetime | None


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """Whose installation this is on a day."""

    id: int
    place: PlaceRow
    authority: str
    leader_title: str
    leader_name: str
    standing_office: str
    finance_office: str
    reports_to: str
    valid_from: date
    valid_until: date | None
    basis: str


def workspace() -> WorkspaceRow | None:
    """Return what this database is for; None before the first start."""
    found = Workspace.objects.first()
    if found is None:
        return None
    return WorkspaceRow(found.is_demo, found.opened_at, found.first_year, dict(found.steps_done), found.ready_at)


def profile(*, on: date) -> ProfileRow | None:
    """Return the profile in force on a day; None where none was entered for it."""
    found = _in_force(on)
    return _row(found, on) if found else None


def top_place_id(*, on: date) -> int | None:
    """Return the place this installation is for on a day, without its names."""
    found = _in_force(on)
    return found.place_id if found else None


def profiles() -> list[ProfileRow]:
    """Return all profiles, the newest first, each with its place as of its first day."""
    return [_row(one, one.valid_from) for one in _with_offices().order_by("-valid_from")]


def _in_force(on: date) -> Profile | None:
    inside = Q(valid_from__lte=on) & (Q(valid_until=None) | Q(valid_until__gt=on))
    return _with_offices().filter(inside).order_by("-valid_from").first()


def _with_offices() -> "QuerySet[Profile]":
    return Profile.objects.select_related("standing_office", "finance_office")


def _row(found: Profile, on: date) -> ProfileRow:
    return ProfileRow(
        id=found.pk,
        place=places.place(found.place_id, on=on),
        authority=found.authority,
        leader_title=found.leader_title,
        leader_name=found.leader_name,
        standing_office=found.standing_office.name if found.standing_office else "",
        finance_office=found.finance_office.name if found.finance_office else "",
        reports_to=found.reports_to,
        valid_from=found.valid_from,
        valid_until=found.valid_until,
        basis=found.basis,
    )
