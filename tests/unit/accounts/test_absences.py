"""Who is away, and who stands in."""

from datetime import date, timedelta
from typing import Any

import pytest
from factories.offices import AT, Office, deeds
from factories.people import TODAY, seated

from giamngheo.accounts import queries
from giamngheo.accounts.actions import absences, people
from giamngheo.accounts.actions.managing import NoBasis, WrongFrom, WrongUntil
from giamngheo.accounts.actions.seats import GivenToOneself
from giamngheo.accounts.kinds import Permission, Role
from giamngheo.accounts.mistakes import Mistake
from giamngheo.accounts.models import Absence, User
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


def away(office: Office, user: User, substitute: User | None = None, by: Scope | None = None, **more: Any) -> int:
    details = {"valid_from": TODAY, "valid_until": LAST, "basis": "Phân công 12/UBND", "reason": "đi học"} | more
    substitute_id = substitute.pk if substitute else None
    return absences.add_absence(
        by=by or office.by_commune, user_id=user.pk, substitute_id=substitute_id, **WHEN, **details
    )


def test_who_stands_in_may_do_the_work_while_the_other_is_away(office: Office, chair: User, deputy: User) -> None:
    assert not office.scope(deputy).holds(Permission.APPROVE)
    away(office, chair, deputy)
    assert office.scope(deputy).covers(Permission.APPROVE, office.where.commune)
    assert not office.scope(deputy, LAST).holds(Permission.APPROVE)
    entry = Entry.objects.get()
    assert (entry.deed, entry.subject_id, entry.reason) == ("accounts.absence_added", str(chair.pk), "đi học")
    assert entry.after["substitute"] == deputy.full_name


def test_somebody_may_be_away_without_anybody_standing_in(office: Office, chair: User) -> None:
    away(office, chair, basis="")
    (row,) = queries.absences(scope=office.by_commune, on=TODAY)
    assert (row.user_name, row.substitute_name, row.last_day) == (chair.full_name, "", LAST - timedelta(days=1))


def test_standing_in_rests_on_a_paper(office: Office, chair: User, deputy: User) -> None:
    with pytest.raises(NoBasis):
        away(office, chair, deputy, basis="  ")


@pytest.mark.parametrize(
    ("days", "wrong"),
    [
        ({"valid_until": TODAY}, WrongUntil),
        ({"valid_until": date(2204, 1, 1)}, WrongUntil),
        ({"valid_from": date(204, 1, 1)}, WrongFrom),
    ],
)
def test_days_that_cannot_be_meant_are_refused(
    days: dict[str, date], wrong: type[Mistake], office: Office, chair: User
) -> None:
    with pytest.raises(wrong):
        away(office, chair, **days)


def test_nobody_is_away_twice_on_a_day(office: Office, chair: User) -> None:
    away(office, chair)
    with pytest.raises(absences.AlreadyAway, match="từ ngày 15/11/2024"):
        away(office, chair, valid_from=LAST - timedelta(days=1), valid_until=LAST + timedelta(days=9))
    away(office, chair, valid_from=LAST, valid_until=LAST + timedelta(days=9))


def test_nobody_stands_in_for_themself(office: Office, chair: User) -> None:
    with pytest.raises(absences.WrongSubstitute, match="tự làm thay"):
        away(office, chair, chair)


def test_nobody_stands_in_who_is_away_too(office: Office, chair: User, deputy: User) -> None:
    away(office, deputy)
    with pytest.raises(absences.WrongSubstitute, match="cũng vắng mặt"):
        away(office, chair, deputy)


def test_nobody_stands_in_whose_account_is_closed(office: Office, chair: User, deputy: User) -> None:
    people.close_account(by=office.by, user_id=deputy.pk, day=LAST, reason="", **WHEN)
    away(office, chair, deputy)  # still open on the first day
    with pytest.raises(absences.WrongSubstitute, match="đã đóng"):
        away(office, chair, deputy, valid_from=LAST, valid_until=LAST + timedelta(days=1))


