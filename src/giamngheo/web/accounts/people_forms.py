"""Forms about people: who they are, the seats they hold, absences, signing, closing."""

from typing import Any

from django import forms

from giamngheo.accounts.kinds import Capacity
from giamngheo.accounts.pasted import LONGEST_TEXT
from giamngheo.web.accounts import drafts
from giamngheo.web.accounts.people_fields import (
    CHOOSE,
    MISSING,
    Choices,
    IdField,
    LastDayField,
    role_choices,
    with_blank,
)
from giamngheo.web.fields import DayField, LineField

NEW_PERSON, PASTED, SEAT, ABSENCE, AUTHORITY = (
    "nguoi-dung-moi",
    "nguoi-dung-nhieu",
    "nguoi-dung-vi-tri",
    "nguoi-dung-vang-mat",
    "nguoi-dung-ky-thay",
)


class PersonForm(forms.Form):
    """Name, telephone, job title."""

    full_name = LineField(
        label="Họ và tên", max_length=200, error_messages=MISSING, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    phone = LineField(
        label="Số điện thoại",
        max_length=20,
        required=False,
        help_text="10 số. Người này đăng nhập được bằng số này thay cho tên đăng nhập.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )
    job_title = LineField(
        label="Chức vụ",
        max_length=120,
        required=False,
        help_text="Ví dụ: Công chức Văn hoá – Xã hội.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class SeatForm(forms.Form):
    """A seat: role, where, from when until when, on what decision."""

    role = forms.ChoiceField(label="Vai trò", error_messages=CHOOSE, help_text="Vai trò quyết định làm được việc gì.")
    place = IdField(label="Địa bàn", help_text="Người này chỉ thấy và làm được việc của địa bàn này.")
    agency = IdField(label="Cơ quan", required=False)
    valid_from = DayField(label="Giữ vị trí từ ngày", error_messages=MISSING)
    valid_until = LastDayField(
        label="Đến hết ngày", required=False, help_text="Để trống nếu chưa biết khi nào thôi giữ."
    )
    basis = LineField(
        label="Căn cứ", max_length=200, required=False, help_text="Số, ngày của quyết định, văn bản phân công."
    )

    def __init__(self, *args: Any, places: Choices, agencies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "role", with_blank(role_choices(), "Chọn vai trò"))
        _choose(self, "place", with_blank(places, "Chọn địa bàn"))
        _choose(self, "agency", with_blank(agencies, "Không ghi cơ quan"))


class NewPersonForm(SeatForm, PersonForm):
    """A person with the first seat."""

    username = LineField(
        label="Tên đăng nhập",
        max_length=60,
        required=False,
        help_text="Để trống thì hệ thống tự đặt theo họ tên, ví dụ Nguyễn Văn An: nguyenvanan.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    field_order = (
        *("full_name", "phone", "job_title", "username"),
        *("role", "place", "agency", "valid_from", "valid_until", "basis"),
    )


class EndForm(forms.Form):
    """From which day something is over, and why."""

    day = DayField(label="Từ ngày", error_messages=MISSING)
    reason = LineField(label="Lý do", max_length=300, error_messages=MISSING)

    def __init__(self, *args: Any, day_label: str, day_hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].label = day_label
        self.fields["day"].help_text = day_hint


class ReasonForm(forms.Form):
    """Only why."""

    reason = LineField(label="Lý do", max_length=300, error_messages=MISSING)


class AbsenceForm(forms.Form):
    """From when until when somebody is away, and who stands in."""

    valid_from = DayField(label="Vắng mặt từ ngày", error_messages=MISSING)
    valid_until = LastDayField(label="Đến hết ngày", error_messages=MISSING)
    substitute = IdField(
        label="Người làm thay",
        required=False,
        help_text="Trong những ngày này, người làm thay làm được cả việc của người vắng mặt.",
    )
    basis = LineField(
        label="Căn cứ",
        max_length=200,
        required=False,
        help_text="Số, ngày của văn bản phân công. Bắt buộc khi có người làm thay.",
    )
    reason = LineField(label="Lý do", max_length=200, required=False)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "substitute", with_blank(people, "Không có người làm thay"))


class AuthorityForm(forms.Form):
    """In what capacity somebody may sign, for whom, on what paper."""

    capacity = forms.ChoiceField(
        label="Thể thức ký", choices=[(one.value, one.label) for one in Capacity], error_messages=CHOOSE
    )
    for_whom = LineField(
        label="Ký cho", max_length=200, required=False, help_text="Ví dụ: Chủ tịch UBND xã. Để trống khi ký trực tiếp."
    )
    valid_from = DayField(label="Được ký từ ngày", error_messages=MISSING)
    valid_until = LastDayField(label="Đến hết ngày", required=False)
    basis = LineField(
        label="Căn cứ",
        max_length=200,
        error_messages=MISSING,
        help_text="Số, ngày của quyết định phân công hoặc văn bản uỷ quyền.",
    )


class AgencyForm(forms.Form):
    """A new agency."""

    name = LineField(label="Tên cơ quan", max_length=200, error_messages=MISSING)
    short_name = LineField(label="Tên viết tắt", max_length=60, required=False)
    place = IdField(label="Địa bàn", help_text="Cơ quan của huyện, xã nào.")
    valid_from = DayField(label="Có từ ngày", required=False, help_text="Để trống nếu đã có từ lâu.")

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "place", with_blank(places, "Chọn địa bàn"))


class RenameForm(forms.Form):
    """Another name of an agency, from a day on."""

    name = LineField(label="Tên mới", max_length=200, error_messages=MISSING)
    short_name = LineField(label="Tên viết tắt", max_length=60, required=False)
    day = DayField(label="Mang tên này từ ngày", error_messages=MISSING)
    basis = LineField(label="Căn cứ", max_length=200, required=False, help_text="Số, ngày của văn bản đổi tên.")


class PasteForm(forms.Form):
    """Many people, copied from a sheet."""

    text = forms.CharField(
        label="Danh sách",
        max_length=LONGEST_TEXT,
        strip=False,
        error_messages={"required": "Chưa dán danh sách."},
        help_text="Chép các ô trong Excel rồi dán vào đây; có hay không có dòng tiêu đề đều được.",
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "wrap": "off", "class": "pasted"}),
    )
    since = DayField(label="Giữ vị trí từ ngày", error_messages=MISSING)
    basis = LineField(label="Căn cứ", max_length=200, required=False, help_text="Số, ngày của văn bản phân công.")


class SearchForm(forms.Form):
    """Which people to list."""

    text = LineField(label="Tìm theo tên, tên đăng nhập, số điện thoại", max_length=100, required=False)
    role = forms.ChoiceField(label="Vai trò", required=False)
    place = IdField(label="Địa bàn", required=False)
    former = forms.BooleanField(label="Cả người đã thôi giữ vị trí hoặc đã đóng tài khoản", required=False)

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "role", with_blank(role_choices(), "Mọi vai trò"))
        _choose(self, "place", with_blank(places, "Mọi địa bàn"))


def _choose(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


for _name, _form in (
    (NEW_PERSON, NewPersonForm),
    (PASTED, PasteForm),
    (SEAT, SeatForm),
    (ABSENCE, AbsenceForm),
    (AUTHORITY, AuthorityForm),
):
    drafts.register(_name, _form)
