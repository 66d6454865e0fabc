"""What is not finished when seats pass is listed, of these seats and no others."""

from datetime import UTC, datetime, timedelta

import pytest
from factories.people import TODAY, Country, scope_of, seated

from giamngheo.accounts import queries as accounts
from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import Absence, User
from giamngheo.audit.kinds import Subject
from giamngheo.handover.kinds import OpenWork, WorkKind
from giamngheo.handover.open_work import COLLECTORS, Leaving, absences, approvals, open_work
from giamngheo.norms import actions as norms
from giamngheo.oversight import actions as oversight
from giamngheo.oversight.actions import Letter

pytestmark = pytest.mark.django_db
AT = datetime(2024, 11, 15, 2, tzinfo=UTC)
LATER = TODAY + timedelta(days=7)


def leaving(user: User) -> Leaving:
    seats = tuple(held.seat for held in accounts.holdings_of([user.pk], on=TODAY))
    return Leaving(user.pk, user.full_name, seats, TODAY)


def ask(user: User, where: Country, label: str, place_id: int | None) -> None:
    norms.ask_approval(by=scope_of(user, where), at=AT, subject=Subject("plan", label, label), place_id=place_id)


def told(work: list[OpenWork]) -> list[tuple[WorkKind, str]]:
    return [(one.kind, one.text) for one in work]


def test_nothing_open_gives_an_empty_list(where):
    assert open_work(leaving(seated(Role.COMMUNE_CHAIR, where.commune))) == ()


def test_recommendations_to_the_seat_come_with_place_and_last_day(where):
    overseer, officer = seated(Role.OVERSIGHT, where.district), seated(Role.COMMUNE_OFFICER, where.commune)
    to = officer.holdings.get().seat_id
    letter = Letter(where.commune, "Niêm yết", "Đề nghị niêm yết đủ ngày.", to, LATER)
    number = oversight.recommend(by=scope_of(overseer, where), at=AT, on=TODAY, letter=letter)
    expected = OpenWork(WorkKind.RECOMMENDATION, str(number), "Niêm yết", "Xã Đồng Lúa", LATER)
    assert open_work(leaving(officer)) == (expected,)
    assert open_work(leaving(seated(Role.COMMUNE_CHAIR, where.commune))) == ()


@pytest.mark.parametrize(
    ("role", "level", "waits"),
    [
        (Role.LEADER, "district", True),
        (Role.STANDING_OFFICE, "district", True),
        (Role.LEAD_AGENCY, "district", False),
        (Role.FINANCE, "district", False),
        (Role.COMMUNE_CHAIR, "commune", False),  # it was sent to the district, not to the commune
    ],
)
def test_a_recommendation_to_the_place_as_a_whole_leaves_with_whoever_answers_for_it(where, role, level, waits):
    overseer = seated(Role.OVERSIGHT, where.district)
    letter = Letter(where.district, "Niêm yết", "Đề nghị niêm yết đủ ngày.", None, LATER)
    oversight.recommend(by=scope_of(overseer, where), at=AT, on=TODAY, letter=letter)
    told_of = [(WorkKind.RECOMMENDATION, "Niêm yết (gửi chung địa bàn)")] if waits else []
    assert told(open_work(leaving(seated(role, getattr(where, level))))) == told_of


def test_what_the_seat_may_decide_and_what_the_leaver_asked_for_are_told_apart(where):
    chair, officer = seated(Role.COMMUNE_CHAIR, where.commune), seated(Role.COMMUNE_OFFICER, where.commune)
    elsewhere = seated(Role.COMMUNE_OFFICER, where.other_commune)
    ask(officer, where, "Danh sách hộ", where.commune)
    ask(elsewhere, where, "Việc xã khác", where.other_commune)
    ask(chair, where, "Tờ trình của chủ tịch", where.commune)
    assert told(approvals(leaving(chair))) == [
        (WorkKind.TO_APPROVE, f"Danh sách hộ (do {officer.full_name} trình)"),
        (WorkKind.ASKED, "Tờ trình của chủ tịch"),
    ]
    assert told(approvals(leaving(officer))) == [(WorkKind.ASKED, "Danh sách hộ")]


def test_what_was_asked_for_a_place_of_another_seat_stays(where):
    officer = seated(Role.COMMUNE_OFFICER, where.commune)
    ask(officer, where, "Việc xã khác", where.other_commune)
    ask(officer, where, "Việc chung", None)
    assert told(approvals(leaving(officer))) == [(WorkKind.ASKED, "Việc chung")]


def test_the_standing_office_of_the_whole_installation_leaves_everything_it_may_decide(where):
    office, officer = seated(Role.STANDING_OFFICE, where.district), seated(Role.COMMUNE_OFFICER, where.commune)
    ask(officer, where, "Việc chung", None)
    ask(office, where, "Việc của xã khác", where.other_commune)
    assert [one.kind for one in approvals(leaving(office))] == [WorkKind.TO_APPROVE, WorkKind.ASKED]


def test_absences_that_are_not_over_are_told_and_standing_in_does_not_pass_by_itself(where):
    officer, other = seated(Role.COMMUNE_OFFICER, where.commune), seated(Role.COMMUNE_CHAIR, where.commune)
    third = seated(Role.HAMLET_HEAD, where.hamlet)
    Absence.objects.create(user=officer, substitute=other, valid_from=TODAY, valid_until=LATER)
    Absence.objects.create(user=third, substitute=officer, valid_from=TODAY, valid_until=LATER)
    Absence.objects.create(user=officer, substitute=None, valid_from=LATER, valid_until=LATER + timedelta(days=1))
    Absence.objects.create(user=officer, substitute=other, valid_from=TODAY - timedelta(days=2), valid_until=TODAY)
    Absence.objects.create(user=officer, substitute=other, valid_from=TODAY, valid_until=LATER, cancelled_at=AT)
    assert told(absences(leaving(officer))) == [
        (WorkKind.STANDING_IN, f"Làm thay {third.full_name}, từ 15/11/2024 đến hết 21/11/2024"),
        (WorkKind.ABSENCE, f"Người làm thay: {other.full_name}, từ 15/11/2024 đến hết 21/11/2024"),
        (WorkKind.ABSENCE, "Người làm thay: không, từ 22/11/2024 đến hết 22/11/2024"),
    ]


def test_every_kind_of_work_has_a_name_and_every_collector_is_asked(where):
    assert all(kind.label for kind in WorkKind)
    assert len(COLLECTORS) == 3
