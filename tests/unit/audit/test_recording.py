"""What is written of a deed: everything said, in a form every database takes, and never a secret."""

import json
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import pytest
from django.db import transaction
from factories.trace import AT, OPENED, SYSTEM, person, written

from giamngheo.audit import actions as audit
from giamngheo.audit.actions import recording
from giamngheo.audit.actions.recording import NotInTransaction
from giamngheo.audit.kinds import Subject
from giamngheo.audit.models import Entry, Touched
from giamngheo.audit.values import LARGEST, NotForTheTrace, kept
from giamngheo.common.scope import Scope


class Colour(StrEnum):
    RED = "red"


@pytest.mark.django_db
class TestRecord:
    def test_keeps_who_when_what_where_and_why(self) -> None:
        user = person()
        number = written(
            by=Scope(user.pk, user.full_name),
            place_id=7,
            before={"name": "Đồng Lúa"},
            after={"name": "Đồng Lúa Mới"},
            reason="  Nghị quyết 5  ",
        )
        entry = Entry.objects.get(pk=number)
        assert (entry.at, entry.actor, entry.actor_name, entry.channel) == (AT, user, "Nguyễn Thị Mẫu", "trang")
        assert (entry.deed, entry.subject_id, entry.place_id) == ("places.renamed", "7", 7)
        assert (entry.before, entry.after) == ({"name": "Đồng Lúa"}, {"name": "Đồng Lúa Mới"})
        assert entry.reason == "Nghị quyết 5"

    def test_the_name_of_the_day_stays_when_the_account_is_renamed(self) -> None:
        user = person()
        number = written(by=Scope(user.pk, user.full_name))
        type(user).objects.filter(pk=user.pk).update(full_name="Tên khác")
        assert Entry.objects.get(pk=number).actor_name == "Nguyễn Thị Mẫu"

    @pytest.mark.django_db(transaction=True)
    def test_outside_the_transaction_of_the_change_is_refused(self) -> None:
        with pytest.raises(NotInTransaction):
            audit.record(by=SYSTEM, deed=OPENED, subject=Subject("x", "1", "x"), at=AT)
        assert not Entry.objects.exists()

    def test_is_gone_when_the_change_is_rolled_back(self) -> None:
        with transaction.atomic():
            written(touched=[("person", "1")])
            transaction.set_rollback(True)
        assert not Entry.objects.exists()
        assert not Touched.objects.exists()

    def test_notes_ten_thousand_subjects_once_each(self) -> None:
        people = [("person", str(number)) for number in range(10_000)]
        number = written(OPENED, touched=[*people, *people])
        assert Entry.objects.get(pk=number).number_of_touched == 10_000
        assert Touched.objects.filter(entry_id=number).count() == 10_000

    def test_what_somebody_typed_into_a_name_breaks_nothing(self) -> None:
        hostile = "a\0" + "\ud800" + "x" * 1_000
        number = written(subject=("username", hostile), label=hostile, reason=hostile * 10, after={hostile: hostile})
        entry = Entry.objects.get(pk=number)
        assert len(entry.subject_id) == 60
        assert len(entry.subject_label) == 300
        assert "\0" not in entry.reason


def test_every_column_of_an_entry_is_written() -> None:
    """The statement names them itself; a new one must not be forgotten there."""
    columns = recording._ADD_ENTRY.partition("(")[2].partition(")")[0].replace(",", " ").split()
    assert sorted(columns) == sorted(field.column for field in Entry._meta.fields if not field.primary_key)


class TestKept:
    def test_days_amounts_and_choices_become_text_or_numbers(self) -> None:
        fields = {
            "day": date(2024, 11, 15),
            "at": AT,
            "amount": Decimal("1500000.50"),
            "colour": Colour.RED,
            "key": UUID(int=1),
            "is_poor": True,
            "count": 3,
            "none": None,
            "set": {2, 1},
            "share": 0.5,
            "tuple": ("a", "b"),
        }
        assert kept(fields) == {
            "day": "2024-11-15",
            "at": "2024-11-15T02:00:00+00:00",
            "amount": "1500000.50",
            "colour": "red",
            "key": "00000000-0000-0000-0000-000000000001",
            "is_poor": True,
            "count": 3,
            "none": None,
            "set": [1, 2],
            "share": 0.5,
            "tuple": ["a", "b"],
        }

    @pytest.mark.parametrize(("value", "written"), [(float("nan"), "nan"), (float("inf"), "inf"), (2**70, str(2**70))])
    def test_numbers_that_json_or_a_database_cannot_hold_become_text(self, value: float, written: str) -> None:
        assert kept({"x": value}) == {"x": written}

    @pytest.mark.parametrize("name", ["password", "new_password", "totp_secret", "recovery_codes", "token"])
    def test_a_secret_is_never_written(self, name: str) -> None:
        assert kept({name: "bí mật", "inside": [{name: "bí mật"}]}) == {
            name: "(không ghi)",
            "inside": [{name: "(không ghi)"}],
        }

    def test_whether_there_is_a_secret_is_none(self) -> None:
        assert kept({"must_change_password": True}) == {"must_change_password": True}

    def test_long_texts_and_lists_are_cut_and_say_so(self) -> None:
        found = kept({"text": "x" * 5_000, "list": list(range(300)), "map": {str(number): 1 for number in range(300)}})
        assert str(found["text"]).endswith("… (đã cắt, dài 5000 ký tự)")
        assert found["list"][-1] == "… và 100 mục nữa"  # type: ignore[index]
        assert found["map"]["…"] == "và 100 mục nữa"  # type: ignore[index,call-overload]

    def test_what_goes_too_deep_is_left_out(self) -> None:
        deep: object = "đáy"
        for _ in range(10_000):
            deep = [deep]
        assert "(nhiều tầng, không ghi)" in json.dumps(kept({"x": deep}), ensure_ascii=False)

    @pytest.mark.parametrize(
        "fields",
        [
            {f"field{number}": "x" * 2_000 for number in range(100)},
            {f"field{number}": 1 for number in range(100_000)},
            {"a": ["x" * 2_000] * 200, "b": 1},
            {"a": {str(number): ["x" * 2_000] * 200 for number in range(200)}, "b": 1},
        ],
        ids=["many long", "very many", "one large", "one very large"],
    )
    def test_all_together_stay_small(self, fields: dict[str, object]) -> None:
        found = kept(fields)
        assert len(json.dumps(found, ensure_ascii=False)) <= LARGEST * 1.1
        assert any(sign in json.dumps(found, ensure_ascii=False) for sign in ("không ghi", "mục nữa"))
        if "b" in fields:
            assert found["b"] == 1

    def test_what_is_no_value_is_refused_by_name(self) -> None:
        with pytest.raises(NotForTheTrace, match="file: object"):
            kept({"file": object()})

    def test_an_instant_keeps_its_zone(self) -> None:
        assert kept({"at": datetime.fromisoformat("2024-11-15T09:00:00+07:00")}) == {"at": "2024-11-15T09:00:00+07:00"}
