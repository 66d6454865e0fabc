"""A part, its whole and the percentage between them: “125 hộ, tỷ lệ 0,44% trên 28.400 hộ”."""

import re
from collections.abc import Callable, Iterator

from giamngheo.documents.reading.part_labels import names_a_group
from giamngheo.documents.reading.passages import Figure, Passage, classes_in
from giamngheo.documents.reading.statement_phrases import STATEMENT_PHRASES, any_of
from giamngheo.documents.reading.subjects import subject_of_any
from giamngheo.figures.statements import StatedShare

# What may stand between figures: no other figure (a year may), no end of a clause.
WORDS = r"(?:[^⟦⟧;.:(),]|⟦[yr]\d+⟧)"
PERCENT = r"⟦c(?P<percent>\d+)⟧"
_IS = r"(?:chiếm|đạt|bằng|với|là|tương đương|tương ứng|ứng với|tức)"
RATE = rf"(?:{_IS}\s*)*(?:(?:tỷ|tỉ)\s*(?:lệ|trọng)\s*)?(?:{_IS}\s*)*(?:hộ nghèo\s*|hộ cận nghèo\s*)?(?:là\s*|:\s*)?"
_OF_ALL = r"(?:trên|trong|so với|của)?\s*(?:tổng số|tổng|toàn bộ|số|kế hoạch|chỉ tiêu|dự toán)"
_PART, _WHOLE = r"⟦[hpvo](?P<part>\d+)⟧", r"⟦[hpvo](?P<whole>\d+)⟧"
_FRACTION = (
    rf"⟦[hpvon](?P<part>\d+)⟧{WORDS}{{0,25}}?\s*(?:/|trên tổng số|trên)\s*(?:tổng số\s*)?⟦[hpvon](?P<whole>\d+)⟧"
)
_BEFORE_WHOLE = re.compile(
    rf"{_PART}{WORDS}{{0,60}}?[,(]?\s*{RATE}{PERCENT}\s*(?:trên|trong|so với|của|/)\s*"
    rf"(?:tổng số|tổng)?\s*{WORDS}{{0,30}}?(?:là|có)?\s*{_WHOLE}"
)
"""13.455 hộ, tỷ lệ 4,52% trên (tổng số) 297.899 hộ."""
_BEFORE_BRACKET = re.compile(
    rf"{_PART}{WORDS}{{0,60}}?,?\s*{RATE}{PERCENT}\s*{_OF_ALL}{WORDS}{{0,40}}?"
    rf"\((?:là|có|tổng số)?\s*{_WHOLE}{WORDS}{{0,30}}\)"
)
"""13.455 hộ, chiếm tỷ lệ 4,52% tổng số hộ (297.899 hộ)."""
_FRACTION_IN_BRACKET = re.compile(rf"{PERCENT}{WORDS}{{0,60}}?\s*\({WORDS}{{0,20}}?{_FRACTION}{WORDS}{{0,40}}?\)")
"""0,44% (125/28.400 hộ); đạt 85% kế hoạch (34/40 hộ)."""
_FRACTION_FIRST = re.compile(rf"{_FRACTION}{WORDS}{{0,60}}?(?:,\s*{RATE}|\(\s*{RATE}|\s{_IS}\s*{RATE}){PERCENT}")
"""34/40 hộ, đạt 85%; 34/40 hộ (85%)."""

_LOOK_BACK = 80
_ELSEWHERE = re.compile(any_of(set(STATEMENT_PHRASES.between) - {"so với", "chỉ tiêu"}))
_COUNTED_AIMS = re.compile(r"(?<=⟧)\s*(?:chỉ tiêu|mục tiêu|tiêu chí)")
_COMPARED_IN_TIME = re.compile(r"so với\s+(?:năm|đầu|cuối|cùng|tháng|quý|⟦y)")
_CHANGE_BEFORE = re.compile(
    rf"{any_of(['giảm', 'tăng', 'vượt', 'còn thiếu', 'bình quân', 'trung bình', 'hụt'])}"
    rf"(?:(?!{any_of(['xuống', 'còn', 'lên', 'đến'])})[^⟦⟧,;.]){{0,30}}$"
)
_OF_ANOTHER = re.compile(r"\s*(?:so với|trên|trong|của)?\s*(?:tổng số|tổng|số)\s[^⟦⟧;.,()]{0,40}")


