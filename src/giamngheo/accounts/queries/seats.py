"""Seats and who holds them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from giamngheo.accounts.kinds import HoldingRow, Permission, Role, SeatHolders, SeatRow
from giamngheo.accounts.models import Agency, Holding, Seat
from giamngheo.accounts.queries.agencies import names_of
from giamngheo.accounts.queries.scopes import not_over
from giamngheo.common.scope import Scope
from giamngheo.places import queries as places
from giamngheo.places.kinds import Level
from giamngheo.places.queries.periods import on_day


class NoSuchHolding(LookupError):
    """Nobody within the scope holds a seat under this id."""


def holdings_of(user_ids: Iterable[int], *, on: date) -> list[HoldingRow]:
    """Return the seats held by users on a day or later, with the names of places and agencies as of the day."""
    return holding_rows(Holding.objects.filter(not_over(on), user_id__in=set(user_ids)), on=on)


def holding(holding_id: int, *, scope: Scope, on: date) -> HoldingRow:
    """Return who holds a seat, by the id of the holding.

    Raises:
        NoSuchHolding: there is none within the scope.
    """
    found = holding_rows(Holding.objects.filter(pk=holding_id), on=on)
    if not found or not scope.covers(Permission.SEE_PEOPLE, found[0].seat.place_id):
        raise NoSuchHolding(holding_id)
    return found[0]


def holding_rows(wanted: "QuerySet[Holding]", *, on: date) -> list[HoldingRow]:
    """Turn holdings into rows: the same few statements, whatever their number."""
    holdings = list(wanted.select_related("seat__agency", "user").order_by("valid_from", "pk"))
    titles = place_titles((holding.seat.place_id for holding in holdings), on=on)
    names = _agency_names((holding.seat for holding in holdings), on)
    return [
        HoldingRow(
            id=holding.pk,
            seat=_row(holding.seat, titles, names),
            user_id=holding.user_id,
            user_name=holding.user.full_name,
            valid_from=holding.valid_from,
            valid_until=holding.valid_until,
            basis=holding.basis,
        )
        for holding in holdings
    ]


def seat_row(seat: Seat, place: str) -> SeatRow:
    """Turn a seat, its agency loaded, into a row; the agency as it is called now."""
    agency = seat.agency.name if seat.agency else ""
    return SeatRow(seat.pk, Role(seat.role), seat.agency_id, agency, seat.place_id, place)


def seats_of_place(place_id: int, *, scope: Scope, on: date) -> list[SeatHolders]:
    """Return the seats of a place and who holds each on a day; vacant ones too.

    Raises:
        OutOfScope: the people of this place are not for this user to see.
    """
    scope.require(Permission.SEE_PEOPLE, place_id)
    seats = list(Seat.objects.filter(place_id=place_id).select_related("agency"))
    held: dict[int, list[HoldingRow]] = {seat.pk: [] for seat in seats}
    for row in holding_rows(Holding.objects.filter(on_day(on), seat__in=seats), on=on):
        held[row.seat.id].append(row)
    titles = place_titles([place_id], on=on)
    names = _agency_names(seats, on)
    order = list(Role)
    seats.sort(key=lambda seat: (order.index(Role(seat.role)), seat.pk))
    return [SeatHolders(_row(seat, titles, names), tuple(held[seat.pk])) for seat in seats]


def place_titles(place_ids: Iterable[int], *, on: date) -> dict[int, str]:
    """Return the titles of places; a hamlet with its commune, because every commune has an Ấp 1."""
    ids = frozenset(place_ids)
    titles = places.titles(ids, on=on)
    communes = {row.id: row.parent_id for row in places.listed(ids, level=Level.HAMLET, on=on) if row.parent_id}
    around = places.titles(communes.values(), on=on)
    return titles | {hamlet: f"{titles[hamlet]}, {around[commune]}" for hamlet, commune in communes.items()}


def _row(seat: Seat, titles: dict[int, str], names: dict[int, str]) -> SeatRow:
    agency = names[seat.agency_id] if seat.agency_id else ""
    return SeatRow(seat.pk, Role(seat.role), seat.agency_id, agency, seat.place_id, titles[seat.place_id])


def _agency_names(seats: Iterable[Seat], on: date) -> dict[int, str]:
    agencies: dict[int, Agency] = {seat.agency.pk: seat.agency for seat in seats if seat.agency}
    return names_of(agencies.values(), on=on)
