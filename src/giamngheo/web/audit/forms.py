"""Forms of the trace and of the incident register."""

from collections.abc import Sequence
from typing import Any

from django import forms

from giamngheo.audit.actions.incidents import LONGEST
from giamngheo.audit.kinds import Actor, Deed, TouchedCount
from giamngheo.places.kinds import PlaceRow
from giamngheo.web.audit.fields import InstantField
from giamngheo.web.fields import LineField

MISSING = {"required": "Chưa ghi mục này."}
_NOT_LISTED = {"invalid_choice": "Không có trong danh sách; hãy chọn lại."}

type_of_choices = Sequence[tuple[str, str]]


class SoughtForm(forms.Form):
    """Which entries are looked for. Names and words are chosen or posted: none of them stands in an address."""

    nguoi = forms.ChoiceField(label="Người làm", required=False, error_messages=_NOT_LISTED)
    viec = forms.ChoiceField(label="Việc", required=False, error_messages=_NOT_LISTED)
    dia_ban = forms.ChoiceField(label="Địa bàn", required=False, error_messages=_NOT_LISTED)
    tu = InstantField(label="Từ ngày", required=False)
    den = InstantField(label="Đến hết ngày", required=False, ends_day=True)
    chu = LineField(label="Có chữ", required=False, max_length=100, help_text="Trong tên đối tượng hoặc lý do.")

    def __init__(
        self,
        typed: Any = None,
        *,
        actors: Sequence[Actor] = (),
        deeds: Sequence[Deed] = (),
        places: Sequence[PlaceRow] = (),
        initial: Any = None,
    ) -> None:
        super().__init__(typed, initial=initial, label_suffix="")
        _offer(self.fields["nguoi"], "Mọi người", [(str(actor.id), actor.name) for actor in actors])
        _offer(self.fields["viec"], "Mọi việc", [(deed.code, deed.label) for deed in deeds])
        _offer(self.fields["dia_ban"], "Mọi địa bàn", [(str(place.id), place.title) for place in places])


class ReasonForm(forms.Form):
    """Why data are taken out or opened."""

    reason = LineField(
        label="Lý do",
        max_length=500,
        error_messages={"required": "Chưa ghi lý do: để làm gì, theo yêu cầu của ai."},
        help_text="Ví dụ: gửi đoàn kiểm tra theo công văn số … ngày …",
    )


class TouchedExportForm(ReasonForm):
    """Why a list of whose data were touched is taken out, and which kind of them."""

    kind = forms.ChoiceField(label="Loại", required=False)

    def __init__(self, typed: Any = None, *, counts: Sequence[TouchedCount], initial: Any = None) -> None:
        super().__init__(typed, initial=initial, label_suffix="")
        _offer(self.fields["kind"], "Mọi loại", [(count.kind, count.kind_name) for count in counts])


class SealCodeForm(forms.Form):
    """The code of a seal as it was written on paper."""

    code = LineField(
        label="Mã niêm phong đã ghi trên giấy",
        max_length=80,
        error_messages=MISSING,
        help_text="Năm nhóm bốn ký tự, ví dụ 3f2a-90bc-…; gạch nối và chữ hoa không quan trọng.",
    )


class IncidentForm(forms.Form):
    """What is known of an incident."""

    what = forms.CharField(
        label="Chuyện gì đã xảy ra",
        max_length=LONGEST["what"],
        error_messages=MISSING,
        help_text="Không ghi họ tên, số căn cước của người dân; những ai bị ảnh hưởng tra trong dấu vết.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    known_at = InstantField(
        label="Biết lúc",
        needs_clock=True,
        error_messages=MISSING,
        help_text="Thời hạn thông báo tính từ lúc này.",
    )
    happened_from = InstantField(label="Xảy ra từ", required=False)
    happened_until = InstantField(label="Đến", required=False, ends_day=True)
    place = forms.TypedChoiceField(
        label="Địa bàn", required=False, coerce=int, empty_value=None, error_messages=_NOT_LISTED
    )

    def __init__(self, typed: Any = None, *, places: type_of_choices, initial: Any = None) -> None:
        super().__init__(typed, initial=initial, label_suffix="")
        self.fields["place"].choices = places  # type: ignore[attr-defined]  # a field of choices


class CorrectionForm(IncidentForm):
    """What is known of an incident, corrected, and why."""

    reason = LineField(label="Vì sao sửa", max_length=500, error_messages=MISSING)


class NoticeForm(forms.Form):
    """That an incident was notified."""

    at = InstantField(label="Thông báo lúc", needs_clock=True, error_messages=MISSING)
    to = LineField(label="Thông báo cho", max_length=LONGEST["to"], error_messages=MISSING)
    number = LineField(label="Số văn bản", max_length=LONGEST["number"], required=False)
    text = forms.CharField(
        label="Ghi thêm", max_length=LONGEST["text"], required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class MeasureForm(forms.Form):
    """What was done about an incident."""

    at = InstantField(label="Làm lúc", needs_clock=True, error_messages=MISSING)
    text = forms.CharField(
        label="Đã làm gì",
        max_length=LONGEST["text"],
        error_messages=MISSING,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ClosingForm(forms.Form):
    """With what conclusion an incident is closed."""

    text = forms.CharField(
        label="Kết luận",
        max_length=LONGEST["text"],
        error_messages=MISSING,
        help_text="Nếu không thông báo, ghi rõ vì sao không phải thông báo.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReopeningForm(forms.Form):
    """Why a closed incident is opened again."""

    text = forms.CharField(
        label="Vì sao mở lại",
        max_length=LONGEST["text"],
        error_messages=MISSING,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _offer(field: forms.Field, all_of_them: str, choices: type_of_choices) -> None:
    field.choices = [("", all_of_them), *choices]  # type: ignore[attr-defined]  # a field of choices
