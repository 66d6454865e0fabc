"""Roles, permissions and rows of accounts that pages may import."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any


class Permission(StrEnum):
    """Something a role may do, within the places of its seat."""

    CHECK_DOCUMENTS = "check_documents"
    SEE_PEOPLE = "see_people"
    MANAGE_USERS = "manage_users"
    MANAGE_PLACES = "manage_places"
    MANAGE_PROFILE = "manage_profile"
    APPROVE = "approve"
    HAND_OVER = "hand_over"
    SEE_TRACE = "see_trace"
    EXPORT_TRACE = "export_trace"
    SEE_INCIDENTS = "see_incidents"
    MANAGE_INCIDENTS = "manage_incidents"
    SEE_FILES = "see_files"
    KEEP_FILES = "keep_files"
    RECOMMEND = "recommend"
    SEE_RECOMMENDATIONS = "see_recommendations"
    ANSWER_RECOMMENDATIONS = "answer_recommendations"
    BACK_UP = "back_up"


class Role(StrEnum):
    """What somebody is in the programme (vai trò)."""

    ADMINISTRATOR = "administrator"
    LEADER = "leader"
    STANDING_OFFICE = "standing_office"
    LEAD_AGENCY = "lead_agency"
    FINANCE = "finance"
    COMMUNE_CHAIR = "commune_chair"
    COMMUNE_OFFICER = "commune_officer"
    HAMLET_HEAD = "hamlet_head"
    ENUMERATOR = "enumerator"
    OVERSIGHT = "oversight"

    @property
    def label(self) -> str:
        """The role as screens name it."""
        return _ROLES[self]


_ROLES = {
    Role.ADMINISTRATOR: "Quản trị",
    Role.LEADER: "Lãnh đạo",
    Role.STANDING_OFFICE: "Thường trực chương trình",
    Role.LEAD_AGENCY: "Cơ quan chủ trì",
    Role.FINANCE: "Tài chính",
    Role.COMMUNE_CHAIR: "Chủ tịch UBND xã",
    Role.COMMUNE_OFFICER: "Cán bộ xã",
    Role.HAMLET_HEAD: "Trưởng ấp, khu phố",
    Role.ENUMERATOR: "Rà soát viên",
    Role.OVERSIGHT: "Giám sát",
}


class Capacity(StrEnum):
    """In what capacity a paper is signed (Decree 30/2020): in one's own, KT., TL., TUQ., TM."""

    OWN = "own"
    DEPUTY = "kt"
    BY_ORDER = "tl"
    AUTHORISED = "tuq"

    @property
    def label(self) -> str:
        """The capacity as it stands before the signature."""
        return {"own": "Ký trực tiếp", "kt": "KT. (ký thay)", "tl": "TL. (thừa lệnh)", "tuq": "TUQ. (thừa uỷ quyền)"}[
            self.value
        ]


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat (vị trí): a role in an agency, for a place."""

    id: int
    role: Role
    agency_id: int | None
    agency: str
    place_id: int
    place: str

    @property
    def title(self) -> str:
        """Role, agency and place on one line."""
        return " – ".join(part for part in (self.role.label, self.agency, self.place) if part)


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """Who holds a seat, from a day until before another."""

    id: int
    seat: SeatRow
    user_id: int
    user_name: str
    valid_from: date
    valid_until: date | None
    basis: str

    @property
    def last_day(self) -> date | None:
        """The last day the seat is held; None while no end is known."""
        return last_day(self.valid_until)

    @property
    def is_void(self) -> bool:
        """Whether it was given and taken back before it counted for a day."""
        return self.valid_until == self.valid_from

    def is_over(self, on: date) -> bool:
        """Whether it has ended by a day."""
        return self.valid_until is not None and self.valid_until <= on


@dataclass(frozen=True, slots=True)
class UserRow:
    """A user as lists show one."""

    id: int
    username: str
    full_name: str
    phone: str
    job_title: str
    closed_on: date | None
    last_login: datetime | None
    has_second_factor: bool
    seats: tuple[HoldingRow, ...]


def last_day(valid_until: date | None) -> date | None:
    """Return the last day of a period that ends before a day: people write “đến hết ngày”."""
    return valid_until - timedelta(days=1) if valid_until else None


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """What is entered of a person; an empty user name is suggested from the name."""

    full_name: str
    phone: str = ""
    job_title: str = ""
    username: str = ""


@dataclass(frozen=True, slots=True)
class SeatDetails:
    """The seat somebody is to hold: role, where, in which agency, from when until before when, on what decision."""

    role: Role
    place_id: int
    valid_from: date
    agency_id: int | None = None
    valid_until: date | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class PeopleSought:
    """Which people are looked for; what is None or blank does not narrow.

    Attributes:
        text: words of the name with or without accents, of the user name, or digits of the telephone number.
        role: holding a seat of this role.
        place_id: holding a seat in this place or within it.
        with_former: also those who hold no seat any more, and closed accounts.
    """

    text: str = ""
    role: Role | None = None
    place_id: int | None = None
    with_former: bool = False


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """People in the order of their given names; `next_id` continues the list, None at its end."""

    rows: tuple[UserRow, ...]
    next_id: int | None


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """Who is away from a day until before another, and who stands in."""

    id: int
    user_id: int
    user_name: str
    substitute_id: int | None
    substitute_name: str
    valid_from: date
    valid_until: date
    reason: str
    basis: str
    is_cancelled: bool

    @property
    def last_day(self) -> date | None:
        """The last day away."""
        return last_day(self.valid_until)


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """Who may sign for whom, from a day until before another, on what paper."""

    id: int
    user_id: int
    user_name: str
    capacity: Capacity
    for_whom: str
    valid_from: date
    valid_until: date | None
    basis: str

    @property
    def last_day(self) -> date | None:
        """The last day it counts; None while no end is known."""
        return last_day(self.valid_until)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person opened: seats over time, absences, authorities to sign.

    `has_seats_elsewhere`: holds or held seats outside the scope of who asks, which are not told. `is_managed`: who asks
    may change the account. The last sign-in and the second factor are told only then.
    """

    user: UserRow
    holdings: tuple[HoldingRow, ...]
    absences: tuple[AbsenceRow, ...]
    stands_in: tuple[AbsenceRow, ...]
    authorities: tuple[AuthorityRow, ...]
    is_closed: bool
    is_managed: bool
    has_seats_elsewhere: bool


@dataclass(frozen=True, slots=True)
class SeatHolders:
    """A seat and who holds it on a day; nobody where it is vacant."""

    seat: SeatRow
    holders: tuple[HoldingRow, ...]


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency as it is called on a day."""

    id: int
    name: str
    short_name: str
    place_id: int
    place: str
    valid_from: date | None
    valid_until: date | None

    @property
    def last_day(self) -> date | None:
        """The last day of the agency; None while no end is known."""
        return last_day(self.valid_until)


@dataclass(frozen=True, slots=True)
class DraftRow:
    """What somebody has typed into a form and not yet sent."""

    form: str
    fields: Mapping[str, Any]
    saved_at: datetime
