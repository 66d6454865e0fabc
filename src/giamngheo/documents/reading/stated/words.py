"""Amounts written twice, in figures and in words: “4.034.000.000 đồng (bốn tỷ không trăm ba mươi bốn triệu đồng)”."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from giamngheo.common.numbers import words_to_number
from giamngheo.documents.reading.stated.passages import Figure, Passage
from giamngheo.documents.reading.stated.subjects import subject_of
from giamngheo.figures.statements import WordsAndDigits

_SIGNALS = r"(?:(?:số tiền\s+)?(?:viết\s+)?bằng chữ\s*(?:là)?\s*[:;]?\s*)"
_SPELT = r"(?P<words>[^⟦⟧():;/0-9]{3,200}?)"
_DONG = r"\s+(?:đồng|đồng việt nam|việt nam đồng)"
_END = r"(?:\s+chẵn)?\s*(?:[./,]|\s)*"
_IN_BRACKETS = re.compile(rf"\s*[.,]?\s*\(\s*{_SIGNALS}?{_SPELT}{_DONG}{_END}\)")
_BEHIND = re.compile(rf"\s*[.,;]?\s*[–-]?\s*{_SIGNALS}{_SPELT}{_DONG}{_END}(?:$|[.;])")
_ON_NEXT_LINE = re.compile(rf"\(?\s*{_SIGNALS}{_SPELT}{_DONG}{_END}\)?\s*[./]*\s*$")


def amounts_written_twice(passages: Sequence[Passage], at: int) -> Iterator[WordsAndDigits]:
    """Yield the amounts of a passage that it, or the line below it, repeats in words."""
    passage = passages[at]
    amounts = [figure for figure in passage.figures if figure.letter == "v"]
    for figure in amounts:
        match = _IN_BRACKETS.match(passage.text, figure.end) or _BEHIND.match(passage.text, figure.end)
        if match:
            yield from _stated(passage, figure, match["words"], passage.block.where)
    if at + 1 < len(passages) and amounts and _ends_with(passage, amounts[-1]):
        match = _ON_NEXT_LINE.match(passages[at + 1].text)
        if match:
            yield from _stated(passage, amounts[-1], match["words"], passages[at + 1].block.where)


def _ends_with(passage: Passage, figure: Figure) -> bool:
    return re.fullmatch(r"[\s.;,:)/]*", passage.text[figure.end :]) is not None


def _stated(passage: Passage, figure: Figure, words: str, where: str) -> Iterator[WordsAndDigits]:
    """Yield the pair where every word is understood, unless the figures only round the words."""
    digits, value = figure.quantity, words_to_number(words)
    if digits is None or digits.approximate or not value:
        return
    is_rounded = digits.step > 1 and abs(digits.value - value) < digits.step
    if value != digits.value and is_rounded:
        return
    spelt = replace(digits, value=Decimal(value), step=Decimal(1), where=where, text=f"{words.strip()} đồng")
    yield WordsAndDigits(digits, spelt, subject_of(passage, figure))
