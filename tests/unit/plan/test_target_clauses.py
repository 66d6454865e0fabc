"""Several figures in one sentence: each its own target, with the verb and the subject that are said only once."""

import pytest

from giamngheo.documents.reading.blocks import Block
from giamngheo.documents.reading.plans.situation import situation_in
from giamngheo.documents.reading.plans.targets import targets_in


def block(text: str) -> Block:
    return Block("kh.txt", 1, 1, None, text)


def read(text: str) -> list[tuple[str, float | None]]:
    return [(one.measure, one.value if one.value is not None else one.value_percent) for one in targets_in(block(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tạo việc làm cho 500 lao động, đào tạo nghề 300 người.",
            [("Tạo việc làm cho 500 lao động", 500), ("đào tạo nghề 300 người", 300)],
        ),
        (
            "Hỗ trợ xây 45 căn nhà cho hộ nghèo và mở 02 lớp nghề;",
            [("Hỗ trợ xây 45 căn nhà cho hộ nghèo", 45), ("mở 02 lớp nghề", 2)],
        ),
        ("Xóa 350 nhà tạm, nhà dột nát.", [("Xóa 350 nhà tạm, nhà dột nát", 350)]),
        (
            "Tạo việc làm cho 40 lao động, trong đó 15 lao động nữ.",
            [("Tạo việc làm cho 40 lao động, trong đó 15 lao động nữ", 40)],
        ),
        ("Hỗ trợ vay vốn cho 200 hộ nghèo", [("Hỗ trợ vay vốn cho 200 hộ nghèo", 200)]),
        ("Hỗ trợ 30 hộ nghèo, 20 hộ cận nghèo", [("Hỗ trợ 30 hộ nghèo", 30), ("20 hộ cận nghèo", 20)]),
        ("Tạo việc làm cho 50 lao động thuộc hộ nghèo", [("Tạo việc làm cho 50 lao động thuộc hộ nghèo", 50)]),
    ],
)
def test_what_only_the_text_names_keeps_its_own_clause(text: str, expected: list[tuple[str, int]]) -> None:
    found = targets_in(block(text))
    assert {one.measure for one in found} == {"other"}
    assert [(one.text, one.value) for one in found] == expected


def test_a_name_ends_in_no_figure_and_no_sign() -> None:
    [trained] = targets_in(block("Tỷ lệ lao động qua đào tạo đạt 60% trở lên;"))
    [short] = targets_in(block("Đạt 60%;"))
    assert (trained.text, trained.value_percent) == ("Tỷ lệ lao động qua đào tạo", 60.0)
    assert short.text == "Đạt 60%"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Phấn đấu cuối năm 2025 giảm 200 hộ nghèo, tương ứng giảm 1,5%;",
            [("poor_households_reduction", 200), ("poverty_rate_reduction", 1.5)],
        ),
        (
            "Giảm 60 hộ nghèo (1,14%), còn 150 hộ nghèo.",
            [("poor_households_reduction", 60), ("poverty_rate_reduction", 1.14), ("poor_households", 150)],
        ),
        (
            "Giảm 60 hộ nghèo, 45 hộ cận nghèo.",
            [("poor_households_reduction", 60), ("near_poor_households_reduction", 45)],
        ),
        (
            "Tỷ lệ hộ nghèo giảm bình quân 1,2 điểm phần trăm, còn 2,3%.",
            [("poverty_rate_reduction", 1.2), ("poverty_rate", 2.3)],
        ),
        (
            "Giảm 30 hộ nghèo DTTS, tương ứng 5%.",
            [("poor_households_reduction", 30), ("ethnic_minority_poverty_rate_reduction", 5.0)],
        ),
        ("Giảm 45 hộ nghèo, 95% trẻ em được đi học.", [("poor_households_reduction", 45), ("other", 95.0)]),
        ("Giảm 45 hộ nghèo, 20 hộ được vay vốn.", [("poor_households_reduction", 45)]),
        ("Giúp 30 hộ thoát nghèo bền vững.", [("escaped_households", 30)]),
        ("Hỗ trợ 45 hộ nghèo, bằng 20% số hộ.", [("other", 45), ("other", 20.0)]),
    ],
)
def test_a_figure_takes_the_verb_and_the_subject_of_the_one_before(
    text: str, expected: list[tuple[str, float]]
) -> None:
    assert read(text) == expected


def test_a_part_without_verb_belongs_to_the_whole_before_it() -> None:
    [target] = targets_in(block("Giảm 68 hộ nghèo, trong đó 43 hộ DTTS."))
    assert (target.value, target.breakdown) == (68, {"ethnic_minority": 43})


def test_how_many_fewer_they_became_is_no_figure_of_the_situation() -> None:
    figures, _ = situation_in([block("Trong năm đã giảm 60 hộ nghèo."), block("Hiện có 210 hộ nghèo.")])
    assert [(figure.measure, figure.value) for figure in figures] == [("poor_households", 210)]
