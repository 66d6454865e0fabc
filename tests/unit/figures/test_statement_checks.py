"""Figures of running text: which do not agree, and how sure is that?"""

from decimal import Decimal

import pytest
from factories.grids import told

from giamngheo.figures.checking import check
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


def households(value: int, line: int = 1, *, approximate: bool = False) -> Quantity:
    return Quantity(Decimal(value), Unit.HOUSEHOLDS, Decimal(1), f"a.txt#{line}-{line}", f"{value} hộ", approximate)


def percent(text: str) -> Quantity:
    value = Decimal(text.replace(",", "."))
    return Quantity(
        value, Unit.PERCENT, Decimal(1).scaleb(min(0, int(value.as_tuple().exponent))), "a.txt#1-1", f"{text} %"
    )


def millions(value: int, line: int = 1, *, approximate: bool = False) -> Quantity:
    text = f"{value} triệu đồng"
    return Quantity(Decimal(value * 10**6), Unit.VND, Decimal(10**6), f"a.txt#{line}-{line}", text, approximate)


def dong(value: int, text: str = "") -> Quantity:
    return Quantity(Decimal(value), Unit.VND, Decimal(1), "a.txt#1-1", text or f"{value} đồng")


def outcome(statement: Statement) -> list[tuple[str, str]]:
    return [(finding.rule.value, finding.severity.value) for finding in check([], [statement])]


def stated_sum(whole: Quantity, *parts: Quantity, coverage: Coverage = Coverage.ALL) -> StatedSum:
    return StatedSum(whole, parts, coverage=coverage, subject="tổng số hộ nghèo")


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (stated_sum(households(125), households(123), households(2)), []),
        (stated_sum(households(125), households(123), households(3)), [("stated_sum", "error")]),
        (stated_sum(households(125), households(123), households(3, approximate=True)), [("stated_sum", "warning")]),
        (stated_sum(households(125), households(52), coverage=Coverage.SOME), []),
        (stated_sum(households(125), households(152), coverage=Coverage.SOME), [("part_over_whole", "error")]),
        (stated_sum(households(125), percent("44")), []),
        (stated_sum(millions(100), millions(51), millions(50)), [("stated_sum", "note")]),
        (stated_sum(millions(100), millions(52), millions(50)), [("stated_sum", "error")]),
        (stated_sum(dong(100), dong(51), dong(50)), [("stated_sum", "error")]),
        (stated_sum(millions(100_000), millions(60), millions(40)), [("unit", "error")]),
    ],
)
def test_counts_are_exact_and_money_is_rounded_as_printed(
    statement: StatedSum, expected: list[tuple[str, str]]
) -> None:
    assert outcome(statement) == expected


def test_the_sentence_says_what_was_found_what_was_expected_and_where() -> None:
    [finding] = check([], [stated_sum(households(125, 3), households(123, 4), households(3, 5))])
    assert finding.message == "Tổng số hộ nghèo: ghi 125 hộ, nhưng cộng các phần (123 hộ, 3 hộ) được 126 hộ."
    assert (finding.file, finding.where) == ("a.txt", ("a.txt#3-3", "a.txt#4-4", "a.txt#5-5"))
    assert told([finding])[0][2:] == ("125 hộ", "126 hộ")


def test_money_is_told_in_the_unit_in_which_it_is_printed() -> None:
    [finding] = check([], [stated_sum(millions(100), millions(52), millions(50))])
    assert finding.expected == "102 triệu đồng"
    [slip] = check([], [stated_sum(millions(100_000), millions(60), millions(40))])
    assert "hơn kém nhau đúng 1.000 lần" in slip.message


def test_one_amount_in_two_places_must_be_the_same() -> None:
    [finding] = check([], [stated_sum(millions(100, 1), millions(90, 9))])
    assert "nhưng chỗ khác ghi 90 triệu đồng" in finding.message


@pytest.mark.parametrize(
    ("part", "whole", "printed", "expected"),
    [
        (13455, 297899, "4,52", []),
        (125, 28400, "0,44", []),
        (125, 28400, "0,4", []),
        (124, 28400, "0,43", [("stated_share", "note")]),
        (125, 28400, "0,54", [("stated_share", "error")]),
        (0, 0, "0", []),
        (5, 0, "5", [("zero_denominator", "error")]),
    ],
)
def test_a_share_is_recomputed_within_its_printed_decimals(
    part: int, whole: int, printed: str, expected: list[tuple[str, str]]
) -> None:
    assert outcome(StatedShare(households(part), households(whole), percent(printed), "tỷ lệ hộ nghèo")) == expected


def test_a_share_of_rounded_money_allows_for_the_rounding() -> None:
    """152 of 1.521 triệu may be 9,97 % to 10,03 %."""
    assert outcome(StatedShare(millions(152), millions(1521), percent("10,02"), "đối ứng")) == []
    assert outcome(StatedShare(millions(152), millions(1521), percent("12"), "đối ứng")) == [("stated_share", "error")]


@pytest.mark.parametrize(
    ("before", "after", "change", "falls", "expected"),
    [
        (125, 57, 68, True, []),
        (125, 57, 67, True, [("giảm 67 hộ", "giảm 68 hộ")]),
        (125, 137, 12, False, []),
        (125, 137, 11, False, [("tăng 11 hộ", "tăng 12 hộ")]),
        (125, 137, 12, True, [("giảm 12 hộ", "tăng 12 hộ")]),
    ],
)
def test_differences(before: int, after: int, change: int, falls: bool, expected: list[tuple[str, str]]) -> None:
    stated = StatedDifference(households(before), households(after), households(change), falls, "hộ nghèo")
    assert [(finding.found, finding.expected) for finding in check([], [stated])] == expected


def test_a_difference_of_other_units_is_left_alone() -> None:
    assert (
        check([], [StatedDifference(households(125), households(57), percent("54,4"), falls=True, subject="hộ")]) == []
    )


def test_amounts_in_words_and_in_digits_must_be_the_same() -> None:
    words = dong(4_034_000_000, "bốn tỷ không trăm ba mươi bốn triệu đồng")
    assert check([], [WordsAndDigits(dong(4_034_000_000), words, "kinh phí")]) == []
    [finding] = check([], [WordsAndDigits(dong(4_304_000_000, "4.304.000.000 đồng"), words, "kinh phí")])
    assert (finding.rule.value, finding.severity.value) == ("words_vs_digits", "error")
    assert finding.expected == "4.034.000.000 đồng"


def test_what_is_said_twice_is_found_once() -> None:
    wrong = stated_sum(households(125), households(123), households(3))
    assert len(check([], [wrong, wrong])) == 1


@pytest.mark.parametrize(
    ("cell", "step", "said"),
    [("7000", 10**6, "7.000 triệu đồng"), ("7,5", 10**8, "7.500 triệu đồng"), ("450.000", 1, "450 nghìn đồng")],
)
def test_money_out_of_a_cell_is_told_with_a_unit(cell: str, step: int, said: str) -> None:
    value = {"7000": 7 * 10**9, "7,5": 75 * 10**8, "450.000": 450_000}[cell]
    of_cell = Quantity(Decimal(value), Unit.VND, Decimal(step), "b.xlsx#B!C4", cell)
    [finding] = check(
        [], [StatedSum(dong(1), (of_cell,), coverage=Coverage.ALL, subject="tổng kinh phí nêu ở hai chỗ")]
    )
    assert f"nhưng chỗ khác ghi {said}" in finding.message
