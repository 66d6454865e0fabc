"""Forms of the first start, the profile, signed papers and approvals."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from giamngheo.accounts.kinds import Capacity
from giamngheo.accounts.password_rules import RULES
from giamngheo.common.codes import NoTelephoneNumber, telephone
from giamngheo.files.destinations import FoundBackup
from giamngheo.files.kinds import FileKind
from giamngheo.norms.kinds import FIRST_YEAR, LAST_YEAR, PaperRow, SigningChoice
from giamngheo.web.accounts import drafts
from giamngheo.web.fields import DayField, LineField

FIRST_PROFILE = "thiet-lap-ho-so"
HAMLETS = "thiet-lap-thon-ap"
PEOPLE = "thiet-lap-nguoi-dung"
NEW_PROFILE = "ho-so-don-vi"
PAPER = "van-ban-da-ky"
"""The names under which drafts of these forms are kept."""

MISSING = {"required": "Chưa ghi mục này."}
OTHER = "khac"


class AdministratorForm(forms.Form):
    """Who begins the work here."""

    full_name = LineField(
        label="Họ và tên",
        max_length=200,
        error_messages=MISSING,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    username = LineField(
        label="Tên đăng nhập",
        max_length=150,
        error_messages=MISSING,
        help_text="Chữ không dấu, không có khoảng trắng, ví dụ: quantri.tanhung",
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    phone = LineField(
        label="Số điện thoại",
        max_length=20,
        required=False,
        help_text="Đăng nhập được bằng số này thay cho tên đăng nhập.",
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    password = forms.CharField(
        label="Mật khẩu",
        max_length=200,
        strip=False,
        error_messages=MISSING,
        help_text=RULES,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    repeated = forms.CharField(
        label="Nhập lại mật khẩu",
        max_length=200,
        strip=False,
        error_messages=MISSING,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_username(self) -> str:
        """Refuse spaces: nobody sees them when signing in."""
        username = str(self.cleaned_data["username"])
        if " " in username:
            raise forms.ValidationError("Tên đăng nhập không được có khoảng trắng.")
        return username

    def clean_phone(self) -> str:
        """Read the number in whichever way it was typed."""
        typed = str(self.cleaned_data["phone"])
        try:
            return telephone(typed) if typed else ""
        except NoTelephoneNumber as unreadable:
            raise forms.ValidationError(str(unreadable)) from None

    def clean(self) -> dict[str, Any]:
        """Compare the two passwords."""
        typed = super().clean() or {}
        if typed.get("password") and typed.get("repeated") and typed["password"] != typed["repeated"]:
            self.add_error("repeated", "Hai lần nhập mật khẩu chưa giống nhau.")
        return typed


class RestoreForm(forms.Form):
    """A backup that lies within reach, or one handed in; and its passphrase."""

    chosen = forms.ChoiceField(label="Bản sao lưu tìm thấy trên USB, thư mục", required=False)
    file = forms.FileField(
        label="Hoặc chọn tệp",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".gnbak"}),
        help_text="Tệp lớn hơn 50 MB: chép vào USB, cắm vào máy này rồi mở lại trang.",
    )
    passphrase = forms.CharField(
        label="Cụm mật khẩu của bản sao lưu",
        max_length=500,
        strip=False,
        error_messages=MISSING,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, found: Sequence[FoundBackup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.key, f"{one.path.name} – {one.folder}") for one in found]
        cast("forms.ChoiceField", self.fields["chosen"]).choices = [("", "– không chọn –"), *choices]

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        typed = super().clean() or {}
        if not self.errors and not typed.get("chosen") and not typed.get("file"):
            self.add_error("file", "Hãy chọn một bản sao lưu.")
        return typed


class HamletsForm(forms.Form):
    """Hamlets copied from a sheet."""

    text = forms.CharField(
        label="Danh sách thôn, ấp, khu phố",
        error_messages={"required": "Chưa có dòng nào; hãy chép các ô trong Excel rồi dán vào đây."},
        help_text="Mỗi dòng một thôn. Các cột: xã, loại (ấp, khu phố…), tên. Chỉ một xã thì bỏ cột xã được.",
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )


class PeopleForm(forms.Form):
    """People copied from a sheet, and from which day they hold their seats."""

    text = forms.CharField(
        label="Danh sách người dùng",
        error_messages={"required": "Chưa có dòng nào; hãy chép các ô trong Excel rồi dán vào đây."},
        help_text="Mỗi dòng một người. Các cột: họ và tên, số điện thoại, chức vụ, vai trò, cơ quan, địa bàn.",
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    since = DayField(label="Giữ vị trí từ ngày", error_messages=MISSING)
    basis = LineField(label="Căn cứ", max_length=200, required=False, help_text="Quyết định phân công, nếu có.")


class ProfileForm(forms.Form):
    """Whose installation this is, from a day on."""

    valid_from = DayField(label="Có hiệu lực từ ngày", error_messages=MISSING)
    authority = LineField(label="Tên cơ quan", max_length=200, error_messages=MISSING)
    leader_title = LineField(label="Chức vụ người đứng đầu", max_length=120, required=False)
    leader_name = LineField(label="Họ tên người đứng đầu", max_length=120, required=False)
    standing_office = LineField(
        label="Cơ quan thường trực chương trình",
        max_length=200,
        required=False,
        help_text="Phòng, ban giúp UBND theo dõi chương trình; chưa rõ thì để trống.",
    )
    finance_office = LineField(label="Cơ quan tài chính", max_length=200, required=False)
    reports_to = LineField(
        label="Báo cáo cho", max_length=200, required=False, help_text="Cơ quan cấp trên nhận báo cáo."
    )
    basis = LineField(
        label="Căn cứ", max_length=200, required=False, help_text="Văn bản thành lập, sắp xếp, phân công; nếu có."
    )


class YearsForm(forms.Form):
    """The years the work here is for."""

    first = forms.IntegerField(label="Từ năm", error_messages=MISSING | {"invalid": "Hãy ghi năm bằng số."})
    last = forms.IntegerField(
        label="Đến năm",
        error_messages=MISSING | {"invalid": "Hãy ghi năm bằng số."},
        help_text=f"Chỉ làm một năm thì ghi hai năm giống nhau. Nhận từ {FIRST_YEAR} đến {LAST_YEAR}.",
    )


class PaperForm(forms.Form):
    """A paper signed outside; the signatory is one of those recorded for its day, or typed."""

    number = LineField(
        label="Số, ký hiệu", max_length=60, error_messages=MISSING, help_text="Ghi như trên văn bản, ví dụ 12/QĐ-UBND"
    )
    signed_on = DayField(label="Ngày ký", error_messages=MISSING)
    title = LineField(label="Trích yếu", max_length=300, error_messages=MISSING)
    authority = LineField(label="Cơ quan ban hành", max_length=200, error_messages=MISSING)
    place = forms.ChoiceField(label="Thuộc địa bàn")
    signed_by = forms.ChoiceField(label="Người ký", error_messages=MISSING)
    signatory = LineField(label="Họ tên người ký khác", max_length=120, required=False)
    capacity = forms.ChoiceField(
        label="Thể thức ký của người ký khác", choices=[(one.value, one.label) for one in Capacity], required=False
    )
    for_whom = LineField(
        label="Ký cho", max_length=200, required=False, help_text="Chức vụ ghi sau KT., TL., TUQ.; ví dụ: Chủ tịch"
    )
    scan = forms.FileField(
        label="Bản chụp",
        required=False,
        help_text=f"{FileKind.SCAN.hint}. Cần có nếu văn bản dùng để phê duyệt.",
        widget=forms.FileInput(attrs={"accept": ",".join(end for one in FileKind.SCAN.media for end in one.suffixes)}),
    )

    def __init__(
        self, *args: Any, signing: Sequence[SigningChoice], places: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        recorded = [(str(one.id), one.title) for one in signing]
        signed_by = cast("forms.ChoiceField", self.fields["signed_by"])
        signed_by.choices = [("", "– chọn –"), *recorded, (OTHER, "Người khác, tự ghi ở dưới")]
        signed_by.error_messages["invalid_choice"] = (
            "Người này chưa có thẩm quyền ký được ghi nhận cho ngày ký; hãy chọn lại trong danh sách của ngày đó."
        )
        cast("forms.ChoiceField", self.fields["place"]).choices = places

    def clean(self) -> dict[str, Any]:
        """Ask for a name where somebody else signed."""
        typed = super().clean() or {}
        if typed.get("signed_by") == OTHER and not typed.get("signatory"):
            self.add_error("signatory", "Hãy ghi họ tên người ký.")
        return typed


class RemarkForm(forms.Form):
    """A remark that goes with a yes."""

    remark = LineField(label="Ý kiến", max_length=500, required=False)


class ReasonForm(forms.Form):
    """Why something is refused or withdrawn."""

    reason = LineField(label="Lý do", max_length=300, error_messages={"required": "Hãy ghi lý do."})


class ByPaperForm(forms.Form):
    """By which signed paper something was approved."""

    paper = forms.ChoiceField(label="Văn bản đã ký", error_messages=MISSING)

    def __init__(self, *args: Any, papers: Sequence[PaperRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.id), f"{one.citation} – {one.title}") for one in papers]
        cast("forms.ChoiceField", self.fields["paper"]).choices = [("", "– chọn –"), *choices]


_DRAFTED: dict[str, type[forms.Form]] = {
    FIRST_PROFILE: ProfileForm,
    HAMLETS: HamletsForm,
    PEOPLE: PeopleForm,
    NEW_PROFILE: ProfileForm,
    PAPER: PaperForm,
}
for _name, _form in _DRAFTED.items():
    drafts.register(_name, _form)
