"""What is promised: targets with a figure, and the promises to everyone eligible (chỉ tiêu 100 %)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from giamngheo.common.text import fold
from giamngheo.documents.reading.blocks import Block
from giamngheo.documents.reading.counted import Counted, counted_in
from giamngheo.documents.reading.days import day_or_end_of_year
from giamngheo.documents.reading.phrases import PHRASES
from giamngheo.documents.reading.plans.plan import Commitment, Operator, Target

_SENTENCES = re.compile(r"(?<=[.;])\s+")
_FULL_SENTENCES = re.compile(r"(?<=\.)\s+")
_HUNDRED = re.compile(r"(?<![\d.,])100\s*%")
_PER_HUNDRED = re.compile(r"(?<=[;,])\s+(?=[^;,]*?(?<![\d.,])100\s*%)")
_COVERAGE_WORDS = re.compile(r"\b(?:duoc|co|tham gia|tiep can|su dung|dat chuan|di hoc|qua dao tao)\b")
_FALLS_TO = re.compile(r"\b(?:xuong|con|giam con|duoi)\b")
_FALLS = re.compile(r"\bgiam\b")
_SUBJECTS = {key: f"ho {phrases[0].removeprefix('ho ')}" for key, phrases in PHRASES.classes.items()} | {
    "poor_and_near_poor": "ho ngheo va can ngheo"
}
_RATES = {"poor": "poverty_rate", "near_poor": "near_poverty_rate", "poor_and_near_poor": "poor_and_near_poor_rate"}
_STARTING_FIGURE = re.compile(r"\btu(?: muc)?$")
_ANY_WORD = "|".join(sorted(map(re.escape, PHRASES.tying_words), key=len, reverse=True))
_ONLY_TIES = re.compile(rf"(?:(?:{_ANY_WORD}|20\d\d|[^\w\s]+)(?:\s+|$))*")
_SUPPORTS = re.compile(rf"\b(?:{'|'.join(map(re.escape, PHRASES.support_verbs))})\b")
_UNIT_ALONE = {"ho", "nguoi", "khau", "nhan khau", ""}
_RATE_AT_END = re.compile(
    r"[\s:]*(?:(?:đạt|là|còn|từ|trên|dưới|ít nhất|tối thiểu|khoảng|tương ứng)\s+)*"
    r"\d[\d.,]*\s*(?:điểm\s+)?(?:%|phần trăm)(?:\s+trở (?:lên|xuống))?$",
    re.IGNORECASE,
)


def targets_in(block: Block) -> list[Target]:
    """Read the targets of one paragraph; promises of 100 % are not targets (see `commitments_in`).

    Of “từ 0,44% xuống còn 0,24%” the second figure is the target. A count that names a group of the target before
    it (“trong đó giảm 43 hộ nghèo DTTS”) is a part of that target. “Giảm 60 hộ nghèo, tương ứng giảm 1,5%” is two.
    """
    targets: list[Target] = []
    deadline = day_or_end_of_year(re.sub(r"\([^)]*\)", "", block.text))
    for sentence in _SENTENCES.split(block.text):
        for target, counted in _in_sentence(sentence, block, deadline):
            if counted.groups and targets and _is_part_of(target, targets[-1]):
                targets[-1] = replace(
                    targets[-1], breakdown={**targets[-1].breakdown, counted.groups[0]: int(counted.low)}
                )
            elif not (counted.is_part and target.measure == "other"):
                targets.append(target)
    return targets


def _in_sentence(sentence: str, block: Block, deadline: date | None) -> list[tuple[Target, Counted]]:
    found: list[tuple[Target, Counted]] = []
    subject_before = ""
    previous: Counted | None = None
    figures = counted_in(sentence, of_any_kind=True)
    starts = _clause_starts(figures, len(sentence))
    for at, figure in enumerate(figures):
        counted = replace(figure, before=f"{subject_before} {figure.before}".strip())
        starts_a_fall = at + 1 < len(figures) and _STARTING_FIGURE.search(counted.before) is not None
        subject_before = counted.before if starts_a_fall else ""
        if starts_a_fall:
            continue
        counted = _tied(counted, previous) if previous else counted
        target = None if _is_everyone(counted) else _target(counted, sentence, block, deadline)
        previous = counted if target else None
        if target is not None:
            clause = sentence[starts[at] : starts[at + 1]]
            found.append((replace(target, text=_name(clause)) if target.measure == "other" else target, counted))
    return found


def _clause_starts(figures: Sequence[Counted], end: int) -> list[int]:
    """Return where each figure's clause begins, and the last one's ends; a part (“trong đó …”) stays with its whole."""
    starts = [figure.clause_start for figure in figures] + [end]
    for at in range(len(figures) - 1, 0, -1):
        if figures[at].is_part:
            starts[at] = starts[at + 1]
    return starts


def _tied(counted: Counted, previous: Counted) -> Counted:
    """Give a figure the verb and the subject of the one before it where it has none of its own.

    “Giảm 60 hộ nghèo, 45 hộ cận nghèo”, “giảm 60 hộ nghèo, tương ứng 1,5%”, “hỗ trợ 30 hộ nghèo, 20 hộ cận nghèo”.
    """
    if not _ONLY_TIES.fullmatch(counted.before):
        return counted
    supports = _supports(previous.before)
    if supports and counted.unit != "percent":
        return replace(counted, before=f"ho tro {counted.before}".strip())
    before = counted.before
    if previous.subject is None or supports:
        return counted
    if counted.subject is None:
        stands_alone = counted.after.strip() in _UNIT_ALONE or (counted.unit == "percent" and bool(before))
        if counted.unit == "things" or not (stands_alone or counted.groups) or _COVERAGE_WORDS.search(counted.after):
            return counted
        group = PHRASES.breakdown[previous.groups[0]][0] if previous.groups and not counted.groups else ""
        before = f"{group} {_SUBJECTS[previous.subject]} {before}".strip()
    if _falls(previous) and not _FALLS.search(before) and not _FALLS_TO.search(before):
        before = f"giam {before}".strip()
    return replace(counted, before=before)


def _supports(before: str) -> bool:
    return _SUPPORTS.search(before) is not None and not _FALLS.search(before) and not _FALLS_TO.search(before)


def _falls(counted: Counted) -> bool:
    return _FALLS.search(counted.before) is not None and not _FALLS_TO.search(counted.before)


def _name(clause: str) -> str:
    """Return the words of a target that only its text names, without the figure and the signs at their end."""
    clause = re.sub(r"^và\s+|\s+và$", "", clause.strip(" ;,.():"))
    bare = _RATE_AT_END.sub("", clause).strip(" ;,.():")
    return bare if len(bare.split()) > 1 else clause


def _is_everyone(counted: Counted) -> bool:
    return counted.unit == "percent" and counted.value == 100


def _is_part_of(part: Target, whole: Target) -> bool:
    """Say whether a group's count breaks down the target before it; “giảm” need not be said again."""
    is_count = part.value is not None and whole.value is not None
    return is_count and whole.measure in {part.measure, f"{part.measure}_reduction"}


