"""The incident register: a clock that cannot be argued with, and steps that are only added."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from factories.trace import AT, manager, overseer

from giamngheo.audit import queries
from giamngheo.audit.actions import incidents
from giamngheo.audit.actions.exports import ReasonMissing
from giamngheo.audit.actions.incidents import (
    AlreadyWritten,
    IncidentClosed,
    NothingWritten,
    TextTooLong,
    WrongInstants,
)
from giamngheo.audit.kinds import Clock, IncidentState, LegalBasis, StepKind
from giamngheo.audit.legal_basis import notification_basis
from giamngheo.audit.models import Entry, Incident, IncidentStep
from giamngheo.common.scope import EVERYWHERE, OutOfScope, Scope

BASIS = LegalBasis(72, "Nghị định Mẫu", "cơ quan Mẫu", "unverified", "", "")


def after(hours: float) -> datetime:
    return AT + timedelta(hours=hours)


def clock(hours: float, *, notified: float | None = None, closed: float | None = None, basis: bool = True) -> Clock:
    """The clock of an incident known at nine o'clock, looked at so many hours later."""
    ends = [None if end is None else after(end) for end in (notified, closed)]
    return Clock(AT, ends[0], ends[1], after(hours), BASIS if basis else None)


class TestClock:
    @pytest.mark.parametrize(
        ("seen", "state", "words"),
        [
            (clock(0), IncidentState.WAITING, "còn 72 giờ"),
            (clock(31.5), IncidentState.WAITING, "còn 40 giờ"),
            (clock(71.5), IncidentState.WAITING, "còn 30 phút"),
            (clock(72), IncidentState.WAITING, "còn 0 phút"),
            (clock(72.1), IncidentState.LATE, "quá hạn 6 phút"),
            (clock(100), IncidentState.LATE, "quá hạn 28 giờ"),
            (clock(100, notified=20), IncidentState.NOTIFIED, "đã thông báo sau 20 giờ"),
            (clock(100, notified=72), IncidentState.NOTIFIED, "đã thông báo sau 72 giờ"),
            (clock(100, notified=75), IncidentState.NOTIFIED, "đã thông báo sau 75 giờ, muộn 3 giờ"),
            (clock(100, notified=20, closed=90), IncidentState.CLOSED, "đã thông báo sau 20 giờ"),
            (clock(100, closed=90), IncidentState.CLOSED, "đã kết thúc, không thông báo"),
            (clock(9_999, basis=False), IncidentState.WAITING, "chưa ghi nhận văn bản nào về thời hạn"),
            (clock(99, notified=98, basis=False), IncidentState.NOTIFIED, "đã thông báo sau 98 giờ"),
        ],
    )
    def test_tells_the_time_left_or_past(self, seen: Clock, state: IncidentState, words: str) -> None:
        assert (seen.state, seen.words) == (state, words)


class TestLegalBasis:
    @pytest.mark.parametrize(
        ("day", "instrument"),
        [
            (date(2023, 6, 30), None),
            (date(2023, 7, 1), "Nghị định 13/2023/NĐ-CP"),
            (date(2025, 12, 31), "Nghị định 13/2023/NĐ-CP"),
            (date(2026, 1, 1), "Luật 91/2025/QH15"),
            (date(2030, 1, 1), "Luật 91/2025/QH15"),
        ],
    )
    def test_is_the_one_in_force_that_day(self, day: date, instrument: str | None) -> None:
        """Law 91/2025 and Decree 356/2025 from 01/01/2026; Decree 13/2023 from 01/07/2023 until then."""
        found = notification_basis(on=day)
        assert (found is None) == (instrument is None)
        assert found is None or found.instrument.startswith(instrument or "?")

    def test_says_that_nobody_compared_it_with_the_text(self) -> None:
        for day in (date(2024, 1, 1), date(2026, 1, 1)):
            found = notification_basis(on=day)
            assert found is not None
            assert (found.hours, found.status) == (72, "unverified")
            assert found.note == "theo ghi nhận, chưa đối chiếu văn bản"


def recorded(by: Scope, **more: Any) -> int:
    facts = {"at": after(1), "known_at": AT, "what": "Mất một máy tính xách tay"} | more
    return incidents.record_incident(by=by, **facts)


