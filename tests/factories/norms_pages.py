"""The pages of profile, papers and approvals as somebody signed in uses them, in the district of 2024."""

import io
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.test import Client
from factories.staffed_district import District

from giamngheo.accounts.models import User

NOON = datetime(2024, 11, 15, 12, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
BACKEND = "django.contrib.auth.backends.ModelBackend"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
COMMUNE = {"valid_from": "01/07/2025", "authority": "UBND xã Đồng Lúa", "leader_title": "Chủ tịch"}
PAPER = {
    "number": "12/QĐ-UBND",
    "signed_on": "15/11/2024",
    "title": "Về việc đổi hồ sơ đơn vị",
    "authority": "UBND huyện Đồng Mẫu",
    "place": "tat-ca",
    "signed_by": "khac",
    "signatory": "Người Ký Mẫu",
    "capacity": "own",
}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def propose(district: District) -> str:
    """Propose the commune of July 2025 as the standing office; return the address of its approval."""
    address = f"/thiet-lap/ho-so/them?noi={district.where.new_commune}&ngay=01/07/2025"
    answer = signed_in(district.standing).post(address, COMMUNE)
    assert answer.status_code == 302, words(answer)
    return str(answer.headers["Location"])


def enter(district: District, **changed: Any) -> Any:
    return signed_in(district.standing).post("/thiet-lap/van-ban/them", PAPER | changed)


def scan() -> io.BytesIO:
    file = io.BytesIO(PDF)
    file.name = "quyet-dinh.pdf"
    return file
