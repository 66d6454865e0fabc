"""What can be done here: recommend, answer, take the list out as a file. Nothing written is ever changed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from giamngheo.accounts.kinds import Permission
from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed, Subject
from giamngheo.common.dates import print_day
from giamngheo.common.scope import OutOfScope, Scope
from giamngheo.common.sheets import sheet
from giamngheo.common.text import compose, fold, squeeze
from giamngheo.files import actions as files
from giamngheo.files.kinds import FileKind, Media
from giamngheo.oversight import queries
from giamngheo.oversight.kinds import LONGEST_ABOUT, LONGEST_TEXT, RecommendationRow, Sought
from giamngheo.oversight.models import Answer, Recommendation

RECOMMENDED = Deed("oversight.recommended", "Gửi kiến nghị giám sát")
ANSWERED = Deed("oversight.answered", "Trả lời kiến nghị giám sát")

_HEADINGS = (
    "Số",
    "Ngày kiến nghị",
    "Địa bàn",
    "Về việc",
    "Gửi",
    "Hạn trả lời",
    "Tình trạng",
    "Trả lời lần đầu",
    "Số lần trả lời",
    "Người kiến nghị",
)


class NotWritten(ValueError):
    """A recommendation or an answer cannot be taken as it is; `field` names what must change, the message how."""

    field = ""


class NothingWritten(NotWritten):
    """There is no title or no text."""

    def __init__(self, field: str) -> None:
        super().__init__("Chưa ghi gì; hãy ghi ngắn gọn điều cần nói.")
        self.field = field


class TooLong(NotWritten):
    """The title or the text is longer than anybody reads."""

    def __init__(self, field: str, longest: int) -> None:
        super().__init__(f"Dài quá {longest} ký tự; hãy rút gọn, phần chi tiết gửi kèm bằng văn bản.")
        self.field = field


class DayPassed(NotWritten):
    """The answer would have to come before the recommendation is written."""

    field = "answer_by"

    def __init__(self, on: date) -> None:
        super().__init__(f"Hạn trả lời phải từ ngày {print_day(on)} trở đi.")


class NoSuchAddressee(NotWritten):
    """The seat is none of the place or of what lies in it, or nobody holds it."""

    field = "addressed_to"

    def __init__(self) -> None:
        super().__init__("Vị trí này không thuộc địa bàn đã chọn hoặc hiện không có ai giữ; hãy chọn lại.")


class WrongAnswerDay(NotWritten):
    """An answer is dated before its recommendation, or on a day that is yet to come."""

    field = "answered_on"

    def __init__(self, since: date, until: date) -> None:
        super().__init__(f"Ngày trả lời phải từ {print_day(since)} (ngày kiến nghị) đến {print_day(until)} (hôm nay).")


@dataclass(frozen=True, slots=True)
class Letter:
    """What an overseer writes; `addressed_to_id` None: to the place as a whole."""

    place_id: int
    about: str
    text: str
    addressed_to_id: int | None
    answer_by: date


@transaction.atomic
def recommend(*, by: Scope, at: datetime, on: date, letter: Letter) -> int:
    """Write a recommendation, dated `on`; return its id.

    Raises:
        OutOfScope: the user does not oversee that place.
        NotWritten: something is missing or wrong (`NothingWritten`, `TooLong`, `DayPassed`, `NoSuchAddressee`).
    """
    by.require(Permission.RECOMMEND, letter.place_id)
    if by.user_id is None:
        raise OutOfScope(Permission.RECOMMEND)
    about = _written(squeeze(compose(letter.about)), "about", LONGEST_ABOUT)
    text = _written(compose(letter.text).strip(), "text", LONGEST_TEXT)
    if letter.answer_by < on:
        raise DayPassed(on)
    seats = {seat.seat_id: seat.title for seat in queries.addressees(letter.place_id, scope=by, on=on)}
    if letter.addressed_to_id is not None and letter.addressed_to_id not in seats:
        raise NoSuchAddressee
    if (same := _same_letter(letter, about, text, by, on)) is not None:
        return same
    one = Recommendation.objects.create(
        place_id=letter.place_id,
        about=about,
        text=text,
        folded=fold(f"{about} {text}"),
        addressed_to_id=letter.addressed_to_id,
        written_on=on,
        answer_by=letter.answer_by,
        written_at=at,
        written_by_id=by.user_id,
        writer_name=by.name,
    )
    to = seats[letter.addressed_to_id] if letter.addressed_to_id is not None else None
    after = {"about": about, "text": text, "to": to, "on": on, "answer_by": letter.answer_by}
    audit.record(by=by, deed=RECOMMENDED, subject=_subject(one), at=at, place_id=one.place_id, after=after)
    return one.pk


@transaction.atomic
def answer(*, by: Scope, at: datetime, on: date, recommendation_id: int, text: str, answered_on: date) -> None:
    """Add an answer, given on a day until today, by whoever answers for the seat or the place.

    Raises:
        NoSuchRecommendation: there is none, or it is not for this user to see.
        OutOfScope: it is not this user's to answer.
        NotWritten: something is missing or wrong (`NothingWritten`, `TooLong`, `WrongAnswerDay`).
    """
    queries.recommendation(recommendation_id, scope=by, on=on)  # refuses what may not be seen
    one = Recommendation.objects.get(pk=recommendation_id)
    if by.user_id is None or not queries.may_answer(one, scope=by, on=on):
        raise OutOfScope(Permission.ANSWER_RECOMMENDATIONS)
    written = _written(compose(text).strip(), "text", LONGEST_TEXT)
    if not one.written_on <= answered_on <= on:
        raise WrongAnswerDay(one.written_on, on)
    if _is_same_answer(one, by, written, answered_on):
        return
    Answer.objects.create(
        recommendation=one,
        text=written,
        answered_on=answered_on,
        written_at=at,
        written_by_id=by.user_id,
        writer_name=by.name,
    )
    after = {"text": written, "answered_on": answered_on}
    audit.record(by=by, deed=ANSWERED, subject=_subject(one), at=at, place_id=one.place_id, after=after)


def export_recommendations(*, by: Scope, at: datetime, on: date, sought: Sought) -> int:
    """Keep the list sought as a .csv and return the file's id; all of it, not only a page.

    Raises:
        OutOfScope: the user reads no recommendations.
    """
    if not by.holds(Permission.SEE_RECOMMENDATIONS):
        raise OutOfScope(Permission.SEE_RECOMMENDATIONS)
    rows = queries.recommendation_rows(queries.found(scope=by, on=on, sought=sought), on=on)
    return files.keep_export(
        by=by,
        at=at,
        name=f"kien-nghi-{on:%Y-%m-%d}.csv",
        content=sheet(_HEADINGS, map(_cells, rows)),
        kind=FileKind.SHEET,
        media=Media.CSV,
        place_id=None,  # a list over several places: for whoever exports it, and who reads the whole installation
        reason="Danh sách kiến nghị giám sát",
    )


def _cells(row: RecommendationRow) -> tuple[object, ...]:
    clock = row.clock
    return (
        row.id,
        print_day(row.written_on),
        row.place,
        row.about,
        row.addressed_to,
        print_day(clock.answer_by),
        clock.words,
        print_day(clock.answered_on),
        row.number_of_answers,
        row.writer_name,
    )


def _written(text: str, field: str, longest: int) -> str:
    clean = text.replace("\0", "")
    if not clean:
        raise NothingWritten(field)
    if len(clean) > longest:
        raise TooLong(field, longest)
    return clean


def _same_letter(letter: Letter, about: str, text: str, by: Scope, on: date) -> int | None:
    """A form sent again by an impatient second press is the same recommendation, not another one."""
    last = Recommendation.objects.filter(written_by_id=by.user_id).order_by("-pk").first()
    if last is None or last.written_on != on:
        return None
    kept = (last.place_id, last.about, last.text, last.addressed_to_id, last.answer_by)
    return last.pk if kept == (letter.place_id, about, text, letter.addressed_to_id, letter.answer_by) else None


def _is_same_answer(one: Recommendation, by: Scope, text: str, answered_on: date) -> bool:
    last = one.answers.order_by("-pk").first()
    return last is not None and (last.written_by_id, last.text, last.answered_on) == (by.user_id, text, answered_on)


def _subject(one: Recommendation) -> Subject:
    return Subject("recommendation", str(one.pk), one.about)
