"""Coming in through the door, a clock that can be moved, and an application that shows codes."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from giamngheo.accounts import second_factor
from giamngheo.accounts.models import User

PASSWORD = "cây bút xanh 9"  # noqa: S105 – of nobody
NEW_PASSWORD = "sáu con trâu mộng"  # noqa: S105 – of nobody
NOON = datetime(2024, 11, 15, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


class Clock:
    """The instant pages, sessions and the counting of wrong tries go by."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, now: datetime = NOON) -> None:
        self.now = now
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.now)
        monkeypatch.setattr("axes.handlers.proxy.now", lambda: self.now)

    def pass_by(self, **how_long: float) -> None:
        """Let time pass: minutes=30."""
        self.now += timedelta(**how_long)


def come(client: Client, name: str, password: str = PASSWORD, **more: str) -> HttpResponse:
    """Send the sign-in form."""
    return client.post("/dang-nhap", {"login": name, "password": password, **more})


def is_in(client: Client) -> bool:
    """Say whether somebody is signed in with this browser."""
    return bool(client.get("/tai-khoan").status_code == 200)


def code_at(secret: str, at: datetime) -> str:
    """Return what the application shows at an instant."""
    return str(format_hotp_value(hotp_value(secret, int(at.timestamp()) // second_factor.STEP_SECONDS)))


def with_second_factor(user: User, at: datetime = NOON) -> tuple[str, list[str]]:
    """Turn the second factor on a while before an instant; return the secret and the recovery codes."""
    secret = second_factor.new_secret()
    with transaction.atomic():
        second_factor.keep(user, secret, int(at.timestamp()) // second_factor.STEP_SECONDS - 10)
        return secret, second_factor.new_recovery_codes(user)
