"""What is promised: targets with a figure, and the promises to everyone eligible (chỉ tiêu 100 %)."""

import re
from dataclasses import replace
from datetime import date

from giamngheo.common.text import fold
from giamngheo.documents.reading.blocks import Block
from giamngheo.documents.reading.counted import Counted, counted_in
from giamngheo.documents.reading.days import day_or_end_of_year
from giamngheo.documents.reading.phrases import PHRASES
from giamngheo.documents.reading.plan import Commitment, Operator, Target

_SENTENCES = re.compile(r"(?<=[.;])\s+")
_FULL_SENTENCES = re.compile(r"(?<=\.)\s+")
_HUNDRED = re.compile(r"(?<![\d.,])100\s*%")
_PER_HUNDRED = re.compile(r"(?<=[;,])\s+(?=[^;,]*?(?<![\d.,])100\s*%)")
_COVERAGE_WORDS = re.compile(r"\b(?:duoc|co|tham gia|tiep can|su dung|dat chuan|di hoc|qua dao tao)\b")
_FALLS_TO = re.compile(r"\b(?:xuong|con|giam con|duoi)\b")
_FALLS = re.compile(r"\bgiam\b")
_RATES = {"poor": "poverty_rate", "near_poor": "near_poverty_rate", "poor_and_near_poor": "poor_and_near_poor_rate"}
_STARTING_FIGURE = re.compile(r"\btu(?: muc)?$")


def targets_in(block: Block) -> list[Target]:
    """Read the targets of one paragraph; promises of 100 % are not targets (see `commitments_in`).

    Of “từ 0,44% xuống còn 0,24%” the second figure is the target. A count that names a group of the target before
    it (“trong đó giảm 43 hộ nghèo DTTS”) is a part of that target.
    """
    targets: list[Target] = []
    deadline = day_or_end_of_year(re.sub(r"\([^)]*\)", "", block.text))
    for sentence in _SENTENCES.split(block.text):
        subject_before = ""
        figures = counted_in(sentence)
        for at, found in enumerate(figures, start=1):
            counted = replace(found, before=f"{subject_before} {found.before}".strip())
            starts_a_fall = at < len(figures) and _STARTING_FIGURE.search(counted.before) is not None
            subject_before = counted.before if starts_a_fall else ""
            target = None if starts_a_fall or _is_everyone(counted) else _target(counted, sentence, block, deadline)
            if target is None:
                continue
            if counted.groups and targets and _is_part_of(target, targets[-1]):
                targets[-1] = replace(
                    targets[-1], breakdown={**targets[-1].breakdown, counted.groups[0]: int(counted.low)}
                )
            else:
                targets.append(target)
    return targets


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
        text=sentence.strip(),
        where=block.where,
    )


def _count_measure(counted: Counted) -> str | None:
    if counted.subject is None:
        return "other" if re.search(r"\b(?:ho tro|dao tao|giai quyet|xay dung|cho vay)\b", counted.before) else None
    measure = f"{counted.subject}_{counted.unit}"
    falls = _FALLS.search(counted.before) and not _FALLS_TO.search(counted.before)
    return f"{measure}_reduction" if falls else measure


def _rate_measure(counted: Counted) -> str:
    rate = _RATES.get(counted.subject or "")
    named_before = any(words in counted.before for words in ("ho ngheo", "can ngheo", "ty le ngheo", "ngheo da chieu"))
    if rate is None and "ty le ngheo" in counted.before:
        rate = "poverty_rate"
    if rate is None or not named_before or _COVERAGE_WORDS.search(counted.before):
        return "other"
    group = f"{counted.groups[0]}_" if counted.groups else ""
    falls = _FALLS.search(counted.before) and not _FALLS_TO.search(counted.before)
    return f"{group}{rate}_reduction" if falls else f"{group}{rate}"


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