@pytest.mark.django_db
class TestRecording:
    def test_starts_the_clock_when_it_became_known(self) -> None:
        by = manager()
        number = recorded(by, happened_from=after(-5), happened_until=after(-4), place_id=7)
        detail = queries.incident(number, scope=by, at=after(10))
        assert (detail.row.what, detail.row.place_id) == ("Mất một máy tính xách tay", 7)
        assert (detail.recorded_by, detail.recorded_at) == ("Trần Văn Mẫu", after(1))
        assert detail.row.clock.words == "còn 62 giờ"
        entry = Entry.objects.get()
        assert (entry.deed, entry.place_id) == ("incident.recorded", 7)
        assert entry.after["known_at"] == AT.isoformat()

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"what": " \n"}, NothingWritten),
            ({"what": "x" * 5_001}, TextTooLong),
            ({"known_at": after(2)}, WrongInstants),
            ({"happened_from": after(0.5)}, WrongInstants),
            ({"happened_from": after(-2), "happened_until": after(-3)}, WrongInstants),
        ],
    )
    def test_what_contradicts_itself_is_refused_and_nothing_is_written(
        self, wrong: dict[str, Any], error: type[Exception]
    ) -> None:
        by = manager()
        with pytest.raises(error):
            recorded(by, **wrong)
        assert not Incident.objects.exists()
        assert not Entry.objects.exists()

    def test_sent_twice_is_written_once(self) -> None:
        by = manager()
        recorded(by)
        with pytest.raises(AlreadyWritten):
            recorded(by, at=after(2))
        assert Incident.objects.count() == 1

    def test_only_by_who_manages_incidents_of_the_place_and_is_a_person(self) -> None:
        with pytest.raises(OutOfScope):
            recorded(overseer())
        with pytest.raises(OutOfScope):
            recorded(manager(frozenset({1})), place_id=2)
        with pytest.raises(OutOfScope):
            recorded(manager(frozenset({1})))
        with pytest.raises(OutOfScope):
            recorded(Scope(None, "hệ thống", grants={"manage_incidents": EVERYWHERE}))


@pytest.mark.django_db
class TestSteps:
    def test_each_is_kept_with_who_wrote_it_and_the_trace_tells_before_and_after(self) -> None:
        by = manager()
        number = recorded(by)
        incidents.add_measure(number, by=by, at=after(3), done_at=after(2), text="Khoá tài khoản")
        incidents.notify(number, by=by, at=after(6), notified_at=after(5), to="Công an tỉnh", number="12/BC", text="")
        incidents.close(number, by=by, at=after(50), text="Đã tìm thấy máy")
        detail = queries.incident(number, scope=by, at=after(60))
        assert [(step.kind, step.at) for step in detail.steps] == [
            (StepKind.MEASURE, after(2)),
            (StepKind.NOTICE, after(5)),
            (StepKind.CLOSING, after(50)),
        ]
        assert (detail.steps[1].to, detail.steps[1].number) == ("Công an tỉnh", "12/BC")
        assert (detail.row.clock.state, detail.row.clock.words) == (IncidentState.CLOSED, "đã thông báo sau 5 giờ")
        notice = Entry.objects.get(deed="incident.notified")
        assert notice.before == {"notified_at": None}
        assert notice.after["notified_at"] == after(5).isoformat()

    def test_the_clock_stops_at_the_earliest_notice(self) -> None:
        by = manager()
        number = recorded(by)
        for hours in (80, 20, 90):
            incidents.notify(number, by=by, at=after(100), notified_at=after(hours), to="Công an tỉnh")
        assert Incident.objects.get().notified_at == after(20)
        assert IncidentStep.objects.count() == 3

    @pytest.mark.parametrize(
        ("step", "error"),
        [
            (lambda number, by: measure(number, by, text=" "), NothingWritten),
            (lambda number, by: measure(number, by, text="x" * 5_001), TextTooLong),
            (lambda number, by: measure(number, by, done_at=after(9)), WrongInstants),
            (lambda number, by: measure(number, by, done_at=after(-1)), WrongInstants),
            (lambda number, by: notice(number, by, to=""), NothingWritten),
            (lambda number, by: notice(number, by, to="x" * 201), TextTooLong),
            (lambda number, by: notice(number, by, number="x" * 61), TextTooLong),
            (lambda number, by: incidents.close(number, by=by, at=after(5), text=""), NothingWritten),
            (lambda number, by: incidents.reopen(number, by=by, at=after(5), text=""), NothingWritten),
            (lambda number, by: incidents.reopen(number, by=by, at=after(5), text="x"), IncidentClosed),
            (lambda number, by: measure(number + 99, by), queries.NoSuchIncident),
            (lambda number, by: measure(number, manager(frozenset({1}))), queries.NoSuchIncident),
            (lambda number, by: measure(number, overseer()), queries.NoSuchIncident),
            (lambda number, by: [measure(number, by), measure(number, by)], AlreadyWritten),
            (lambda number, by: [notice(number, by), notice(number, by)], AlreadyWritten),
        ],
    )
    def test_what_cannot_be_is_refused(self, step: Callable[[int, Scope], None], error: type[Exception]) -> None:
        by = manager()
        number = recorded(by, place_id=2)
        with pytest.raises(error):
            step(number, by)
        assert IncidentStep.objects.count() <= 1

    def test_a_closed_incident_takes_nothing_until_it_is_opened_again(self) -> None:
        by = manager()
        number = recorded(by)
        incidents.close(number, by=by, at=after(5), text="Không phải thông báo: máy không có dữ liệu")
        for step in (
            lambda: measure(number, by),
            lambda: notice(number, by),
            lambda: incidents.close(number, by=by, at=after(6), text="lại"),
            lambda: corrected(number, by),
        ):
            with pytest.raises(IncidentClosed, match="đã kết thúc"):
                step()
        incidents.reopen(number, by=by, at=after(7), text="Có thêm tin")
        measure(number, by)
        assert [row.id for row in queries.open_incidents(scope=by, at=after(8))] == [number]


