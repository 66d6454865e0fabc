"""A new name, or a new type, from a day on: the old one stays for the days before."""

from datetime import date, datetime

from django.db import transaction

from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed
from giamngheo.common.dates import print_day
from giamngheo.common.scope import Scope
from giamngheo.common.text import fold
from giamngheo.places import queries
from giamngheo.places.actions.hamlets import require_unused_name
from giamngheo.places.actions.writing import WrongDay, check_after, check_basis, check_day, subject, told_day
from giamngheo.places.hamlet_names import WrongName, checked, parted
from giamngheo.places.kinds import MANAGE_PLACES, TYPES, Level, PlaceRow
from giamngheo.places.models import Place, PlaceName
from giamngheo.places.refusals import NotChanged

RENAMED = Deed("places.renamed", "Đổi tên, đổi loại địa bàn")


class NothingChanged(NotChanged):
    """The new name is the old one."""

    field = "name"

    def __init__(self, title: str) -> None:
        super().__init__(f"Địa bàn này đang tên là {title}; hãy ghi tên hoặc loại mới.")


class BasisMissing(NotChanged):
    """A unit changes its name or type only by an instrument, which has to be named."""

    field = "basis"

    def __init__(self) -> None:
        super().__init__("Hãy ghi văn bản đổi tên, đổi loại: số, ngày, cơ quan ban hành.")


@transaction.atomic
def rename(  # noqa: PLR0913 – the place, what it is called from which day on, and by what
    *,
    by: Scope,
    at: datetime,
    place_id: int,
    type: str,  # noqa: A002 – the field's word
    name: str,
    on: date,
    basis: str = "",
) -> None:
    """Give a place another name or type (đổi tên, đổi loại) from a day on.

    Args:
        by: who does it.
        at: when.
        place_id: which place, of any level.
        type: the type from then on, as `kinds.TYPES` has it.
        name: the name from then on.
        on: the first day of the new name.
        basis: the instrument; only a hamlet may go without.

    Raises:
        NoSuchPlace: it does not exist on the day.
        OutOfScope: the user may not change places there.
        WrongName: the type is none of its level, or the name cannot be one.
        WrongDay: it got the name it has on that day or later.
        NothingChanged, BasisMissing, BasisTooLong, HamletExists: see their words.
    """
    check_day(on, at=at)
    Place.objects.select_for_update().filter(pk=place_id).first()
    place = queries.place(place_id, on=on)
    is_hamlet = place.level is Level.HAMLET
    governing = place.parent_id if is_hamlet and place.parent_id else place.id
    by.require(MANAGE_PLACES, governing)
    kind, name = parted(type, name) if is_hamlet else _unit_name(place, type, name)
    if (kind, name) == (place.type, place.name):
        raise NothingChanged(place.title)
    if not is_hamlet and not basis.strip():
        raise BasisMissing
    require_unused_name(place, kind, name, since=on)
    _add_name(place, kind, name, on=on, basis=check_basis(basis))
    audit.record(
        by=by,
        deed=RENAMED,
        subject=subject(place),
        at=at,
        place_id=governing,
        before={"ten": place.title},
        after={"ten": f"{kind} {name}", "tu_ngay": told_day(on), "can_cu": basis.strip()},
    )


def _unit_name(place: PlaceRow, kind: str, name: str) -> tuple[str, str]:
    if kind not in TYPES[place.level]:
        raise WrongName(f"{place.level.label} không có loại “{kind[:20]}”")
    return kind, checked(name)


def _add_name(place: PlaceRow, kind: str, name: str, *, on: date, basis: str) -> None:
    later = PlaceName.objects.filter(place_id=place.id, valid_from__gt=on).order_by("valid_from").first()
    if later is not None:
        raise WrongDay(f"{place.title} đã được ghi tên mới từ ngày {print_day(later.valid_from)}.")
    last = PlaceName.objects.filter(place_id=place.id).exclude(valid_until__lte=on).get()
    check_after(on, last.valid_from, what=f"Tên “{place.title}”")
    until, last.valid_until = last.valid_until, on
    last.save(update_fields=["valid_until"])
    PlaceName.objects.create(
        place_id=place.id, type=kind, name=name, folded=fold(name), valid_from=on, valid_until=until, basis=basis
    )
