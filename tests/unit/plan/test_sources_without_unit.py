"""Sources listed without a unit of their own take the total's unit, where they make the total and nowhere else."""

import pytest

from giamngheo.documents.reading.blocks import Block
from giamngheo.documents.reading.plans.budgets import StatedBudget, budget_in

MILLION = 10**6


def read(*texts: str) -> StatedBudget:
    stated = budget_in([Block("kh.txt", at, at, None, text) for at, text in enumerate(texts, start=1)])
    assert stated is not None
    return stated


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ["Kinh phí 5.000 triệu đồng (NSTW 4.000, NS tỉnh 700, NS huyện 300)."],
            {"total": 5000, "central": 4000, "province": 700, "district": 300},
        ),
        (["Kinh phí: 5 tỷ đồng: NSTW 4,5; NST 0,5."], {"total": 5000, "central": 4500, "province": 500}),
        (["Kinh phí: 400 triệu đồng (trung ương 350, xã 50)."], {"total": 400, "central": 350, "other": 50}),
        (["Tổng vốn: 9 triệu đồng, trong đó:", "NSTW: 8", "NS tỉnh: 1"], {"total": 9, "central": 8, "province": 1}),
    ],
)
def test_sources_that_make_the_total(texts: list[str], expected: dict[str, int]) -> None:
    stated = read(*texts)
    assert {source: int(amount.value) for source, amount in stated.amounts.items()} == {
        source: millions * MILLION for source, millions in expected.items()
    }
    assert len(stated.blocks) == len(texts)


@pytest.mark.parametrize(
    "text",
    [
        "Kinh phí 2.500 triệu đồng (NSTW 2.000; NS tỉnh 400; NS huyện 300).",
        "Kinh phí 2.500 triệu đồng (NSTW 2.000; NSTW 500).",
        "Kinh phí từ 2.000 đến 2.500 triệu đồng (NSTW 2.000; NS tỉnh 500).",
    ],
)
def test_sources_that_do_not_are_left_and_their_line_is_unread(text: str) -> None:
    stated = read(text)
    assert (set(stated.amounts), stated.blocks) == ({"total"}, frozenset())


def test_figures_that_are_of_no_source_are_none() -> None:
    stated = read("Kinh phí 5 tỷ đồng cho 12 xã, 300 hộ (NSTW theo Quyết định 90).")
    assert (set(stated.amounts), len(stated.blocks)) == ({"total"}, 1)
