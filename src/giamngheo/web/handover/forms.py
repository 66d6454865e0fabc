"""Forms of handovers."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, cast

from django import forms

from giamngheo.accounts.kinds import HoldingRow
from giamngheo.files.kinds import FileKind
from giamngheo.handover.kinds import LONGEST_BASIS, LONGEST_REASON, LONGEST_REMARKS, Candidate
from giamngheo.norms.kinds import PaperRow
from giamngheo.web.accounts.drafts import register
from giamngheo.web.fields import DayField, LineField

MISSING = {"required": "Chưa ghi mục này."}
_FURTHEST = timedelta(days=366)
PLAN = "ban-giao"
"""Name of the drafts of a plan; the giver's id follows."""


class PlanForm(forms.Form):
    """What passes, to whom, when and why."""

    receiver = forms.ChoiceField(
        label="Bên nhận",
        error_messages={
            "required": "Hãy chọn bên nhận, hoặc ghi tên đăng nhập ở mục dưới.",
            "invalid_choice": "Người này không còn trong danh sách; hãy chọn lại.",
        },
    )
    typed_receiver = LineField(
        label="Bên nhận không có trong danh sách",
        max_length=150,
        required=False,
        help_text=(
            "Người mới, hoặc người ở địa bàn khác: ghi đúng tên đăng nhập hoặc số điện thoại của họ. "
            "Người chưa giữ vị trí nào thì chưa vào được hệ thống; khi đó hoàn tất bằng biên bản đã ký."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    on = DayField(
        label="Ngày bàn giao",
        error_messages=MISSING,
        help_text="Từ ngày này bên nhận giữ các vị trí. Ghi ngày đã qua, hôm nay hoặc ngày sắp tới.",
    )
    seats = forms.MultipleChoiceField(
        label="Vị trí bàn giao",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Chưa chọn vị trí nào; hãy chọn ít nhất một vị trí.",
            "invalid_choice": "Có vị trí không còn trong danh sách; hãy chọn lại.",
        },
    )
    reason = LineField(
        label="Lý do",
        max_length=LONGEST_REASON,
        error_messages=MISSING,
        help_text="Ví dụ: nghỉ hưu, chuyển công tác, sắp xếp đơn vị hành chính.",
    )
    basis = LineField(
        label="Căn cứ",
        max_length=LONGEST_BASIS,
        required=False,
        help_text="Quyết định điều động, phân công: số, ngày, cơ quan ban hành.",
    )
    remarks = forms.CharField(
        label="Nội dung khác ghi vào biên bản",
        max_length=LONGEST_REMARKS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Hồ sơ giấy, thiết bị, việc cần lưu ý. Không ghi mật khẩu.",
    )
    closes_account = forms.BooleanField(
        label="Đóng tài khoản bên giao nếu không còn giữ vị trí nào", required=False, initial=True
    )

    def __init__(
        self, *args: Any, holdings: Sequence[HoldingRow], receivers: Sequence[Candidate], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        cast("forms.ChoiceField", self.fields["receiver"]).choices = [
            ("", "– chọn –"),
            *((str(one.user_id), one.title) for one in receivers),
        ]
        cast("forms.MultipleChoiceField", self.fields["seats"]).choices = [
            (str(one.id), one.seat.title) for one in holdings
        ]
        self.fields["seats"].initial = [str(one.id) for one in holdings]
        self.fields["on"].initial = today
        self.fields["receiver"].required = not (self.data.get("typed_receiver") or "").strip()

    def clean_on(self) -> date:
        """Refuse a day further ahead than anybody plans: a year typed wrongly would keep the account open."""
        on = cast("date", self.cleaned_data["on"])
        if on > self.today + _FURTHEST:
            raise forms.ValidationError("Ngày này còn quá xa (hơn một năm); hãy xem lại năm.")
        return on

    def clean(self) -> dict[str, Any]:
        """Take one receiver: chosen or typed, not both."""
        typed = super().clean() or {}
        if typed.get("receiver") and typed.get("typed_receiver"):
            self.add_error("typed_receiver", "Đã chọn bên nhận trong danh sách; hãy để trống mục này.")
        return typed


register(PLAN, PlanForm)


class MinutesForm(forms.Form):
    """The minutes that both signed: entered now, or chosen among papers entered before."""

    paper = forms.ChoiceField(
        label="Biên bản đã nhập trước đó",
        required=False,
        help_text="Nếu biên bản đã có trong mục “Văn bản đã ký” thì chọn ở đây và bỏ qua các ô dưới.",
        error_messages={"invalid_choice": "Văn bản này không còn trong danh sách; hãy chọn lại."},
    )
    number = LineField(
        label="Số, ký hiệu",
        max_length=60,
        error_messages=MISSING,
        help_text="Ghi như trên biên bản, ví dụ 05/BB-UBND",
    )
    signed_on = DayField(label="Ngày ký", error_messages=MISSING)
    authority = LineField(label="Cơ quan ban hành", max_length=200, error_messages=MISSING)
    signatory = LineField(
        label="Người ký nhận",
        max_length=120,
        error_messages=MISSING,
        help_text="Họ tên người ký ở phần bên nhận.",
    )
    scan = forms.FileField(
        label="Bản chụp",
        error_messages={
            "required": "Chưa chọn tệp bản chụp.",
            "empty": "Tệp bản chụp không có nội dung; hãy chọn lại.",
        },
        help_text=f"Có đủ chữ ký hai bên. {FileKind.SCAN.hint}.",
        widget=forms.FileInput(attrs={"accept": ",".join(end for one in FileKind.SCAN.media for end in one.suffixes)}),
    )

    def __init__(self, *args: Any, papers: Sequence[PaperRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not papers:
            del self.fields["paper"]
            return
        choices = [(str(one.id), f"{one.citation} – {one.title}") for one in papers]
        cast("forms.ChoiceField", self.fields["paper"]).choices = [("", "– chưa nhập, ghi ở dưới –"), *choices]
        if self.data.get("paper"):
            for name in ("number", "signed_on", "authority", "signatory", "scan"):
                self.fields[name].required = False


class ReasonForm(forms.Form):
    """Why a handover is withdrawn or declined."""

    reason = LineField(label="Lý do", max_length=LONGEST_REASON, error_messages={"required": "Hãy ghi lý do."})
