"""Hamlets are merged and divided; and go with their commune into the one that took it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed
from giamngheo.common.scope import Scope
from giamngheo.places import queries
from giamngheo.places.actions.hamlets import attach
from giamngheo.places.actions.writing import (
    HamletExists,
    check_basis,
    check_day,
    commune_of,
    day_before,
    end,
    hamlet_of,
    new_hamlet,
    subject,
    told_day,
)
from giamngheo.places.hamlet_names import parted, same
from giamngheo.places.kinds import MANAGE_PLACES, Extent, PlaceRow
from giamngheo.places.models import Succession
from giamngheo.places.queries.importing import hamlets_there
from giamngheo.places.refusals import NotChanged

MERGED = Deed("places.hamlets_merged", "Sáp nhập thôn, ấp, khu phố")
SPLIT = Deed("places.hamlet_split", "Chia thôn, ấp, khu phố")
CARRIED_OVER = Deed("places.hamlets_carried_over", "Đưa thôn, ấp, khu phố sang xã mới")


class CannotMerge(NotChanged):
    """These hamlets cannot become one."""

    field = "hamlets"


class CannotSplit(NotChanged):
    """A hamlet is divided into two or more."""

    field = "names"

    def __init__(self) -> None:
        super().__init__("Hãy ghi ít nhất hai thôn, ấp, khu phố được chia ra, mỗi nơi một tên.")


class NotWhollyMerged(NotChanged):
    """The commune did not go wholly into that one: where each of its hamlets went has to be said one by one."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"{title} không nhập toàn bộ vào một xã mới, nên phải chuyển từng thôn, ấp, khu phố sang xã của nó."
        )


@transaction.atomic
def merge_hamlets(  # noqa: PLR0913 – the old ones, the new one, the day and the basis
    *,
    by: Scope,
    at: datetime,
    hamlet_ids: Sequence[int],
    type: str,  # noqa: A002 – the field's word
    name: str,
    on: date,
    basis: str = "",
) -> int:
    """Merge hamlets of one commune into a new one (sáp nhập), which may bear the name of one of them; return its id.

    Raises:
        CannotMerge: there are fewer than two, or they lie in different communes.
        NoSuchPlace, NotAHamlet, OutOfScope, WrongName, WrongDay, HamletExists, BasisTooLong: see their words.
    """
    check_day(on, at=at)
    old = [hamlet_of(one, on=day_before(on), by=by) for one in sorted(set(hamlet_ids))]
    if len(old) < 2:
        raise CannotMerge("Hãy chọn ít nhất hai thôn, ấp, khu phố để sáp nhập.")
    if len({one.parent_id for one in old}) > 1:
        raise CannotMerge("Chỉ sáp nhập được các thôn, ấp, khu phố của cùng một xã; hãy chuyển về một xã trước.")
    commune = _commune_on(old[0], on)
    kind, name = parted(type, name)
    for one in old:
        end(one, on=on)
    new_id = _set_up(commune, kind, name, on=on, basis=check_basis(basis))
    _link([(one.id, new_id) for one in old], Extent.WHOLE, on=on, basis=basis.strip())
    audit.record(
        by=by,
        deed=MERGED,
        subject=subject(queries.place(new_id, on=on)),
        at=at,
        place_id=commune.id,
        before={"ten": [one.title for one in old]},
        after={"ten": f"{kind} {name}", "tu_ngay": told_day(on), "can_cu": basis.strip()},
        touched=[("place", str(one.id)) for one in old],
    )
    return new_id


@transaction.atomic
def split_hamlet(
    *,
    by: Scope,
    at: datetime,
    hamlet_id: int,
    parts: Sequence[tuple[str, str]],
    on: date,
    basis: str = "",
) -> list[int]:
    """Divide a hamlet into new ones (chia tách), each given as (type, name); return their ids.

    Raises:
        CannotSplit: there are fewer than two parts, or two of one name.
        NoSuchPlace, NotAHamlet, OutOfScope, WrongName, WrongDay, HamletExists, BasisTooLong: see their words.
    """
    check_day(on, at=at)
    old = hamlet_of(hamlet_id, on=day_before(on), by=by)
    named = [parted(kind, name) for kind, name in parts]
    if len(named) < 2 or len({same(*one) for one in named}) < len(named):
        raise CannotSplit
    commune = _commune_on(old, on)
    end(old, on=on)
    kept = check_basis(basis)
    new_ids = [_set_up(commune, kind, name, on=on, basis=kept) for kind, name in named]
    _link([(old.id, new_id) for new_id in new_ids], Extent.PART, on=on, basis=kept)
    audit.record(
        by=by,
        deed=SPLIT,
        subject=subject(old),
        at=at,
        place_id=commune.id,
        before={"ten": old.title},
        after={"ten": [f"{kind} {name}" for kind, name in named], "tu_ngay": told_day(on), "can_cu": kept},
        touched=[("place", str(one)) for one in new_ids],
    )
    return new_ids


@transaction.atomic
def carry_over_hamlets(*, by: Scope, at: datetime, old_commune_id: int) -> int:
    """Let the hamlets of a commune that went wholly into a new one lie in that, from its day on; return how many.

    They stay who they are; only where they lie changes. Those that lie in the new one already are left alone, so twice
    is once.

    Raises:
        OutOfScope: the user may not change places in the new commune.
        NotWhollyMerged: the commune still is, or was divided.
    """
    successor = queries.sole_successor(old_commune_id)
    if successor is None:
        raise NotWhollyMerged(queries.titles([old_commune_id], on=at.date()).get(old_commune_id, "Xã này"))
    commune = commune_of(successor.place.id, on=successor.on)
    by.require(MANAGE_PLACES, commune.id)
    waiting = queries.left_behind(old_commune_id, successor)
    for hamlet in waiting:
        attach(hamlet, commune, on=successor.on, basis=successor.basis)
    if waiting:
        audit.record(
            by=by,
            deed=CARRIED_OVER,
            subject=subject(commune),
            at=at,
            place_id=commune.id,
            before={"thuoc": old_commune_id},
            after={"thuoc": commune.id, "ten": [one.title for one in waiting], "tu_ngay": told_day(successor.on)},
            touched=[("place", str(one.id)) for one in waiting],
        )
    return len(waiting)


def _commune_on(hamlet: PlaceRow, on: date) -> PlaceRow:
    """The commune the hamlet lies in on the day itself, which at a reform is not that of the day before."""
    now = queries.place(hamlet.id, on=on)
    return commune_of(now.parent_id or hamlet.parent_id or hamlet.id, on=on)


def _set_up(commune: PlaceRow, kind: str, name: str, *, on: date, basis: str) -> int:
    if (commune.id, same(kind, name)) in hamlets_there([commune.id], since=on):
        raise HamletExists(f"{kind} {name}", commune.title)
    return new_hamlet(commune, kind, name, since=on, basis=basis).pk


def _link(old_and_new: Sequence[tuple[int, int]], extent: Extent, *, on: date, basis: str) -> None:
    Succession.objects.bulk_create(
        Succession(old_id=old, new_id=new, on=on, extent=extent, basis=basis) for old, new in old_and_new
    )
