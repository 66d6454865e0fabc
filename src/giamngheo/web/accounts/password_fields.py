"""Fields for passwords and codes, of this size and no more."""

import re
import unicodedata
from typing import Any

from django import forms

LONGEST = 128
_CODE = re.compile(r"[0-9]{6,8}")


class CurrentPassword(forms.CharField):
    """The password in use; spaces in it count."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
        super().__init__(strip=False, max_length=LONGEST, widget=widget, **kwargs)


class NewPassword(forms.CharField):
    """A password to be; spaces in it count."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
        super().__init__(strip=False, max_length=LONGEST, widget=widget, **kwargs)


class CodeField(forms.CharField):
    """A code of the second factor, in digits; papers and applications print them in two groups."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})
        super().__init__(max_length=20, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        """Return the digits alone; what is no code is told before it counts as a wrong one."""
        digits = "".join(unicodedata.normalize("NFKC", str(super().clean(value))).split())
        if not _CODE.fullmatch(digits):
            raise forms.ValidationError("Mã chỉ gồm 6 chữ số (mã dự phòng: 8 chữ số).")
        return digits


class TypedTwice(forms.Form):
    """A new password typed twice; a form that has `new` and `again` inherits the comparison."""

    def clean_again(self) -> str:
        """Refuse a second typing that differs."""
        again = str(self.cleaned_data["again"])
        if "new" in self.cleaned_data and again != self.cleaned_data["new"]:
            raise forms.ValidationError("Hai lần nhập mật khẩu mới chưa giống nhau.")
        return again
