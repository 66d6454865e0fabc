"""A figure before, a figure after and the change between them: “giảm 68 hộ, từ 125 xuống 57”."""

import re
from collections.abc import Iterator

from giamngheo.documents.reading.stated.changes import Change, difference_of, years_in
from giamngheo.documents.reading.stated.part_labels import names_a_group
from giamngheo.documents.reading.stated.passages import Figure, Passage
from giamngheo.documents.reading.stated.phrases import STATEMENT_PHRASES, any_of
from giamngheo.figures.statements import StatedDifference

_WORDS = r"(?:[^⟦⟧;.:(),]|⟦[yr]\d+⟧)"
_VERBS = any_of([*STATEMENT_PHRASES.falls, *STATEMENT_PHRASES.rises])
_VERB = rf"(?P<verb>{_VERBS})"
_TO = r"(?:xuống còn|xuống|còn lại|còn|lên thành|lên đến|lên tới|lên|đến|tới|thành)"
_THAT_IS = r"(?:(?:tức|tức là|tương ứng|tương đương|nghĩa là|như vậy|đã)\s+)?"
_SINCE = r"(?:\s*so với\s+(?P<since>(?:[^⟦⟧;.:(),]|⟦[yr]\d+⟧){0,40}?))"
_BEFORE, _AFTER, _CHANGED = r"⟦[hpvcon](?P<before>\d+)⟧", r"⟦[hpvcon](?P<after>\d+)⟧", r"⟦[hpvco](?P<change>\d+)⟧"
_CHANGE = rf"{_VERB}\s+(?:được\s+|thêm\s+|đi\s+)?{_CHANGED}"
_FROM_TO = rf"từ\s+{_BEFORE}{_WORDS}{{0,50}}?,?\s*{_TO}\s+(?:là\s+|còn\s+)?{_AFTER}"
_CHANGE_FIRST = re.compile(
    rf"{_CHANGE}(?:(?!{_VERBS}){_WORDS}){{0,40}}?{_SINCE}?\s*(?:[,(]\s*(?:{_VERBS}\s+)?)?{_FROM_TO}"
)
"""giảm 68 hộ (nghèo), từ 125 xuống 57."""
_CHANGE_LAST = re.compile(rf"{_FROM_TO}{_WORDS}{{0,50}}?\s*[,(]\s*{_THAT_IS}{_CHANGE}")
"""giảm từ 125 hộ xuống còn 57 hộ (giảm 68 hộ)."""
_BOTH_IN_BRACKET = re.compile(
    rf"{_CHANGE}{_WORDS}{{0,30}}?{_SINCE}\s*\(\s*{_AFTER}{_WORDS}{{0,20}}?\s*so với\s+{_BEFORE}{_WORDS}{{0,30}}\)"
)
"""tăng 12 hộ so với năm 2023 (143 hộ so với 131 hộ)."""
_BEFORE_IN_BRACKET = re.compile(
    rf"{_AFTER}(?:{_WORDS}|,|⟦c\d+⟧){{0,80}}?,\s*{_CHANGE}{_WORDS}{{0,30}}?{_SINCE}\s*"
    rf"\(\s*(?:là\s+|có\s+)?{_BEFORE}{_WORDS}{{0,20}}\)"
)
"""57 hộ nghèo, giảm 68 hộ so với năm 2023 (125 hộ)."""
_WORDINGS = (_CHANGE_FIRST, _CHANGE_LAST, _BOTH_IN_BRACKET, _BEFORE_IN_BRACKET)
_BEHIND_BOTH = re.compile(rf"[,;:(]\s*{_THAT_IS}{_CHANGE}(?P<rest>(?:[^⟦⟧;.(),]|⟦[yr]\d+⟧){{0,60}})")
_AT_FIRST = re.compile(any_of(STATEMENT_PHRASES.at_first))
_SINCE_ANOTHER = re.compile(rf"so với(?!\s*{any_of(STATEMENT_PHRASES.at_first)})")
_AT_LAST = re.compile(any_of(STATEMENT_PHRASES.at_last))
_ELSEWHERE = re.compile(any_of(STATEMENT_PHRASES.no_difference))


