"""The demo's installation: the district of 2024, its offices and invented people with every role, made by actions."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from giamngheo.accounts import queries as accounts
from giamngheo.accounts.actions import absences, agencies, people, seats
from giamngheo.accounts.kinds import Permission, PersonDetails, Role, SeatDetails
from giamngheo.accounts.models import User
from giamngheo.audit.actions import incidents
from giamngheo.common.scope import EVERYWHERE, Scope
from giamngheo.handover import actions as handover
from giamngheo.handover.kinds import Plan
from giamngheo.norms import actions as norms
from giamngheo.norms import queries as installed
from giamngheo.norms.kinds import ProfileDetails
from giamngheo.oversight import actions as oversight
from giamngheo.places import actions as places
from giamngheo.places import pasted
from giamngheo.places import queries as places_as_of
from giamngheo.places.kinds import REFORM, Level, PlaceRow

PASSWORD = "minh-hoa-2024"  # noqa: S105 – printed on the sign-in page of the demo, for synthetic people only
NOTE = "Người, thôn ấp và việc ở đây là dữ liệu minh hoạ, không có thật."
DAY = date(2024, 11, 15)
_BASIS = "dữ liệu minh hoạ"
_SINCE = date(2024, 1, 1)
_DISTRICT, _TOWNLET, _COMMUNE, _NEW_COMMUNE = "694", "25357", "25345", "25357"

OFFICES = (
    ("Phòng Lao động – Thương binh và Xã hội", "Phòng LĐ-TBXH"),
    ("Phòng Tài chính – Kế hoạch", "Phòng TC-KH"),
    ("Phòng Nông nghiệp và Phát triển nông thôn", "Phòng NN&PTNT"),
    ("Uỷ ban Mặt trận Tổ quốc Việt Nam huyện", "UBMTTQVN huyện"),
)
HAMLETS = (
    "xã\tloại\ttên\n"
    "Thị trấn Tân Khai\tKhu phố\t1\nThị trấn Tân Khai\tKhu phố\t2\nThị trấn Tân Khai\tKhu phố\t10\n"
    "Xã Tân Hưng\tẤp\tSông Mẫu\nXã Tân Hưng\tẤp\tSuối Mẫu\nXã Tân Hưng\tSóc\tĐồi Mẫu\n"
)
"""Invented names: the real hamlets are entered by each commune."""


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One invented person: user name, name, role, where (the key of a place), office and job title."""

    username: str
    full_name: str
    role: Role
    where: str
    office: str = ""
    job_title: str = ""


ACCOUNTS = (
    DemoAccount("quantri", "Minh Hoạ Quản Trị", Role.ADMINISTRATOR, "district", "", "Chuyên viên"),
    DemoAccount("lanhdao", "Minh Hoạ Lãnh Đạo", Role.LEADER, "district", "", "Phó Chủ tịch UBND huyện"),
    DemoAccount("thuongtruc", "Minh Hoạ Thường Trực", Role.STANDING_OFFICE, "district", "Phòng LĐ-TBXH", "Phó phòng"),
    DemoAccount("chutri", "Minh Hoạ Chủ Trì", Role.LEAD_AGENCY, "district", "Phòng NN&PTNT", "Trưởng phòng"),
    DemoAccount("taichinh", "Minh Hoạ Tài Chính", Role.FINANCE, "district", "Phòng TC-KH", "Kế toán trưởng"),
    DemoAccount("giamsat", "Minh Hoạ Giám Sát", Role.OVERSIGHT, "district", "UBMTTQVN huyện", "Phó Chủ tịch"),
    DemoAccount("chutichxa", "Minh Hoạ Chủ Tịch Xã", Role.COMMUNE_CHAIR, "commune", "", "Chủ tịch UBND xã"),
    DemoAccount("canboxa", "Minh Hoạ Cán Bộ Xã", Role.COMMUNE_OFFICER, "commune", "", "Công chức văn hoá – xã hội"),
    DemoAccount("canbothitran", "Minh Hoạ Cán Bộ Thị Trấn", Role.COMMUNE_OFFICER, "townlet", "", "Công chức"),
    DemoAccount("truongap", "Minh Hoạ Trưởng Ấp", Role.HAMLET_HEAD, "hamlet", "", "Trưởng ấp"),
    DemoAccount("rasoatvien", "Minh Hoạ Rà Soát Viên", Role.ENUMERATOR, "hamlet", "", "Rà soát viên"),
    DemoAccount("canbomoi", "Minh Hoạ Cán Bộ Mới", Role.ENUMERATOR, "commune", "", "Công chức mới nhận việc"),
)

AFTER_THE_REFORM = (
    ("quantri", Role.ADMINISTRATOR),
    ("chutichxa", Role.COMMUNE_CHAIR),
    ("lanhdao", Role.LEADER),
    ("canbothitran", Role.COMMUNE_OFFICER),
    ("giamsat", Role.OVERSIGHT),
)
"""Who works at the new commune from 1/7/2025 on, as what."""


