"""Hamlets: set up, corrected, moved, ended, taken back."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import ProtectedError, Q

from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed
from giamngheo.common.dates import print_day
from giamngheo.common.scope import Scope
from giamngheo.common.text import fold
from giamngheo.places import queries
from giamngheo.places.actions.writing import (
    HamletExists,
    WrongDay,
    check_after,
    check_basis,
    check_day,
    commune_of,
    day_before,
    hamlet_of,
    new_hamlet,
    subject,
    told_day,
)
from giamngheo.places.actions.writing import end as end_place
from giamngheo.places.hamlet_names import parted, same
from giamngheo.places.kinds import MANAGE_PLACES, Level, PlaceRow
from giamngheo.places.models import Attachment, Place, PlaceName, Succession
from giamngheo.places.queries.importing import hamlets_there
from giamngheo.places.queries.periods import on_day
from giamngheo.places.refusals import NotChanged

ADDED = Deed("places.hamlet_added", "Thêm thôn, ấp, khu phố")
CORRECTED = Deed("places.name_corrected", "Sửa tên ghi sai")
MOVED = Deed("places.hamlet_moved", "Chuyển thôn, ấp, khu phố sang xã khác")
ENDED = Deed("places.hamlet_ended", "Kết thúc thôn, ấp, khu phố")
WITHDRAWN = Deed("places.hamlet_withdrawn", "Xoá thôn, ấp, khu phố nhập nhầm")


class ReasonMissing(NotChanged):
    """What was entered is changed or taken back without saying why."""

    field = "reason"

    def __init__(self) -> None:
        super().__init__("Hãy ghi lý do, ví dụ “gõ nhầm tên”.")


class HamletInUse(NotChanged):
    """Other records name the hamlet: it can be ended or renamed, no longer taken back."""

    def __init__(self, title: str) -> None:
        super().__init__(f"{title} đã có hồ sơ, vị trí công tác hoặc lịch sử gắn vào; hãy đổi tên hoặc kết thúc.")


@transaction.atomic
def add_hamlet(  # noqa: PLR0913 – what is known of a hamlet, each named by its caller
    *,
    by: Scope,
    at: datetime,
    on: date,
    commune_id: int,
    type: str,  # noqa: A002 – the field's word
    name: str,
    since: date | None = None,
    basis: str = "",
) -> int:
    """Set up a hamlet in a commune; return its id.

    Args:
        by: who does it.
        at: when.
        on: the day as of which the commune is meant.
        commune_id: the commune.
        type: “Ấp”; may be blank where the name begins with it.
        name: “1”.
        since: the day it was set up; None where that is not known: it is there as long as the commune is.
        basis: the decision that set it up.

    Raises:
        NoSuchPlace, NotACommune, OutOfScope, WrongName, WrongDay, BasisTooLong: see their words.
        HamletExists: the commune has one of this type and name.
    """
    commune = commune_of(commune_id, on=on)
    by.require(MANAGE_PLACES, commune.id)
    kind, name = parted(type, name)
    if since is not None:
        check_day(since, at=at)
        if (commune.valid_from and since < commune.valid_from) or (
            commune.valid_until and since >= commune.valid_until
        ):
            raise WrongDay(f"Vào ngày {print_day(since)} chưa có hoặc không còn {commune.title}.")
    if (commune.id, same(kind, name)) in hamlets_there([commune.id], since=since or on):
        raise HamletExists(f"{kind} {name}", commune.title)
    unit = new_hamlet(commune, kind, name, since=since, basis=check_basis(basis))
    audit.record(
        by=by,
        deed=ADDED,
        subject=subject(_row(unit, kind, name)),
        at=at,
        place_id=commune.id,
        after={"ten": f"{kind} {name}", "thuoc": commune.title, "tu_ngay": told_day(unit.valid_from), "can_cu": basis},
    )
    return unit.pk


@transaction.atomic
def correct_name(  # noqa: PLR0913 – the old place, the new name, and why
    *,
    by: Scope,
    at: datetime,
    on: date,
    hamlet_id: int,
    type: str,  # noqa: A002 – the field's word
    name: str,
    reason: str,
) -> None:
    """Put right the name a hamlet was entered under: a slip of the pen, not a renaming (`rename`).

    Raises:
        NoSuchPlace, NotAHamlet, OutOfScope, WrongName: see their words.
        HamletExists: the commune has another one of this type and name.
        ReasonMissing: it is not said why.
    """
    hamlet = hamlet_of(hamlet_id, on=on, by=by)
    kind, name = parted(type, name)
    if not reason.strip():
        raise ReasonMissing
    require_unused_name(hamlet, kind, name, since=on)
    name_row = PlaceName.objects.get(on_day(on), place_id=hamlet.id)
    name_row.type, name_row.name, name_row.folded = kind, name, fold(name)
    name_row.save(update_fields=["type", "name", "folded"])
    audit.record(
        by=by,
        deed=CORRECTED,
        subject=subject(hamlet),
        at=at,
        place_id=hamlet.parent_id,
        before={"ten": hamlet.title},
        after={"ten": f"{kind} {name}"},
        reason=reason,
    )


@transaction.atomic
def move_hamlet(*, by: Scope, at: datetime, hamlet_id: int, commune_id: int, on: date, basis: str = "") -> None:
    """Move a hamlet to another commune from a day on; until then it lies where it lay.

    One that lies nowhere, because its commune was divided, is taken by the officers of the part it belongs to.

    Raises:
        NoSuchPlace, NotAHamlet, NotACommune, OutOfScope, BasisTooLong: see their words.
        WrongDay: it is there already, or has been moved on that day or later.
        HamletExists: that commune has one of this type and name.
    """
    check_day(on, at=at)
    commune = commune_of(commune_id, on=on)
    by.require(MANAGE_PLACES, commune.id)
    is_heir = commune.id in {one.place.id for one in queries.heirs(hamlet_id, on=on)}
    hamlet = hamlet_of(hamlet_id, on=on, by=by, is_free_to_take=is_heir)
    if hamlet.parent_id == commune.id:
        raise WrongDay(f"Vào ngày {print_day(on)}, {hamlet.title} đã thuộc {commune.title}.")
    if (commune.id, same(hamlet.type, hamlet.name)) in hamlets_there([commune.id], since=on):
        raise HamletExists(hamlet.title, commune.title)
    attach(hamlet, commune, on=on, basis=check_basis(basis))
    audit.record(
        by=by,
        deed=MOVED,
        subject=subject(hamlet),
        at=at,
        place_id=commune.id,
        before={"thuoc": hamlet.parent_id},
        after={"thuoc": commune.id, "tu_ngay": told_day(on), "can_cu": basis},
    )


@transaction.atomic
def end_hamlet(*, by: Scope, at: datetime, hamlet_id: int, on: date, basis: str = "") -> None:
    """End a hamlet (giải thể) on a day; merged and divided ones end by `merge_hamlets` and `split_hamlet`.

    Raises:
        NoSuchPlace, NotAHamlet, OutOfScope, WrongDay, BasisTooLong: see their words.
    """
    check_day(on, at=at)
    hamlet = hamlet_of(hamlet_id, on=day_before(on), by=by)
    end_place(hamlet, on=on)
    audit.record(
        by=by,
        deed=ENDED,
        subject=subject(hamlet),
        at=at,
        place_id=hamlet.parent_id,
        before={"den_ngay": told_day(hamlet.valid_until)},
        after={"den_ngay": told_day(on), "can_cu": check_basis(basis)},
    )


@transaction.atomic
def withdraw_hamlet(*, by: Scope, at: datetime, on: date, hamlet_id: int, reason: str) -> None:
    """Take back a hamlet that was entered by mistake and that nothing names yet.

    Raises:
        NoSuchPlace, NotAHamlet, OutOfScope: see their words.
        ReasonMissing: it is not said why.
        HamletInUse: other records name it.
    """
    hamlet = hamlet_of(hamlet_id, on=on, by=by)
    if not reason.strip():
        raise ReasonMissing
    if Succession.objects.filter(Q(old_id=hamlet.id) | Q(new_id=hamlet.id)).exists():
        raise HamletInUse(hamlet.title)
    try:
        with transaction.atomic():
            PlaceName.objects.filter(place_id=hamlet.id).delete()
            Attachment.objects.filter(place_id=hamlet.id).delete()
            Place.objects.filter(pk=hamlet.id).delete()
    except ProtectedError as named:
        raise HamletInUse(hamlet.title) from named
    audit.record(
        by=by,
        deed=WITHDRAWN,
        subject=subject(hamlet),
        at=at,
        place_id=hamlet.parent_id,
        before={"ten": hamlet.title, "thuoc": hamlet.parent_id, "tu_ngay": told_day(hamlet.valid_from)},
        reason=reason,
    )


def attach(hamlet: PlaceRow, commune: PlaceRow, *, on: date, basis: str) -> None:
    """Let a hamlet lie in a commune from a day on.

    Raises:
        WrongDay: it has come to where it lies on that day or later.
    """
    for row in Attachment.objects.filter(place_id=hamlet.id).exclude(valid_until__lte=on):
        check_after(on, row.valid_from, what=f"Nơi thuộc về của {hamlet.title}")
        row.valid_until = on
        row.save(update_fields=["valid_until"])
    until = min((day for day in (commune.valid_until, hamlet.valid_until) if day), default=None)
    Attachment.objects.create(place_id=hamlet.id, parent_id=commune.id, valid_from=on, valid_until=until, basis=basis)


def require_unused_name(hamlet: PlaceRow, kind: str, name: str, *, since: date) -> None:
    """Refuse a name that another hamlet of the commune has.

    Raises:
        HamletExists: one has.
    """
    if hamlet.parent_id is None or same(kind, name) == same(hamlet.type, hamlet.name):
        return
    if (hamlet.parent_id, same(kind, name)) in hamlets_there([hamlet.parent_id], since=since):
        raise HamletExists(f"{kind} {name}", queries.place(hamlet.parent_id, on=since).title)


def _row(unit: Place, kind: str, name: str) -> PlaceRow:
    return PlaceRow(unit.pk, Level.HAMLET, kind, name, "", None, unit.valid_from, None)
