"""Statements of a text, drawn as short lines: what a test expects to be compared."""

from decimal import Decimal

from giamngheo.documents.reading.source import Document, Line
from giamngheo.documents.reading.stated.statements import statements_in
from giamngheo.figures.checking import check
from giamngheo.figures.findings import Finding
from giamngheo.figures.statements import (
    Coverage,
    StatedDifference,
    StatedShare,
    StatedSum,
    Statement,
    WordsAndDigits,
)


def report(text: str, file: str = "bc.txt") -> Document:
    """Return a document of these lines."""
    return Document(file, tuple(Line(number, line) for number, line in enumerate(text.strip().splitlines(), start=1)))


def drawn(text: str) -> list[str]:
    """Return the statements of a text: “125 hộ = 123 hộ + 2 hộ”, “125 hộ ≥ 52 hộ”, “125 hộ → 57 hộ: −68 hộ”, …."""
    return [_draw(statement) for statement in statements_in(report(text))]


def objections(text: str) -> list[Finding]:
    """Return what the checker says to a text; rounding left out."""
    return [finding for finding in check([], statements_in(report(text))) if finding.severity != "note"]


def holds(statement: Statement) -> bool:
    """Say whether a statement is true, worked out apart from the checker."""
    match statement:
        case StatedSum(whole, parts, coverage):
            values = [part.value for part in parts]
            if coverage is Coverage.APART:
                return sum(values) <= whole.value
            if coverage is Coverage.ALL:
                rounding = sum((q.step for q in (whole, *parts)), start=Decimal(0)) / 2 if whole.step > 1 else 0
                return abs(sum(values) - whole.value) <= rounding
            return all(value <= whole.value for value in values)
        case StatedShare(part, whole, percent):
            return abs(part.value / whole.value * 100 - percent.value) <= percent.step / 2 + Decimal("1e-9")
        case StatedDifference(before, after, change, falls):
            return change.value == (before.value - after.value if falls else after.value - before.value)
        case WordsAndDigits(digits, words):
            return digits.value == words.value


def _draw(statement: Statement) -> str:
    match statement:
        case StatedSum(whole, parts, coverage):
            sign = {Coverage.ALL: "=", Coverage.APART: "≥ Σ", Coverage.SOME: "≥"}[coverage]
            return f"{whole.text} {sign} {' + '.join(part.text for part in parts)}"
        case StatedShare(part, whole, percent):
            return f"{part.text} / {whole.text} = {percent.text}"
        case StatedDifference(before, after, change, falls):
            return f"{before.text} → {after.text}: {'−' if falls else '+'}{change.text}"
        case WordsAndDigits(digits, words):
            return f"{digits.text} = “{words.text}”"
