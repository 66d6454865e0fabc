"""Three real statutory tables: everything that is wrong in them is found, and nothing besides.

Reads ../shared (real published tables and what is wrong in them); skipped where that folder is absent.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from giamngheo.documents.reading.files.opening import open_document
from giamngheo.figures.checking import check
from giamngheo.figures.findings import Finding

SHARED = Path(__file__).resolve().parents[3] / "shared"
TABLES = SHARED / "data" / "dak-nong-2024"
FACTS = SHARED / "acceptance" / "dak-nong-2024.json"

pytestmark = pytest.mark.skipif(not FACTS.exists(), reason="thư mục ../shared không có trên máy này")


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    documents = [open_document(path) for path in sorted(TABLES.glob("*.xlsx"))]
    return check([placed.grid for document in documents for placed in document.tables], [])


@pytest.fixture(scope="module")
def facts() -> Any:
    return json.loads(FACTS.read_text(encoding="utf-8"))


def cells(findings: list[Finding], rule: str, file: str) -> list[str]:
    return sorted(cell(finding.where[0]) for finding in findings if (finding.rule, finding.file) == (rule, file))


def cell(where: str) -> str:
    return where.rpartition("!")[2]


@pytest.mark.parametrize("rule", ["share_over_100", "zero_denominator"])
def test_every_impossible_share_of_form_1_is_found(findings: list[Finding], facts: Any, rule: str) -> None:
    file = "bieu-1-ket-qua-ra-soat.xlsx"
    assert cells(findings, rule, file) == sorted(facts[file][rule])


@pytest.mark.parametrize(
    ("file", "number"), [("bieu-2-dien-bien-ho-ngheo.xlsx", 12), ("bieu-3-dien-bien-ho-can-ngheo.xlsx", 16)]
)
def test_every_wrong_closing_balance_is_found(findings: list[Finding], facts: Any, file: str, number: int) -> None:
    told = {
        cell(finding.where[0]): (finding.found.replace(".", ""), finding.expected.replace(".", ""))
        for finding in findings
        if finding.file == file and finding.rule == "row_formula"
    }
    assert told == {fact["cell"]: (str(fact["found"]), str(fact["expected"])) for fact in facts[file]["row_formula"]}
    assert len(told) == number
    assert all("cột 4, cột 8 để trống" in finding.message for finding in findings if finding.rule == "row_formula")


def test_every_transfer_that_differs_between_forms_2_and_3_is_found(findings: list[Finding], facts: Any) -> None:
    told = {
        tuple(f"{where.partition('-')[0]}-{where.partition('-')[2][0]}!{cell(where)}" for where in finding.where)
        for finding in findings
        if finding.rule == "cross_table"
    }
    assert told == {tuple(fact["cells"]) for fact in facts["cross_table_2_3"]}
    assert len(told) == 16


def test_nothing_besides(findings: list[Finding], facts: Any) -> None:
    allowed = set(_places(facts))
    reported = {where for finding in findings if finding.severity != "note" for where in finding.where}
    assert reported <= allowed


def _places(facts: Any) -> Iterator[str]:
    sheets = {"bieu-1": "Biểu 1", "bieu-2": "Biểu 2", "bieu-3": "Biểu 3"}
    files = {name[:6]: name for name in facts if name.startswith("bieu")}
    for short, file in files.items():
        for found in facts[file].values():
            for place in found:
                yield f"{file}#{sheets[short]}!{place if isinstance(place, str) else place['cell']}"
    for fact in facts["cross_table_2_3"]:
        for place in fact["cells"]:
            short, _, name = place.partition("!")
            yield f"{files[short]}#{sheets[short]}!{name}"
