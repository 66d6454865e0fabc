"""Who may do what on a day, and the lists of people, seats, agencies and absences, each within a scope."""

from giamngheo.accounts.queries.absences import absences, authorities
from giamngheo.accounts.queries.agencies import NoSuchAgency, agencies, agencies_for, agency
from giamngheo.accounts.queries.drafts import draft
from giamngheo.accounts.queries.pasted import plan_of
from giamngheo.accounts.queries.people import NoSuchUser, colleagues, may_manage, people, person
from giamngheo.accounts.queries.scopes import may, scope_of
from giamngheo.accounts.queries.seats import (
    NoSuchHolding,
    holding,
    holding_rows,
    holdings_of,
    seat_row,
    seats_of_place,
)
from giamngheo.accounts.queries.user_names import suggest_username

__all__ = [
    "NoSuchAgency",
    "NoSuchHolding",
    "NoSuchUser",
    "absences",
    "agencies",
    "agencies_for",
    "agency",
    "authorities",
    "colleagues",
    "draft",
    "holding",
    "holding_rows",
    "holdings_of",
    "may",
    "may_manage",
    "people",
    "person",
    "plan_of",
    "scope_of",
    "seat_row",
    "seats_of_place",
    "suggest_username",
]