def stated_differences(passage: Passage) -> Iterator[StatedDifference]:
    """Yield the changes whose two figures stand beside them, each change once."""
    used: set[int] = set()
    for read in (*_changes_in(passage, passage.text), *_changes_in(passage, _without_brackets(passage))):
        if read.change.index not in used and (stated := difference_of(passage, read)):
            used.add(read.change.index)
            yield stated
    for read in _between_two_times(passage):
        if read.change.index not in used and (stated := difference_of(passage, read)):
            yield stated


def _changes_in(passage: Passage, text: str) -> Iterator[Change]:
    for wording in _WORDINGS:
        for match in wording.finditer(text):
            if not _ELSEWHERE.search(text, _clause_start(text, match.start()), match.end()):
                since = match.groupdict().get("since") or ""
                yield Change(*_figures(passage, match, "before", "after", "change"), _falls(match), since)


def _clause_start(text: str, at: int) -> int:
    """Return where the clause around a place begins: “Bình quân mỗi năm giảm …”."""
    return max(text.rfind(sign, 0, at) for sign in ",;.(") + 1


def _figures(passage: Passage, match: re.Match[str], *names: str) -> tuple[Figure, Figure, Figure]:
    first, second, third = (passage.figures[int(match[name])] for name in names)
    return first, second, third


def _falls(match: re.Match[str]) -> bool:
    return match["verb"] in STATEMENT_PHRASES.falls


def _without_brackets(passage: Passage) -> str:
    """Return the text with what stands in brackets left out: “từ 125 hộ (0,44%) xuống còn 57 hộ (0,20%)”."""
    pieces, at = [], 0
    for left, right in passage.brackets:
        if left >= at:
            pieces.append(passage.text[at:left].rstrip())
            at = right + 1
    return "".join([*pieces, passage.text[at:]])


def _between_two_times(passage: Passage) -> Iterator[Change]:
    """Read “đầu năm 125 hộ, cuối năm 57 hộ, giảm 68 hộ” and “năm 2022 là 143 hộ, năm 2023 là 125 hộ, giảm 18 hộ”."""
    for match in _BEHIND_BOTH.finditer(passage.text):
        change = passage.figures[int(match["change"])]
        start, _ = passage.sentence_at(match.start())
        earlier = [
            figure
            for figure in passage.figures_between(start, match.start() + 1)
            if figure.letter in {change.letter, "x", "n"}
            and passage.bracket_at(figure.start) == passage.bracket_at(match.start())
        ]
        is_compared = _SINCE_ANOTHER.search(match["rest"]) is not None or "⟦" in match["rest"]
        if len(earlier) != 2 or is_compared or _ELSEWHERE.search(passage.text, start, match.end()):
            continue
        ordered = _in_time(passage, earlier[0], earlier[1])
        # “đến nay đã hỗ trợ nhà ở cho 40 hộ” is no later state of the 125 households before it.
        if ordered and not any(names_a_group(passage.words_before(figure)) for figure in ordered):
            yield Change(*ordered, change, _falls(match))


def _in_time(passage: Passage, first: Figure, second: Figure) -> tuple[Figure, Figure] | None:
    """Return the two figures in the order of their years; None where the text does not tell it."""
    words = [passage.words_before(figure) for figure in (first, second)]
    if _AT_FIRST.search(words[0]) and _AT_LAST.search(words[1]):
        return first, second
    start, _ = passage.sentence_at(first.start)
    between = passage.text[first.end + len(passage.words_behind(first)) : second.start]
    years_before = years_in(passage, passage.text[start : first.start]), years_in(passage, between)
    years_behind = [years_in(passage, passage.words_behind(figure)) for figure in (first, second)]
    years = [behind or before for behind, before in zip(years_behind, years_before, strict=True)]
    if any(len(of_one) != 1 for of_one in years) or years[0] == years[1]:
        return None
    return (first, second) if years[0] < years[1] else (second, first)
