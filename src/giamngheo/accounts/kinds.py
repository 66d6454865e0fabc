"""Roles, permissions and rows of accounts that pages may import."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


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
