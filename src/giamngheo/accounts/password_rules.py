"""What a password must be (settings, AUTH_PASSWORD_VALIDATORS), said in the words of the screens."""

import re

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

from giamngheo.accounts.models import User
from giamngheo.common.text import compose, fold

_LOCAL_WORDS = frozenset(
    {"matkhau", "giamngheo", "hongheo", "vietnam", "ubnd", "ubndxa", "ubndhuyen", "admin", "quantri"}
)
_NUMBERS = re.compile(r"[\d\W_]+")
_FEWEST_LETTERS = 4

RULES = "Ít nhất 10 ký tự, không phải mật khẩu hay gặp, không giống họ tên, tên đăng nhập hay số điện thoại."


class WeakPassword(ValueError):
    """The new password breaks a rule; `sentences` says which."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def require_good(password: str, user: User) -> None:
    """Raise `WeakPassword` unless the password keeps every rule for this user and is not the one in use."""
    try:
        password_validation.validate_password(password, user)
    except ValidationError as broken:
        raise WeakPassword(list(broken.messages)) from broken
    if user.check_password(compose(password)):
        raise WeakPassword(["Mật khẩu mới phải khác mật khẩu đang dùng."])


class LongEnough(password_validation.MinimumLengthValidator):
    """At least so many characters."""

    def get_error_message(self) -> str:
        """Say how long."""
        return f"Mật khẩu ngắn quá: cần ít nhất {self.min_length} ký tự."

    def get_help_text(self) -> str:
        """Say how long."""
        return f"Ít nhất {self.min_length} ký tự."


class NotCommon(password_validation.CommonPasswordValidator):
    """None of the passwords that are tried first: the usual list, a local word with a number, one key held down."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError for one of them, with or without accents and spaces."""
        plain = fold(password).replace(" ", "")
        super().validate(plain, user)
        if len(set(plain)) < _FEWEST_LETTERS or _NUMBERS.sub("", plain) in _LOCAL_WORDS:
            raise ValidationError(self.get_error_message(), code="password_too_common")

    def get_error_message(self) -> str:
        """Say what is wrong with it."""
        return "Mật khẩu này nhiều người dùng, dễ bị đoán; hãy chọn mật khẩu khác."

    def get_help_text(self) -> str:
        """Say what it must not be."""
        return "Không phải mật khẩu hay gặp (12345678910, matkhau…)."


class NotLikeTheName(password_validation.UserAttributeSimilarityValidator):
    """Neither the name, the user name nor the telephone number, with or without accents and spaces."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError for a password that is nearly one of them."""
        if user is not None:
            super().validate(fold(password).replace(" ", ""), _Plain(user))  # type: ignore[arg-type]  # has what is read

    def get_error_message(self) -> str:
        """Say what is wrong with it."""
        return "Mật khẩu giống họ tên, tên đăng nhập hoặc số điện thoại quá, dễ bị đoán."

    def get_help_text(self) -> str:
        """Say what it must not be."""
        return "Không giống họ tên, tên đăng nhập hay số điện thoại."


class _Plain:
    """What a user is called, without accents and spaces, under the names the validator looks for."""

    def __init__(self, user: User) -> None:
        self._meta = user._meta
        self.username = user.username
        self.first_name = fold(user.full_name).replace(" ", "")
        self.last_name = fold(user.full_name)  # with its spaces: the validator tries each word too
        self.email = user.phone or ""
