"""Forms of kept files and backups."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from giamngheo.files.actions import LONGEST_REASON
from giamngheo.files.backups import passphrases
from giamngheo.files.backups.passphrases import WeakPassphrase
from giamngheo.files.kinds import Direction, FileKind
from giamngheo.web.fields import LineField

TO_DOWNLOAD = "tai-ve"
WHOLE = "chung"

type_of_choices = Sequence[tuple[str, str]]

_NOT_LISTED = {"invalid_choice": "Không có trong danh sách; hãy chọn lại.", "required": "Hãy chọn một mục."}


class SoughtForm(forms.Form):
    """Which files are looked for. It is posted: a name typed here never stands in an address."""

    ten = LineField(label="Tên tệp có chữ", required=False, max_length=100)
    loai = forms.ChoiceField(
        label="Loại",
        required=False,
        error_messages=_NOT_LISTED,
        choices=[("", "Mọi loại"), *((kind.value, kind.label) for kind in FileKind)],
    )
    chieu = forms.ChoiceField(
        label="Chiều",
        required=False,
        error_messages=_NOT_LISTED,
        choices=[("", "Tải lên và xuất ra"), *((one.value, one.label) for one in Direction)],
    )
    truoc = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


class KeepForm(forms.Form):
    """A file to keep: what it is for, whose it is, why."""

    file = forms.FileField(
        label="Tệp",
        allow_empty_file=True,  # told by the action, with the name
        error_messages={"required": "Chưa chọn tệp. Hãy bấm “Chọn tệp” rồi gửi lại."},
    )
    kind = forms.ChoiceField(
        label="Loại tệp",
        error_messages=_NOT_LISTED,
        choices=[(kind.value, kind.label) for kind in FileKind if kind.is_uploaded],
        help_text=". ".join(f"{kind.label}: {kind.hint}" for kind in FileKind if kind.is_uploaded) + ".",
    )
    place = forms.ChoiceField(
        label="Của địa bàn",
        error_messages=_NOT_LISTED,
        help_text="Chỉ người được giao địa bàn này mở được tệp.",
    )
    reason = LineField(
        label="Để làm gì",
        required=False,
        max_length=LONGEST_REASON,
        help_text="Ví dụ: bản ký Quyết định công nhận hộ nghèo năm 2024.",
    )
    is_sensitive = forms.BooleanField(
        label="Có dữ liệu cá nhân nhạy cảm",
        required=False,
        help_text="Dân tộc, tôn giáo, sức khỏe, khuyết tật, ảnh căn cước, tài khoản ngân hàng, vị trí nhà.",
    )

    def __init__(self, *args: Any, places: type_of_choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["place"]).choices = list(places)


class BackUpForm(forms.Form):
    """Where a backup goes, and its passphrase, typed twice."""

    destination = forms.ChoiceField(label="Ghi vào đâu", error_messages=_NOT_LISTED, widget=forms.RadioSelect)
    passphrase = forms.CharField(
        label="Cụm mật khẩu của bản sao lưu",
        max_length=200,
        error_messages={"required": "Chưa ghi cụm mật khẩu."},
        help_text=passphrases.HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    repeated = forms.CharField(
        label="Gõ lại cụm mật khẩu",
        max_length=200,
        error_messages={"required": "Chưa gõ lại cụm mật khẩu."},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, destinations: type_of_choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["destination"]).choices = [
            (TO_DOWNLOAD, "Tải về máy này"),
            *destinations,
        ]
        self.fields["destination"].initial = TO_DOWNLOAD

    def clean_passphrase(self) -> str:
        """Refuse what is soon guessed."""
        typed = str(self.cleaned_data["passphrase"])
        try:
            passphrases.require_strong(typed)
        except WeakPassphrase as weak:
            raise forms.ValidationError(str(weak)) from None
        return typed

    def clean(self) -> dict[str, Any]:
        """Compare what was typed twice."""
        typed = super().clean() or {}
        if typed.get("passphrase") and typed.get("repeated") and typed["passphrase"] != typed["repeated"]:
            self.add_error("repeated", "Hai lần gõ cụm mật khẩu chưa giống nhau.")
        return typed
