"""Agencies (cơ quan): added, renamed and ended, each from a day on."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from giamngheo.accounts.actions.managing import WrongUntil, require_period
from giamngheo.accounts.kinds import Permission
from giamngheo.accounts.mistakes import Mistake
from giamngheo.accounts.models import Agency, AgencyName, Holding
from giamngheo.accounts.queries.agencies import NoSuchAgency
from giamngheo.accounts.queries.scopes import not_over
from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed, Subject
from giamngheo.common.dates import print_day
from giamngheo.common.scope import Scope
from giamngheo.common.text import compose, fold, squeeze
from giamngheo.places import queries as places

AGENCY_ADDED = Deed("accounts.agency_added", "Thêm cơ quan")
AGENCY_RENAMED = Deed("accounts.agency_renamed", "Đổi tên cơ quan")
AGENCY_ENDED = Deed("accounts.agency_ended", "Kết thúc cơ quan")

LONGEST_NAME, LONGEST_SHORT_NAME = 200, 60


class WrongAgencyName(Mistake):
    """The agency has no name, or one that is too long."""

    field = "name"

    def __init__(self) -> None:
        super().__init__(f"Hãy ghi tên cơ quan, không quá {LONGEST_NAME} chữ.")


class SameAgency(Mistake):
    """There is an agency of this name for the place on some of these days already."""

    field = "name"

    def __init__(self) -> None:
        super().__init__("Địa bàn này đã có cơ quan cùng tên; không cần thêm.")


class NoPlaceForAgency(Mistake):
    """The place does not exist on the first day of the agency."""

    field = "place"

    def __init__(self, day: date) -> None:
        super().__init__(f"Vào ngày {print_day(day)} không có địa bàn này; hãy chọn địa bàn khác hoặc sửa ngày.")


class AgencyInUse(Mistake):
    """People hold seats in the agency on that day or later."""

    field = "day"

    def __init__(self, number: int, day: date) -> None:
        super().__init__(
            f"Còn {number} người giữ vị trí ở cơ quan này từ ngày {print_day(day)} trở đi; hãy bàn giao hoặc cho thôi "
            "giữ trước, hoặc chọn ngày muộn hơn."
        )


class AgencyHasEnded(Mistake):
    """The agency has ended."""

    def __init__(self, day: date) -> None:
        super().__init__(f"Cơ quan này đã kết thúc từ ngày {print_day(day)}.")


class RenamedLater(Mistake):
    """The agency got another name on a later day already."""

    field = "day"

    def __init__(self) -> None:
        super().__init__("Cơ quan này đã được đổi tên vào một ngày sau đó; hãy chọn ngày muộn hơn lần đổi tên cuối.")


@transaction.atomic
def add_agency(  # noqa: PLR0913 – an agency has these parts
    *, by: Scope, at: datetime, on: date, name: str, short_name: str, place_id: int, valid_from: date | None
) -> int:
    """Add an agency of a place; without a first day it counts as always having been there. Return its id.

    Raises:
        OutOfScope: the place is none whose users `by` manages.
        WrongAgencyName, SameAgency, NoPlaceForAgency, WrongFrom: what was entered cannot be kept.
    """
    by.require(Permission.MANAGE_USERS, place_id)
    title = _name(name)
    if valid_from:
        require_period(valid_from, None, on=on)
    try:
        places.place(place_id, on=valid_from or on)
    except places.NoSuchPlace:
        raise NoPlaceForAgency(valid_from or on) from None
    _require_new(title, place_id, valid_from)
    agency = Agency.objects.create(
        name=title, short_name=_short(short_name), place_id=place_id, valid_from=valid_from, valid_until=None
    )
    audit.record(
        by=by,
        deed=AGENCY_ADDED,
        subject=_subject(agency),
        at=at,
        place_id=place_id,
        after={"name": agency.name, "short_name": agency.short_name, "valid_from": valid_from},
    )
    return agency.pk


@transaction.atomic
def rename_agency(  # noqa: PLR0913 – from which day, on what basis
    *, by: Scope, at: datetime, on: date, agency_id: int, name: str, short_name: str, day: date, basis: str = ""
) -> None:
    """Give an agency another name from a day on; what was signed before keeps the old one.

    Raises:
        NoSuchAgency, OutOfScope, AgencyHasEnded: see `end_agency`.
        WrongAgencyName, SameAgency, WrongFrom, RenamedLater: what was entered cannot be kept.
    """
    agency = _managed(agency_id, by)
    title, short = _name(name), _short(short_name)
    require_period(day, None, on=on)
    if agency.valid_until and agency.valid_until <= day:
        raise AgencyHasEnded(agency.valid_until)
    before = {"name": agency.name, "short_name": agency.short_name}
    if before == {"name": title, "short_name": short}:
        return
    if title != agency.name:
        _require_new(title, agency.place_id, day, but=agency.pk)
        if agency.old_names.filter(valid_until__gte=day).exists():
            raise RenamedLater
        AgencyName.objects.create(agency=agency, name=agency.name, valid_until=day, basis=basis)
    agency.name, agency.short_name = title, short
    agency.save(update_fields=["name", "short_name"])
    audit.record(
        by=by,
        deed=AGENCY_RENAMED,
        subject=_subject(agency),
        at=at,
        place_id=agency.place_id,
        before=before,
        after={"name": title, "short_name": short, "valid_from": day, "basis": basis},
    )


@transaction.atomic
def end_agency(*, by: Scope, at: datetime, on: date, agency_id: int, day: date, reason: str = "") -> None:
    """End an agency; from the day on nobody can be given a seat in it.

    Raises:
        NoSuchAgency: there is none within the scope.
        OutOfScope: its place is none whose users `by` manages.
        AgencyHasEnded: it had ended before.
        AgencyInUse: people hold seats in it on that day or later.
        WrongUntil, WrongFrom: the day cannot be meant.
    """
    agency = _managed(agency_id, by)
    if agency.valid_until:
        raise AgencyHasEnded(agency.valid_until)
    require_period(day, None, on=on)
    if agency.valid_from and day <= agency.valid_from:
        raise WrongUntil(f"Cơ quan có từ ngày {print_day(agency.valid_from)}; hãy ghi ngày kết thúc sau ngày đó.")
    if number := Holding.objects.filter(not_over(day), seat__agency=agency).values("user_id").distinct().count():
        raise AgencyInUse(number, day)
    agency.valid_until = day
    agency.save(update_fields=["valid_until"])
    audit.record(
        by=by,
        deed=AGENCY_ENDED,
        subject=_subject(agency),
        at=at,
        place_id=agency.place_id,
        before={"valid_until": None},
        after={"valid_until": day},
        reason=reason,
    )


def _managed(agency_id: int, by: Scope) -> Agency:
    agency = Agency.objects.select_for_update().filter(pk=agency_id).first()
    if agency is None or not by.covers(Permission.SEE_PEOPLE, agency.place_id):
        raise NoSuchAgency(agency_id)
    by.require(Permission.MANAGE_USERS, agency.place_id)
    return agency


def _name(typed: str) -> str:
    name = squeeze(compose(typed))
    if not name or len(name) > LONGEST_NAME:
        raise WrongAgencyName
    return name


def _short(typed: str) -> str:
    return squeeze(compose(typed))[:LONGEST_SHORT_NAME]


def _require_new(name: str, place_id: int, since: date | None, *, but: int | None = None) -> None:
    there = Q(valid_until=None) | Q(valid_until__gt=since) if since else Q()
    others = dict(Agency.objects.filter(there, place_id=place_id).values_list("pk", "name"))
    if fold(name) in {fold(other) for agency_id, other in others.items() if agency_id != but}:
        raise SameAgency


def _subject(agency: Agency) -> Subject:
    return Subject("agency", str(agency.pk), agency.name)
