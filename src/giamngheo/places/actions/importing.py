"""Many hamlets at once, out of a list: all of it, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed
from giamngheo.common.scope import Scope
from giamngheo.common.text import fold
from giamngheo.places import queries
from giamngheo.places.actions.writing import ENTERED, subject
from giamngheo.places.kinds import Level
from giamngheo.places.models import Attachment, Place, PlaceName
from giamngheo.places.pasted import Fault, Pasted
from giamngheo.places.queries.importing import PlannedHamlet
from giamngheo.places.refusals import NotChanged

IMPORTED = Deed("places.hamlets_imported", "Nhập danh sách thôn, ấp, khu phố")

_AT_ONCE = 500


class ListRefused(NotChanged):
    """The list has faults; nothing of it was entered."""

    field = "text"

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(" ".join(str(fault) for fault in faults[:20]))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Imported:
    """What importing a list did."""

    number_added: int
    number_already_there: int


@transaction.atomic
def import_hamlets(*, by: Scope, at: datetime, on: date, within: int, pasted: Pasted) -> Imported:
    """Enter a list of hamlets (`places.pasted`): those that are not there yet, each in its commune.

    They are there for as long as their commune is; the day one was set up can be told later. The same list twice adds
    nothing.

    Args:
        by: who does it.
        at: when.
        on: the day as of which communes are looked up by their names.
        within: the province, district or commune the list is of.
        pasted: the list as it was read, with what could not be read of it.

    Raises:
        NoSuchPlace: `within` does not exist on the day.
        ListRefused: with every fault and its line; nothing is entered.
    """
    Place.objects.select_for_update().filter(pk=within).first()  # two who import the same list take turns
    plan = queries.planned_import(pasted, within=within, on=on, scope=by)
    if plan.faults:
        raise ListRefused(plan.faults)
    units = _entered(plan.new)
    if units:
        audit.record(
            by=by,
            deed=IMPORTED,
            subject=subject(queries.place(within, on=on)),
            at=at,
            place_id=within,
            after={"so_luong": len(units), "ten": [f"{one.commune.title}: {one.title}" for one in plan.new]},
            touched=[("place", str(unit.pk)) for unit in units],
        )
    return Imported(len(plan.new), len(plan.already))


def _entered(hamlets: Sequence[PlannedHamlet]) -> list[Place]:
    """Enter hamlets with their names, each in its commune for as long as that is there."""
    units = Place.objects.bulk_create(
        (
            Place(level=Level.HAMLET, valid_from=one.commune.valid_from, source="nhập từ danh sách", status=ENTERED)
            for one in hamlets
        ),
        batch_size=_AT_ONCE,
    )
    entered = list(zip(units, hamlets, strict=True))
    PlaceName.objects.bulk_create(
        (
            PlaceName(place=unit, type=one.type, name=one.name, folded=fold(one.name), valid_from=unit.valid_from)
            for unit, one in entered
        ),
        batch_size=_AT_ONCE,
    )
    Attachment.objects.bulk_create(
        (
            Attachment(
                place=unit,
                parent_id=one.commune.id,
                valid_from=unit.valid_from,
                valid_until=one.commune.valid_until,
            )
            for unit, one in entered
        ),
        batch_size=_AT_ONCE,
    )
    return units
