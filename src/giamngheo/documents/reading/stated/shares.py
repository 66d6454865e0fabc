"""A part, its whole and the percentage between them: “125 hộ, tỷ lệ 0,44% trên 28.400 hộ”."""

import re
from collections.abc import Callable, Iterator

from giamngheo.documents.reading.stated.other_readings import fits_another_share
from giamngheo.documents.reading.stated.part_labels import names_a_group
from giamngheo.documents.reading.stated.passages import MARK, Figure, Passage, classes_in
from giamngheo.documents.reading.stated.phrases import STATEMENT_PHRASES, any_of
from giamngheo.documents.reading.stated.subjects import subject_of_any
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
_WHOLE_FIRST = re.compile(
    rf"{any_of(STATEMENT_PHRASES.given_money)}{WORDS}{{0,40}}?⟦v(?P<whole>\d+)⟧{WORDS}{{0,30}}?[,;]\s*{WORDS}{{0,30}}?"
    rf"(?:giải ngân|thực hiện|chi){WORDS}{{0,30}}?⟦v(?P<part>\d+)⟧{WORDS}{{0,20}}?(?:,\s*{RATE}|\(\s*{RATE}){PERCENT}"
)
"""Vốn giao 4.034 triệu đồng, đã giải ngân 3.500 triệu đồng, đạt 86,8%."""

_LOOK_BACK = 80
_LOOK_AHEAD = 40
_OTHER_RATE = re.compile(
    rf"(?:tỷ|tỉ)\s*(?:lệ|trọng)\s*+(?!{_IS}|:|$|(?:hoàn thành|thực hiện|chung|hộ (?:cận )?nghèo)(?!\w))"
)
_RATE_OF_CLASS = re.compile(r"(?:tỷ|tỉ)\s*lệ\s*hộ (?:cận )?nghèo")
_MONEY = re.compile(any_of(STATEMENT_PHRASES.money))
_UNLIKE = re.compile(any_of(STATEMENT_PHRASES.unlike_the_whole))
_SOME_ONLY = re.compile(any_of(STATEMENT_PHRASES.with_a_condition))
_BEFORE_FRACTION = re.compile(r"\((?P<words>[^⟦⟧]*)⟦")
_PLACES = {noun for nouns in STATEMENT_PHRASES.places.values() for noun in nouns}
_OF_PLAN = re.compile(r"\s*(?:so với|của|trên)?\s*(?:số\s*)?(?:kế hoạch|chỉ tiêu|mục tiêu|nhu cầu|dự toán)(?!\w)")
_GIVEN_WORDS = any_of(
    ["so với", "của", "trên", "tổng", "số", "kế hoạch", "dự toán", "vốn", "kinh phí", "được", "giao", "năm"]
)
_OF_GIVEN = re.compile(
    rf"(?=[^,.;()]*(?:kế hoạch|dự toán|vốn|kinh phí))(?:\s*(?:{_GIVEN_WORDS}|⟦y\d+⟧))+\s*(?:[,.;()]|$)"
)
_OF_THE_WHOLE_PLACE = re.compile(
    r"(?:\s*(?:nghèo|cận nghèo|dân cư|dân|toàn \w+|của \w+|(?:trên|trong) (?:địa bàn|toàn)(?: \w+)?))*\s*(?:[,.;()]|$)"
)
_SAYS_OF_WHAT = re.compile(r"\s*[^\W\d_]")
_OF_OTHER_MEASURE = re.compile(r"(?<!\w)với(?!\s*(?:tỷ|tỉ)\s*lệ)")
_MONEY_SPENT = re.compile(any_of(["giải ngân", "khối lượng", "vốn"]))
_NARROWER = re.compile(any_of(["vốn đầu tư", "vốn sự nghiệp", "dự án", "tiểu dự án", "hợp phần", "nội dung", "cho"]))
_JOINS = re.compile(r"(?<!\w)và(?!\w)")
_OF_THE_PLAN = re.compile(any_of(STATEMENT_PHRASES.of_the_plan))
_SAYS_NOTHING = re.compile(rf"\W*(?:{_IS}|có|đã|tổng số|\W)*")
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
    stated = StatedShare(part.quantity, whole.quantity, percent.quantity, f"tỷ lệ {_subject(passage, part, percent)}")
    return stated if _holds(stated) or not fits_another_share(passage, part, whole, percent) else None


def _holds(stated: StatedShare) -> bool:
    part, whole, percent = stated.part.value, stated.whole.value, stated.percent
    return bool(whole) and abs(part * 100 / whole - percent.value) <= percent.step


def _subject(passage: Passage, part: Figure, percent: Figure) -> str:
    return subject_of_any(passage, part, percent).removeprefix("tỷ lệ ")


def _share(passage: Passage, match: re.Match[str]) -> StatedShare | None:
    part, whole, percent = _figures(passage, match)
    if _changes_subject(passage.text[match.start() : match.end()]) or is_change(passage, percent):
        return None
    if _is_of_another_kind(passage, part, percent):
        return None
    return share_of(passage, part, whole, percent) if _are_comparable(passage, part, whole) else None


