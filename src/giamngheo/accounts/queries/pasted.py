"""What a pasted list of people would do here: places, agencies and people found by their names."""

import re
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from giamngheo.accounts.kinds import AgencyRow, PeopleSought, Permission
from giamngheo.accounts.models import Holding, User
from giamngheo.accounts.pasted import Fault, Outcome, PastedPerson, PastedPlan, PlannedLine, read_pasted
from giamngheo.accounts.queries.agencies import agencies_for
from giamngheo.accounts.queries.people import NoSuchUser, find, people
from giamngheo.accounts.queries.scopes import is_open, not_over
from giamngheo.accounts.queries.user_names import suggest_username
from giamngheo.accounts.roles import LEVELS
from giamngheo.common.dates import print_day
from giamngheo.common.scope import Scope
from giamngheo.common.text import fold
from giamngheo.places import queries as places
from giamngheo.places.kinds import Level, PlaceRow

_PARTS = re.compile(r"\s*[,;]\s*|\s+[-–]\s+")


def plan_of(text: str, *, scope: Scope, on: date, since: date, top_place_id: int) -> PastedPlan:
    """Return what importing a pasted list would do; nothing is changed.

    Args:
        text: the cells as copied from a sheet.
        scope: who would import it.
        on: today.
        since: the first day of the seats; places and agencies are meant as of this day.
        top_place_id: the place of the installation: names are looked up within it, an empty cell means it.
    """
    pasted = read_pasted(text)
    faults, lines = list(pasted.faults), []
    finder = _Finder(scope, on, since, top_place_id)
    for person in pasted.people:
        try:
            lines.append(finder.planned(person))
        except _NotFound as missing:
            faults.append(Fault(person.line, str(missing)))
    return PastedPlan(tuple(lines), tuple(sorted(faults, key=lambda fault: fault.line)))


class _NotFound(LookupError):
    """Something a line names cannot be found, or not by this user."""


