"""Taking the trace out: only who may, for a reason, and never without a trace of its own."""

import csv
import hashlib
import io
import tracemalloc
from collections.abc import Collection, Mapping

import pytest
from factories.trace import AT, OPENED, overseer, written

from giamngheo.audit.actions.exports import Exported, ReasonMissing, export_entries, export_touched
from giamngheo.audit.actions.revealing import reveal
from giamngheo.audit.fields import MASK
from giamngheo.audit.kinds import FieldRow, Sought
from giamngheo.audit.models import Entry, Seal
from giamngheo.audit.queries import NoSuchEntry, entry
from giamngheo.common.scope import EVERYWHERE, OutOfScope, Scope

pytestmark = pytest.mark.django_db

ONLY_READS = Scope(None, "Chỉ xem", grants={"see_trace": EVERYWHERE})


def titles(place_ids: Collection[int]) -> Mapping[int, str]:
    return {place_id: f"Xã Mẫu {place_id}" for place_id in place_ids if place_id != 404}


def exported(sought: Sought | None = None, *, by: Scope | None = None, reason: str = "Đoàn kiểm tra") -> Exported:
    return export_entries(by=by or overseer(), sought=sought or Sought(), reason=reason, titles=titles, at=AT)


def lines(export: Exported) -> list[list[str]]:
    with export.content as content:
        return list(csv.reader(io.StringIO(content.read().decode("utf-8-sig")), delimiter=";"))


class TestEntries:
    def test_what_is_sought_comes_newest_first_with_places_by_name(self) -> None:
        written(place_id=7, reason="một")
        written(place_id=404, reason="hai", hours=1)
        written(OPENED, reason="ba")
        heading, *rows = lines(exported(Sought(deed="places.renamed")))
        assert (heading[:5], heading[-1]) == (["Số", "Lúc", "Người làm", "Đường vào", "Việc"], "Mã việc")
        assert [(row[4], row[-1]) for row in rows] == [("Đổi tên địa bàn", "places.renamed")] * 2
        assert [(row[1], row[8], row[11]) for row in rows] == [
            ("15/11/2024 10:00:00", "404", "hai"),
            ("15/11/2024 09:00:00", "Xã Mẫu 7", "một"),
        ]

    def test_before_and_after_are_in_the_words_of_the_page(self) -> None:
        written(
            before={"name": "Ấp 1"}, after={"name": "Ấp 2", "valid_from": "2024-11-15", "is_active": True, "note": ""}
        )
        heading, row = lines(exported())
        before, after = heading.index("Trước"), heading.index("Sau")
        assert row[before] == "Tên: Ấp 1"
        assert row[after] == "Ghi chú: (trống); Tên: Ấp 2; Từ ngày: 15/11/2024; Đang hoạt động: có"

    def test_opens_in_excel_as_vietnamese(self) -> None:
        with exported().content as content:
            assert content.read(3) == b"\xef\xbb\xbf"

    def test_sensitive_fields_stay_masked(self) -> None:
        written(after={"citizen_number": "070000000001", "members": [{"religion": "x"}]})
        export = exported()
        with export.content as content:
            text = content.read().decode()
        assert "070000000001" not in text
        assert text.count(MASK) == 2

    def test_is_itself_recorded_with_filter_number_hash_and_reason(self) -> None:
        written(OPENED)
        written(OPENED)
        export = exported(Sought(deed=OPENED.code, subject=("place", "7"), text="xuân", since=AT), reason="Thanh tra")
        recorded = Entry.objects.get(deed="audit.exported")
        with export.content as content:
            assert recorded.after["sha256"] == hashlib.sha256(content.read()).hexdigest() == export.sha256
        assert recorded.after["rows"] == export.number_of_rows
        assert recorded.after["filter"] == {
            "deed": OPENED.code,
            "subject": "place 7",
            "text": "xuân",
            "since": "2024-11-15T02:00:00+00:00",
        }
        assert recorded.reason == "Thanh tra"

    def test_seals_the_trace(self) -> None:
        written()
        exported()
        assert Seal.objects.get().number_of_entries == 2

    @pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
    def test_without_a_reason_nothing_leaves(self, reason: str) -> None:
        with pytest.raises(ReasonMissing, match="lý do"):
            exported(reason=reason)
        assert not Entry.objects.exists()

    def test_reading_is_not_enough(self) -> None:
        for ask in (
            lambda: exported(by=ONLY_READS),
            lambda: export_touched(by=ONLY_READS, sought=Sought(), kind="", reason="x", at=AT),
        ):
            with pytest.raises(OutOfScope):
                ask()
        assert not Entry.objects.exists()

    def test_other_places_stay_out(self) -> None:
        written(place_id=1, reason="trong")
        written(place_id=2, reason="ngoài")
        assert [row[11] for row in lines(exported(by=overseer(frozenset({1}))))[1:]] == ["trong"]

    def test_an_empty_export_has_its_headings(self) -> None:
        export = exported(Sought(deed="none"))
        assert export.number_of_rows == 0
        assert len(lines(export)) == 1

    def test_memory_does_not_grow_with_the_number_of_entries(self) -> None:
        after = {"note": "x" * 500}
        Entry.objects.bulk_create(
            Entry(at=AT, actor_name="x", channel="x", deed="x", deed_label="x", after=after) for _ in range(20_000)
        )
        tracemalloc.start()
        exported().content.close()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 8_000_000  # the file has 12 MB; all rows as Python objects would take 40