def _is_of_another_kind(passage: Passage, part: Figure, percent: Figure) -> bool:
    """Doubt a percentage that names its own measure: “11/11 xã …, tỷ lệ hộ nghèo 0,20%”, “40/40 hộ, đạt 92% vốn”."""
    between = passage.text[min(part.end, percent.start) : percent.start]
    behind = re.split(r"[;.,()]", passage.text[percent.end : percent.end + _LOOK_AHEAD])[0]
    of_class = _RATE_OF_CLASS.search(between)
    if part.letter != "v" and _OTHER_RATE.search(between):
        return True
    if of_class and (part.letter != "h" or not _is_rate_of(passage, part, of_class)):
        return True
    return part.letter != "v" and _MONEY.search(MARK.sub(" ", behind)) is not None


def _is_rate_of(passage: Passage, part: Figure, rate: re.Match[str]) -> bool:
    of_part = passage.classes_of(part)
    return not of_part or classes_in(rate[0]) == of_part


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
    _, figure, percent_figure = _figures(passage, match)
    percent_at = percent_figure.end
    between = passage.text[min(percent_at, figure.start) : figure.start]
    if _UNLIKE.search(passage.words_behind(figure)) or _JOINS.search(between):
        return True
    return names_a_group(passage.words_behind(figure)) and not names_a_group(passage.text[match.start() : figure.start])


def _is_of_another_whole(passage: Passage, match: re.Match[str]) -> bool:
    """Doubt a percentage behind a fraction that says of what it is, and it is not the fraction's own whole.

    “52/125 hộ nghèo, chiếm 0,18% tổng số hộ”, “9/9 thôn có điện, 98% số hộ dùng điện”, “12/16 xã đạt 100% kế hoạch”.
    """
    part, fraction_whole, percent = _figures(passage, match)
    between = passage.text[fraction_whole.end : percent.start]
    of_plan = _OF_PLAN.match(passage.text, percent.end)
    of_own = fraction_whole.noun and re.match(
        rf"\s*(?:so với|trên|trong|của)?\s*(?:tổng\s*)?(?:số\s*)?{re.escape(fraction_whole.noun)}(?!\w)",
        passage.text[percent.end :],
    )
    says_of_what = _SAYS_OF_WHAT.match(passage.text, percent.end)
    if says_of_what and not of_own and (not of_plan or part.noun in _PLACES or fraction_whole.noun in _PLACES):
        return True
    if _OF_OTHER_MEASURE.search(between) or (part.letter != "v" and _MONEY_SPENT.search(between)):
        return True
    behind = passage.text[percent.end + of_own.end() :] if of_own else ""
    if of_own and not _OF_THE_WHOLE_PLACE.match(behind):
        return True
    if part.letter == "p" and "hộ" in passage.words_before(part).split():
        return True
    following = _OF_ANOTHER.match(passage.text, match.end())
    _, whole, _ = _figures(passage, match)
    return following is not None and classes_in(following[0]) != classes_in(passage.words_behind(whole))


def _is_of_no_plan(passage: Passage, match: re.Match[str]) -> bool:
    """Doubt a bracket that says more of its figure than that it is the plan: “104% kế hoạch (78 căn xây mới)”."""
    part, whole, _ = _figures(passage, match)
    said = passage.words_behind(whole).replace(whole.noun, " ", 1)
    is_of_class = classes_in(said) - passage.classes_of(part)
    says_more = any(letter.isalpha() for letter in _OF_THE_PLAN.sub(" ", said))
    return _is_of_some(passage, match) or bool(is_of_class) or says_more


def _is_of_money_elsewhere(passage: Passage, match: re.Match[str]) -> bool:
    """Doubt money spent of some of what was given, and what is compared with another year."""
    part, whole, percent = _figures(passage, match)
    if _NARROWER.search(passage.text, whole.end, part.start):
        return True
    says_of_what = _SAYS_OF_WHAT.match(passage.text, percent.end)
    return says_of_what is not None and _OF_GIVEN.match(passage.text, percent.end) is None


def _is_of_others(passage: Passage, match: re.Match[str]) -> bool:
    """Doubt a bracket behind a percentage that says of whom it is, or whose class is another than the percentage's."""
    part, _, percent = _figures(passage, match)
    bracket = passage.text.index("(", percent.end)
    intro = _BEFORE_FRACTION.match(passage.text, bracket)
    if intro is None or not _SAYS_NOTHING.fullmatch(intro["words"]):
        return True
    between = passage.text[percent.end : bracket]
    if _SOME_ONLY.search(between):
        return True
    of_percent = classes_in(between) or classes_in(passage.words_before(percent))
    of_fraction = classes_in(passage.text[part.start : match.end()])
    return bool(of_percent and of_fraction) and not of_percent & of_fraction


_WORDINGS: tuple[tuple[re.Pattern[str], Callable[[Passage, re.Match[str]], bool]], ...] = (
    (_BEFORE_WHOLE, _is_of_some),
    (_BEFORE_BRACKET, _is_of_no_plan),
    (_FRACTION_IN_BRACKET, _is_of_others),
    (_FRACTION_FIRST, _is_of_another_whole),
    (_WHOLE_FIRST, _is_of_money_elsewhere),
)