class _Finder:
    """Looks up what the lines of one list name; what was found for one line serves the next."""

    def __init__(self, scope: Scope, on: date, since: date, top_place_id: int) -> None:
        self.scope, self.on, self.since, self.top_place_id = scope, on, since, top_place_id
        inside = places.area([top_place_id], on=since)
        rows = [row for level in Level for row in places.listed(inside, level=level, on=since)]
        above = places.path_to(top_place_id, on=since) if any(row.id == top_place_id for row in rows) else []
        self.places = {row.id: row for row in (*rows, *above)}
        self.agencies: dict[int, list[AgencyRow]] = {}
        self.usernames: dict[tuple[str, str], str] = {}

    def planned(self, person: PastedPerson) -> PlannedLine:
        place = self._place(person)
        agency_id, agency_place_id = self._agency(person, place)
        user = self._by_phone(person)
        if user is None:
            user = self._by_seat(person, place.id, agency_id)
            outcome = Outcome.EXISTS if user else Outcome.NEW_USER
        else:
            outcome = Outcome.EXISTS if self._holds(user, person, place.id, agency_id) else Outcome.NEW_SEAT
        if user and outcome == Outcome.NEW_SEAT and not is_open(user, on=self.on):
            raise _NotFound("tài khoản của người này đã đóng; hãy mở lại tài khoản trước khi giao vị trí.")
        return PlannedLine(
            person=person,
            outcome=outcome,
            user_id=user.pk if user else None,
            username=user.username if user else self._username(person),
            place_id=place.id,
            place=place.title,
            agency_id=agency_id,
            agency_place_id=agency_place_id,
            agency=person.agency,
            has_namesake=outcome == Outcome.NEW_USER and self._has_namesake(person),
        )

    def _username(self, person: PastedPerson) -> str:
        """Suggest a name; two lines with one telephone number are one person."""
        key = (person.phone, "" if person.phone else str(person.line))
        if key not in self.usernames:
            self.usernames[key] = suggest_username(person.full_name, besides=self.usernames.values())
        return self.usernames[key]

    def _place(self, person: PastedPerson) -> PlaceRow:
        if not person.place:
            found = [self.places[self.top_place_id]] if self.top_place_id in self.places else []
        else:
            first, *within = (fold(part) for part in _PARTS.split(person.place) if part)
            found = [row for row in self.places.values() if self._is(row, first) and self._lies_in(row, within)]
        fitting = [row for row in found if row.level in LEVELS[person.role]]
        mine = [row for row in fitting if self.scope.covers(Permission.MANAGE_USERS, row.id)]
        if found and not fitting:
            raise _NotFound(
                f"vai trò “{person.role.label}” không dùng cho {found[0].title} ({found[0].level.label}); hãy xem lại "
                "vai trò hoặc địa bàn."
            )
        if not mine:
            raise _NotFound(self._not_there(person))
        if len(mine) > 1:
            named = "; ".join(self._full_title(row) for row in mine[:3])
            raise _NotFound(f"có {len(mine)} địa bàn tên “{person.place}” ({named}); hãy ghi kèm tên xã như vậy.")
        return mine[0]

    def _not_there(self, person: PastedPerson) -> str:
        """Say that there is no such place on the day; where even the installation's is not, that the day is wrong."""
        day = print_day(self.since)
        if self.top_place_id not in self.places:
            top = places.titles([self.top_place_id], on=self.since).get(self.top_place_id, "địa bàn của đơn vị")
            return f"vào ngày {day} không có {top}; hãy chọn ngày khác ở ô “Giữ vị trí từ ngày”."
        return (
            f"vào ngày {day} không có địa bàn “{person.place or '(trống)'}” trong phần bạn quản trị người dùng; "
            "hãy xem lại tên và ngày, hoặc thêm địa bàn trước."
        )

    def _is(self, row: PlaceRow, name: str) -> bool:
        return name in (fold(row.title), fold(row.name)) or (bool(row.code) and name == row.code)

    def _lies_in(self, row: PlaceRow, names: Iterable[str]) -> bool:
        around = self._around(row)
        return all(any(self._is(one, name) for one in around) for name in names)

    def _around(self, row: PlaceRow) -> list[PlaceRow]:
        found: list[PlaceRow] = []
        while row.parent_id in self.places:
            row = self.places[row.parent_id]
            found.append(row)
        return found

    def _full_title(self, row: PlaceRow) -> str:
        return ", ".join(one.title for one in (row, *self._around(row)[:1]))

    def _agency(self, person: PastedPerson, place: PlaceRow) -> tuple[int | None, int | None]:
        """Return the agency of this name at the place or above, or the place at which it is to be made."""
        if not person.agency:
            return None, None
        if place.id not in self.agencies:
            path = places.path_to(place.id, on=self.since)
            self.agencies[place.id] = agencies_for([row.id for row in path], on=self.since)
        wanted = fold(person.agency)
        same = [one for one in self.agencies[place.id] if wanted in (fold(one.name), fold(one.short_name))]
        same.sort(key=lambda one: one.place_id != place.id)
        if same:
            return same[0].id, same[0].place_id
        office = place.parent_id if place.level == Level.HAMLET and place.parent_id else place.id
        if not self.scope.covers(Permission.MANAGE_USERS, office):
            raise _NotFound(f"chưa có cơ quan “{person.agency}”; hãy nhờ người quản trị cấp trên thêm cơ quan này.")
        return None, office

    def _has_namesake(self, person: PastedPerson) -> bool:
        found = people(scope=self.scope, on=self.on, sought=PeopleSought(text=person.full_name)).rows
        return any(fold(one.full_name) == fold(person.full_name) for one in found)

    def _by_phone(self, person: PastedPerson) -> User | None:
        user = User.objects.filter(phone=person.phone).first() if person.phone else None
        if user is None:
            return None
        try:
            find(user.pk, scope=self.scope)
        except NoSuchUser:
            is_same = False
        else:
            is_same = user.folded == fold(person.full_name)
        if not is_same:
            raise _NotFound(f"số điện thoại {person.phone} đã là của một người dùng khác; hãy xem lại hoặc để trống.")
        return user

    def _by_seat(self, person: PastedPerson, place_id: int, agency_id: int | None) -> User | None:
        """Find the person by name and seat; not where the list gives another telephone number than is known."""
        if person.agency and agency_id is None:
            return None
        phones = Q() if not person.phone else Q(user__phone=None)
        held = self._seats(person, place_id, agency_id).filter(phones, user__folded=fold(person.full_name))
        first = held.select_related("user").first()
        return first.user if first else None

    def _holds(self, user: User, person: PastedPerson, place_id: int, agency_id: int | None) -> bool:
        if person.agency and agency_id is None:
            return False
        return self._seats(person, place_id, agency_id).filter(user=user).exists()

    def _seats(self, person: PastedPerson, place_id: int, agency_id: int | None) -> "QuerySet[Holding]":
        agency = Q(seat__agency=agency_id) if agency_id else Q(seat__agency=None)
        return Holding.objects.filter(
            not_over(self.since), agency, seat__role=person.role, seat__place_id=place_id
        ).order_by("pk")