@pytest.mark.django_db
class TestCorrecting:
    def test_the_trace_keeps_what_stood_there_and_why_it_changed(self) -> None:
        by = manager()
        number = recorded(by)
        corrected(number, by, what="Mất hai máy tính", known_at=after(-1), reason="Biên bản")
        incident = Incident.objects.get()
        assert (incident.what, incident.known_at) == ("Mất hai máy tính", after(-1))
        entry = Entry.objects.get(deed="incident.corrected")
        assert set(entry.before) == set(entry.after) == {"what", "known_at"}
        assert (entry.before["what"], entry.reason) == ("Mất một máy tính xách tay", "Biên bản")

    def test_nothing_changed_leaves_no_trace(self) -> None:
        by = manager()
        corrected(recorded(by), by)
        assert not Entry.objects.filter(deed="incident.corrected").exists()

    def test_needs_a_reason_and_instants_that_fit_its_steps(self) -> None:
        by = manager()
        number = recorded(by)
        with pytest.raises(ReasonMissing):
            corrected(number, by, reason=" ")
        measure(number, by)
        with pytest.raises(WrongInstants, match="đầu tiên"):
            corrected(number, by, known_at=after(3.5))

    def test_cannot_move_it_to_a_place_of_others(self) -> None:
        by = manager(frozenset({1}))
        number = recorded(by, place_id=1)
        with pytest.raises(OutOfScope):
            corrected(number, by, place_id=2)


@pytest.mark.django_db
class TestReading:
    def test_other_places_are_not_read(self) -> None:
        by = manager()
        here, there = recorded(by, place_id=1), recorded(by, place_id=2)
        scope = overseer(frozenset({1}))
        assert [row.id for row in queries.incidents(scope=scope, at=AT).rows] == [here]
        assert [row.id for row in queries.open_incidents(scope=scope, at=AT)] == [here]
        with pytest.raises(queries.NoSuchIncident):
            queries.incident(there, scope=scope, at=AT)

    def test_whoever_may_not_see_incidents_gets_none_on_pages_of_everybody(self) -> None:
        recorded(manager())
        nobody = Scope(1, "Cán bộ xã")
        assert queries.open_incidents(scope=nobody, at=AT) == []
        with pytest.raises(OutOfScope):
            queries.incidents(scope=nobody, at=AT)
        with pytest.raises(OutOfScope):
            queries.incident(1, scope=nobody, at=AT)

    def test_open_ones_with_the_least_time_left_come_first_and_notified_ones_last(self) -> None:
        by = manager()
        notified, late, closed, fresh = (recorded(by, known_at=after(-hours)) for hours in (200, 100, 50, 1))
        notice(notified, by)
        incidents.close(closed, by=by, at=after(5), text="xong")
        rows = queries.open_incidents(scope=by, at=after(6))
        assert [row.id for row in rows] == [late, fresh, notified]
        assert [row.id for row in queries.incidents(scope=by, at=AT, is_open=False).rows] == [closed]
        assert len(queries.incidents(scope=by, at=AT, is_open=True).rows) == 3

    def test_pages_join(self) -> None:
        by = manager()
        numbers = [recorded(by, known_at=after(-at // 2), what=f"Việc {at}") for at in range(7)]
        found: list[int] = []
        before_id = None
        while True:
            page = queries.incidents(scope=by, at=AT, before_id=before_id, limit=2)
            found += [row.id for row in page.rows]
            before_id = page.next_id
            if before_id is None:
                break
        assert sorted(found) == numbers
        assert len(found) == 7


def measure(number: int, by: Scope, **more: Any) -> None:
    said = {"at": after(5), "done_at": after(3), "text": "Đổi mật khẩu"} | more
    incidents.add_measure(number, by=by, **said)


def notice(incident: int, by: Scope, **more: Any) -> None:
    said = {"at": after(5), "notified_at": after(4), "to": "Công an tỉnh", "number": "1/BC"} | more
    incidents.notify(incident, by=by, **said)


def corrected(number: int, by: Scope, **more: Any) -> None:
    facts = {
        "known_at": AT,
        "what": "Mất một máy tính xách tay",
        "place_id": None,
        "happened_from": None,
        "happened_until": None,
        "reason": "Biên bản",
    }
    incidents.correct_incident(number, by=by, at=after(8), **(facts | more))
