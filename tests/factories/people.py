"""A small country of two reforms, and people with every role in it: all of them invented."""

from dataclasses import dataclass
from datetime import date

from giamngheo.accounts import queries as accounts
from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import Agency, Holding, Seat, User
from giamngheo.common.scope import Scope
from giamngheo.common.text import fold
from giamngheo.norms.models import Profile, Workspace
from giamngheo.places.kinds import REFORM, Extent, Level
from giamngheo.places.models import Attachment, Place, PlaceName, Succession

TODAY = date(2024, 11, 15)


@dataclass(frozen=True, slots=True)
class Country:
    """Ids: province, district, two communes with two hamlets each; the new commune both went into in July 2025."""

    province: int
    district: int
    commune: int
    other_commune: int
    hamlet: int
    other_hamlet: int
    new_province: int
    new_commune: int


def place(
    level: Level,
    kind: str,
    name: str,
    code: str = "",
    parent: int | None = None,
    *,
    start: date | None = None,
    until: date | None = None,
) -> int:
    """Make a place with its name and where it lies; return its id."""
    unit = Place.objects.create(level=level, code=code, valid_from=start, valid_until=until, source="dựng cho kiểm thử")
    PlaceName.objects.create(place=unit, type=kind, name=name, folded=fold(name), valid_from=start, valid_until=until)
    if parent:
        Attachment.objects.create(place=unit, parent_id=parent, valid_from=start, valid_until=until)
    return unit.pk


def country() -> Country:
    """Make the places: a district of 2024 and the commune of July 2025 that took both its communes."""
    province = place(Level.PROVINCE, "Tỉnh", "Sông Mẫu", "90", until=REFORM)
    district = place(Level.DISTRICT, "Huyện", "Đồng Mẫu", "901", province, until=REFORM)
    commune = place(Level.COMMUNE, "Xã", "Đồng Lúa", "90101", district, until=REFORM)
    other = place(Level.COMMUNE, "Thị trấn", "Bến Cát Mẫu", "90102", district, until=REFORM)
    new_province = place(Level.PROVINCE, "Tỉnh", "Sông Mẫu", "90", start=REFORM)
    new_commune = place(Level.COMMUNE, "Xã", "Đồng Lúa", "90102", new_province, start=REFORM)
    hamlet = place(Level.HAMLET, "Ấp", "1", parent=commune)
    other_hamlet = place(Level.HAMLET, "Khu phố", "1", parent=other)
    Attachment.objects.filter(place_id__in=[hamlet, other_hamlet]).update(valid_until=REFORM)
    for one, old in ((hamlet, commune), (other_hamlet, other)):
        Attachment.objects.create(place_id=one, parent_id=new_commune, valid_from=REFORM)
        Succession.objects.create(old_id=old, new_id=new_commune, on=REFORM, extent=Extent.WHOLE)
    Succession.objects.create(old_id=province, new_id=new_province, on=REFORM, extent=Extent.WHOLE)
    return Country(province, district, commune, other, hamlet, other_hamlet, new_province, new_commune)


def installation(where: Country, *, is_demo: bool = False) -> Profile:
    """Make a ready workspace of the district of 2024."""
    now = "2024-01-02T08:00:00+07:00"
    Workspace.objects.create(is_demo=is_demo, opened_at=now, ready_at=now, first_year=2024)
    return Profile.objects.create(
        place_id=where.district,
        authority="UBND huyện Đồng Mẫu",
        leader_title="Chủ tịch",
        valid_from=date(2024, 1, 1),
        valid_until=REFORM,
    )


def seated(
    role: Role,
    place_id: int,
    *,
    username: str = "",
    agency: Agency | None = None,
    since: date = date(2024, 1, 1),
    until: date | None = None,
    password: str | None = None,
) -> User:
    """Make a user who holds a seat of this role for this place."""
    name = username or f"{role.value}-{place_id}"
    user = User.objects.create_user(username=name, full_name=f"Người giữ vai {role.label}", password=password)
    seat, _ = Seat.objects.get_or_create(role=role, agency=agency, place_id=place_id)
    Holding.objects.create(seat=seat, user=user, valid_from=since, valid_until=until)
    return user


def scope_of(user: User, where: Country, on: date = TODAY) -> Scope:
    """What somebody may do in the installation of the district."""
    return accounts.scope_of(user.pk, on=on, top_place_id=where.district)
