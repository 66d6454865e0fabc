"""Many people at once, from a list pasted out of a sheet: all of it or nothing."""

from datetime import date, datetime

from django.db import transaction

from giamngheo.accounts.actions.managing import require_period
from giamngheo.accounts.actions.new_users import make_user
from giamngheo.accounts.actions.seats import hold
from giamngheo.accounts.kinds import Permission, PersonDetails, SeatDetails
from giamngheo.accounts.mistakes import Mistake
from giamngheo.accounts.models import Agency, User
from giamngheo.accounts.pasted import Fault, Outcome, PastedPlan, PlannedLine
from giamngheo.accounts.queries.pasted import plan_of
from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed, Subject
from giamngheo.common.scope import Scope
from giamngheo.common.text import fold

PEOPLE_IMPORTED = Deed("accounts.people_imported", "Thêm nhiều người dùng")


class PastedListHasFaults(ValueError):
    """The list cannot be taken as it is; nothing was added. `faults` names every line to be mended."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("Danh sách còn chỗ phải sửa, chưa thêm ai: " + " ".join(str(fault) for fault in faults[:20]))
        self.faults = faults


@transaction.atomic
def import_people(  # noqa: PLR0913 – one list, its days and its basis
    *, by: Scope, at: datetime, on: date, text: str, since: date, top_place_id: int, basis: str = ""
) -> PastedPlan:
    """Add the people of a pasted list with their seats; return what was done, line by line.

    Pasting a list twice adds nothing the second time. Agencies that are named and not known yet are made.

    Args:
        by: who imports.
        at: when.
        on: today.
        text: the cells as copied from a sheet (columns: `pasted.COLUMNS`, or as a row of headings names them).
        since: the first day of the seats.
        top_place_id: the place of the installation; names are looked up within it, an empty cell means it.
        basis: the decision behind the seats.

    Raises:
        PastedListHasFaults: some lines cannot be taken; nothing was added.
        WrongFrom: the first day cannot be meant.
    """
    require_period(since, None, on=on)
    plan = plan_of(text, scope=by, on=on, since=since, top_place_id=top_place_id)
    if plan.faults:
        raise PastedListHasFaults(plan.faults)
    made: dict[str, User] = {}
    agencies: dict[tuple[int, str], Agency] = {}
    faults = []
    for line in plan.lines:
        by.require(Permission.MANAGE_USERS, line.place_id)
        if line.outcome == Outcome.EXISTS:
            continue
        try:
            user = _user(line, made)
            hold(user, _seat(line, since, basis, agencies, by=by), by=by, on=on)
        except Mistake as mistake:
            faults.append(Fault(line.person.line, str(mistake)))
    if faults:
        raise PastedListHasFaults(tuple(faults))  # takes back what was added, with the transaction
    if plan.changes:
        _record(plan, made, by=by, at=at, since=since, basis=basis, place_id=top_place_id)
    return plan


def _user(line: PlannedLine, made: dict[str, User]) -> User:
    if line.user_id is not None:
        return User.objects.get(pk=line.user_id)
    if line.username not in made:
        person = line.person
        made[line.username] = make_user(
            PersonDetails(person.full_name, person.phone, person.job_title, username=line.username)
        )
    return made[line.username]


def _seat(
    line: PlannedLine, since: date, basis: str, agencies: dict[tuple[int, str], Agency], *, by: Scope
) -> SeatDetails:
    agency_id = line.agency_id
    if line.is_new_agency and line.agency_place_id is not None:
        by.require(Permission.MANAGE_USERS, line.agency_place_id)
        key = (line.agency_place_id, fold(line.agency))
        if key not in agencies:
            agencies[key] = Agency.objects.create(name=line.agency, place_id=line.agency_place_id, valid_from=None)
        agency_id = agencies[key].pk
    return SeatDetails(line.person.role, line.place_id, since, agency_id=agency_id, basis=basis)


def _record(  # noqa: PLR0913 – what was done, by whom, when, on what basis
    plan: PastedPlan, made: dict[str, User], *, by: Scope, at: datetime, since: date, basis: str, place_id: int
) -> None:
    new = [line for line in plan.lines if line.outcome != Outcome.EXISTS]
    ids = {line.user_id if line.user_id is not None else made[line.username].pk for line in new}
    audit.record(
        by=by,
        deed=PEOPLE_IMPORTED,
        subject=Subject("people", "", f"{len(new)} dòng dán từ bảng tính"),
        at=at,
        place_id=place_id,
        after={
            "number_of_users": len(made),
            "number_of_rows": len(new),
            "seats": [f"{line.username}: {line.person.role.label} – {line.place}" for line in new],
            "agency": list(plan.new_agencies),
            "valid_from": since,
            "basis": basis,
        },
        touched=[("user", str(user_id)) for user_id in sorted(ids)],
    )
