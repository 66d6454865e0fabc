"""Form fields of the set-up pages: a line of text, a day as people type it."""

from datetime import date
from typing import Any

from django import forms

from giamngheo.common.dates import NoSuchDay, parse_day, print_day
from giamngheo.common.text import compose, squeeze


class LineField(forms.CharField):
    """One line of text: letters in one form, single spaces."""

    def to_python(self, value: Any) -> str:
        """Return the line without spaces at its ends or doubled inside."""
        return squeeze(compose(super().to_python(value) or ""))


class DayField(forms.Field):
    """A day typed as ngày/tháng/năm."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "ngày/tháng/năm", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        """Print a day as it is typed; what was typed stays as it is."""
        return print_day(value) if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        """Read the day.

        Raises:
            ValidationError: it is none; the message tells how to write one.
        """
        if value in self.empty_values:
            return None
        try:
            return parse_day(str(value))
        except NoSuchDay as unreadable:
            raise forms.ValidationError(str(unreadable)) from None
