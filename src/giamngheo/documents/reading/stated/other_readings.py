"""Whether the figures of a sentence agree when they are read another way than the nearest.

A percentage or a change that does not fit the figures next to it may be of others in its sentence: of several together,
of what is left, of the pair before. Where such a reading holds, nobody can say that the sentence is wrong.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, combinations, permutations

from giamngheo.documents.reading.stated.passages import Figure, Passage
from giamngheo.documents.reading.stated.phrases import STATEMENT_PHRASES, any_of

_MOST_FIGURES = 8
_WHOLE_PERCENT = 100
_WHAT_IS_LEFT = re.compile(any_of(STATEMENT_PHRASES.what_is_left))


def fits_another_share(passage: Passage, part: Figure, whole: Figure, percent: Figure) -> bool:
    """Say whether the percentage, or what it leaves to 100 %, is that of other figures of the sentence."""
    if percent.quantity is None:
        return False
    figures = _alike(passage, percent, part, whole)
    printed, step = percent.quantity.value, percent.quantity.step
    readings = (*_single_pairs(figures), *_several_over_one(figures, part), *_fractions_together(figures, whole))
    shares = [first * 100 / second for first, second in readings if second]
    start, end = passage.sentence_at(percent.start)
    meant = [printed, *([_WHOLE_PERCENT - printed] if _WHAT_IS_LEFT.search(passage.text, start, end) else [])]
    return any(abs(share - value) <= step for share in shares for value in meant)


def fits_another_change(passage: Passage, before: Figure, after: Figure, change: Figure) -> bool:
    """Say whether the change is between other figures of the sentence, or that of two pairs of them together."""
    if change.quantity is None:
        return False
    figures = [figure for figure in _alike(passage, change, before, after) if figure is not change]
    pairs = [(first, second, _apart(first, second)) for first, second in combinations(figures, 2)]
    read = {before.index, after.index}
    if any(apart == change.quantity.value and {one.index, two.index} != read for one, two, apart in pairs):
        return True
    together = (
        one[2] + other[2]
        for one, other in combinations(pairs, 2)
        if one[0] is not other[0] and one[1] is not other[1] and one[1] is not other[0]
    )
    return any(apart == change.quantity.value for apart in together)


def _apart(first: Figure, second: Figure) -> Decimal:
    return abs(_value(first) - _value(second))


def _value(figure: Figure) -> Decimal:
    return figure.quantity.value if figure.quantity else Decimal(0)


def _alike(passage: Passage, near: Figure, *examples: Figure) -> list[Figure]:
    """Return the figures of the sentence, nearest to a place, that count what one of the examples counts."""
    start, end = passage.sentence_at(near.start)
    figures = [
        figure
        for figure in passage.figures_between(start, end)
        if figure.quantity
        and (figure.letter == "n" or figure.quantity.unit in {e.quantity.unit for e in examples if e.quantity})
    ]
    return sorted(sorted(figures, key=lambda f: abs(f.index - near.index))[:_MOST_FIGURES], key=lambda f: f.index)


def _single_pairs(figures: Sequence[Figure]) -> Iterator[tuple[Decimal, Decimal]]:
    return ((_value(first), _value(second)) for first, second in permutations(figures, 2))


def _several_over_one(figures: Sequence[Figure], part: Figure) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield the part with those before it, over each figure: “1.100 và 2.400 triệu, đạt 86,76% (4.034 triệu)”."""
    until = [figure for figure in figures if figure.index <= part.index]
    sums = list(accumulate(_value(figure) for figure in reversed(until)))
    return ((several, _value(figure)) for several in sums[1:] for figure in figures)


def _fractions_together(figures: Sequence[Figure], whole: Figure) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield the parts and the wholes of fractions, each added up: “12/12 căn, 25/28 căn, đạt 92,5%”."""
    until = [_value(figure) for figure in reversed(figures) if figure.index <= whole.index]
    wholes, parts = list(accumulate(until[0::2])), list(accumulate(until[1::2]))
    return zip(parts[1:], wholes[1:], strict=False)
