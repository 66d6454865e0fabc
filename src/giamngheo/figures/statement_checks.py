"""Do the figures of running text agree: sums, shares, differences, and amounts written twice?"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from giamngheo.common.numbers import print_number
from giamngheo.figures.differences import half_of, in_print, judge, unit_slip
from giamngheo.figures.findings import Finding, Rule, Severity, finding
from giamngheo.figures.statements import (
    Coverage,
    Quantity,
    StatedDifference,
    StatedShare,
    StatedSum,
    Statement,
    Unit,
    WordsAndDigits,
)
from giamngheo.figures.wording import listed

_MONEY_UNITS = ((10**9, " tỷ đồng"), (10**6, " triệu đồng"), (10**3, " nghìn đồng"), (1, " đồng"))
_COUNTS = {Unit.HOUSEHOLDS, Unit.PERSONS, Unit.OTHER}


def check_statements(statements: Sequence[Statement]) -> Iterator[Finding]:
    """Yield the statements that do not hold."""
    for statement in statements:
        match statement:
            case StatedSum():
                yield from _check_sum(statement)
            case StatedShare():
                yield from _check_share(statement)
            case StatedDifference():
                yield from _check_difference(statement)
            case WordsAndDigits():
                yield from _check_words(statement)


def _check_sum(stated: StatedSum) -> Iterator[Finding]:
    if any(part.unit is not stated.whole.unit for part in stated.parts):
        return
    expected = sum((part.value for part in stated.parts), start=Decimal(0))
    if stated.coverage is Coverage.SOME:
        yield from _check_parts(stated)
        return
    if stated.coverage is Coverage.APART and expected <= stated.whole.value:
        return
    quantities = (stated.whole, *stated.parts)
    severity = _severity(stated.whole.value, expected, quantities)
    if severity is None:
        return
    slip = unit_slip(stated.whole.value, expected)
    ending = f"; hai số hơn kém nhau đúng {print_number(slip)} lần, có thể nhầm đơn vị tính" if slip else ""
    worked_out = _printed(expected, stated.whole)
    if len(stated.parts) == 1:
        added = f"nhưng chỗ khác ghi {_said(stated.parts[0])}"
    else:
        added = f"nhưng cộng các phần ({listed([_said(part) for part in stated.parts], most=10)}) được {worked_out}"
    yield _finding(
        severity,
        Rule.UNIT if slip else Rule.STATED_SUM,
        quantities,
        (_said(stated.whole), worked_out),
        f"{_capital(stated.subject)}: ghi {_said(stated.whole)}, {added}{ending}.",
    )


def _check_parts(stated: StatedSum) -> Iterator[Finding]:
    for part in stated.parts:
        if part.value <= stated.whole.value + _rounding((part, stated.whole)):
            continue
        yield _finding(
            _doubt((part, stated.whole)),
            Rule.PART_OVER_WHOLE,
            (part, stated.whole),
            (_said(part), f"không quá {_said(stated.whole)}"),
            f"{_capital(stated.subject)}: phần {_said(part)} lớn hơn tổng {_said(stated.whole)}.",
        )


def _check_share(stated: StatedShare) -> Iterator[Finding]:
    part, whole, percent = stated.part, stated.whole, stated.percent
    quantities = (part, whole, percent)
    if part.value == 0:
        return
    if whole.value == 0:
        yield _finding(
            Severity.ERROR,
            Rule.ZERO_DENOMINATOR,
            quantities,
            (f"{_said(part)} / {_said(whole)}", "mẫu số lớn hơn 0"),
            f"{_capital(stated.subject)}: {_said(part)} nhưng tổng làm mẫu số bằng 0 nên không tính được tỷ lệ.",
        )
        return
    expected = part.value / whole.value * 100
    exact = _rounding((part,)) * 100 / whole.value + _rounding((whole,)) * expected / whole.value
    severity = judge(percent.value, expected, percent.step + exact)
    within_half = abs(percent.value - expected) <= percent.step / 2 + exact
    if severity is None or (severity is Severity.NOTE and within_half):
        return
    worked_out = f"{in_print(expected)} %"
    yield _finding(
        _doubt(quantities) if severity is Severity.ERROR else severity,
        Rule.STATED_SHARE,
        quantities,
        (_said(percent), worked_out),
        f"{_capital(stated.subject)}: ghi tỷ lệ {_said(percent)}, "
        f"nhưng {_said(part)} trên {_said(whole)} là {worked_out}.",
    )


def _check_difference(stated: StatedDifference) -> Iterator[Finding]:
    quantities = (stated.before, stated.after, stated.change)
    if stated.before.unit is not stated.after.unit or stated.change.unit is not stated.after.unit:
        return
    apart = stated.after.value - stated.before.value
    expected = -apart if stated.falls else apart
    severity = _severity(stated.change.value, expected, quantities)
    if severity is None:
        return
    verb = "giảm" if stated.falls else "tăng"
    worked_out = _printed(expected, stated.change)
    said = (
        f"{verb} {worked_out}"
        if expected >= 0
        else f"{'tăng' if stated.falls else 'giảm'} {_printed(-expected, stated.change)}"
    )
    yield _finding(
        severity,
        Rule.STATED_SUM,
        quantities,
        (f"{verb} {_said(stated.change)}", said),
        f"{_capital(stated.subject)}: ghi {verb} {_said(stated.change)}, "
        f"nhưng từ {_said(stated.before)} đến {_said(stated.after)} là {said}.",
    )


def _check_words(stated: WordsAndDigits) -> Iterator[Finding]:
    if stated.digits.value == stated.words.value:
        return
    worked_out = _printed(stated.words.value, stated.digits)
    yield _finding(
        Severity.ERROR,
        Rule.WORDS_VS_DIGITS,
        (stated.digits, stated.words),
        (_said(stated.digits), worked_out),
        f"{_capital(stated.subject)}: bằng số ghi {_said(stated.digits)}, "
        f"nhưng bằng chữ “{_said(stated.words)}” là {worked_out}.",
    )


def _severity(found: Decimal, expected: Decimal, quantities: Sequence[Quantity]) -> Severity | None:
    severity = judge(found, expected, _rounding(quantities))
    return _doubt(quantities) if severity is Severity.ERROR else severity


def _doubt(quantities: Sequence[Quantity]) -> Severity:
    """Figures that call themselves approximate cannot contradict each other for certain."""
    return Severity.WARNING if any(quantity.approximate for quantity in quantities) else Severity.ERROR


def _rounding(quantities: Sequence[Quantity]) -> Decimal:
    """Counts, and money in đồng, are exact; else each figure is off by half a printed unit."""
    rounded = [quantity for quantity in quantities if quantity.unit not in _COUNTS]
    return half_of(quantity.step for quantity in rounded if quantity.step != 1 or quantity.unit is not Unit.VND)


def _said(quantity: Quantity) -> str:
    """Return a figure as printed; money out of a table's cell, which names no unit, in the unit that suits it."""
    if quantity.unit is not Unit.VND or any(letter.isalpha() for letter in quantity.text):
        return quantity.text
    factor, name = next(
        (unit for unit in _MONEY_UNITS if quantity.step >= unit[0] or quantity.value >= 10 * unit[0]), _MONEY_UNITS[-1]
    )
    return in_print(quantity.value / factor) + name


def _printed(value: Decimal, like: Quantity) -> str:
    """Print a computed figure in the unit in which its counterpart is said: 4.034 triệu đồng, 57 hộ, 0,24 %."""
    words = {Unit.HOUSEHOLDS: " hộ", Unit.PERSONS: " người", Unit.PERCENT: " %", Unit.VND: " đồng", Unit.OTHER: ""}
    if like.unit is Unit.VND:
        said = _said(like).lower()
        for factor, name in _MONEY_UNITS:
            if name.split()[0] in said:
                return in_print(value / factor) + name
    return in_print(value) + words[like.unit]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _finding(
    severity: Severity, rule: Rule, quantities: Sequence[Quantity], said: tuple[str, str], message: str
) -> Finding:
    return finding(severity, rule, [quantity.where for quantity in quantities], said, message)