def test_nobody_stands_in_whom_the_administrator_cannot_see(office: Office, chair: User) -> None:
    stranger = seated(Role.COMMUNE_CHAIR, office.where.other_commune)
    with pytest.raises(absences.WrongSubstitute, match="chọn lại"):
        away(office, chair, stranger)
    away(office, chair, stranger, by=office.by)


def test_an_administrator_gets_no_approval_by_standing_in_through_their_own_hand(office: Office, chair: User) -> None:
    with pytest.raises(GivenToOneself):
        away(office, chair, office.commune_admin)
    away(office, chair, office.commune_admin, by=office.by)  # another administrator may decide so


def test_an_administrator_may_stand_in_for_work_that_approves_nothing(office: Office) -> None:
    head = seated(Role.HAMLET_HEAD, office.where.hamlet)
    away(office, head, office.commune_admin)


def test_absences_are_for_who_manages_the_users(office: Office, chair: User, deputy: User) -> None:
    with pytest.raises(OutOfScope):
        away(office, chair, deputy, by=office.scope(deputy))
    with pytest.raises(queries.NoSuchUser):
        away(office, seated(Role.COMMUNE_CHAIR, office.where.other_commune))


def test_back_sooner_ends_what_was_lent(office: Office, chair: User, deputy: User) -> None:
    absence_id = away(office, chair, deputy)
    back = TODAY + timedelta(days=2)
    absences.end_absence(by=office.by_commune, absence_id=absence_id, day=back, reason="về sớm", **WHEN)
    assert office.scope(deputy, back - timedelta(days=1)).holds(Permission.APPROVE)
    assert not office.scope(deputy, back).holds(Permission.APPROVE)
    assert deeds() == ["accounts.absence_added", "accounts.absence_ended"]
    for day in (back, LAST):
        with pytest.raises(absences.AbsenceIsOver):
            absences.end_absence(by=office.by_commune, absence_id=absence_id, day=day, **WHEN)


def test_an_absence_that_does_not_come_about_is_cancelled(office: Office, chair: User, deputy: User) -> None:
    absence_id = away(office, chair, deputy)
    absences.end_absence(by=office.by_commune, absence_id=absence_id, day=TODAY, **WHEN)
    assert not office.scope(deputy).holds(Permission.APPROVE)
    assert queries.absences(scope=office.by, on=TODAY) == []
    assert queries.person(chair.pk, scope=office.by, on=TODAY).absences[0].is_cancelled
    with pytest.raises(absences.AbsenceIsOver):
        absences.end_absence(by=office.by_commune, absence_id=absence_id, day=TODAY, **WHEN)
    away(office, chair, deputy)  # the days are free again
    assert deeds()[1] == "accounts.absence_cancelled"


def test_guessed_ids_of_absences_are_nothing(office: Office) -> None:
    theirs = away(office, seated(Role.COMMUNE_CHAIR, office.where.other_commune), by=office.by)
    for absence_id in (theirs, 999_999):
        with pytest.raises(absences.NoSuchAbsence):
            absences.end_absence(by=office.by_commune, absence_id=absence_id, day=TODAY, **WHEN)
    assert Absence.objects.get().cancelled_at is None


def test_absences_are_listed_within_the_scope_from_today_on(office: Office, chair: User, deputy: User) -> None:
    away(office, seated(Role.COMMUNE_CHAIR, office.where.other_commune), by=office.by)
    away(office, chair, valid_from=date(2024, 1, 1), valid_until=TODAY)
    away(office, deputy)
    assert [row.user_id for row in queries.absences(scope=office.by_commune, on=TODAY)] == [deputy.pk]
    assert len(queries.absences(scope=office.by, on=TODAY)) == 2


def test_a_person_shows_for_whom_they_stand_in(office: Office, chair: User, deputy: User) -> None:
    away(office, chair, deputy)
    assert [row.user_id for row in queries.person(deputy.pk, scope=office.by, on=TODAY).stands_in] == [chair.pk]
    assert queries.person(deputy.pk, scope=office.by, on=LAST).stands_in == ()
