"""The pages of the trace and of the incident register, as the overseer, the administrator and others meet them."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from factories.people import Country, country, installation, seated

from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import User
from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed, Subject
from giamngheo.audit.models import Entry, Incident, Seal
from giamngheo.common.scope import Scope

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 11, 15, 2, 0, tzinfo=UTC)
RENAMED = Deed("places.renamed", "Đổi tên địa bàn")
OPENED = Deed("registry.opened", "Mở hồ sơ hộ")
XUAN = "Hộ bà Xuân"


@pytest.fixture
def where() -> Country:
    """A district of 2024, on its 15 November, nine o'clock."""
    found = country()
    installation(found)
    return found


@pytest.fixture(autouse=True)
def _clock() -> Any:
    with patch("giamngheo.web.asking.timezone.now", return_value=NOW):
        yield


def signed_in(role: Role, place_id: int) -> Client:
    client = Client()
    client.force_login(seated(role, place_id), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def overseer(where: Country) -> Client:
    return signed_in(Role.OVERSIGHT, where.district)


@pytest.fixture
def administrator(where: Country) -> Client:
    return signed_in(Role.ADMINISTRATOR, where.district)


def written(deed: Deed = RENAMED, *, by: User | None = None, label: str = "Xã Đồng Lúa", **more: Any) -> int:
    scope = Scope(by.pk, by.full_name) if by else Scope(None, "hệ thống", "dòng lệnh")
    subject = Subject(*more.pop("subject", ("place", "7")), label)
    with transaction.atomic():
        return audit.record(by=scope, deed=deed, subject=subject, at=more.pop("at", NOW), **more)


def text(response: HttpResponse) -> str:
    """What a page says, on one line."""
    return re.sub(r"\s+", " ", response.content.decode())


def body(response: Any) -> str:
    """The content of a file that was handed out."""
    return b"".join(response.streaming_content).decode("utf-8-sig")


PAGES_OF_THE_TRACE = ["trace", "trace_export", "trace_check", "whose_data", "whose_data_export"]


class TestWhoMayLook:
    @pytest.mark.parametrize("name", PAGES_OF_THE_TRACE)
    def test_the_overseer_reads_the_administrator_does_not(
        self, name: str, overseer: Client, administrator: Client
    ) -> None:
        address = reverse(f"web:{name}")
        assert overseer.get(address).status_code == 200
        assert administrator.get(address).status_code == 403
        assert administrator.post(address).status_code == 403

    def test_a_refusal_is_itself_in_the_trace(self, overseer: Client, administrator: Client) -> None:
        administrator.get(reverse("web:trace"))
        assert "Bị từ chối" in text(overseer.get(reverse("web:trace")))

    def test_an_overseer_of_one_commune_reads_that_commune_only(self, where: Country) -> None:
        client = signed_in(Role.OVERSIGHT, where.commune)
        here, there, whole = written(place_id=where.hamlet), written(place_id=where.other_commune), written()
        page = text(client.get(reverse("web:trace")))
        assert f"/dau-vet/{here}" in page
        assert f'/dau-vet/{there}"' not in page
        for number in (there, whole, 10**30):
            assert client.get(f"/dau-vet/{number}").status_code == 404
            assert client.post(f"/dau-vet/{number}", {"reason": "x"}).status_code == 404
            assert client.get(reverse("web:trace"), {"cung": str(number)[:18]}).status_code == 404
        assert client.get(reverse("web:trace_check")).status_code == 403
        assert client.post(reverse("web:trace_check"), {"action": "seal"}).status_code == 403

    def test_whoever_is_not_signed_in_is_sent_to_sign_in(self, where: Country) -> None:
        assert where
        for name in [*PAGES_OF_THE_TRACE, "incidents", "record_incident"]:
            assert Client().get(reverse(f"web:{name}")).status_code == 302


class TestTheList:
    def test_says_who_did_what_where_and_why(self, overseer: Client, where: Country) -> None:
        officer = seated(Role.COMMUNE_OFFICER, where.commune)
        written(by=officer, place_id=where.commune, reason="Nghị quyết số 5")
        page = text(overseer.get(reverse("web:trace")))
        for word in ("15/11/2024 09:00:00", officer.full_name, RENAMED.label, "Xã Đồng Lúa", "Nghị quyết số 5"):
            assert word in page

    def test_is_empty_at_first(self, overseer: Client) -> None:
        assert "Chưa có dấu vết nào." in text(overseer.get(reverse("web:trace")))

    def test_narrows_by_person_deed_place_and_day(self, overseer: Client, where: Country) -> None:
        officer = seated(Role.COMMUNE_OFFICER, where.commune)
        mine = written(by=officer, place_id=where.hamlet)
        other = written(OPENED, place_id=where.other_commune, at=NOW - timedelta(days=3))
        for sought, found, hidden in (
            ({"nguoi": officer.pk}, mine, other),
            ({"viec": OPENED.code}, other, mine),
            ({"dia_ban": where.commune}, mine, other),
            ({"tu": "13/11/2024"}, mine, other),
            ({"den": "12/11/2024"}, other, mine),
            ({"tu": "12/11/2024 08:59", "den": "09:01 12/11/2024"}, other, mine),
            ({"cung": mine}, mine, None),
        ):
            page = text(overseer.get(reverse("web:trace"), sought))
            assert f'/dau-vet/{found}"' in page, sought
            assert f'/dau-vet/{hidden}"' not in page, sought

    @pytest.mark.parametrize(
        ("sought", "told"),
        [
            ({"nguoi": "999999"}, "Không có trong danh sách"),
            ({"viec": "' OR 1=1"}, "Không có trong danh sách"),
            ({"tu": "31/02/2024"}, "không phải là ngày giờ"),
            ({"den": "hôm qua"}, "không phải là ngày giờ"),
            ({"chu": "khong-con"}, "không còn được giữ"),
        ],
    )
    def test_what_cannot_be_read_is_told_at_its_field(
        self, overseer: Client, sought: dict[str, str], told: str
    ) -> None:
        number = written()
        for name in ("trace", "whose_data", "trace_export", "whose_data_export"):
            response = overseer.get(reverse(f"web:{name}"), sought)
            assert response.status_code == 422
            assert f'/dau-vet/{number}"' not in text(response)
        assert told in text(overseer.get(reverse("web:trace"), sought))

    def test_words_are_posted_and_never_stand_in_an_address(self, overseer: Client) -> None:
        number, other = written(label=XUAN), written(label="Hộ ông Thu")
        for name in ("trace", "whose_data"):
            response = overseer.post(reverse(f"web:{name}"), {"chu": "ba xuan", "tu": "01/11/2024"})
            assert response.status_code == 302
            address = response["Location"]
            assert "xuan" not in address.lower()
            assert "tu=01%2F11%2F2024" in address
            page = text(overseer.get(address))
            assert f'/dau-vet/{number}"' in page
            assert f'/dau-vet/{other}"' not in page
            assert 'value="ba xuan"' in page

    def test_the_same_words_keep_their_sign_and_only_the_newest_are_kept(self, overseer: Client) -> None:
        address = reverse("web:trace")
        first = overseer.post(address, {"chu": "một"})["Location"]
        assert overseer.post(address, {"chu": "một"})["Location"] == first
        for number in range(25):
            overseer.post(address, {"chu": f"chữ {number}"})
        assert overseer.get(first).status_code == 422
        assert len(overseer.session["trace_words"]) == 20

    def test_what_is_posted_wrongly_stays_in_the_form(self, overseer: Client) -> None:
        for name in ("trace", "whose_data"):
            response = overseer.post(reverse(f"web:{name}"), {"tu": "32/13/2024", "chu": "xuân"})
            assert response.status_code == 422
            assert 'value="32/13/2024"' in text(response)
            assert 'value="xuân"' in text(response)

    def test_goes_on_page_by_page(self, overseer: Client) -> None:
        numbers = [written(at=NOW - timedelta(minutes=at)) for at in range(51)]
        first = text(overseer.get(reverse("web:trace"), {"viec": RENAMED.code}))
        assert "Về mới nhất" not in first
        address = re.search(r'href="(\?[^"]*truoc=\d+)"', first)
        assert address is not None
        second = text(overseer.get(reverse("web:trace") + address[1].replace("&amp;", "&")))
        assert f'/dau-vet/{numbers[50]}"' in second
        assert f'/dau-vet/{numbers[49]}"' not in second
        assert "Về mới nhất" in second

    def test_hostile_texts_are_shown_as_text(self, overseer: Client) -> None:
        number = written(label="<script>alert(1)</script>", reason="<b>", after={"<i>": "<u>"})
        for page in (overseer.get(reverse("web:trace")), overseer.get(f"/dau-vet/{number}")):
            assert "<script>alert" not in text(page)
            assert "<b>" not in text(page)
            assert "<i>" not in text(page)

    @pytest.mark.parametrize("cursor", ["abc", "-1", "9" * 40, "１２", "0"])
    def test_a_forged_cursor_begins_anew(self, overseer: Client, cursor: str) -> None:
        number = written()
        assert f'/dau-vet/{number}"' in text(overseer.get(reverse("web:trace"), {"truoc": cursor}))


class TestOneEntry:
    def test_shows_before_and_after_and_the_way_to_its_history(self, overseer: Client, where: Country) -> None:
        number = written(
            place_id=where.commune, before={"name": "Đồng Lúa"}, after={"name": "Đồng Lúa Mới"}, reason="Đề án"
        )
        page = text(overseer.get(f"/dau-vet/{number}"))
        for word in ("Tên", "Đồng Lúa Mới", "Xã Đồng Lúa", "Đề án", f"?cung={number}"):
            assert word in page

    def test_masks_what_is_sensitive_until_a_reason_is_given(self, overseer: Client) -> None:
        number = written(after={"citizen_number": "070000000001"}, subject=("person", "5"))
        address = f"/dau-vet/{number}"
        assert "070000000001" not in text(overseer.get(address))
        empty = overseer.post(address, {"reason": "  "})
        assert empty.status_code == 422
        assert "070000000001" not in text(empty)
        opened = overseer.post(address, {"reason": "Khiếu nại số 3"})
        assert "070000000001" in text(opened)
        assert "no-store" in opened["Cache-Control"]
        assert Entry.objects.get(deed="audit.revealed").reason == "Khiếu nại số 3"

    def test_lists_the_subjects_noted_with_it(self, overseer: Client) -> None:
        number = written(OPENED, touched=[("person", str(at)) for at in range(250)])
        page = text(overseer.get(f"/dau-vet/{number}"))
        assert "250 đối tượng kèm theo" in page
        assert "nhân khẩu 199" in page
        assert "và 50 đối tượng nữa" in page


class TestExport:
    def test_hands_out_what_is_sought_for_a_reason(self, overseer: Client, where: Country) -> None:
        written(place_id=where.commune, label="=1+1")
        written(OPENED)
        address = reverse("web:trace_export") + f"?viec={RENAMED.code}"
        assert RENAMED.label in text(overseer.get(address))
        response = overseer.post(address, {"reason": "Đoàn kiểm tra"})
        assert response["Content-Disposition"] == 'attachment; filename="dau-vet-2024-11-15.csv"'
        content = body(response)
        rows = list(csv.reader(io.StringIO(content)))
        assert [(row[8], row[9]) for row in rows[1:]] == [("'=1+1", "Xã Đồng Lúa")]
        assert int(response["Content-Length"]) == len(content.encode("utf-8-sig"))
        assert Entry.objects.filter(deed="audit.exported").count() == 1
        assert Seal.objects.count() == 1

    def test_without_a_reason_nothing_leaves(self, overseer: Client) -> None:
        for name in ("trace_export", "whose_data_export"):
            response = overseer.post(reverse(f"web:{name}"), {"reason": " "})
            assert response.status_code == 422
            assert "Chưa ghi lý do" in text(response)
        assert not Entry.objects.exists()


class TestWhole:
    def test_seals_and_finds_everything_as_it_was(self, overseer: Client) -> None:
        written()
        address = reverse("web:trace_check")
        assert "Chưa niêm phong lần nào" in text(overseer.get(address))
        assert "chưa đối chiếu được" in text(overseer.post(address, {"action": "check"}, follow=True))
        sealed = text(overseer.post(address, {"action": "seal"}, follow=True))
        code = re.search(r"mã ([0-9a-f-]{24})", sealed)
        assert code is not None
        assert "Dấu vết còn nguyên: 2 dấu vết khớp với 1 niêm phong" in text(
            overseer.post(address, {"action": "check"}, follow=True)
        )
        assert "Khớp với niêm phong số 1" in text(overseer.post(address, {"action": "compare", "code": code[1]}))
        assert "Không niêm phong nào" in text(overseer.post(address, {"action": "compare", "code": "0000"}))
        assert overseer.post(address, {"action": "compare", "code": ""}).status_code == 422
        assert overseer.post(address, {"action": "unheard of"}).status_code == 200

    def test_an_empty_trace_cannot_be_sealed(self, overseer: Client) -> None:
        response = overseer.post(reverse("web:trace_check"), {"action": "seal"}, follow=True)
        assert "Chưa có dấu vết nào để niêm phong" in text(response)

    def test_names_the_first_entry_that_was_changed_and_the_guards_taken_away(self, overseer: Client) -> None:
        number = written()
        address = reverse("web:trace_check")
        overseer.post(address, {"action": "seal"})
        table = "" if connection.vendor == "sqlite" else " ON audit_entry"
        guard = {"sqlite": "audit_entry_no_update", "postgresql": "audit_entry_no_change"}[connection.vendor]
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"DROP TRIGGER {guard}{table}")
        Entry.objects.filter(pk=number).update(reason="khác")
        page = text(overseer.post(address, {"action": "check"}, follow=True))
        assert f"Dấu vết số {number} nội dung khác lúc niêm phong" in page
        assert page.count(guard) >= 2

    def test_names_a_seal_that_was_changed(self, overseer: Client) -> None:
        written()
        overseer.post(reverse("web:trace_check"), {"action": "seal"})
        guard, table = {"sqlite": ("no_update", ""), "postgresql": ("no_change", " ON audit_seal")}[connection.vendor]
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER audit_seal_{guard}{table}")
        Seal.objects.update(hash="0" * 64)
        page = text(overseer.post(reverse("web:trace_check"), {"action": "check"}, follow=True))
        assert "niêm phong số 1, chính niêm phong đã bị sửa" in page