class TestFormulas:
    def test_in_the_file_no_cell_begins_as_one(self) -> None:
        written(label="=HYPERLINK(1)", reason="@x", subject=("place", "+7"))
        cells = [cell for line in lines(exported()) for cell in line]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


class TestTouched:
    def test_lists_each_subject_with_how_often_and_when(self) -> None:
        first = written(OPENED, touched=[("person", "1"), ("person", "2")])
        last = written(OPENED, subject=("person", "2"), label="Bà Xuân", hours=1)
        export = export_touched(by=overseer(), sought=Sought(), kind="person", reason="Sự cố 1", at=AT)
        assert lines(export)[1:] == [
            ["nhân khẩu", "1", "", "1", "15/11/2024 09:00:00", "15/11/2024 09:00:00", str(first)],
            ["nhân khẩu", "2", "Bà Xuân", "2", "15/11/2024 09:00:00", "15/11/2024 10:00:00", str(last)],
        ]
        assert Entry.objects.get(deed="audit.touched_exported").after["rows"] == 2

    def test_more_than_fit_at_once_all_come(self) -> None:
        written(OPENED, touched=[("person", str(number)) for number in range(2_500)])
        export = export_touched(by=overseer(), sought=Sought(), kind="", reason="x", at=AT)
        assert len({line[1] for line in lines(export)[1:]}) == export.number_of_rows == 2_500


class TestRevealing:
    def test_opens_the_values_and_notes_whose_and_why(self) -> None:
        number = written(after={"citizen_number": "070000000001"}, subject=("person", "5"), place_id=3)
        detail = reveal(number, by=overseer(), reason="Đơn khiếu nại số 3", at=AT)
        assert detail.fields == (FieldRow("Số căn cước", "", "070000000001", is_hidden=False),)
        recorded = Entry.objects.get(deed="audit.revealed")
        assert (recorded.reason, recorded.place_id, recorded.number_of_touched) == ("Đơn khiếu nại số 3", 3, 1)
        assert entry(recorded.pk, scope=overseer()).touched == (("person", "5"),)

    def test_needs_a_reason(self) -> None:
        number = written(after={"citizen_number": "070000000001"})
        with pytest.raises(ReasonMissing):
            reveal(number, by=overseer(), reason=" ", at=AT)

    def test_of_another_place_is_as_if_it_were_not(self) -> None:
        number = written(place_id=2)
        with pytest.raises(NoSuchEntry):
            reveal(number, by=overseer(frozenset({1})), reason="x", at=AT)
        assert Entry.objects.count() == 1
