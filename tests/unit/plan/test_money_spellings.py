"""Every spelling of a unit of money that 3.8 million published budget lines use."""

import csv
from pathlib import Path

import pytest

from giamngheo.common.money import unit_factor
from giamngheo.documents.reading.blocks import Block
from giamngheo.documents.reading.plans.budgets import budget_in

UNITS = Path(__file__).parents[3].parent / "shared" / "data" / "currency-units.csv"
pytestmark = pytest.mark.skipif(not UNITS.exists(), reason=f"không có {UNITS}: cần thư mục shared cạnh dự án")


def spellings() -> list[tuple[str, int | None]]:
    with UNITS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    return [
        (spelling.strip(), int(row["he_so_dung"]) if row["he_so_dung"].isdecimal() else None)
        for row in rows
        for spelling in row["cach_viet"].replace("(trống)", "").split(" / ")
    ]


def test_each_is_known_for_what_it_is() -> None:
    wrong = [(spelling, factor) for spelling, factor in spellings() if unit_factor(spelling) != factor]
    assert wrong == []


def test_each_is_read_behind_an_amount() -> None:
    for spelling, factor in spellings():
        stated = budget_in([Block("kh.txt", 1, 1, None, f"Tổng kinh phí: 25 {spelling}.")])
        if factor is None:
            assert stated is None, spelling
        elif spelling[0].isalpha():
            assert stated is not None, spelling
            assert stated.budget.total == 25 * factor, spelling