class TestWhoseData:
    def test_counts_lists_and_hands_out(self, overseer: Client) -> None:
        written(OPENED, touched=[("person", f"{at:03}") for at in range(150)])
        written()
        address = reverse("web:whose_data")
        page = text(overseer.get(address))
        assert "<strong>150</strong> nhân khẩu" in page
        assert "<strong>1</strong> địa bàn" in page
        first = text(overseer.get(address, {"loai": "person"}))
        assert "nhân khẩu 099" in first
        assert "nhân khẩu 100" not in first
        assert "nhân khẩu 149" in text(overseer.get(address, {"loai": "person", "trang": "2"}))
        exported = overseer.post(reverse("web:whose_data_export"), {"reason": "Sự cố", "kind": "person"})
        assert body(exported).count("\n") == 151

    def test_nothing_sought_was_touched(self, overseer: Client) -> None:
        written(OPENED)
        page = text(overseer.get(reverse("web:whose_data"), {"tu": "01/12/2024"}))
        assert "Không việc nào như vậy" in page


def incident(client: Client, **more: Any) -> HttpResponse:
    said = {"what": "Mất một máy tính", "known_at": "15/11/2024 08:00", "place": ""} | more
    return client.post(reverse("web:record_incident"), said)


class TestIncidents:
    def test_from_recording_to_closing(self, administrator: Client, overseer: Client) -> None:
        response = incident(administrator, happened_from="14/11/2024", happened_until="")
        number = Incident.objects.get().pk
        assert response["Location"] == f"/dau-vet/su-co/{number}"
        page = text(administrator.get(response["Location"]))
        assert "còn 71 giờ" in page
        assert "theo ghi nhận, chưa đối chiếu văn bản" in page
        assert "Nghị định 13/2023/NĐ-CP" in page
        assert "người quản trị không đọc dấu vết" in page
        steps = f"/dau-vet/su-co/{number}"
        administrator.post(f"{steps}/bien-phap", {"at": "15/11/2024 08:30", "text": "Khoá tài khoản"})
        administrator.post(
            f"{steps}/thong-bao", {"at": "15/11/2024 08:45", "to": "Công an tỉnh", "number": "12/BC", "text": ""}
        )
        administrator.post(f"{steps}/ket-thuc", {"text": "Đã tìm thấy máy"})
        for address in (steps, f"{steps}/phieu"):
            page = text(overseer.get(address))
            for word in ("Khoá tài khoản", "Công an tỉnh", "12/BC", "Đã tìm thấy máy", "đã thông báo sau 45 phút"):
                assert word in page
        assert "Không có sự cố nào đang mở" in text(overseer.get(reverse("web:incidents")))
        assert f"Sự cố số {number}" in text(overseer.get(reverse("web:incidents"), {"xem": "ket-thuc"}))
        administrator.post(f"{steps}/mo-lai", {"text": "Có thêm tin"})
        assert f"Sự cố số {number}" in text(overseer.get(reverse("web:incidents")))

    def test_the_overseer_goes_on_to_whose_data_with_its_period(self, administrator: Client, overseer: Client) -> None:
        incident(administrator, happened_from="14/11/2024 20:00")
        written(OPENED, touched=[("person", "77")], at=NOW - timedelta(hours=5))
        written(OPENED, touched=[("person", "88")], at=NOW - timedelta(days=5))
        page = text(overseer.get(f"/dau-vet/su-co/{Incident.objects.get().pk}"))
        address = re.search(r'href="(/dau-vet/du-lieu\?[^"]+)"', page)
        assert address is not None
        found = text(overseer.get(address[1].replace("&amp;", "&")))
        assert "nhân khẩu 77" in found
        assert "nhân khẩu 88" not in found
        assert "còn 71 giờ" in found
        assert overseer.get(reverse("web:whose_data"), {"su-co": "999"}).status_code == 404

    def test_late_is_said_wherever_it_is_shown(self, administrator: Client) -> None:
        incident(administrator, known_at="10/11/2024 09:00")
        number = Incident.objects.get().pk
        for address in (
            reverse("web:incidents"),
            f"/dau-vet/su-co/{number}",
            f"/dau-vet/su-co/{number}/phieu",
            f"/dau-vet/su-co/{number}/thong-bao",
        ):
            assert "quá hạn 48 giờ" in text(administrator.get(address))

    @pytest.mark.parametrize(
        ("wrong", "told"),
        [
            ({"what": ""}, "Chưa ghi mục này."),
            ({"what": "x" * 5_001}, "5000"),
            ({"known_at": ""}, "Chưa ghi mục này."),
            ({"known_at": "15/11/2024"}, "chưa có giờ"),
            ({"known_at": "25:00 15/11/2024"}, "chưa có giờ"),
            ({"known_at": "16/11/2024 08:00"}, "không thể ở sau lúc ghi"),
            ({"happened_from": "15/11/2024 08:30"}, "không thể bắt đầu sau lúc biết"),
            ({"place": "999999"}, "Không có trong danh sách"),
            ({"place": "abc"}, "Không có trong danh sách"),
        ],
    )
    def test_what_is_wrong_is_told_and_what_was_typed_stays(
        self, administrator: Client, wrong: dict[str, str], told: str
    ) -> None:
        response = incident(administrator, **({"what": "Mất máy ở <b>xã</b>"} | wrong))
        assert response.status_code == 422
        assert told in text(response)
        assert not Incident.objects.exists()
        if "what" not in wrong:
            assert "Mất máy ở &lt;b&gt;xã&lt;/b&gt;" in text(response)

    def test_sent_twice_is_written_once(self, administrator: Client) -> None:
        incident(administrator)
        assert "đã được ghi rồi" in text(incident(administrator))
        assert Incident.objects.count() == 1

    def test_is_corrected_with_a_reason(self, administrator: Client, where: Country) -> None:
        incident(administrator)
        number = Incident.objects.get().pk
        address = f"/dau-vet/su-co/{number}/sua"
        assert "Mất một máy tính" in text(administrator.get(address))
        said = {"what": "Mất hai máy tính", "known_at": "15/11/2024 07:00", "place": where.commune}
        assert administrator.post(address, said).status_code == 422
        assert administrator.post(address, said | {"reason": "Biên bản"}).status_code == 302
        assert Incident.objects.get().place_id == where.commune
        page = text(administrator.get(f"/dau-vet/su-co/{number}"))
        assert "Mất hai máy tính" in page
        assert "Xã Đồng Lúa" in page
        assert f'value="{where.commune}" selected' in text(administrator.get(address))

    def test_the_overseer_reads_and_writes_nothing(self, administrator: Client, overseer: Client) -> None:
        incident(administrator)
        number = Incident.objects.get().pk
        assert incident(overseer).status_code == 403
        for step in ("sua", "thong-bao", "bien-phap", "ket-thuc", "mo-lai"):
            assert overseer.get(f"/dau-vet/su-co/{number}/{step}").status_code == 403

    def test_one_of_another_commune_is_as_if_it_were_not(self, administrator: Client, where: Country) -> None:
        incident(administrator, place=where.other_commune)
        number = Incident.objects.get().pk
        client = signed_in(Role.ADMINISTRATOR, where.commune)
        for address in ("", "/phieu", "/sua", "/thong-bao", "/bien-phap"):
            assert client.get(f"/dau-vet/su-co/{number}{address}").status_code == 404
        assert "Không có sự cố nào" in text(client.get(reverse("web:incidents")))
        assert "Toàn đơn vị" not in text(client.get(reverse("web:record_incident")))
        assert incident(client).status_code == 403
        assert Incident.objects.count() == 1

    @pytest.mark.parametrize("address", ["999", "999/phieu", "999/sua", "999/thong-bao", f"{10**30}"])
    def test_one_that_is_not_there_is_not_found(self, administrator: Client, address: str) -> None:
        assert administrator.get(f"/dau-vet/su-co/{address}").status_code == 404

    def test_an_unheard_of_step_is_not_found(self, administrator: Client) -> None:
        incident(administrator)
        assert administrator.get(f"/dau-vet/su-co/{Incident.objects.get().pk}/xoa").status_code == 404

    def test_a_step_after_closing_is_told(self, administrator: Client) -> None:
        incident(administrator)
        number = Incident.objects.get().pk
        administrator.post(f"/dau-vet/su-co/{number}/ket-thuc", {"text": "xong"})
        again = administrator.post(f"/dau-vet/su-co/{number}/ket-thuc", {"text": "xong"})
        assert again.status_code == 422
        assert "đã kết thúc" in text(again)

    def test_the_list_goes_on_page_by_page(self, administrator: Client) -> None:
        for at in range(51):
            incident(administrator, what=f"Việc {at:02}")
        first = text(administrator.get(reverse("web:incidents")))
        address = re.search(r'href="(\?[^"]*truoc=\d+)"', first)
        assert address is not None
        second = text(administrator.get(reverse("web:incidents") + address[1].replace("&amp;", "&")))
        assert "Việc 00" in second
        assert "Việc 01" not in second
        assert "Về đầu danh sách" in second
