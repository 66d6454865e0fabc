"""The day a page about places is asked for: ?ngay=30-06-2025, today where none is given."""

from dataclasses import dataclass
from datetime import date, timedelta

from giamngheo.common.dates import NoSuchDay, parse_day, print_day
from giamngheo.places.kinds import REFORM, Lineage
from giamngheo.web.asking import Asked

LONGEST_TYPED = 30


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A day that can be chosen with one press."""

    words: str
    slug: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day, as it was typed, and what is wrong with it; then the day is today."""

    day: date
    typed: str
    problem: str
    today: date

    @property
    def slug(self) -> str:
        """The day as an address has it."""
        return slug(self.day)

    @property
    def is_before_reform(self) -> bool:
        """Whether there were districts that day."""
        return self.day < REFORM

    @property
    def shortcuts(self) -> list[Shortcut]:
        """The two days on which everything changed, and today."""
        days = {"30/6/2025": REFORM - timedelta(days=1), "1/7/2025": REFORM, "Hôm nay": self.today}
        return [Shortcut(words, slug(day), day == self.day) for words, day in days.items()]


def as_of(request: Asked) -> AsOf:
    """Read the day that is asked for."""
    typed = request.GET.get("ngay", "").strip()[:LONGEST_TYPED]
    problem = ""
    day = request.today
    if typed:
        try:
            day = parse_day(typed)
        except NoSuchDay as unreadable:
            problem = str(unreadable)
    return AsOf(day, typed if problem else print_day(day), problem, request.today)


def within(lineage: Lineage, day: date) -> date:
    """Return the day, or the nearest one on which the place existed."""
    if lineage.valid_until is not None and day >= lineage.valid_until:
        return lineage.valid_until - timedelta(days=1)
    return max(day, lineage.valid_from or day)


def slug(day: date) -> str:
    """Return a day as an address has it: 30-06-2025."""
    return f"{day:%d-%m-%Y}"
