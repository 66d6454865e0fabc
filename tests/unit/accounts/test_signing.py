"""Who may sign for whom, on what paper, from when until when."""

from datetime import date, timedelta
from typing import Any

import pytest
from factories.offices import AT, Office, deeds
from factories.people import TODAY, seated

from giamngheo.accounts import queries
from giamngheo.accounts.actions import signing
from giamngheo.accounts.actions.managing import NoBasis, WrongUntil
from giamngheo.accounts.kinds import Capacity, Role
from giamngheo.accounts.mistakes import Mistake
from giamngheo.accounts.models import SigningAuthority, User
from giamngheo.audit.models import Entry
from giamngheo.common.scope import OutOfScope, Scope

WHEN: dict[str, Any] = {"at": AT, "on": TODAY}
LAST = TODAY + timedelta(days=5)


@pytest.fixture
def chair(office: Office) -> User:
    return seated(Role.COMMUNE_CHAIR, office.where.commune)


@pytest.fixture
def deputy(office: Office) -> User:
    return seated(Role.COMMUNE_OFFICER, office.where.commune)


def authority(office: Office, user: User, by: Scope | None = None, **more: Any) -> int:
    details = {
        "capacity": Capacity.DEPUTY,
        "for_whom": "Chủ tịch UBND xã",
        "valid_from": TODAY,
        "valid_until": None,
        "basis": "QĐ 15/QĐ-UBND",
    } | more
    return signing.give_authority(by=by or office.by_commune, user_id=user.pk, **WHEN, **details)


def test_who_may_sign_for_whom_is_dated_and_rests_on_a_paper(office: Office, deputy: User) -> None:
    authority(office, deputy, valid_until=LAST)
    (row,) = queries.authorities(scope=office.by_commune, on=TODAY)
    assert (row.capacity, row.for_whom, row.basis) == (Capacity.DEPUTY, "Chủ tịch UBND xã", "QĐ 15/QĐ-UBND")
    assert row.last_day == LAST - timedelta(days=1)
    assert queries.authorities(scope=office.by_commune, on=LAST) == []
    assert Entry.objects.get().after["capacity"] == "KT. (ký thay)"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"basis": " "}, NoBasis),
        ({"for_whom": " "}, signing.NoPrincipal),
        ({"valid_until": TODAY}, WrongUntil),
    ],
)
def test_an_authority_without_paper_principal_or_days_is_refused(
    wrong: dict[str, Any], told: type[Mistake], office: Office, deputy: User
) -> None:
    with pytest.raises(told):
        authority(office, deputy, **wrong)


def test_signing_in_ones_own_capacity_needs_no_principal(office: Office, chair: User) -> None:
    authority(office, chair, capacity=Capacity.OWN, for_whom="")


def test_the_same_authority_is_not_given_twice_for_a_day(office: Office, deputy: User) -> None:
    authority(office, deputy, valid_until=LAST)
    for days in ({}, {"valid_until": LAST + timedelta(days=1)}):
        with pytest.raises(signing.SameAuthority):
            authority(office, deputy, **days)
    authority(office, deputy, valid_from=date(2024, 1, 1), valid_until=TODAY)
    authority(office, deputy, capacity=Capacity.AUTHORISED)


def test_an_authority_ends_on_a_day_and_not_again(office: Office, deputy: User) -> None:
    authority_id = authority(office, deputy)
    end = {"by": office.by_commune, "authority_id": authority_id, **WHEN}
    signing.end_authority(**end, day=LAST)
    with pytest.raises(signing.AuthorityIsOver):
        signing.end_authority(**end, day=LAST)
    with pytest.raises(WrongUntil):
        signing.end_authority(
            **end | {"authority_id": authority(office, deputy, valid_from=LAST)}, day=date(2204, 1, 1)
        )
    assert deeds()[1] == "accounts.authority_ended"


def test_an_authority_entered_by_mistake_is_taken_back(office: Office, deputy: User) -> None:
    authority_id = authority(office, deputy)
    signing.end_authority(by=office.by_commune, authority_id=authority_id, day=date(2024, 1, 1), **WHEN)
    assert queries.authorities(scope=office.by, on=TODAY) == []
    assert queries.person(deputy.pk, scope=office.by, on=TODAY).authorities == ()
    authority(office, deputy)


def test_authorities_are_for_who_manages_the_users(office: Office, deputy: User) -> None:
    stranger = seated(Role.COMMUNE_CHAIR, office.where.other_commune)
    theirs = authority(office, stranger, by=office.by)
    with pytest.raises(OutOfScope):
        authority(office, deputy, by=office.scope(deputy))
    with pytest.raises(queries.NoSuchUser):
        authority(office, stranger)
    for authority_id in (theirs, 999_999):
        with pytest.raises(signing.NoSuchAuthority):
            signing.end_authority(by=office.by_commune, authority_id=authority_id, day=TODAY, **WHEN)
    assert SigningAuthority.objects.get().valid_until is None
    assert queries.authorities(scope=office.by_commune, on=TODAY) == []
