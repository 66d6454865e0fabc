"""The second factor (xác thực hai bước): codes of an application on the telephone, and recovery codes on paper."""

import base64
from datetime import datetime
from hmac import compare_digest

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from giamngheo.accounts.models import User

STEP_SECONDS = 30
STEPS_OFF = 1
"""The clock of a telephone may be one step off; a code is good for a minute and a half."""

_LAST_STEP = "last_step"


class UnreadableSecret(ValueError):
    """The secret was kept under another key of the installation: the data came here without it."""

    def __init__(self) -> None:
        super().__init__(
            "Máy chủ đã đổi khóa nên không đọc được xác thực hai bước của tài khoản này. Hãy nhờ người quản trị của "
            "đơn vị cấp phiếu đặt lại mật khẩu có gỡ xác thực hai bước."
        )


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Keeps secrets encrypted at rest, with a key drawn from the installation's own."""

    def encrypt(self, text: str) -> str:
        """Return the secret as the database keeps it."""
        return _cipher().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret that was kept.

        Raises:
            UnreadableSecret: it was kept under another key.
        """
        try:
            return _cipher().decrypt(encrypted_text.encode("ascii")).decode()
        except InvalidToken as error:
            raise UnreadableSecret from error


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_drawn(str(key))) for key in keys])


def _drawn(key: str) -> bytes:
    drawn = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"giamngheo.accounts.second_factor").derive(
        key.encode()
    )
    return base64.urlsafe_b64encode(drawn)


def has_second_factor(user_id: int) -> bool:
    """Say whether the second factor is on."""
    return _kept(user_id, Authenticator.Type.TOTP) is not None


def recovery_codes_left(user_id: int) -> int:
    """Return how many recovery codes have not been used."""
    kept = _kept(user_id, Authenticator.Type.RECOVERY_CODES)
    return len(RecoveryCodes(kept).get_unused_codes()) if kept else 0


def new_secret() -> str:
    """Return a secret for an application on the telephone; nothing is kept yet."""
    return str(generate_totp_secret())


def picture_of(secret: str, username: str) -> str:
    """Return the QR code an application reads, as an address an <img> can show."""
    adapter = SecondFactorAdapter()
    drawn = adapter.build_totp_svg(adapter.build_totp_url(User(username=username), secret))
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode("ascii")


def step_of(secret: str, typed: str, at: datetime) -> int | None:
    """Return the step of time whose code was typed; None where it is none of the steps near the instant."""
    now = int(at.timestamp()) // STEP_SECONDS
    for step in range(now - STEPS_OFF, now + STEPS_OFF + 1):
        if compare_digest(format_hotp_value(hotp_value(secret, step)).encode(), typed.encode()):
            return step
    return None


def is_code_of_application(user_id: int, typed: str, at: datetime) -> bool:
    """Say whether a code is the application's, and make it, with all before it, good for nothing more.

    Kept in the database, so that several processes agree. Call inside a transaction.
    """
    kept = _locked(user_id, Authenticator.Type.TOTP)
    if kept is None:
        return False
    step = step_of(SecondFactorAdapter().decrypt(kept.data["secret"]), typed, at)
    if step is None or step <= kept.data.get(_LAST_STEP, -1):
        return False
    kept.data[_LAST_STEP] = step
    kept.last_used_at = at
    kept.save(update_fields=["data", "last_used_at"])
    return True


def is_recovery_code(user_id: int, typed: str, at: datetime) -> bool:
    """Say whether a code is an unused recovery code, and use it. Call inside a transaction."""
    kept = _locked(user_id, Authenticator.Type.RECOVERY_CODES)
    if kept is None or not typed.isascii() or not RecoveryCodes(kept).validate_code(typed):
        return False
    Authenticator.objects.filter(pk=kept.pk).update(last_used_at=at)
    return True


def keep(user: User, secret: str, step: int) -> None:
    """Turn the second factor on; the code of `step` has shown that the application knows the secret."""
    data = {"secret": SecondFactorAdapter().encrypt(secret), _LAST_STEP: step}
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)


def new_recovery_codes(user: User) -> list[str]:
    """Make ten recovery codes, in place of any before; return them, to be shown once."""
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    return list(RecoveryCodes.activate(user).get_unused_codes())


def forget(user_id: int) -> bool:
    """Turn the second factor off, recovery codes included; say whether it was on."""
    number, _ = Authenticator.objects.filter(user_id=user_id).delete()
    return bool(number)


def _kept(user_id: int, kind: str) -> Authenticator | None:
    return Authenticator.objects.filter(user_id=user_id, type=kind).first()


def _locked(user_id: int, kind: str) -> Authenticator | None:
    return Authenticator.objects.select_for_update().filter(user_id=user_id, type=kind).first()
