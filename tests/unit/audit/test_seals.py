"""A seal proves that what was written before it is still as it was; ADR 0007 says what it does not prove."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep
from unittest.mock import patch

import pytest
from django.db import IntegrityError, connection, transaction
from factories.trace import AT, OPENED, RENAMED, overseer, written

from giamngheo.audit import actions as audit
from giamngheo.audit import queries
from giamngheo.audit.actions import seals
from giamngheo.audit.guards import GUARDS, TABLES
from giamngheo.audit.models import Entry, Seal, Touched
from giamngheo.audit.wholeness import Difference, Flaw, Verdict
from giamngheo.common.scope import OutOfScope

pytestmark = pytest.mark.django_db


@pytest.fixture
def guards_lifted() -> None:
    """What only the owner of the database can do: take the triggers away."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE") if connection.vendor == "postgresql" else None
        for guard in GUARDS[connection.vendor]:
            table = next(table for table in TABLES if guard.startswith(table))
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {guard}{on_table}")


def sealed(count: int = 5) -> list[int]:
    """Write so many entries, every second with two subjects, and seal them; return their numbers."""
    people = [("person", "1"), ("person", "2")]
    numbers = [written(after={"name": "x", "count": at}, touched=people if at % 2 else []) for at in range(count)]
    audit.seal(by=overseer(), at=AT)
    return numbers


def checked() -> Difference | None:
    return audit.check(by=overseer(), at=AT).difference