@transaction.atomic
def make_people(*, at: datetime) -> None:
    """Make the demo's places, profile, people and open work; nothing where they are there already.

    Args:
        at: when the demo is made; what it shows is dated in 2024.

    Raises:
        NoDemo: this database is not the demo's.
    """
    installed.require_demo()
    if User.objects.exists():
        return
    system = Scope(None, "hệ thống (minh hoạ)", "dòng lệnh", dict.fromkeys(Permission, EVERYWHERE))
    places.load_reference(by=system, at=at)
    district = places_as_of.by_code(Level.DISTRICT, _DISTRICT, on=DAY)
    listed = pasted.read_text(HAMLETS)
    places.import_hamlets(by=system, at=at, on=DAY, within=district.id, pasted=listed)
    where = _places(district)
    users = _users(system, at, where)
    for username, role in AFTER_THE_REFORM:
        seat = SeatDetails(role, where["new"], REFORM, basis=_BASIS)
        seats.give_seat(by=system, at=at, on=REFORM, user_id=users[username], seat=seat)
    # One hash for all of them: thousands of rounds each would make the first start slow.
    User.objects.filter(pk__in=users.values()).update(password=make_password(PASSWORD))
    _profiles(users, where, at)
    _open_work(users, where, at)


def _places(district: PlaceRow) -> dict[str, int]:
    townlet = places_as_of.by_code(Level.COMMUNE, _TOWNLET, on=DAY)
    commune = places_as_of.by_code(Level.COMMUNE, _COMMUNE, on=DAY)
    new_commune = places_as_of.by_code(Level.COMMUNE, _NEW_COMMUNE, on=REFORM)
    hamlet = places_as_of.children(commune.id, on=DAY)[0]
    found = {"district": district, "townlet": townlet, "commune": commune, "hamlet": hamlet, "new": new_commune}
    return {key: row.id for key, row in found.items()}


def _users(by: Scope, at: datetime, where: dict[str, int]) -> dict[str, int]:
    offices = {
        short: agencies.add_agency(
            by=by, at=at, on=DAY, name=name, short_name=short, place_id=where["district"], valid_from=None
        )
        for name, short in OFFICES
    }
    return {
        one.username: people.create_user(
            by=by,
            at=at,
            on=DAY,
            person=PersonDetails(one.full_name, job_title=one.job_title, username=one.username),
            seat=SeatDetails(one.role, where[one.where], _SINCE, offices.get(one.office), REFORM, _BASIS),
        )
        for one in ACCOUNTS
    }


def _profiles(users: dict[str, int], where: dict[str, int], at: datetime) -> None:
    """The district until the reform; from then on the commune its office became. Each approved by a second person."""
    district = ProfileDetails(
        place_id=where["district"],
        authority="UBND huyện Hớn Quản (minh hoạ)",
        valid_from=_SINCE,
        leader_title="Chủ tịch",
        standing_office=OFFICES[0][0],
        finance_office=OFFICES[1][0],
        reports_to="UBND tỉnh Bình Phước",
        basis=_BASIS,
    )
    commune = ProfileDetails(
        place_id=where["new"],
        authority="UBND xã Tân Khai (minh hoạ)",
        valid_from=REFORM,
        leader_title="Chủ tịch",
        reports_to="UBND tỉnh Đồng Nai",
        basis=_BASIS,
    )
    for details in (district, commune):
        profile_id = norms.propose_profile(by=_acting(users["quantri"], where["district"]), at=at, details=details)
        leader = _acting(users["lanhdao"], where["district"])
        norms.approve_profile(by=leader, at=at, on=REFORM, profile_id=profile_id)


def _open_work(users: dict[str, int], where: dict[str, int], at: datetime) -> None:
    top = where["district"]
    leaving = accounts.holdings_of([users["canboxa"]], on=DAY)
    _recommendations(_acting(users["giamsat"], top), where, at, to=leaving[0].seat.id)
    handover.prepare(
        by=_acting(users["canboxa"], top),
        at=at,
        plan=Plan(
            giver_id=users["canboxa"],
            receiver_id=users["canbomoi"],
            on=DAY + timedelta(days=15),
            holding_ids=frozenset(holding.id for holding in leaving),
            reason="Chuyển công tác (minh hoạ)",
        ),
    )
    absences.add_absence(
        by=_acting(users["quantri"], top),
        at=at,
        on=DAY,
        user_id=users["lanhdao"],
        substitute_id=users["thuongtruc"],
        valid_from=DAY + timedelta(days=5),
        valid_until=DAY + timedelta(days=9),
        reason="Đi công tác (minh hoạ)",
        basis=_BASIS,
    )
    incidents.record_incident(
        by=_acting(users["quantri"], top),
        at=at,
        known_at=at - timedelta(hours=20),
        what="Minh hoạ: một bản in danh sách hộ bị bỏ quên ở phòng họp, đã thu lại.",
    )


def _recommendations(overseer: Scope, where: dict[str, int], at: datetime, *, to: int) -> None:
    """One that a seat should have answered by now, one that a place has time for."""
    oversight.recommend(
        by=overseer,
        at=at,
        on=DAY - timedelta(days=20),
        letter=oversight.Letter(
            where["commune"],
            "Niêm yết danh sách ở ấp Sông Mẫu",
            "Đề nghị UBND xã niêm yết đủ 3 ngày làm việc tại nhà văn hoá ấp và báo lại kết quả.",
            to,
            DAY - timedelta(days=3),
        ),
    )
    oversight.recommend(
        by=overseer,
        at=at,
        on=DAY - timedelta(days=2),
        letter=oversight.Letter(
            where["district"],
            "Tiến độ hỗ trợ nhà ở quý IV",
            "Đề nghị cho biết số căn đã khởi công, số căn chưa khởi công và lý do.",
            None,
            DAY + timedelta(days=14),
        ),
    )


def _acting(user_id: int, top_place_id: int) -> Scope:
    return accounts.scope_of(user_id, on=DAY, top_place_id=top_place_id)
