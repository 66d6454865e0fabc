"""Figures stated in running text, in the shapes that `figures` checks."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from giamngheo.documents.reading.blocks import blocks_of
from giamngheo.documents.reading.source import Document
from giamngheo.documents.reading.stated.differences import stated_differences
from giamngheo.documents.reading.stated.lists import stated_lists
from giamngheo.documents.reading.stated.passages import Passage, passage_of
from giamngheo.documents.reading.stated.rates import stated_rates
from giamngheo.documents.reading.stated.shares import stated_shares
from giamngheo.documents.reading.stated.sums import stated_sums
from giamngheo.documents.reading.stated.words import amounts_written_twice
from giamngheo.figures.statements import StatedSum, Statement

_LONGEST_PARAGRAPH = 10_000
"""Letters; what is longer is no paragraph of a report, and nothing in it is compared."""
_DEEPEST_BRACKET = 4


def statements_in(document: Document) -> list[Statement]:
    """Return the statements of one document's running text, in its order.

    Only what its words put beyond doubt is a statement: sums whose parts are named as such, shares and changes whose
    figures stand together, amounts repeated in words.
    """
    passages = [passage_of(block) for block in blocks_of(document) if _is_of_a_report(block.text)]
    found = (statement for at in range(len(passages)) for statement in _statements_at(passages, at))
    return list(dict.fromkeys(found))


def _is_of_a_report(paragraph: str) -> bool:
    return len(paragraph) <= _LONGEST_PARAGRAPH and _deepest_bracket(paragraph) <= _DEEPEST_BRACKET


def _deepest_bracket(paragraph: str) -> int:
    steps = ({"(": 1, ")": -1}.get(sign, 0) for sign in paragraph)
    return max(accumulate(steps, lambda depth, step: max(0, depth + step)), default=0)


def without_repeated(statements: Iterable[Statement], sums: Sequence[StatedSum]) -> list[Statement]:
    """Return the statements that are none of these sums: the same whole, in the same place, with the same parts."""
    known = {_key(stated) for stated in sums}
    return [one for one in statements if not (isinstance(one, StatedSum) and _key(one) in known)]


def _key(stated: StatedSum) -> tuple[str, Decimal, Decimal]:
    # Not part by part: the plan's own sums add up several “other” sources before.
    return stated.whole.where, stated.whole.value, sum((part.value for part in stated.parts), start=Decimal(0))


def _statements_at(passages: Sequence[Passage], at: int) -> Iterator[Statement]:
    passage, before = passages[at], passages[at - 1] if at else None
    yield from stated_sums(passage, before)
    yield from stated_lists(passages, at)
    yield from stated_shares(passage)
    yield from stated_rates(passage)
    yield from stated_differences(passage)
    yield from amounts_written_twice(passages, at)
