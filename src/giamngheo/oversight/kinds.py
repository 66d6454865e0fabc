"""Words and rows of recommendations that pages may import."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

LONGEST_ABOUT = 200
LONGEST_TEXT = 10_000


class State(StrEnum):
    """Where a recommendation stands on a day."""

    WAITING = "waiting"
    LATE = "late"
    ANSWERED = "answered"

    @property
    def label(self) -> str:
        """The state as screens name it."""
        return {"waiting": "chờ trả lời", "late": "quá hạn", "answered": "đã trả lời"}[self.value]


@dataclass(frozen=True, slots=True)
class Clock:
    """The days a recommendation has left on a day; `answered_on` is the day of its first answer."""

    answer_by: date
    answered_on: date | None
    on: date

    @property
    def days_left(self) -> int:
        """Days until the last one on which the answer is in time; negative when that is over."""
        return (self.answer_by - self.on).days

    @property
    def state(self) -> State:
        """Answered, waiting or late; the last day itself is in time."""
        if self.answered_on:
            return State.ANSWERED
        return State.LATE if self.days_left < 0 else State.WAITING

    @property
    def words(self) -> str:
        """The state with its days: “chờ trả lời (còn 3 ngày)”, “quá hạn 2 ngày”, “đã trả lời, trễ 1 ngày”."""
        if self.answered_on:
            late = (self.answered_on - self.answer_by).days
            return f"đã trả lời, trễ {late} ngày" if late > 0 else "đã trả lời"
        if self.days_left < 0:
            return f"quá hạn {-self.days_left} ngày"
        return "chờ trả lời (hạn hôm nay)" if self.days_left == 0 else f"chờ trả lời (còn {self.days_left} ngày)"


@dataclass(frozen=True, slots=True)
class Sought:
    """Which recommendations are looked for; what is None or blank does not narrow.

    Attributes:
        text: words of title or content, with or without accents.
        state: only those that stand so on the day.
        place_id: only those of this place and what lies in it.
        is_mine: only those that wait for the user to answer: sent to their seats, or to a place they answer for.
    """

    text: str = ""
    state: State | None = None
    place_id: int | None = None
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """A recommendation as lists and exports show it; `is_to_place`: to no seat, but to the place as a whole."""

    id: int
    place_id: int
    place: str
    about: str
    addressed_to: str
    is_to_place: bool
    written_on: date
    writer_name: str
    number_of_answers: int
    clock: Clock


@dataclass(frozen=True, slots=True)
class RecommendationPage:
    """Some recommendations, the newest first; `older_than` continues the list, None at its end."""

    rows: tuple[RecommendationRow, ...]
    older_than: int | None


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer."""

    text: str
    answered_on: date
    written_at: datetime
    writer_name: str


@dataclass(frozen=True, slots=True)
class RecommendationDetail:
    """A recommendation opened; `may_answer` says whether the user who opened it may."""

    row: RecommendationRow
    text: str
    holders: tuple[str, ...]
    answers: tuple[AnswerRow, ...]
    may_answer: bool


@dataclass(frozen=True, slots=True)
class Addressee:
    """A seat a recommendation can be addressed to, with who holds it on the day."""

    seat_id: int
    title: str
    holders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What awaits an answer of somebody on a day: the most urgent first, and how many there are in all."""

    rows: tuple[RecommendationRow, ...]
    total: int
    late: int
