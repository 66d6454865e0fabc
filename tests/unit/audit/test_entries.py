"""The trace as it is read: within the scope, newest first, page by page, and fast at a million entries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from factories.trace import AT, OPENED, RENAMED, overseer, person, written

from giamngheo.audit import queries
from giamngheo.audit.fields import MASK
from giamngheo.audit.kinds import FieldRow, Sought
from giamngheo.audit.models import Entry
from giamngheo.audit.queries import trace
from giamngheo.common.scope import OutOfScope, Scope

pytestmark = pytest.mark.django_db


def ids(sought: Sought | None = None, *, scope: Scope | None = None, limit: int = 50) -> list[int]:
    """The numbers of all entries sought, page after page."""
    found: list[int] = []
    before_id = None
    while True:
        page = queries.entries(scope=scope or overseer(), sought=sought or Sought(), before_id=before_id, limit=limit)
        found += [row.id for row in page.rows]
        before_id = page.next_id
        if before_id is None:
            return found


class TestScope:
    def test_entries_of_other_places_are_not_read(self) -> None:
        here, there, nowhere = written(place_id=1), written(place_id=2), written()
        assert ids(scope=overseer(frozenset({1}))) == [here]
        assert ids(scope=overseer(frozenset({1, 2}))) == [there, here]
        assert ids() == [nowhere, there, here]

    def test_a_seat_without_places_reads_nothing(self) -> None:
        written(place_id=1)
        assert ids(scope=overseer(frozenset())) == []

    def test_whoever_may_not_see_the_trace_is_refused(self) -> None:
        administrator = Scope(1, "Quản trị", grants={"manage_users": None})
        for ask in (
            lambda: queries.entries(scope=administrator, sought=Sought()),
            lambda: queries.entry(1, scope=administrator),
            lambda: queries.subject_of(1, scope=administrator),
            lambda: queries.deeds(scope=administrator),
            lambda: queries.actors(scope=administrator),
            lambda: queries.touched(scope=administrator, sought=Sought()),
            lambda: queries.touched_counts(scope=administrator, sought=Sought()),
            lambda: queries.seals(scope=administrator),
            lambda: queries.seal_of_code("0" * 20, scope=administrator),
        ):
            with pytest.raises(OutOfScope):
                ask()

    def test_a_guessed_number_of_another_place_is_as_if_it_were_not(self) -> None:
        there = written(place_id=2)
        for number in (there, there + 1_000, 2**62):
            with pytest.raises(queries.NoSuchEntry):
                queries.entry(number, scope=overseer(frozenset({1})))
            with pytest.raises(queries.NoSuchEntry):
                queries.subject_of(number, scope=overseer(frozenset({1})))

    def test_choices_of_people_and_deeds_are_those_of_the_places(self) -> None:
        one, other = person("Lê Mẫu Một"), person("Lê Mẫu Hai")
        written(RENAMED, by=Scope(one.pk, one.full_name), place_id=1)
        written(OPENED, by=Scope(other.pk, other.full_name), place_id=2)
        written(OPENED, place_id=1, hours=1)
        scope = overseer(frozenset({1}))
        assert {deed.code for deed in queries.deeds(scope=scope)} == {OPENED.code, RENAMED.code}
        assert [actor.name for actor in queries.actors(scope=scope)] == ["Lê Mẫu Một"]
        assert [actor.name for actor in queries.actors(scope=overseer())] == ["Lê Mẫu Hai", "Lê Mẫu Một"]
        assert queries.deeds(scope=overseer(frozenset({2}))) == [OPENED]


class TestSeeking:
    def test_each_part_narrows(self) -> None:
        user = person()
        mine = written(by=Scope(user.pk, user.full_name), place_id=1, subject=("place", "1"))
        opened = written(OPENED, place_id=2, subject=("household", "9"), hours=5, label="Hộ bà Xuân", reason="Rà soát")
        assert ids(Sought(actor_id=user.pk)) == [mine]
        assert ids(Sought(deed=OPENED.code)) == [opened]
        assert ids(Sought(subject=("place", "1"))) == [mine]
        assert ids(Sought(place_ids=frozenset({2, 3}))) == [opened]
        assert ids(Sought(since=AT + timedelta(hours=5))) == [opened]
        assert ids(Sought(until=AT + timedelta(hours=5))) == [mine]
        assert ids(Sought(text="ho ba xuan")) == [opened]
        assert ids(Sought(text="RÀ SOÁT")) == [opened]
        assert ids(Sought(text="100%")) == []
        assert ids(Sought(deed=OPENED.code, actor_id=user.pk)) == []

    def test_nothing_written_gives_an_empty_list(self) -> None:
        assert ids() == []
        assert queries.deeds(scope=overseer()) == []
        assert queries.actors(scope=overseer()) == []


class TestPaging:
    def test_pages_join_without_gap_or_repeat_also_at_one_instant(self) -> None:
        numbers = [written(hours=hours) for hours in (0, 0, 0, 1, 1, 2, 0)]
        expected = [numbers[5], numbers[4], numbers[3], numbers[6], numbers[2], numbers[1], numbers[0]]
        for limit in (1, 2, 3, 7, 50):
            assert ids(limit=limit) == expected

    def test_an_entry_that_is_not_there_begins_anew(self) -> None:
        number = written()
        page = queries.entries(scope=overseer(), sought=Sought(), before_id=number + 99)
        assert [row.id for row in page.rows] == [number]

    def test_words_are_sought_a_stretch_at_a_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(trace, "STRETCH", 3)
        old = written(label="Hộ bà Xuân")
        also_old = written(label="Hộ bà Xuân")
        for _ in range(7):
            written(label="Hộ khác")
        first = queries.entries(scope=overseer(), sought=Sought(text="xuân"))
        assert first.rows == ()
        assert first.searched_to == AT
        assert ids(Sought(text="xuân")) == [also_old, old]
        assert ids(Sought(text="xuân"), limit=1) == [also_old, old]


class TestOneEntry:
    def test_shows_each_field_by_its_name_before_and_after(self) -> None:
        number = written(
            before={"name": "Đồng Lúa", "valid_from": "2024-01-01", "is_active": True},
            after={"name": "Đồng Lúa Mới", "valid_until": None, "unheard_of": [1, {"name": "x", "code": ""}]},
        )
        assert queries.entry(number, scope=overseer()).fields == (
            FieldRow("Tên", "Đồng Lúa", "Đồng Lúa Mới", is_hidden=False),
            FieldRow("Từ ngày", "01/01/2024", "", is_hidden=False),
            FieldRow("unheard_of", "", "1; Mã: (trống); Tên: x", is_hidden=False),
            FieldRow("Đang hoạt động", "có", "", is_hidden=False),
            FieldRow("Đến trước ngày", "", "", is_hidden=False),
        )

    def test_sensitive_fields_are_masked_at_any_depth(self) -> None:
        number = written(
            before={"citizen_number": "070000000001"},
            after={"citizen_number": "", "members": [{"ethnic_group": "22", "old_account_number": "123"}]},
        )
        detail = queries.entry(number, scope=overseer())
        assert detail.hides
        assert detail.fields == (
            FieldRow("Số căn cước", MASK, "", is_hidden=True),
            FieldRow("members", "", f"Dân tộc: {MASK}; old_account_number: {MASK}", is_hidden=True),
        )

    @pytest.mark.parametrize("text", ["2024-13-45", "2024-13-45T99:00", "12/2024", "2024-01-01 09:00"])
    def test_what_only_looks_like_a_day_is_shown_as_written(self, text: str) -> None:
        number = written(after={"note": text})
        assert queries.entry(number, scope=overseer()).fields[0].after == text

    def test_instants_are_shown_by_the_clock_here(self) -> None:
        number = written(after={"at": AT, "known_at": "2024-11-15T09:00:00"})
        shown = [field.after for field in queries.entry(number, scope=overseer()).fields]
        assert shown == ["15/11/2024 09:00:00", "15/11/2024 09:00:00"]


PLANS = {
    "everything": Sought(),
    "a deed": Sought(deed="x"),
    "a person": Sought(actor_id=1),
    "a subject": Sought(subject=("place", "1")),
    "a place": Sought(place_ids=frozenset({1})),
    "a period": Sought(since=AT, until=AT + timedelta(days=1)),
    "a person in a period": Sought(actor_id=1, since=AT),
}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="plans of PostgreSQL depend on what the tables hold")
class TestPlan:
    """A million entries must not be read to show fifty: the plan walks an index in the order of the list."""

    @pytest.mark.parametrize("before_id", [None, 1], ids=["first page", "next page"])
    @pytest.mark.parametrize("sought", PLANS.values(), ids=PLANS)
    def test_of_the_list_sorts_nothing_and_scans_no_table(self, sought: Sought, before_id: int | None) -> None:
        number = written()
        steps = plan_of_list(sought, overseer(), number if before_id else None)
        assert all("USING COVERING INDEX" in step or "USING INDEX" in step for step in steps), steps
        assert not any("TEMP B-TREE" in step for step in steps), steps

    def test_of_several_places_sorts_numbers_of_these_places_only(self) -> None:
        written(place_id=1)
        steps = plan_of_list(Sought(), overseer(frozenset(range(1, 120))), None)
        assert "USING COVERING INDEX audit_entry_place (place_id=?)" in steps[0], steps

    def test_of_words_walks_the_newest_stretch_only(self) -> None:
        written()
        steps = plan_of_list(Sought(text="xuân"), overseer(), None)
        assert not any("TEMP B-TREE" in step for step in steps), steps


def plan_of_list(sought: Sought, scope: Scope, before_id: int | None) -> list[str]:
    """What SQLite would do for the statement that finds the numbers of the page."""
    with CaptureQueriesContext(connection) as captured:
        queries.entries(scope=scope, sought=sought, before_id=before_id)
    statement = next(one["sql"] for one in captured if one["sql"].endswith("LIMIT 51"))
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
        return [row[3] for row in cursor.fetchall()]


def test_a_page_takes_few_statements(django_assert_max_num_queries: object) -> None:
    for _ in range(60):
        written()
    assert Entry.objects.count() == 60
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        queries.entries(scope=overseer(), sought=Sought())
