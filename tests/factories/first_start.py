"""The first start as a browser at the machine itself goes through it, on a day of 2026."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.test import Client
from factories.people import Country

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
HERE = {"SERVER_NAME": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1"}
BACKEND = "django.contrib.auth.backends.ModelBackend"
FIRST = {
    "full_name": "Người Quản Trị Mẫu",
    "username": "Quan.Tri",
    "phone": "0912 345 678",
    "password": "cày cấy mùa xuân",
    "repeated": "cày cấy mùa xuân",
}


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def choose_commune(client: Client, where: Country) -> None:
    answer = client.post("/thiet-lap/bat-dau/dia-ban", {"noi": where.new_commune, "ngay": "02/03/2026"})
    assert answer.headers["Location"] == "/thiet-lap/bat-dau/ho-so"


def profile_fields(**changed: str) -> dict[str, str]:
    return {"valid_from": "02/03/2026", "authority": "UBND xã Đồng Lúa", "leader_title": "Chủ tịch"} | changed
