"""Forms of recommendations and answers."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from giamngheo.oversight.kinds import LONGEST_ABOUT, LONGEST_TEXT, Addressee
from giamngheo.web.accounts.drafts import register
from giamngheo.web.fields import DayField, LineField

MISSING = {"required": "Chưa ghi mục này."}
WHOLE_PLACE = "dia-ban"
LETTER, ANSWER = "kien-nghi", "tra-loi-kien-nghi"
"""Names of drafts; the id of the place, of the recommendation, follows."""


class LetterForm(forms.Form):
    """A recommendation about a place that was chosen before."""

    addressed_to = forms.ChoiceField(
        label="Gửi",
        error_messages={
            "required": "Hãy chọn nơi gửi.",
            "invalid_choice": "Vị trí này không còn trong danh sách; hãy chọn lại.",
        },
        help_text="Người giữ vị trí này phải trả lời; khi bàn giao, kiến nghị chuyển theo vị trí.",
    )
    about = LineField(label="Về việc", max_length=LONGEST_ABOUT, error_messages=MISSING)
    text = forms.CharField(
        label="Nội dung kiến nghị",
        max_length=LONGEST_TEXT,
        error_messages=MISSING,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Ghi rõ việc cần làm. Không ghi số căn cước, bệnh tật hay thông tin riêng của hộ.",
    )
    answer_by = DayField(
        label="Hạn trả lời", error_messages=MISSING, help_text="Chậm nhất ngày này phải có trả lời; ngày/tháng/năm."
    )

    def __init__(self, *args: Any, addressees: Sequence[Addressee], place: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = [(str(one.seat_id), f"{one.title} ({', '.join(one.holders)})") for one in addressees]
        cast("forms.ChoiceField", self.fields["addressed_to"]).choices = [
            ("", "– chọn –"),
            *seats,
            (WHOLE_PLACE, f"Gửi chung cho {place}: ai được giao trả lời kiến nghị ở đó đều trả lời được"),
        ]


class AnswerForm(forms.Form):
    """One more answer."""

    text = forms.CharField(
        label="Nội dung trả lời",
        max_length=LONGEST_TEXT,
        error_messages=MISSING,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Gửi rồi không sửa được; muốn nói thêm thì gửi trả lời nữa.",
    )
    answered_on = DayField(label="Ngày trả lời", error_messages=MISSING)


register(LETTER, LetterForm)
register(ANSWER, AnswerForm)
