"""The forms of one's own account; each asks for the password in use."""

from django import forms

from giamngheo.accounts.password_rules import RULES
from giamngheo.web.accounts.password_fields import CodeField, CurrentPassword, NewPassword, TypedTwice


class PasswordForm(TypedTwice):
    """A new password."""

    current = CurrentPassword(label="Mật khẩu hiện tại")
    new = NewPassword(label="Mật khẩu mới", help_text=RULES)
    again = NewPassword(label="Nhập lại mật khẩu mới")


class ConfirmForm(forms.Form):
    """Only the password, to show that it is the owner who asks."""

    current = CurrentPassword(label="Mật khẩu hiện tại")


class TurnOnForm(forms.Form):
    """The first code of an application, to show that it works."""

    code = CodeField(label="Mã 6 chữ số trong ứng dụng")
    current = CurrentPassword(label="Mật khẩu hiện tại")