def stated_shares(passage: Passage) -> Iterator[StatedShare]:
    """Yield the shares whose part, whole and percentage stand together, each percentage once."""
    used: set[int] = set()
    for pattern, is_doubtful in _WORDINGS:
        for match in pattern.finditer(passage.text):
            share = None if is_doubtful(passage, match) else _share(passage, match)
            if share is not None and int(match["percent"]) not in used:
                used.add(int(match["percent"]))
                yield share


def is_change(passage: Passage, percent: Figure) -> bool:
    """Recognise “giảm 54,4%”, “vượt 20%”, which are no shares (“giảm xuống còn 0,20%” may be one)."""
    return _CHANGE_BEFORE.search(passage.text, max(0, percent.start - _LOOK_BACK), percent.start) is not None


def share_of(passage: Passage, part: Figure, whole: Figure, percent: Figure) -> StatedShare | None:
    """Make a statement of three figures; none of a percentage that calls itself approximate or may be of several."""
    if part.quantity is None or whole.quantity is None or percent.quantity is None or percent.quantity.approximate:
        return None
    if passage.is_joined(part):
        return None
    return StatedShare(part.quantity, whole.quantity, percent.quantity, f"tỷ lệ {_subject(passage, part, percent)}")


def _subject(passage: Passage, part: Figure, percent: Figure) -> str:
    return subject_of_any(passage, part, percent).removeprefix("tỷ lệ ")


def _share(passage: Passage, match: re.Match[str]) -> StatedShare | None:
    part, whole, percent = _figures(passage, match)
    if _changes_subject(passage.text[match.start() : match.end()]) or is_change(passage, percent):
        return None
    return share_of(passage, part, whole, percent) if _are_comparable(passage, part, whole) else None


def _figures(passage: Passage, match: re.Match[str]) -> tuple[Figure, Figure, Figure]:
    part, whole, percent = (passage.figures[int(match[name])] for name in ("part", "whole", "percent"))
    return part, whole, percent


def _are_comparable(passage: Passage, part: Figure, whole: Figure) -> bool:
    """Say whether one figure can be a share of the other: the same unit, and no other class of household."""
    of_part, of_whole = passage.classes_of(part), classes_in(passage.words_behind(whole))
    is_alike = not of_whole or not of_part or of_part <= of_whole or "escaped" in of_part
    return part.counts_like(whole) and is_alike


def _changes_subject(text: str) -> bool:
    return _ELSEWHERE.search(_COUNTED_AIMS.sub("", text)) is not None or _COMPARED_IN_TIME.search(text) is not None


def _is_of_some(passage: Passage, match: re.Match[str]) -> bool:
    """Doubt a whole behind the percentage that is of some only, or smaller than a part of less than 100 %."""
    part, whole, percent = (figure.quantity for figure in _figures(passage, match))
    if part and whole and percent and percent.value < 100 and part.value > whole.value:
        return True
    _, figure, _ = _figures(passage, match)
    return names_a_group(passage.words_behind(figure)) and not names_a_group(passage.text[match.start() : figure.start])


def _is_of_another_whole(passage: Passage, match: re.Match[str]) -> bool:
    """Doubt “52/125 hộ nghèo, chiếm 0,18% tổng số hộ”: what follows the percentage is another whole."""
    following = _OF_ANOTHER.match(passage.text, match.end())
    _, whole, _ = _figures(passage, match)
    return following is not None and classes_in(following[0]) != classes_in(passage.words_behind(whole))


def _is_certain(_passage: Passage, _match: re.Match[str]) -> bool:
    return False


_WORDINGS: tuple[tuple[re.Pattern[str], Callable[[Passage, re.Match[str]], bool]], ...] = (
    (_BEFORE_WHOLE, _is_of_some),
    (_BEFORE_BRACKET, _is_of_some),
    (_FRACTION_IN_BRACKET, _is_certain),
    (_FRACTION_FIRST, _is_of_another_whole),
)
