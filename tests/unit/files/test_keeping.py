"""One place for uploads: what a file is, is told by its content; it is there whole or not at all."""

import io
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from factories.contents import CSV, PDF, jpeg, png, word, workbook
from factories.people import TODAY, Country, country, seated

from giamngheo.accounts import queries as accounts
from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import User
from giamngheo.audit.kinds import Subject
from giamngheo.audit.models import Entry
from giamngheo.common.scope import EVERYWHERE, OutOfScope, Scope
from giamngheo.files import actions, queries, store
from giamngheo.files.kinds import FileKind, Media
from giamngheo.files.media import NotAccepted
from giamngheo.files.models import StoredFile

NOW = datetime(2024, 11, 15, 2, 0, tzinfo=UTC)
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

pytestmark = pytest.mark.django_db


@pytest.fixture
def where() -> Country:
    return country()


def scope_of(user: User, top: int | None = None) -> Scope:
    return accounts.scope_of(user.pk, on=TODAY, top_place_id=top)


@pytest.fixture
def officer(where: Country) -> Scope:
    return scope_of(seated(Role.COMMUNE_OFFICER, where.commune))


def keep(
    by: Scope,
    place_id: int | None,
    content: bytes | io.BytesIO = PDF,
    name: str = "quyết định.pdf",
    kind: FileKind = FileKind.SCAN,
) -> int:
    return actions.keep_upload(by=by, at=NOW, name=name, content=content, kind=kind, place_id=place_id)


def kept_contents() -> list[Path]:
    return [path for path in store.folder().rglob("*") if path.is_file() and path.name != "khoa"]


def test_an_upload_lies_under_its_hash_for_its_owner_only_and_the_trace_tells(officer: Scope, where: Country) -> None:
    file_id = actions.keep_upload(
        by=officer,
        at=NOW,
        name="C:\\Hồ sơ\\quyết định 12.pdf",
        content=io.BytesIO(PDF),
        kind=FileKind.SCAN,
        place_id=where.commune,
        subject=Subject("paper", "7", "Quyết định số 12"),
        reason="  bản ký \n tay ",
        is_sensitive=True,
    )
    row = queries.one(file_id, scope=officer, on=TODAY)
    assert (row.name, row.media_type, row.size, row.reason) == ("quyết định 12.pdf", Media.PDF, len(PDF), "bản ký tay")
    assert (row.place, row.kept_by, row.is_sensitive) == ("Xã Đồng Lúa", officer.name, True)
    content = store.place_of(row.sha256)
    assert content.read_bytes() == PDF
    assert stat.S_IMODE(content.stat().st_mode) == 0o600
    assert [one.id for one in queries.about("paper", "7", scope=officer, on=TODAY)] == [file_id]
    entry = Entry.objects.get()
    assert (entry.deed, entry.subject_id, entry.place_id) == ("files.kept", str(file_id), where.commune)
    assert entry.after["sha256"] == row.sha256


def test_the_same_content_twice_is_two_rows_and_one_content(officer: Scope, where: Country) -> None:
    keep(officer, where.commune)
    keep(officer, where.commune, name="lần hai.pdf")
    assert StoredFile.objects.count() == 2
    assert len(kept_contents()) == 1


@pytest.mark.parametrize(
    ("kind", "content", "media"),
    [
        (FileKind.SCAN, PDF, Media.PDF),
        (FileKind.SCAN, png(), Media.PNG),
        (FileKind.SCAN, jpeg(), Media.JPEG),
        (FileKind.SHEET, workbook(), Media.WORKBOOK),
        (FileKind.SHEET, CSV, Media.CSV),
        (FileKind.SHEET, "\ufeffThôn\tSố hộ\n".encode("utf-16"), Media.CSV),
        (FileKind.DOCUMENT, word(), Media.WORD),
        (FileKind.DOCUMENT, "Kính gửi".encode(), Media.TEXT),
    ],
)
def test_a_file_is_what_its_content_is_and_its_name_is_set_right(
    officer: Scope, where: Country, kind: FileKind, content: bytes, media: Media
) -> None:
    file_id = keep(officer, where.commune, content, name="Số 12.QĐ.exe", kind=kind)
    row = queries.one(file_id, scope=officer, on=TODAY)
    assert row.media_type is media
    assert row.name == f"Số 12.QĐ.exe{media.suffixes[0]}"