class TestSealing:
    def test_covers_everything_written_and_then_only_what_is_new(self) -> None:
        sealed(5)
        written()
        second = audit.seal(by=overseer(), at=AT)
        assert second is not None
        assert (second.number, second.number_of_entries) == (2, 2)  # the entry, and that the first seal was made
        assert checked() is None

    def test_nothing_new_makes_no_seal(self) -> None:
        sealed(1)
        first = Seal.objects.get()
        again = audit.seal(by=overseer(), at=AT)
        assert again is not None
        assert again.hash == first.hash
        assert Seal.objects.count() == 1

    def test_an_empty_trace_has_no_seal(self) -> None:
        assert audit.seal(by=overseer(), at=AT) is None
        assert audit.check(by=overseer(), at=AT) == Verdict(0, 0, 0, None, ())

    def test_many_entries_become_several_seals(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(seals, "IN_ONE_SEAL", 4)
        sealed(10)
        assert list(Seal.objects.order_by("number").values_list("number_of_entries", flat=True)) == [4, 4, 2]
        assert checked() is None

    def test_only_who_oversees_the_whole_may_seal_and_check(self) -> None:
        with pytest.raises(OutOfScope):
            audit.seal(by=overseer(frozenset({1})), at=AT)
        with pytest.raises(OutOfScope):
            audit.check(by=overseer(frozenset({1})), at=AT)

    def test_of_two_at_once_the_first_stays(self) -> None:
        sealed(1)
        written()
        with patch.object(Seal, "save", side_effect=IntegrityError):
            found = audit.seal(by=overseer(), at=AT)
        assert found is not None
        assert found.number == 1

    def test_its_code_on_paper_finds_it_again(self) -> None:
        sealed(1)
        seal = queries.seals(scope=overseer())[0]
        assert len(seal.code) == 24
        for typed in (seal.code, seal.code.upper(), seal.code.replace("-", " "), f" {seal.hash} "):
            assert queries.seal_of_code(typed, scope=overseer()) == seal
        for typed in ("", seal.code[:-1], "0000-0000-0000-0000-0000", "%" * 20):
            assert queries.seal_of_code(typed, scope=overseer()) is None


class TestChecking:
    def test_itself_leaves_a_trace(self) -> None:
        sealed(2)
        audit.check(by=overseer(), at=AT)
        entry = Entry.objects.latest("pk")
        assert entry.deed == "audit.checked"
        assert entry.after == {"entries": 2, "first_difference": None, "flaw": None, "missing_guards": []}

    def test_counts_what_is_not_sealed_yet(self) -> None:
        sealed(2)
        written()
        assert audit.check(by=overseer(), at=AT) == Verdict(1, 2, 2, None, ())


@pytest.mark.usefixtures("guards_lifted")
class TestTampering:
    """The triggers are gone: somebody has the file itself. The first entry that differs is named."""

    @pytest.mark.parametrize(
        "change",
        [
            {"actor_name": "Người khác"},
            {"reason": "khác"},
            {"after": {"name": "x", "count": 9}},
            {"place_id": 9},
            {"number_of_touched": 9},
            {"at": AT.replace(microsecond=1)},
            {"actor_id": None, "channel": "khác"},
        ],
        ids=lambda change: next(iter(change)),
    )
    def test_an_entry_that_was_changed_is_named(self, change: dict[str, object]) -> None:
        numbers = sealed(5)
        Entry.objects.filter(pk__in=[numbers[2], numbers[4]]).update(**change)
        assert checked() == Difference(Flaw.CHANGED, 1, numbers[2])

    def test_an_entry_that_was_deleted_is_named(self) -> None:
        numbers = sealed(5)
        Entry.objects.filter(pk=numbers[2]).delete()
        assert checked() == Difference(Flaw.MISSING, 1, numbers[2])

    def test_the_last_sealed_entry_deleted_is_named(self) -> None:
        numbers = sealed(5)
        Entry.objects.filter(pk=numbers[4]).delete()
        assert checked() == Difference(Flaw.MISSING, 1, numbers[4])

    def test_an_entry_that_was_slipped_in_is_named(self) -> None:
        gap = written()
        Entry.objects.filter(pk=gap).delete()
        sealed(3)
        Entry(pk=gap, at=AT, actor_name="x", channel="x", deed="x", deed_label="x").save(force_insert=True)
        assert checked() == Difference(Flaw.ADDED, 1, gap)

    @pytest.mark.parametrize(
        "tamper",
        [
            lambda last: Touched.objects.filter(object_id="2").update(object_id="3"),
            lambda last: Touched.objects.filter(object_id="2").delete(),
            lambda last: Touched.objects.create(entry_id=last, kind="person", object_id="9"),
        ],
        ids=["changed", "deleted", "added"],
    )
    def test_the_subjects_noted_with_an_entry_count_too(self, tamper: object) -> None:
        numbers = sealed(2)
        tamper(numbers[1])  # type: ignore[operator]
        assert checked() == Difference(Flaw.CHANGED, 1, numbers[1])

    def test_a_seal_that_was_changed_is_named(self) -> None:
        sealed(2)
        Seal.objects.update(hash="0" * 64)
        assert checked() == Difference(Flaw.SEAL, 1, None)

    def test_a_seal_taken_out_of_the_chain_is_named(self) -> None:
        sealed(2)
        for _ in range(2):
            written()
            audit.seal(by=overseer(), at=AT)
        Seal.objects.filter(number=2).delete()
        assert checked() == Difference(Flaw.SEAL, 2, None)

    def test_a_seal_made_anew_does_not_fit_the_next(self) -> None:
        numbers = sealed(2)
        written()
        audit.seal(by=overseer(), at=AT)
        Entry.objects.filter(pk=numbers[0]).update(reason="khác")
        second = Seal.objects.get(number=2)
        Seal.objects.filter(number=1).delete()
        with patch.object(seals, "last_seal", return_value=None):
            forged = seals._prepared(None, numbers[1], overseer(), AT)
        forged.save(force_insert=True)
        assert second.number == 2
        assert checked() == Difference(Flaw.SEAL, 2, None)

    def test_guards_taken_away_are_told(self) -> None:
        sealed(1)
        verdict = audit.check(by=overseer(), at=AT)
        assert set(verdict.missing_guards) == set(GUARDS[connection.vendor])
        assert not verdict.is_whole


def test_a_trace_of_many_kinds_stays_whole_after_reading_it_back() -> None:
    """What the database gives back must be what was hashed: other letters, nested fields, numbers."""
    written(OPENED, after={"b": 1, "a": {"z": 1.5, "y": [None, True, "Đắk Lắk ừ"]}, "big": 10**15}, reason="“ngoặc”\n")
    written(RENAMED, by=overseer(), label="Ấp Tân Khai 🏠")
    audit.seal(by=overseer(), at=AT)
    with transaction.atomic():
        assert checked() is None


@pytest.mark.django_db(transaction=True)
def test_who_is_in_the_middle_of_writing_is_waited_for() -> None:
    """PostgreSQL numbers an entry before it commits: a later number can be there first, and a seal must not pass it."""
    begun, may_commit = Event(), Event()

    def slow() -> None:
        try:
            with transaction.atomic():
                written(label="chậm")
                begun.set()
                may_commit.wait(5)
        finally:
            connection.close()

    def fast() -> None:
        try:
            written(label="nhanh")
            audit.seal(by=overseer(), at=AT)
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        first = pool.submit(slow)
        assert begun.wait(5)
        second = pool.submit(fast)
        sleep(0.3)  # long enough for the second to reach the seal, which has to wait
        may_commit.set()
        first.result(10)
        second.result(10)
    assert Seal.objects.get().number_of_entries == 2
    assert checked() is None
