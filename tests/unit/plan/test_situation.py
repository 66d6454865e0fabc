"""The starting situation: counts, their rates, their parts, and whose each of them is."""

from datetime import date

from giamngheo.documents.reading.blocks import Block, blocks_of
from giamngheo.documents.reading.plans.plan import SituationFigure
from giamngheo.documents.reading.plans.situation import situation_in
from giamngheo.documents.reading.source import Document, Line


def blocks(*lines: str) -> list[Block]:
    return blocks_of(Document("kh.txt", tuple(Line(number, line) for number, line in enumerate(lines, start=1))))


def figures(*lines: str) -> dict[str, SituationFigure]:
    found, _ = situation_in(blocks(*lines))
    assert len({figure.measure for figure in found}) == len(found)
    return {figure.measure: figure for figure in found}


def test_a_part_named_later_belongs_to_the_figure_it_names() -> None:
    read = figures("Hộ nghèo 550 hộ (4,4%), hộ cận nghèo 300 hộ (2,4%), trong đó hộ nghèo DTTS 400 hộ.")

    assert read["poor_households"].breakdown == {"ethnic_minority": 400}
    assert (read["poor_households"].rate_percent, read["near_poor_households"].rate_percent) == (4.4, 2.4)
    assert read["near_poor_households"].breakdown == {}


def test_the_rate_of_a_part_is_not_the_rate_of_the_whole() -> None:
    read = figures("Toàn huyện có 125 hộ nghèo, trong đó hộ nghèo DTTS 52 hộ, chiếm 41,6%. Tỷ lệ hộ nghèo là 0,44%.")

    assert read["poor_households"].rate_percent == 0.44
    assert read["poor_households"].breakdown == {"ethnic_minority": 52}


def test_a_part_without_its_whole_leaves_the_whole_unknown() -> None:
    read = figures("Số hộ nghèo DTTS là 52 hộ.")
    assert (read["poor_households"].value, read["poor_households"].breakdown) == (None, {"ethnic_minority": 52})


def test_a_rate_alone_and_a_second_naming_of_a_part() -> None:
    read = figures("Tỷ lệ hộ nghèo là 0,44%.", "Hộ cận nghèo 143 hộ: DTTS 61 hộ; trong số đó DTTS 60 hộ.")

    assert (read["poverty_rate"].value, read["poverty_rate"].rate_percent) == (None, 0.44)
    assert read["near_poor_households"].breakdown == {"ethnic_minority": 61}
    assert read["near_poor_households"].where == "kh.txt#2-2"


def test_all_households_named_after_the_poor() -> None:
    read = figures("Có 125 hộ nghèo trên tổng số 28.400 hộ.")
    assert read["poor_households"].total_households == 28_400


def test_figures_of_two_days_are_two_figures() -> None:
    found, _ = situation_in(
        blocks(
            "- Cuối năm 2022 có 200 hộ nghèo.",
            "- Cuối năm 2023 có 125 hộ nghèo.",
            "- Đến ngày 31/02/2024 có 9 hộ cận nghèo.",
        )
    )

    assert [(figure.value, figure.as_of) for figure in found] == [
        (200, date(2022, 12, 31)),
        (125, date(2023, 12, 31)),
        (9, date(2023, 12, 31)),
    ]


def test_people_are_counted_apart_and_sentences_without_the_poor_are_left() -> None:
    found, read = situation_in(blocks("- Huyện có 52.000 người.", "- Có 125 hộ nghèo với 480 khẩu nghèo.", "- 30%."))

    assert [(figure.measure, figure.value) for figure in found] == [("poor_households", 125), ("poor_persons", 480)]
    assert {block.first for block in read} == {2, 3}
