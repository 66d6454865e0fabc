"""Agencies as they are called on a day."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q, QuerySet

from giamngheo.accounts.kinds import AgencyRow, Permission
from giamngheo.accounts.models import Agency, AgencyName
from giamngheo.common.scope import EVERYWHERE, Scope
from giamngheo.common.text import sort_key
from giamngheo.places import queries as places
from giamngheo.places.queries.periods import on_day


class NoSuchAgency(LookupError):
    """There is no such agency within the scope."""


def agencies(*, scope: Scope, on: date, with_ended: bool = False) -> list[AgencyRow]:
    """Return the agencies of the places whose people the user may see, by place and name.

    Args:
        scope: who asks.
        on: the day; agencies that begin later are listed too, so that they can be prepared.
        with_ended: also those that had ended by the day.
    """
    within = scope.places(Permission.SEE_PEOPLE)
    wanted = Agency.objects.all() if within is EVERYWHERE else Agency.objects.filter(place_id__in=within)
    return agency_rows(wanted if with_ended else wanted.filter(Q(valid_until=None) | Q(valid_until__gt=on)), on=on)


def agency(agency_id: int, *, scope: Scope, on: date) -> AgencyRow:
    """Return one agency.

    Raises:
        NoSuchAgency: there is none within the scope.
    """
    found = agency_rows(Agency.objects.filter(pk=agency_id), on=on)
    if not found or not scope.covers(Permission.SEE_PEOPLE, found[0].place_id):
        raise NoSuchAgency(agency_id)
    return found[0]


def agencies_for(place_ids: Collection[int], *, on: date) -> list[AgencyRow]:
    """Return the agencies of these places on a day; names of offices are public."""
    return agency_rows(Agency.objects.filter(on_day(on), place_id__in=place_ids), on=on)


def agency_rows(wanted: "QuerySet[Agency]", *, on: date) -> list[AgencyRow]:
    """Turn agencies into rows: three statements, whatever their number."""
    found = list(wanted)
    titles = places.titles((one.place_id for one in found), on=on)
    names = names_of(found, on=on)
    rows = [
        AgencyRow(
            id=one.pk,
            name=names[one.pk],
            short_name=one.short_name,
            place_id=one.place_id,
            place=titles[one.place_id],
            valid_from=one.valid_from,
            valid_until=one.valid_until,
        )
        for one in found
    ]
    return sorted(rows, key=lambda row: (sort_key(row.place), row.place_id, sort_key(row.name), row.id))


def names_of(found: Iterable[Agency], *, on: date) -> dict[int, str]:
    """Return what agencies were called on a day: the first old name that ended after it, or the name of now."""
    names = {one.pk: one.name for one in found}
    old = AgencyName.objects.filter(agency_id__in=names, valid_until__gt=on).order_by("-valid_until", "-pk")
    names.update(old.values_list("agency_id", "name"))  # the earliest end comes last and stays
    return names
