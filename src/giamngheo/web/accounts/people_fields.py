"""Fields of the pages about people, and the lists to choose from."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms

from giamngheo.accounts import queries as accounts
from giamngheo.accounts.kinds import AgencyRow, Permission, Role, UserRow
from giamngheo.common.scope import EVERYWHERE
from giamngheo.norms import queries as norms
from giamngheo.places import queries as places
from giamngheo.places.kinds import Level, PlaceRow
from giamngheo.web.asking import Asked
from giamngheo.web.fields import DayField

MISSING = {"required": "Chưa ghi mục này."}
CHOOSE = {"required": "Chưa chọn mục này.", "invalid_choice": "Mục đã chọn không còn trong danh sách; hãy chọn lại."}

Choices = list[tuple[Any, Any]]


class LastDayField(DayField):
    """The last day of a period, typed as ngày/tháng/năm; gives the day after, before which the period ends."""

    def to_python(self, value: Any) -> date | None:
        """Read the day.

        Raises:
            ValidationError: it is none.
        """
        last = super().to_python(value)
        return last + timedelta(days=1) if last and last < date.max else last


class IdField(forms.TypedChoiceField):
    """One of a list of things, by id; None for none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=None, error_messages=CHOOSE, **kwargs)


def with_blank(choices: Iterable[tuple[Any, Any]], blank: str) -> Choices:
    """Return choices after one that stands for nothing."""
    return [("", blank), *choices]


def role_choices() -> Choices:
    """Return all roles."""
    return [(role.value, role.label) for role in Role]


def places_of(request: Asked, permission: Permission) -> list[PlaceRow]:
    """Return the places of this installation in which the user holds a permission, as of today, the highest first."""
    ids = request.scope.places(permission)
    if ids is EVERYWHERE:
        top = norms.top_place_id(on=request.today)
        ids = places.area([top], on=request.today) if top else frozenset()
    return [row for level in Level for row in places.listed(ids, level=level, on=request.today)]


def place_choices(request: Asked, permission: Permission) -> Choices:
    """Return those places: offices first, then the hamlets of each commune."""
    rows = places_of(request, permission)
    choices: Choices = [(row.id, row.title) for row in rows if row.level != Level.HAMLET]
    hamlets: dict[int | None, Choices] = {}
    for row in rows:
        if row.level == Level.HAMLET:
            hamlets.setdefault(row.parent_id, []).append((row.id, row.title))
    titles = places.titles([one for one in hamlets if one], on=request.today)
    choices += [(titles.get(commune or 0, "Thôn, ấp, khu phố"), inside) for commune, inside in hamlets.items()]
    return choices


def agency_choices(request: Asked) -> Choices:
    """Return the agencies of today whose places the user sees."""
    return [(row.id, _agency(row)) for row in accounts.agencies(scope=request.scope, on=request.today)]


def people_choices(rows: Iterable[UserRow]) -> Choices:
    """Return people, each with what they are."""
    return [(row.id, _person(row)) for row in rows]


def _agency(row: AgencyRow) -> str:
    return f"{row.name} – {row.place}"


def _person(row: UserRow) -> str:
    what = row.job_title or (row.seats[0].seat.title if row.seats else "")
    return " – ".join(part for part in (row.full_name, what) if part)
