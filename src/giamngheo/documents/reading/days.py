"""Days as plans write them: “ngày 08/3/2024”, “ngày 02 tháng 4 năm 2024”, “cuối năm 2023”."""

import re
from datetime import date

_SLASHED = r"(?P<d>\d{1,2})\s*[/.\-]\s*(?P<m>\d{1,2})\s*[/.\-]\s*(?P<y>\d{4})"
_SPOKEN = r"(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})\s+năm\s+(?P<y2>\d{4})"
DAY = rf"(?:ngày\s+)?(?:{_SLASHED}|{_SPOKEN})"
"""A regular expression for one day, for use inside a larger one; read the match with `day_of`."""

_DAY = re.compile(DAY, re.IGNORECASE)
_YEAR = re.compile(r"(?<!tháng \d )(?<!tháng \d\d )\bnăm\s+(20\d\d)", re.IGNORECASE)


def day_of(match: re.Match[str]) -> date | None:
    """Return the day that a match of `DAY` stands for; None for one that is in no calendar (31/02)."""
    parts = (match["y"] or match["y2"], match["m"] or match["m2"], match["d"] or match["d2"])
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        return None


def first_day(text: str) -> date | None:
    """Return the first day written out in the text."""
    match = _DAY.search(text)
    return day_of(match) if match else None


def day_or_end_of_year(text: str) -> date | None:
    """Return the first day in the text, or the last day of the first year it names (“cuối năm 2023”, “năm 2024”)."""
    day, year = _DAY.search(text), _YEAR.search(text)
    if year and (day is None or year.start() < day.start()):
        return date(int(year[1]), 12, 31)
    return day_of(day) if day else None