@pytest.mark.parametrize(
    ("kind", "content", "told"),
    [
        (FileKind.SCAN, b"", "không có nội dung"),
        (FileKind.SCAN, HTML, "không thuộc loại tệp được nhận"),
        (FileKind.SCAN, SVG, "không thuộc loại tệp được nhận"),
        (FileKind.SHEET, HTML, "không thuộc loại tệp được nhận"),
        (FileKind.SHEET, b"\xef\xbb\xbf \n" + SVG, "không thuộc loại tệp được nhận"),
        (FileKind.DOCUMENT, SVG.decode().encode("utf-16"), "không thuộc loại tệp được nhận"),
        (FileKind.DOCUMENT, b"\xff\xfe\x00", "không thuộc loại tệp được nhận"),
        (FileKind.DOCUMENT, b"MZ\x90\x00\x03", "không thuộc loại tệp được nhận"),
        (FileKind.SCAN, workbook(), "là Excel (.xlsx)"),
        (FileKind.SHEET, PDF, "là PDF"),
        (FileKind.SCAN, PDF[:40], "tải về chưa đủ"),
        (FileKind.SCAN, png()[:-6], "tải về chưa đủ"),
        (FileKind.SCAN, png().replace(b"IDAT", b"IDAX"), "tải về chưa đủ"),
        (FileKind.SCAN, png(60_000, 60_000), "lớn bất thường (60000 × 60000"),
        (FileKind.SCAN, png(0, 5), "không có kích thước"),
        (FileKind.SCAN, jpeg()[:-2], "tải về chưa đủ"),
        (FileKind.SCAN, jpeg()[:20], "tải về chưa đủ"),
        (FileKind.SCAN, jpeg(65_000, 65_000), "lớn bất thường"),
        (FileKind.SCAN, b"\xff\xd8\xff\xff\xd0\xff\xda\0\x02\xff\xd9", "tải về chưa đủ"),
        (FileKind.SHEET, b"PK\x03\x04 not a zip", "không mở được phần nén"),
    ],
)
def test_what_is_hostile_wrong_or_cut_off_is_refused_and_leaves_nothing(
    officer: Scope, where: Country, kind: FileKind, content: bytes, told: str
) -> None:
    with pytest.raises(NotAccepted, match=r"quyết định\.pdf") as refusal:
        keep(officer, where.commune, content, kind=kind)
    assert told in str(refusal.value)
    assert kept_contents() == []
    assert not StoredFile.objects.exists()


def test_too_large_is_refused_while_it_comes_in(officer: Scope, where: Country) -> None:
    class Endless:
        given = 0

        def read(self, size: int) -> bytes:
            self.given += size
            return b"x" * size

    endless = Endless()
    with pytest.raises(actions.TooLarge, match="nặng hơn 10 MB"):
        keep(officer, where.commune, endless)  # type: ignore[arg-type]
    assert endless.given <= 12 * 1024 * 1024
    assert kept_contents() == []


def test_an_upload_that_breaks_off_leaves_nothing(officer: Scope, where: Country) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell():
                raise ConnectionResetError
            return super().read(10)

    with pytest.raises(ConnectionResetError):
        keep(officer, where.commune, Broken(PDF))
    assert kept_contents() == []


def test_who_may_not_keep_files_there_cannot(officer: Scope, where: Country) -> None:
    for place_id in (where.other_commune, where.district, None):
        with pytest.raises(OutOfScope):
            keep(officer, place_id)
    leader = scope_of(seated(Role.LEADER, where.district), top=where.district)
    with pytest.raises(OutOfScope):
        keep(leader, where.commune)
    with pytest.raises(OutOfScope):
        keep(officer, where.commune, b"{}", kind=FileKind.DATA)


def test_a_row_that_is_rolled_back_leaves_a_content_that_is_swept_a_day_later(officer: Scope, where: Country) -> None:
    with transaction.atomic():
        keep(officer, where.commune)
        transaction.set_rollback(True)
    keep(officer, where.commune, png(), name="ảnh.png")
    (store.folder() / "dang-nhan" / "dở").write_bytes(b"cut off")
    sweeper = Scope(None, "hệ thống", grants={"back_up": EVERYWHERE})
    assert actions.sweep(by=sweeper, at=timezone.now()) == 0
    tomorrow = timezone.now() + timedelta(days=1, minutes=5)
    with pytest.raises(OutOfScope):
        actions.sweep(by=officer, at=tomorrow)
    assert actions.sweep(by=sweeper, at=tomorrow) == 2
    assert [path.read_bytes() for path in kept_contents()] == [png()]
    assert actions.sweep(by=sweeper, at=tomorrow) == 0
    assert Entry.objects.filter(deed="files.swept").count() == 1


def test_an_opening_is_recorded_and_gives_what_was_kept(officer: Scope, where: Country) -> None:
    file_id = keep(officer, where.commune)
    opened = actions.open_file(by=officer, at=NOW, file_id=file_id)
    with opened.content as content:
        assert content.read() == PDF
    assert (opened.name, opened.media_type, opened.size) == ("quyết định.pdf", Media.PDF, len(PDF))
    entry = Entry.objects.get(deed="files.opened")
    assert (entry.subject_id, entry.place_id, entry.actor_id) == (str(file_id), where.commune, officer.user_id)


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_a_content_that_changed_or_went_is_not_given(officer: Scope, where: Country, harm: str) -> None:
    file_id = keep(officer, where.commune)
    path = store.place_of(queries.one(file_id, scope=officer, on=TODAY).sha256)
    if harm == "changed":
        path.write_bytes(PDF.replace(b"Catalog", b"Cataloh"))
    else:
        path.unlink()
    with pytest.raises(store.ContentMissing, match="người quản trị"):
        actions.open_file(by=officer, at=NOW, file_id=file_id)
    assert not Entry.objects.filter(deed="files.opened").exists()


