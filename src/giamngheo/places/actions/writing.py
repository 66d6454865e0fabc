"""What the actions of this package share: dated rows that fit together, checks, and the subject of the trace."""

from datetime import date, datetime, timedelta

from django.db.models import Q

from giamngheo.audit.kinds import Subject
from giamngheo.common.dates import print_day
from giamngheo.common.scope import Scope
from giamngheo.common.text import fold
from giamngheo.places import queries
from giamngheo.places.kinds import MANAGE_PLACES, TYPES, Level, PlaceRow
from giamngheo.places.models import Attachment, Place, PlaceName
from giamngheo.places.refusals import NotChanged

ENTERED = "entered"
"""The status of a place that somebody entered here; those of the reference data are “reported”."""

LONGEST_BASIS = 200
_FIRST_DAY = date(1945, 9, 2)
_AHEAD = timedelta(days=731)


class WrongDay(NotChanged):
    """The day does not fit what is known of the place."""

    field = "on"


class NotAHamlet(NotChanged):
    """This can be done to hamlets only."""

    def __init__(self) -> None:
        super().__init__("Việc này chỉ làm được với thôn, ấp, khu phố.")


class NotACommune(NotChanged):
    """Hamlets lie in communes, and nowhere else."""

    field = "commune"

    def __init__(self) -> None:
        super().__init__("Thôn, ấp, khu phố chỉ nằm trong xã, phường, thị trấn, đặc khu; hãy chọn một đơn vị cấp xã.")


class HamletExists(NotChanged):
    """There is one of that type and name in the commune already."""

    field = "name"

    def __init__(self, title: str, commune: str) -> None:
        super().__init__(f"{commune} đã có {title}. Nếu là hai nơi khác nhau, hãy ghi tên để phân biệt.")


class BasisTooLong(NotChanged):
    """The basis does not fit into its field."""

    field = "basis"

    def __init__(self) -> None:
        super().__init__(f"Căn cứ dài quá {LONGEST_BASIS} chữ; hãy ghi số, ngày và cơ quan ban hành.")


def commune_of(place_id: int, *, on: date) -> PlaceRow:
    """Return a commune of a day, locked, so that two who write hamlets into it take turns.

    Raises:
        NoSuchPlace: it does not exist on the day.
        NotACommune: it is of another level.
    """
    Place.objects.select_for_update().filter(pk=place_id).first()
    found = queries.place(place_id, on=on)
    if found.level is not Level.COMMUNE:
        raise NotACommune
    return found


def hamlet_of(place_id: int, *, on: date, by: Scope, is_free_to_take: bool = False) -> PlaceRow:
    """Return a hamlet of a day, locked, if the user may change places where it lies.

    `is_free_to_take` is for one that lies nowhere that day: nobody else needs to let it go.

    Raises:
        NoSuchPlace: it does not exist on the day.
        NotAHamlet: it is of another level.
        OutOfScope: it lies elsewhere.
    """
    Place.objects.select_for_update().filter(pk=place_id).first()
    found = queries.place(place_id, on=on)
    if found.parent_id is not None or not is_free_to_take:
        by.require(MANAGE_PLACES, place_id if found.parent_id is None else found.parent_id)
    if found.level is not Level.HAMLET:
        raise NotAHamlet
    return found


def check_day(day: date, *, at: datetime) -> None:
    """Refuse a day nobody can mean.

    Raises:
        WrongDay: it is before 2/9/1945 or more than two years ahead.
    """
    if not _FIRST_DAY <= day <= at.date() + _AHEAD:
        raise WrongDay(f"Ngày {print_day(day)} quá xa; hãy kiểm tra lại năm.")


def check_basis(basis: str) -> str:
    """Return the basis without spaces around it.

    Raises:
        BasisTooLong: it is longer than its field.
    """
    if len(basis.strip()) > LONGEST_BASIS:
        raise BasisTooLong
    return basis.strip()


def check_after(day: date, start: date | None, *, what: str) -> None:
    """Refuse a day that is not after the beginning of what it ends.

    Raises:
        WrongDay: it is not.
    """
    if start is not None and day <= start:
        raise WrongDay(f"{what} có từ ngày {print_day(start)}; hãy chọn một ngày sau đó.")


def new_hamlet(
    commune: PlaceRow, kind: str, name: str, *, since: date | None, basis: str, source: str = "người dùng nhập"
) -> Place:
    """Make a hamlet with its name and its place in a commune, which it lies in for no longer than the commune lasts."""
    assert kind in TYPES[Level.HAMLET]  # noqa: S101 – callers have it from `hamlet_names`
    start = since if since is not None else commune.valid_from
    unit = Place.objects.create(level=Level.HAMLET, valid_from=start, source=source, status=ENTERED)
    PlaceName.objects.create(place=unit, type=kind, name=name, folded=fold(name), valid_from=start, basis=basis)
    Attachment.objects.create(
        place=unit, parent_id=commune.id, valid_from=start, valid_until=commune.valid_until, basis=basis
    )
    return unit


def end(place: PlaceRow, *, on: date) -> None:
    """End a place, its last name and where it last lay, on a day; where it would have lain later is struck out.

    So a merger of 2024 can be entered when the hamlets have been carried over to the commune of 2025 already.

    Raises:
        WrongDay: it has ended before, or got its name on that day or later.
    """
    if place.valid_until is not None and place.valid_until <= on:
        raise WrongDay(f"{place.title} đã kết thúc từ ngày {print_day(place.valid_until)}.")
    check_after(on, place.valid_from, what=place.title)
    later = Q(valid_from__gte=on)
    if (name := PlaceName.objects.filter(later, place_id=place.id).order_by("valid_from").first()) is not None:
        check_after(on, name.valid_from, what=f"Tên “{name}”")
    Attachment.objects.filter(later, place_id=place.id).delete()
    for dated in (PlaceName, Attachment):
        dated.objects.filter(place_id=place.id).exclude(valid_until__lte=on).update(valid_until=on)
    Place.objects.filter(pk=place.id).update(valid_until=on)


def subject(place: PlaceRow) -> Subject:
    """Name a place for the trace."""
    return Subject("place", str(place.id), place.title)


def told_day(day: date | None) -> str | None:
    """Return a day as the trace keeps it."""
    return day.isoformat() if day else None


def day_before(day: date) -> date:
    """Return the day before."""
    return day - timedelta(days=1)
