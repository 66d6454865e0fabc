"""An overseer recommends, whoever holds the seat answers; who may not is refused, and nothing is overwritten."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from factories.people import TODAY, Country, country, installation, scope_of, seated

from giamngheo.accounts import queries as accounts
from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import Absence, Seat, User
from giamngheo.audit.models import Entry
from giamngheo.common.scope import OutOfScope, Scope
from giamngheo.files import actions as files
from giamngheo.files.models import StoredFile
from giamngheo.oversight import actions, queries
from giamngheo.oversight.actions import (
    DayPassed,
    Letter,
    NoSuchAddressee,
    NothingWritten,
    NotWritten,
    TooLong,
    WrongAnswerDay,
)
from giamngheo.oversight.kinds import Clock, Sought, State
from giamngheo.oversight.models import Answer, Recommendation
from giamngheo.oversight.queries import NoSuchRecommendation
from giamngheo.places.kinds import REFORM

pytestmark = pytest.mark.django_db
AT = datetime(2024, 11, 15, 2, tzinfo=UTC)


@pytest.fixture
def where() -> Country:
    found = country()
    installation(found)
    return found


@pytest.fixture(autouse=True)
def store_of_its_own(settings, tmp_path):
    settings.DATA_FOLDER = tmp_path


def seat_of(user: User) -> int:
    return Seat.objects.get(holdings__user=user).pk


def letter(where: Country, to: User | None = None) -> Letter:
    seat = seat_of(to) if to else None
    return Letter(where.commune, "Niêm yết danh sách", "Đề nghị niêm yết đủ ngày.", seat, TODAY + timedelta(days=10))


def write(overseer: User, where: Country, to: User | None = None, **changes) -> int:
    by = scope_of(overseer, where)
    return actions.recommend(by=by, at=AT, on=TODAY, letter=replace(letter(where, to), **changes))


def answer(user: User, where: Country, number: int, text: str = "Đã niêm yết.", on: date = TODAY) -> None:
    by = scope_of(user, where, on)
    actions.answer(by=by, at=AT, on=on, recommendation_id=number, text=text, answered_on=on)


def test_a_recommendation_waits_for_whoever_holds_the_seat(where):
    overseer, officer = seated(Role.OVERSIGHT, where.district), seated(Role.COMMUNE_OFFICER, where.commune)
    other = seated(Role.COMMUNE_OFFICER, where.other_commune)
    number = write(overseer, where, officer)
    waiting = queries.waiting_for(scope=scope_of(officer, where), on=TODAY)
    assert (waiting.total, waiting.late, waiting.rows[0].id) == (1, 0, number)
    assert waiting.rows[0].clock.words == "chờ trả lời (còn 10 ngày)"
    assert queries.waiting_for(scope=scope_of(other, where), on=TODAY).total == 0
    assert queries.waiting_for(scope=scope_of(overseer, where), on=TODAY).total == 0
    late = queries.waiting_for(scope=scope_of(officer, where), on=TODAY + timedelta(days=12))
    assert (late.late, late.rows[0].clock.words) == (1, "quá hạn 2 ngày")


def test_one_to_a_place_as_a_whole_waits_only_for_who_answers_for_that_place(where):
    overseer = seated(Role.OVERSIGHT, where.district)
    write(overseer, where, place_id=where.district, about="Gửi cả huyện")
    write(overseer, where, about="Gửi cả xã")
    waiting = {}
    for role in (Role.LEADER, Role.STANDING_OFFICE, Role.LEAD_AGENCY, Role.FINANCE, Role.COMMUNE_CHAIR):
        user = seated(role, where.commune if role is Role.COMMUNE_CHAIR else where.district)
        rows = queries.waiting_for(scope=scope_of(user, where), on=TODAY).rows
        waiting[role] = [row.about for row in rows]
    assert waiting == {
        Role.LEADER: ["Gửi cả huyện"],
        Role.STANDING_OFFICE: ["Gửi cả huyện"],
        Role.LEAD_AGENCY: [],
        Role.FINANCE: [],
        Role.COMMUNE_CHAIR: ["Gửi cả xã"],
    }


def test_one_to_a_commune_waits_for_the_officers_of_the_commune_it_was_merged_into(where):
    write(seated(Role.OVERSIGHT, where.district), where)
    officer = seated(Role.COMMUNE_OFFICER, where.new_commune, since=REFORM)
    scope = accounts.scope_of(officer.pk, on=REFORM, top_place_id=where.new_commune)
    assert queries.waiting_for(scope=scope, on=REFORM).total == 1


def test_answers_are_added_and_recorded_and_none_is_overwritten(where):
    overseer, officer = seated(Role.OVERSIGHT, where.district), seated(Role.COMMUNE_OFFICER, where.commune)
    number = write(overseer, where, officer)
    answer(officer, where, number, "Đang làm.")
    answer(officer, where, number, "Đã xong.", TODAY + timedelta(days=11))
    opened = queries.recommendation(number, scope=scope_of(overseer, where), on=TODAY)
    assert [one.text for one in opened.answers] == ["Đang làm.", "Đã xong."]
    assert opened.row.clock.state is State.ANSWERED
    assert opened.row.clock.words == "đã trả lời"
    assert queries.waiting_for(scope=scope_of(officer, where), on=TODAY).total == 0
    trace = list(Entry.objects.order_by("pk").values_list("deed", "place_id", "actor_name"))
    assert trace == [
        ("oversight.recommended", where.commune, overseer.full_name),
        ("oversight.answered", where.commune, officer.full_name),
        ("oversight.answered", where.commune, officer.full_name),
    ]


def test_the_name_of_the_day_stays_when_an_account_is_renamed(where):
    overseer, officer = seated(Role.OVERSIGHT, where.district), seated(Role.COMMUNE_OFFICER, where.commune)
    number, name = write(overseer, where, officer), officer.full_name
    answer(officer, where, number)
    User.objects.update(full_name="Tên mới")
    opened = queries.recommendation(number, scope=scope_of(overseer, where), on=TODAY)
    assert opened.answers[0].writer_name == name
    assert opened.row.writer_name == "Người giữ vai Giám sát"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OVERSIGHT])
def test_nobody_but_an_overseer_recommends(where, role):
    user = seated(role, where.commune)
    with pytest.raises(OutOfScope):
        write(user, where)
    assert not Recommendation.objects.exists()


def test_an_overseer_recommends_only_in_their_area_and_answers_nothing(where):
    overseer, officer = seated(Role.OVERSIGHT, where.commune), seated(Role.COMMUNE_OFFICER, where.commune)
    number = write(overseer, where, officer)
    with pytest.raises(OutOfScope):
        write(overseer, where, place_id=where.other_commune)
    with pytest.raises(OutOfScope):
        write(overseer, where, place_id=where.district)
    with pytest.raises(OutOfScope):
        answer(overseer, where, number)
    assert not Answer.objects.exists()


def test_who_wrote_it_does_not_answer_it_even_with_another_seat(where):
    overseer = seated(Role.OVERSIGHT, where.district)
    second = seated(Role.LEADER, where.district)
    second.holdings.update(user=overseer)
    number = write(overseer, where)
    with pytest.raises(OutOfScope):
        answer(overseer, where, number)


def test_a_hamlet_head_answers_what_is_addressed_to_them_and_sees_nothing_else(where):
    overseer, head = seated(Role.OVERSIGHT, where.district), seated(Role.HAMLET_HEAD, where.hamlet)
    mine, other = write(overseer, where, head), write(overseer, where, about="Việc khác")
    scope = scope_of(head, where)
    assert [row.id for row in queries.recommendations(scope=scope, on=TODAY).rows] == [mine]
    answer(head, where, mine)
    with pytest.raises(NoSuchRecommendation):
        answer(head, where, other)


def test_whoever_answers_for_the_place_may_answer_and_who_stands_in_too(where):
    overseer, officer = seated(Role.OVERSIGHT, where.district), seated(Role.HAMLET_HEAD, where.hamlet)
    leader, deputy = seated(Role.LEADER, where.district), seated(Role.ENUMERATOR, where.hamlet)
    number = write(overseer, where, officer)
    answer(leader, where, number, "Huyện trả lời.")
    with pytest.raises(NoSuchRecommendation):
        answer(deputy, where, number)
    Absence.objects.create(
        user=officer, substitute=deputy, valid_from=TODAY, valid_until=TODAY + timedelta(days=3), reason="ốm"
    )
    answer(deputy, where, number, "Ấp trả lời.")
    opened = queries.recommendation(number, scope=scope_of(overseer, where), on=TODAY)
    assert [one.writer_name for one in opened.answers] == ["Người giữ vai Lãnh đạo", "Người giữ vai Rà soát viên"]
    assert opened.holders == (f"{officer.full_name} ({deputy.full_name} thay)",)


def test_another_commune_neither_sees_nor_answers(where):
    overseer, officer = seated(Role.OVERSIGHT, where.district), seated(Role.COMMUNE_OFFICER, where.commune)
    other = seated(Role.COMMUNE_CHAIR, where.other_commune)
    number = write(overseer, where, officer)
    scope = scope_of(other, where)
    assert queries.recommendations(scope=scope, on=TODAY).rows == ()
    assert queries.places_with_some(scope=scope, on=TODAY) == []
    with pytest.raises(NoSuchRecommendation):
        queries.recommendation(number, scope=scope, on=TODAY)
    with pytest.raises(NoSuchRecommendation):
        answer(other, where, number)
    with pytest.raises(NoSuchRecommendation):
        queries.recommendation(number + 100, scope=scope_of(overseer, where), on=TODAY)


def test_seats_offered_are_those_held_in_the_place_and_its_hamlets(where):
    overseer = seated(Role.OVERSIGHT, where.district)
    officer, head = seated(Role.COMMUNE_OFFICER, where.commune), seated(Role.HAMLET_HEAD, where.hamlet)
    seated(Role.COMMUNE_OFFICER, where.other_commune)
    seated(Role.COMMUNE_CHAIR, where.commune, until=TODAY)  # left: nobody holds it
    offered = queries.addressees(where.commune, scope=scope_of(overseer, where), on=TODAY)
    assert [one.seat_id for one in offered] == [seat_of(officer), seat_of(head)]
    assert offered[0].holders == (officer.full_name,)
    with pytest.raises(OutOfScope):
        queries.addressees(where.commune, scope=scope_of(officer, where), on=TODAY)


def test_places_offered_are_the_districts_own_not_all_of_the_country(where):
    district, commune = seated(Role.OVERSIGHT, where.district), seated(Role.OVERSIGHT, where.commune)

    def offered(user: User, top: int | None = where.district) -> set[int]:
        rows = queries.places_to_recommend(scope=scope_of(user, where), on=TODAY, top_place_id=top)
        return {row.id for row in rows}

    assert offered(district) == {where.district, where.commune, where.other_commune}
    assert offered(commune) == {where.commune}
    assert offered(district, None) == set()


@pytest.mark.parametrize(
    ("changes", "error", "field"),
    [
        ({"about": " \n\0 "}, NothingWritten, "about"),
        ({"text": "  "}, NothingWritten, "text"),
        ({"about": "đ" * 201}, TooLong, "about"),
        ({"text": "đ" * 10_001}, TooLong, "text"),
        ({"answer_by": TODAY - timedelta(days=1)}, DayPassed, "answer_by"),
        ({"addressed_to_id": 987_654}, NoSuchAddressee, "addressed_to"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_field_and_nothing_is_kept(where, changes, error, field):
    overseer = seated(Role.OVERSIGHT, where.district)
    with pytest.raises(error) as refused:
        write(overseer, where, **changes)
    assert isinstance(refused.value, NotWritten)
    assert refused.value.field == field
    assert not Recommendation.objects.exists()
    assert not Entry.objects.exists()


def test_the_seat_of_another_commune_cannot_be_addressed(where):
    overseer, other = seated(Role.OVERSIGHT, where.district), seated(Role.COMMUNE_OFFICER, where.other_commune)
    with pytest.raises(NoSuchAddressee):
        write(overseer, where, other)
    with pytest.raises(NoSuchAddressee):
        write(overseer, where, overseer)


def test_an_answer_is_dated_between_the_recommendation_and_today(where):
    overseer, officer = seated(Role.OVERSIGHT, where.district), seated(Role.COMMUNE_OFFICER, where.commune)
    number = write(overseer, where, officer)
    by = scope_of(officer, where)
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(WrongAnswerDay):
            actions.answer(by=by, at=AT, on=TODAY, recommendation_id=number, text="Xong.", answered_on=day)
    with pytest.raises(NothingWritten):
        answer(officer, where, number, "\0 ")
    assert not Answer.objects.exists()


def test_what_is_sent_twice_is_kept_once(where):
    overseer, officer = seated(Role.OVERSIGHT, where.district), seated(Role.COMMUNE_OFFICER, where.commune)
    number = write(overseer, where, officer)
    assert write(overseer, where, officer) == number
    assert write(overseer, where, officer, about="Việc khác") != number
    answer(officer, where, number)
    answer(officer, where, number)
    assert Answer.objects.count() == 1
    assert Entry.objects.count() == 3


def test_the_system_itself_recommends_and_answers_nothing(where):
    overseer = seated(Role.OVERSIGHT, where.district)
    number = write(overseer, where)
    nobody = Scope(None, "hệ thống", grants={"recommend": None, "see_recommendations": None})
    with pytest.raises(OutOfScope):
        actions.recommend(by=nobody, at=AT, on=TODAY, letter=letter(where))
    with pytest.raises(OutOfScope):
        actions.answer(by=nobody, at=AT, on=TODAY, recommendation_id=number, text="x", answered_on=TODAY)
    assert queries.waiting_for(scope=Scope(None, "chưa đăng nhập"), on=TODAY).total == 0


def test_lists_are_narrowed_by_words_state_place_and_whose_turn_it_is(where):
    overseer, officer = seated(Role.OVERSIGHT, where.district), seated(Role.COMMUNE_OFFICER, where.commune)
    late = write(overseer, where, officer, about="Chậm niêm yết", answer_by=TODAY)
    answered = write(overseer, where, officer, about="Hồ sơ vay vốn")
    elsewhere = write(overseer, where, place_id=where.other_commune, about="Nhà ở")
    answer(officer, where, answered)
    tomorrow = TODAY + timedelta(days=1)

    def sought(user: User = overseer, **what) -> list[int]:
        page = queries.recommendations(scope=scope_of(user, where), on=tomorrow, sought=Sought(**what))
        return [row.id for row in page.rows]

    assert sought() == [elsewhere, answered, late]
    assert sought(text="niem YET cham") == [late]
    assert sought(text="%") == []
    assert sought(state=State.LATE) == [late]
    assert sought(state=State.WAITING) == [elsewhere]
    assert sought(state=State.ANSWERED) == [answered]
    assert sought(place_id=where.commune) == [answered, late]
    assert sought(place_id=where.district) == [elsewhere, answered, late]
    assert sought(is_mine=True) == []
    assert sought(officer, is_mine=True) == [answered, late]
    leader = seated(Role.LEADER, where.district)
    assert sought(leader, is_mine=True) == []


def test_long_lists_go_on_where_the_page_before_ended(where, monkeypatch):
    monkeypatch.setattr(queries, "ROWS_AT_ONCE", 2)
    overseer = seated(Role.OVERSIGHT, where.district)
    numbers = [write(overseer, where, about=f"Việc {number}") for number in range(5)]
    scope, seen, older_than = scope_of(overseer, where), [], None
    while True:
        page = queries.recommendations(scope=scope, on=TODAY, older_than=older_than)
        seen += [row.id for row in page.rows]
        older_than = page.older_than
        if older_than is None:
            break
    assert seen == numbers[::-1]


def test_the_export_has_all_of_the_scope_and_no_formula(where, monkeypatch):
    monkeypatch.setattr(queries, "ROWS_AT_ONCE", 1)
    overseer, officer = seated(Role.OVERSIGHT, where.district), seated(Role.COMMUNE_OFFICER, where.commune)
    write(overseer, where, officer, about="=HYPERLINK(1)")
    write(overseer, where, officer, about="Hồ sơ")
    write(overseer, where, place_id=where.other_commune, about="Không thuộc xã này")
    by = scope_of(officer, where)
    number = actions.export_recommendations(by=by, at=AT, on=TODAY, sought=Sought())
    with files.open_file(by=by, at=AT, file_id=number).content as content:
        text = content.read().decode("utf-8-sig")
    assert text.count("\n") == 3
    assert ";'=HYPERLINK(1);" in text
    assert "Không thuộc xã này" not in text
    assert StoredFile.objects.get(pk=number).kept_by_id == officer.pk
    with pytest.raises(OutOfScope):
        actions.export_recommendations(
            by=scope_of(seated(Role.HAMLET_HEAD, where.hamlet), where), at=AT, on=TODAY, sought=Sought()
        )


@pytest.mark.parametrize(
    ("answered", "on", "state", "words"),
    [
        (None, date(2024, 11, 9), State.WAITING, "chờ trả lời (còn 1 ngày)"),
        (None, date(2024, 11, 10), State.WAITING, "chờ trả lời (hạn hôm nay)"),
        (None, date(2024, 11, 11), State.LATE, "quá hạn 1 ngày"),
        (date(2024, 11, 10), date(2024, 12, 1), State.ANSWERED, "đã trả lời"),
        (date(2024, 11, 11), date(2024, 12, 1), State.ANSWERED, "đã trả lời, trễ 1 ngày"),
    ],
)
def test_the_last_day_is_in_time_and_the_day_after_is_late(answered, on, state, words):
    clock = Clock(date(2024, 11, 10), answered, on)
    assert (clock.state, clock.words) == (state, words)
    assert clock.state.label
