"""Days and half-open periods: from a day on, until the day before another."""

import re
from dataclasses import dataclass
from datetime import date

_TYPED = re.compile(r"\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\s*")


class NoSuchDay(ValueError):
    """What was typed is no day of the calendar written as ngày/tháng/năm."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` on and before `until`; None where that end is open.

    Raises:
        ValueError: it would end before it begins.
    """

    start: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.start and self.until and self.until < self.start:
            raise ValueError(f"a period cannot run from {self.start} until {self.until}")

    def contains(self, day: date) -> bool:
        """Say whether a day is in the period."""
        return (self.start is None or self.start <= day) and (self.until is None or day < self.until)

    def overlaps(self, other: "Period") -> bool:
        """Say whether the two periods share a day."""
        return _before(self.start, other.until) and _before(other.start, self.until)


def _before(start: date | None, until: date | None) -> bool:
    return start is None or until is None or start < until


def parse_day(typed: str) -> date:
    """Read a day as people here type it: “5/3/2024”, “05-03-2024”.

    Raises:
        NoSuchDay: it is none; the message tells how to write one.
    """
    found = _TYPED.fullmatch(typed)
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        pass  # 31/02: told below, like every other unreadable day
    raise NoSuchDay(f"“{typed.strip()}” không phải là ngày; hãy ghi theo mẫu ngày/tháng/năm, ví dụ 05/03/2024.")


def print_day(day: date | None) -> str:
    """Return a day as 05/03/2024; nothing for none."""
    return f"{day:%d/%m/%Y}" if day else ""
