"""The pages of the trace, as the overseer, the administrator and others meet them."""

import csv
import io
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from factories.people import Country, seated
from factories.trace import OPENED, RENAMED, written
from factories.visits import signed_in, text

from giamngheo.accounts.kinds import Role
from giamngheo.audit.models import Entry, Seal
from giamngheo.common.scope import Scope

pytestmark = pytest.mark.django_db

XUAN = "Hộ bà Xuân"


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
        client = signed_in(seated(Role.OVERSIGHT, where.commune))
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
        written(
            by=Scope(officer.pk, officer.full_name),
            label="Xã Đồng Lúa",
            place_id=where.commune,
            reason="Nghị quyết số 5",
        )
        page = text(overseer.get(reverse("web:trace")))
        for word in ("15/11/2024 09:00:00", officer.full_name, RENAMED.label, "Xã Đồng Lúa", "Nghị quyết số 5"):
            assert word in page

    def test_is_empty_at_first(self, overseer: Client) -> None:
        assert "Chưa có dấu vết nào." in text(overseer.get(reverse("web:trace")))

    def test_narrows_by_person_deed_place_and_day(self, overseer: Client, where: Country) -> None:
        officer = seated(Role.COMMUNE_OFFICER, where.commune)
        mine = written(by=Scope(officer.pk, officer.full_name), place_id=where.hamlet)
        other = written(OPENED, place_id=where.other_commune, hours=-72)
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
        assert len(overseer.session["sought"]) == 20

    def test_what_is_posted_wrongly_stays_in_the_form(self, overseer: Client) -> None:
        for name in ("trace", "whose_data"):
            response = overseer.post(reverse(f"web:{name}"), {"tu": "32/13/2024", "chu": "xuân"})
            assert response.status_code == 422
            assert 'value="32/13/2024"' in text(response)
            assert 'value="xuân"' in text(response)

    def test_goes_on_page_by_page(self, overseer: Client) -> None:
        numbers = [written(hours=-at / 60) for at in range(51)]
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
            label="Xã Đồng Lúa",
            place_id=where.commune,
            before={"name": "Đồng Lúa"},
            after={"name": "Đồng Lúa Mới"},
            reason="Đề án",
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
        rows = list(csv.reader(io.StringIO(content), delimiter=";"))
        assert [(row[7], row[8]) for row in rows[1:]] == [("'=1+1", "Xã Đồng Lúa")]
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
