"""The forms before a session begins."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms

from giamngheo.accounts.password_rules import RULES
from giamngheo.web.accounts.password_fields import LONGEST, CodeField, NewPassword, TypedTwice

_NAME = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
_CODE = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth ships no types
    """User name or telephone number, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, password = self.fields["login"], self.fields["password"]
        name.label = "Tên đăng nhập hoặc số điện thoại"
        name.widget.attrs = {"maxlength": LONGEST, "autofocus": True, **_NAME}
        password.label = "Mật khẩu"
        password.help_text = ""
        password.widget.attrs = {"maxlength": LONGEST, "autocomplete": "current-password"}


class CodeForm(forms.Form):
    """A code of the second factor, or one of the recovery codes on paper."""

    code = CodeField(
        label="Mã xác thực",
        help_text="6 chữ số đang hiện trong ứng dụng. Không có điện thoại: nhập một mã dự phòng, 8 chữ số.",
    )


class SlipForm(TypedTwice):
    """The slip, and the password chosen with it."""

    name = forms.CharField(
        label="Tên đăng nhập", max_length=LONGEST, help_text="Ghi trên phiếu.", widget=forms.TextInput(attrs=_NAME)
    )
    code = forms.CharField(
        label="Mã trên phiếu",
        max_length=40,
        help_text="12 ký tự, có dấu gạch hay không đều được.",
        widget=forms.TextInput(attrs=_CODE),
    )
    new = NewPassword(label="Mật khẩu mới", help_text=RULES)
    again = NewPassword(label="Nhập lại mật khẩu mới")


class IssueSlipForm(forms.Form):
    """What an administrator says about a slip."""

    reason = forms.CharField(
        label="Lý do",
        max_length=300,
        help_text="Ví dụ: quên mật khẩu, đã gặp và nhận mặt tại cơ quan. Lý do được ghi vào dấu vết.",
        widget=forms.TextInput,
    )
    removes_second_factor = forms.BooleanField(
        label="Gỡ cả xác thực hai bước",
        required=False,
        help_text="Chọn khi người này đã mất điện thoại và cả các mã dự phòng.",
    )
