"""Whose data were touched: the first question after an incident."""

from datetime import timedelta

import pytest
from factories.trace import AT, OPENED, RENAMED, overseer, person, written

from giamngheo.audit import queries
from giamngheo.audit.kinds import Sought, TouchedCount, TouchedRow
from giamngheo.common.scope import Scope

pytestmark = pytest.mark.django_db


def test_the_noted_subjects_of_an_entry_count_or_else_the_one_it_is_about() -> None:
    written(OPENED, subject=("household", "5"), label="Hộ 5", touched=[("person", "1"), ("person", "2")])
    one = written(OPENED, subject=("person", "2"), label="Bà Xuân", hours=-3)
    assert queries.touched_counts(scope=overseer(), sought=Sought()) == [TouchedCount("person", 2, 2)]
    page = queries.touched(scope=overseer(), sought=Sought())
    assert not page.has_more
    assert page.rows == (
        TouchedRow("person", "1", "", 1, AT, AT, one - 1),
        TouchedRow("person", "2", "Bà Xuân", 2, AT - timedelta(hours=3), AT, one),
    )


def test_period_person_deed_and_subject_narrow() -> None:
    user = person()
    by = Scope(user.pk, user.full_name)
    written(OPENED, by=by, subject=("household", "5"), touched=[("person", "1")])
    written(RENAMED, by=by, subject=("place", "7"), hours=2)
    written(OPENED, subject=("household", "6"), touched=[("person", "3")], hours=4, reason="Rà soát")

    def touched(sought: Sought) -> list[str]:
        return [row.id for row in queries.touched(scope=overseer(), sought=sought).rows]

    assert touched(Sought(actor_id=user.pk)) == ["1", "7"]
    assert touched(Sought(deed=OPENED.code)) == ["1", "3"]
    assert touched(Sought(since=AT + timedelta(hours=1), until=AT + timedelta(hours=3))) == ["7"]
    assert touched(Sought(subject=("household", "6"))) == ["3"]
    assert touched(Sought(text="ra soat")) == ["3"]
    assert touched(Sought(place_ids=frozenset())) == []


def test_other_places_are_not_read() -> None:
    written(OPENED, place_id=1, touched=[("person", "1")])
    written(OPENED, place_id=2, touched=[("person", "2")])
    written(OPENED, touched=[("person", "3")])
    page = queries.touched(scope=overseer(frozenset({1})), sought=Sought())
    assert [row.id for row in page.rows] == ["1"]
    assert queries.touched(scope=overseer(frozenset()), sought=Sought()).rows == ()
    assert queries.touched_counts(scope=overseer(frozenset()), sought=Sought()) == []


def test_pages_join_and_a_kind_is_kept_apart() -> None:
    written(OPENED, touched=[("person", f"{number:03}") for number in range(25)])
    written(OPENED, touched=[("household", f"{number:03}") for number in range(5)])
    found: list[str] = []
    for number in range(1, 6):
        page = queries.touched(scope=overseer(), sought=Sought(), number=number, limit=7)
        found += [f"{row.kind} {row.id}" for row in page.rows]
        assert page.has_more == (number < 5)
    assert found == [
        *(f"household {number:03}" for number in range(5)),
        *(f"person {number:03}" for number in range(25)),
    ]
    households = queries.touched(scope=overseer(), sought=Sought(), kind="household").rows
    assert len(households) == 5
    for hostile in ("' OR 1=1 --", "{found}", "%s"):
        assert queries.touched(scope=overseer(), sought=Sought(), kind=hostile).rows == ()
    assert queries.touched(scope=overseer(), sought=Sought(), number=-5).rows
