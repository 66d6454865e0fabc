"""Agencies: dated, with the names they had."""

from datetime import date, timedelta
from typing import Any

import pytest
from factories.offices import AT, Office, deeds
from factories.people import TODAY, seated

from giamngheo.accounts import queries
from giamngheo.accounts.actions import agencies
from giamngheo.accounts.actions.managing import WrongFrom, WrongUntil
from giamngheo.accounts.kinds import Role
from giamngheo.accounts.mistakes import Mistake
from giamngheo.accounts.models import Agency
from giamngheo.audit.models import Entry
from giamngheo.common.scope import OutOfScope, Scope
from giamngheo.places.kinds import REFORM

WHEN: dict[str, Any] = {"at": AT, "on": TODAY}
NAME = "Phòng Lao động – Thương binh và Xã hội"


def add(office: Office, name: str = NAME, by: Scope | None = None, place_id: int = 0, **more: Any) -> int:
    details = {"short_name": "LĐTBXH", "valid_from": date(2024, 1, 1)} | more
    return agencies.add_agency(
        by=by or office.by, name=name, place_id=place_id or office.where.district, **details, **WHEN
    )


def rename(office: Office, agency_id: int, name: str, day: date = TODAY, short_name: str = "LĐTBXH") -> None:
    agencies.rename_agency(
        by=office.by, agency_id=agency_id, name=name, short_name=short_name, day=day, basis="NQ 12", **WHEN
    )


def names(office: Office, on: date = TODAY, by: Scope | None = None, **more: Any) -> list[str]:
    return [row.name for row in queries.agencies(scope=by or office.by, on=on, **more)]


def test_an_agency_is_added_for_a_place(office: Office) -> None:
    agency_id = add(office, f"  {NAME}  ")
    row = queries.agency(agency_id, scope=office.by, on=TODAY)
    assert (row.name, row.short_name, row.place, row.last_day) == (NAME, "LĐTBXH", "Huyện Đồng Mẫu", None)
    assert Entry.objects.get().place_id == office.where.district


def test_an_agency_may_have_been_there_always(office: Office) -> None:
    assert queries.agency(add(office, valid_from=None), scope=office.by, on=date(1999, 1, 1)).valid_from is None


@pytest.mark.parametrize(
    ("details", "wrong"),
    [
        ({"name": "  "}, agencies.WrongAgencyName),
        ({"name": "x" * 201}, agencies.WrongAgencyName),
        ({"valid_from": date(204, 1, 1)}, WrongFrom),
        ({"valid_from": REFORM}, agencies.NoPlaceForAgency),
    ],
)
def test_what_is_no_agency_is_refused(details: dict[str, Any], wrong: type[Mistake], office: Office) -> None:
    with pytest.raises(wrong):
        add(office, **details)


def test_a_place_has_one_agency_of_a_name(office: Office) -> None:
    add(office)
    with pytest.raises(agencies.SameAgency):
        add(office, NAME.upper())
    add(office, place_id=office.where.commune)


def test_agencies_are_for_who_manages_the_users_of_the_place(office: Office) -> None:
    of_district = add(office)
    add(office, "UBND xã", by=office.by_commune, place_id=office.where.commune)
    with pytest.raises(OutOfScope):
        add(office, by=office.by_commune)
    with pytest.raises(OutOfScope):
        agencies.end_agency(
            by=office.scope(seated(Role.LEADER, office.where.district)), agency_id=of_district, day=TODAY, **WHEN
        )
    for agency_id in (of_district, 999_999):
        with pytest.raises(queries.NoSuchAgency):
            agencies.end_agency(by=office.by_commune, agency_id=agency_id, day=TODAY, **WHEN)
        with pytest.raises(queries.NoSuchAgency):
            queries.agency(agency_id, scope=office.by_commune, on=TODAY)
    assert names(office, by=office.by_commune) == ["UBND xã"]
    assert names(office) == [NAME, "UBND xã"]


def test_a_renamed_agency_keeps_its_old_name_for_the_days_before(office: Office) -> None:
    agency_id = add(office)
    holder = seated(Role.LEAD_AGENCY, office.where.district, agency=Agency.objects.get(pk=agency_id))
    rename(office, agency_id, "Phòng Nội vụ", date(2024, 6, 1))
    rename(office, agency_id, "Phòng Kinh tế", TODAY)
    assert names(office, date(2024, 5, 31)) == [NAME]
    assert names(office, date(2024, 6, 1)) == ["Phòng Nội vụ"]
    assert names(office) == ["Phòng Kinh tế"]
    (seat,) = queries.holdings_of([holder.pk], on=date(2024, 6, 1))
    assert seat.seat.agency == "Phòng Nội vụ"
    assert deeds() == ["accounts.agency_added", "accounts.agency_renamed", "accounts.agency_renamed"]
    assert Entry.objects.latest("id").before == {"name": "Phòng Nội vụ", "short_name": "LĐTBXH"}


def test_a_name_is_not_changed_before_the_last_change(office: Office) -> None:
    agency_id = add(office)
    rename(office, agency_id, "Phòng Nội vụ")
    for day in (TODAY, TODAY - timedelta(days=1)):
        with pytest.raises(agencies.RenamedLater):
            rename(office, agency_id, "Phòng Kinh tế", day)


def test_a_short_name_is_only_put_right(office: Office) -> None:
    agency_id = add(office)
    rename(office, agency_id, NAME, short_name="PLĐ")
    rename(office, agency_id, NAME, short_name="PLĐ")  # nothing changed, nothing recorded
    assert Agency.objects.get().short_name == "PLĐ"
    assert not Agency.objects.get().old_names.exists()
    assert deeds() == ["accounts.agency_added", "accounts.agency_renamed"]


def test_a_new_name_is_no_name_of_another(office: Office) -> None:
    agency_id = add(office)
    add(office, "Phòng Nội vụ")
    with pytest.raises(agencies.SameAgency):
        rename(office, agency_id, "phòng nội vụ")
    rename(office, agency_id, NAME.upper())  # its own name, otherwise written


def test_an_agency_ends_when_nobody_holds_a_seat_in_it(office: Office) -> None:
    agency_id = add(office)
    end = {"by": office.by, "agency_id": agency_id, **WHEN}
    holder = seated(Role.LEAD_AGENCY, office.where.district, agency=Agency.objects.get(pk=agency_id))
    with pytest.raises(agencies.AgencyInUse, match="Còn 1 người"):
        agencies.end_agency(**end, day=TODAY)
    holder.holdings.update(valid_until=TODAY)
    agencies.end_agency(**end, day=TODAY, reason="sáp nhập")
    assert names(office) == []
    assert names(office, with_ended=True) == [NAME]
    assert names(office, TODAY - timedelta(days=1)) == [NAME]
    with pytest.raises(agencies.AgencyHasEnded):
        agencies.end_agency(**end, day=TODAY)
    with pytest.raises(agencies.AgencyHasEnded):
        rename(office, agency_id, "Tên mới")
    with pytest.raises(agencies.SameAgency):
        add(office)  # from the first day of the old one
    add(office, valid_from=TODAY)  # a new one may carry the name


@pytest.mark.parametrize(("day", "wrong"), [(date(2024, 1, 1), WrongUntil), (date(2204, 1, 1), WrongFrom)])
def test_an_agency_does_not_end_on_a_day_that_cannot_be_meant(day: date, wrong: type[Mistake], office: Office) -> None:
    agency_id = add(office)
    with pytest.raises(wrong):
        agencies.end_agency(by=office.by, agency_id=agency_id, day=day, **WHEN)
