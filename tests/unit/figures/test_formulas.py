"""The formulas that statutory tables print under their headings."""

import pytest

from giamngheo.figures.formulas import Share, Sum, read_label


@pytest.mark.parametrize(
    ("printed", "label", "terms"),
    [
        ("9=1-2-3-4+5+6+7+8", "9", [1, -2, -3, -4, 5, 6, 7, 8]),
        ("(5) = (3) + (4)", "5", [3, 4]),
        ("3=4+5", "3", [4, 5]),
        ("5 = 1 – 2", "5", [1, -2]),
        ("3=(4+5)", "3", [4, 5]),
        ("1=1.1+1.2", "1", [1.1, 1.2]),
        ("[3]=[1]-[2]", None, []),
    ],
)
def test_columns_added_and_taken_away(printed: str, label: str | None, terms: list[float]) -> None:
    read = read_label(printed)
    if label is None:
        assert read is None
        return
    assert read is not None
    assert isinstance(read.rule, Sum)
    assert read.label == label
    assert [sign * float(name) for sign, name in read.rule.terms] == terms


@pytest.mark.parametrize(
    ("printed", "numerator", "denominator", "times"),
    [
        ("4=3/1*100", ["3"], ["1"], 100),
        ("10=9/2*100", ["9"], ["2"], 100),
        ("(4)=(3)/(1)x100", ["3"], ["1"], 100),
        ("4=3:1×100", ["3"], ["1"], 100),
        ("4=3/1", ["3"], ["1"], 1),
        ("4=3/1 (%)", ["3"], ["1"], 100),
        ("4=3/1%", ["3"], ["1"], 100),
        ("4=3/1*100%", ["3"], ["1"], 100),
        ("4=100*3/1", ["3"], ["1"], 100),
        ("6=(3+5)/(1+2)*100", ["3", "5"], ["1", "2"], 100),
    ],
)
def test_shares(printed: str, numerator: list[str], denominator: list[str], times: int) -> None:
    read = read_label(printed)
    assert read is not None
    assert isinstance(read.rule, Share)
    assert [list(read.rule.numerator.labels), list(read.rule.denominator.labels)] == [numerator, denominator]
    assert read.rule.times == times


@pytest.mark.parametrize(
    "printed",
    ["4=3/1*50", "4=3+5/1", "4=3*5", "4=a+b", "4=3++5", "4=", "4=3-", "4=(3+5", "4=tổng", "4=3/1/2", "4=()+3", "4=3 5"],
)
def test_a_formula_that_is_not_understood_is_never_guessed(printed: str) -> None:
    read = read_label(printed)
    assert read is None or read.rule is None


@pytest.mark.parametrize("text", ["", "Xã Mẫu", "12,5", "1.125", "2024", "A B"])
def test_words_and_figures_are_no_labels(text: str) -> None:
    assert read_label(text) is None
