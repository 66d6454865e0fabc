"""A form field for an instant: a day as people type it, with or without the time."""

import re
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.timezone import get_current_timezone, localtime

from giamngheo.common.dates import NoSuchDay, parse_day

_CLOCK = re.compile(r"(?:^|\s)(?:lúc\s+)?([01]?\d|2[0-3])\s*[:hg]\s*([0-5]\d)(?::[0-5]\d)?(?=\s|$)", re.IGNORECASE)


class InstantField(forms.Field):
    """An instant typed as “15/11/2024 08:30”, the day or the time first.

    A day alone is its first instant, or with `ends_day` the last.
    """

    widget = forms.TextInput(attrs={"placeholder": "ngày/tháng/năm giờ:phút", "autocomplete": "off"})

    def __init__(self, *, needs_clock: bool = False, ends_day: bool = False, **rest: Any) -> None:
        super().__init__(**rest)
        self.needs_clock, self.ends_day = needs_clock, ends_day

    def prepare_value(self, value: Any) -> Any:
        """Print an instant as it is typed; what was typed stays as it is."""
        return f"{localtime(value):%d/%m/%Y %H:%M}" if isinstance(value, datetime) else value

    def to_python(self, value: Any) -> datetime | None:
        """Read the instant.

        Raises:
            ValidationError: it is none; the message tells how to write one.
        """
        if value in self.empty_values:
            return None
        typed = str(value)[:60]
        clock = _CLOCK.search(typed)
        if self.needs_clock and not clock:
            raise forms.ValidationError(f"“{typed.strip()}” chưa có giờ; hãy ghi ví dụ: 05/03/2024 14:30.")
        try:
            day = parse_day(_CLOCK.sub(" ", typed, count=1))
        except NoSuchDay:
            raise forms.ValidationError(
                f"“{typed.strip()}” không phải là ngày giờ; hãy ghi ví dụ: 05/03/2024 14:30."
            ) from None
        hour, minute = (int(clock[1]), int(clock[2])) if clock else (0, 0)
        at = datetime(day.year, day.month, day.day, hour, minute, tzinfo=get_current_timezone())
        return at + timedelta(days=1) if self.ends_day and not clock else at
