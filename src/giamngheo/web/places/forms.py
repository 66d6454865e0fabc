"""Forms that change places."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from giamngheo.places.hamlet_names import HAMLET_TYPES, LONGEST_NAME
from giamngheo.places.kinds import TYPES, Level, PlaceRow
from giamngheo.places.pasted import LONGEST_TEXT
from giamngheo.web.fields import DayField, LineField

MISSING = {"required": "Chưa ghi mục này."}
NOT_CHOSEN = {
    "required": "Chưa chọn mục này.",
    "invalid_choice": "Mục đã chọn không còn trong danh sách; hãy chọn lại.",
}
LONGEST_BASIS = 200


def _types(level: Level) -> list[tuple[str, str]]:
    return [("", "– chọn –"), *((kind, kind) for kind in TYPES[level])]


def _basis(*, required: bool = False) -> LineField:
    return LineField(
        label="Căn cứ",
        max_length=LONGEST_BASIS,
        required=required,
        error_messages=MISSING,
        help_text="Nghị quyết, quyết định: số, ngày, cơ quan ban hành.",
    )


def _type() -> forms.ChoiceField:
    return forms.ChoiceField(label="Loại", choices=_types(Level.HAMLET), error_messages=NOT_CHOSEN)


def _name() -> LineField:
    return LineField(
        label="Tên",
        max_length=LONGEST_NAME,
        error_messages=MISSING,
        help_text="Chỉ phần tên, ví dụ: 1, Tân Lập.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def _reason() -> LineField:
    return LineField(
        label="Lý do", max_length=300, error_messages=MISSING, help_text="Ví dụ: gõ nhầm tên, nhập nhầm xã."
    )


class AddForm(forms.Form):
    """A new hamlet of a commune."""

    type = _type()
    name = _name()
    on = DayField(
        label="Có từ ngày", required=False, help_text="Không rõ ngày thành lập thì để trống: coi như có từ khi có xã."
    )
    basis = _basis()


class RenameForm(forms.Form):
    """Another name or type from a day on."""

    type = forms.ChoiceField(label="Loại mới", error_messages=NOT_CHOSEN)
    name = LineField(label="Tên mới", max_length=LONGEST_NAME, error_messages=MISSING, help_text="Chỉ phần tên.")
    on = DayField(
        label="Từ ngày", error_messages=MISSING, help_text="Ngày đầu tiên mang tên mới; trước ngày này vẫn là tên cũ."
    )
    basis = _basis()

    def __init__(self, *args: Any, place: PlaceRow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"type": place.type, "name": place.name}
        cast("forms.ChoiceField", self.fields["type"]).choices = _types(place.level)
        self.fields["basis"].required = place.level is not Level.HAMLET


class CorrectForm(forms.Form):
    """The name as it should have been entered."""

    type = _type()
    name = _name()
    reason = _reason()


class MoveForm(forms.Form):
    """The commune a hamlet goes to."""

    commune = forms.ChoiceField(label="Chuyển sang xã", error_messages=NOT_CHOSEN)
    on = DayField(label="Từ ngày", error_messages=MISSING, help_text="Trước ngày này vẫn thuộc xã cũ.")
    basis = _basis()

    def __init__(self, *args: Any, communes: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["commune"]).choices = [
            ("", "– chọn –"),
            *((str(pk), title) for pk, title in communes),
        ]


class EndForm(forms.Form):
    """The day from which a hamlet is no more."""

    on = DayField(label="Không còn từ ngày", error_messages=MISSING, help_text="Ngày trước đó là ngày cuối cùng.")
    basis = _basis()


class WithdrawForm(forms.Form):
    """Why a hamlet should never have been entered."""

    reason = _reason()


class MergeForm(forms.Form):
    """Hamlets that become one."""

    hamlets = forms.MultipleChoiceField(
        label="Sáp nhập các nơi này",
        widget=forms.CheckboxSelectMultiple,
        error_messages={**NOT_CHOSEN, "required": "Hãy chọn ít nhất hai nơi."},
    )
    type = _type()
    name = _name()
    on = DayField(label="Từ ngày", error_messages=MISSING, help_text="Ngày đầu tiên của nơi mới.")
    basis = _basis()

    def __init__(self, *args: Any, hamlets: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].label = "Loại của nơi mới"
        self.fields["name"].label = "Tên của nơi mới"
        cast("forms.MultipleChoiceField", self.fields["hamlets"]).choices = [(str(pk), title) for pk, title in hamlets]


class SplitForm(forms.Form):
    """What a hamlet is divided into."""

    names = forms.CharField(
        label="Chia thành",
        max_length=2_000,
        error_messages=MISSING,
        help_text="Mỗi dòng một nơi, ghi cả loại và tên. Ví dụ: Ấp 1, xuống dòng, Ấp 1A.",
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )
    on = DayField(label="Từ ngày", error_messages=MISSING, help_text="Ngày đầu tiên của các nơi mới.")
    basis = _basis()


class ImportForm(forms.Form):
    """A list copied from Excel, or the sheet itself."""

    text = forms.CharField(
        label="Danh sách",
        required=False,
        max_length=LONGEST_TEXT,
        help_text=f"Chép các ô trong Excel rồi dán vào đây, hoặc chọn tệp ở dưới. Loại: {', '.join(HAMLET_TYPES)}.",
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label="Hoặc chọn tệp",
        required=False,
        help_text="Excel (.xlsx) hoặc .csv; đọc trang tính đầu tiên có dữ liệu. Tệp đọc xong là bỏ, không lưu lại.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        typed = super().clean() or {}
        if not self.errors and not typed.get("file") and not str(typed.get("text", "")).strip():
            self.add_error("text", "Chưa có dòng nào; hãy dán danh sách vào đây hoặc chọn tệp.")
        return typed
