"""The pages of the incident register, as the administrator, the overseer and others meet them."""

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from factories.people import Country, seated
from factories.trace import OPENED, written
from factories.visits import signed_in, text

from giamngheo.accounts.kinds import Role
from giamngheo.audit.models import Incident

pytestmark = pytest.mark.django_db


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
        written(OPENED, touched=[("person", "77")], hours=-5)
        written(OPENED, touched=[("person", "88")], hours=-120)
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
        client = signed_in(seated(Role.ADMINISTRATOR, where.commune))
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