def test_a_content_that_was_cut_short_is_mended_by_the_same_upload(officer: Scope, where: Country) -> None:
    file_id = keep(officer, where.commune)
    store.place_of(queries.one(file_id, scope=officer, on=TODAY).sha256).write_bytes(PDF[:10])
    keep(officer, where.commune)
    actions.open_file(by=officer, at=NOW, file_id=file_id).content.close()


def test_files_are_seen_within_the_places_and_by_whoever_kept_them(officer: Scope, where: Country) -> None:
    own = keep(officer, where.commune)
    office = scope_of(seated(Role.STANDING_OFFICE, where.district), top=where.district)
    whole = keep(office, None, name="cả huyện.pdf")
    head = scope_of(seated(Role.HAMLET_HEAD, where.hamlet))
    from_hamlet = keep(head, where.hamlet, name="biên bản họp ấp.pdf")
    other = scope_of(seated(Role.COMMUNE_OFFICER, where.other_commune))

    def seen(by: Scope) -> set[int]:
        return {row.id for row in queries.listed(scope=by, on=TODAY).rows}

    assert seen(office) == {own, whole, from_hamlet}
    assert seen(officer) == {own, from_hamlet}
    assert seen(head) == {from_hamlet}
    assert seen(other) == set()
    assert seen(Scope(None, "chưa đăng nhập")) == set()
    for file_id in (own, whole, from_hamlet):
        with pytest.raises(OutOfScope):
            queries.one(file_id, scope=other, on=TODAY)
        with pytest.raises(OutOfScope):
            actions.open_file(by=other, at=NOW, file_id=file_id)
    with pytest.raises(queries.NoSuchFile):
        actions.open_file(by=office, at=NOW, file_id=10**9)


def test_the_list_is_searched_without_accents_filtered_and_paged(
    officer: Scope, where: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "ROWS_AT_ONCE", 2)
    ids = [keep(officer, where.commune, name=f"Quyết định {number}.pdf") for number in range(3)]
    sheet = keep(officer, where.commune, CSV, name="Danh sách.csv", kind=FileKind.SHEET)
    first = queries.listed(scope=officer, on=TODAY)
    assert [row.id for row in first.rows] == [sheet, ids[2]]
    second = queries.listed(scope=officer, on=TODAY, older_than=first.older_than)
    assert [row.id for row in second.rows] == [ids[1], ids[0]]
    assert second.older_than is None
    assert [row.id for row in queries.listed(scope=officer, on=TODAY, search="DANH sach").rows] == [sheet]
    assert [row.id for row in queries.listed(scope=officer, on=TODAY, kind=FileKind.SHEET).rows] == [sheet]
    assert queries.listed(scope=officer, on=TODAY, direction=actions.Direction.EXPORT).rows == ()


def test_an_export_is_kept_with_its_reason_and_whose_data_it_holds(officer: Scope, where: Country) -> None:
    def export(reason: str) -> int:
        return actions.keep_export(
            by=officer,
            at=NOW,
            name="danh sách",
            content=CSV,
            kind=FileKind.SHEET,
            media=Media.CSV,
            place_id=where.commune,
            subject=Subject("trace", "2024", "Dấu vết 2024"),
            reason=reason,
            is_sensitive=True,
            touched=[("household", "1"), ("household", "2")],
        )

    with pytest.raises(actions.ReasonMissing, match="lý do"):
        export("  ")
    assert kept_contents() == []
    row = queries.one(export("gửi Sở theo công văn 12"), scope=officer, on=TODAY)
    assert (row.name, row.direction, row.reason) == ("danh sách.csv", "export", "gửi Sở theo công văn 12")
    entry = Entry.objects.get(deed="files.exported")
    assert (entry.number_of_touched, entry.reason) == (2, "gửi Sở theo công văn 12")


def test_what_the_system_keeps_is_by_the_system(where: Country) -> None:
    system = Scope(None, "hệ thống", grants={"keep_files": EVERYWHERE, "see_files": EVERYWHERE})
    assert queries.one(keep(system, None), scope=system, on=TODAY).kept_by == "hệ thống"


def test_kinds_say_what_they_take() -> None:
    assert FileKind.SCAN.hint == "PDF, ảnh JPG, ảnh PNG; tối đa 10 MB"
    assert [kind.label for kind in FileKind if kind.is_uploaded] == ["Bản chụp văn bản đã ký", "Bảng tính", "Văn bản"]