def commitments_in(block: Block, section: str) -> list[Commitment]:
    """Return each promise of 100 % in the paragraph, with its own clause; two in one sentence are two."""
    return [
        Commitment(100, clause.strip(" ;,"), section, block.where)
        for sentence in _FULL_SENTENCES.split(block.text)
        for clause in _PER_HUNDRED.split(sentence)
        if _HUNDRED.search(clause)
    ]


def _target(counted: Counted, sentence: str, block: Block, deadline: date | None) -> Target | None:
    measure = _rate_measure(counted) if counted.unit == "percent" else _count_measure(counted)
    if measure is None:
        return None
    is_rate = counted.unit == "percent"
    return Target(
        measure=measure,
        operator=_operator(counted),
        value=None if is_rate else int(counted.low),
        value_percent=float(counted.low) if is_rate else None,
        deadline=deadline,
        breakdown={},
        text=sentence.strip(" ;,."),
        where=block.where,
    )


def _count_measure(counted: Counted) -> str | None:
    if counted.unit == "things" or counted.subject is None or _counts_supported(counted):
        return "other" if _supports(counted.before) else None
    measure = f"{counted.subject}_{counted.unit}"
    return f"{measure}_reduction" if _falls(counted) else measure


def _counts_supported(counted: Counted) -> bool:
    """Say whether it counts those who are helped; “giúp 30 hộ thoát nghèo” counts those who escape."""
    return _supports(counted.before) and counted.subject not in {"escaped", "newly_escaped"}


def _rate_measure(counted: Counted) -> str:
    rate = _RATES.get(counted.subject or "")
    named_before = any(words in counted.before for words in ("ho ngheo", "can ngheo", "ty le ngheo", "ngheo da chieu"))
    if rate is None and "ty le ngheo" in counted.before:
        rate = "poverty_rate"
    if rate is None or not named_before or _COVERAGE_WORDS.search(counted.before):
        return "other"
    group = f"{counted.groups[0]}_" if counted.groups else ""
    return f"{group}{rate}_reduction" if _falls(counted) else f"{group}{rate}"


def _operator(counted: Counted) -> Operator:
    """Read the comparison off the words just before the figure (“xuống dưới”), or behind it (“trở lên”)."""
    after = fold(counted.after)
    if "tro len" in after or counted.low != counted.value:
        return ">="
    if "tro xuong" in after:
        return "<="
    fitting = [
        (len(phrase), operator)
        for operator, phrases in PHRASES.operators.items()
        for phrase in phrases
        if f" {counted.before}".endswith(f" {phrase}")
    ]
    signs: dict[str, Operator] = {"<": "<", "<=": "<=", ">": ">", ">=": ">="}
    return signs[max(fitting)[1]] if fitting else "="
