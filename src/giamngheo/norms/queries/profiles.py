"""The installation's profile as of a day, and profiles that wait for a second person."""

from datetime import date, timedelta

from django.db.models import QuerySet

from giamngheo.accounts.kinds import Permission
from giamngheo.common.scope import Scope
from giamngheo.norms.kinds import ApprovalRow, ApprovalState, ProfileRow, Proposal
from giamngheo.norms.models import Profile
from giamngheo.norms.queries.approvals import NoSuchApproval, approvals_of, one_visible
from giamngheo.places import queries as places
from giamngheo.places.kinds import PlaceRow
from giamngheo.places.models import Place
from giamngheo.places.queries.periods import on_day

KIND = "profile"
"""The kind of subject a profile is, in the trace and in approvals."""


def profile(*, on: date) -> ProfileRow | None:
    """Return the profile in force on a day; None where none was entered for it."""
    found = in_force().filter(on_day(on)).order_by("-valid_from").first()
    return profile_row(found, on) if found else None


def top_place_id(*, on: date) -> int | None:
    """Return the place this installation is for on a day.

    Where a profile has ended and the next is not approved yet, it is still the place of the one that ended: somebody
    must be there to enter the next, to make a backup, to give out seats.
    """
    return in_force().filter(valid_from__lte=on).order_by("-valid_from").values_list("place_id", flat=True).first()


def profiles() -> list[ProfileRow]:
    """Return all profiles, the newest first, each with its place as of its first day."""
    return [profile_row(one, one.valid_from) for one in in_force().order_by("-valid_from")]


def proposals(*, scope: Scope) -> list[Proposal]:
    """Return the profiles that wait for a second person, for whoever may manage or approve them."""
    if not scope.covers(Permission.MANAGE_PROFILE, None) and not scope.covers(Permission.APPROVE, None):
        return []
    waiting = [row for row in approvals_of(KIND) if row.state == ApprovalState.WAITING]
    proposed = _with_offices().in_bulk([int(row.subject.id) for row in waiting])
    return [_proposal(proposed[int(row.subject.id)], row) for row in waiting]


def proposal(approval_id: int, *, scope: Scope) -> Proposal:
    """Return the profile an approval is about.

    Raises:
        NoSuchApproval: there is none, it is about something else, or not for this user to see.
    """
    row = one_visible(approval_id, scope=scope)
    if row.subject.kind != KIND:
        raise NoSuchApproval(approval_id)
    return _proposal(_with_offices().get(pk=row.subject.id), row)


def in_force() -> "QuerySet[Profile]":
    """Return the profiles that count, with their offices."""
    return _with_offices().filter(is_proposed=False)


def profile_row(found: Profile, on: date) -> ProfileRow:
    """Turn a profile into a row, its place as it is called on a day or was last called."""
    return ProfileRow(
        id=found.pk,
        place=_place(found.place_id, on),
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


def _proposal(found: Profile, row: ApprovalRow) -> Proposal:
    return Proposal(profile_row(found, found.valid_from), row)


def _with_offices() -> "QuerySet[Profile]":
    return Profile.objects.select_related("standing_office", "finance_office")


def _place(place_id: int, on: date) -> PlaceRow:
    """A place may have been ended after the profile was entered; the page must open all the same."""
    ended_on = Place.objects.values_list("valid_until", flat=True).get(pk=place_id)
    return places.place(place_id, on=min(on, ended_on - timedelta(days=1)) if ended_on else on)
