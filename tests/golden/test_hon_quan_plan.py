"""The real 2024 plan of Hớn Quản district gives what stands in `../shared/acceptance`."""

import json
from pathlib import Path
from typing import Any

import pytest

from giamngheo.common.text import fold
from giamngheo.documents.reading.files.opening import open_document
from giamngheo.documents.reading.plans.plan import plan_as_json
from giamngheo.documents.reading.plans.reader import read_plan

SHARED = Path(__file__).parents[2].parent / "shared"
PLAN = SHARED / "plans" / "hon-quan-2024.txt"
AGENCIES = {"lead_agency"}

pytestmark = pytest.mark.skipif(not PLAN.exists(), reason=f"không có {PLAN.parent}: cần thư mục shared cạnh dự án")


@pytest.fixture(scope="module")
def read() -> dict[str, Any]:
    return plan_as_json(read_plan([open_document(PLAN)]))


def assert_holds(expected: Any, found: Any, path: str = "") -> None:
    """Every key and element named in the acceptance facts stands in what was read; keys absent there are not asked."""
    if isinstance(expected, dict):
        for key, value in expected.items():
            if key in AGENCIES:
                assert fold(found[key]).removesuffix(" huyen") == fold(value).removesuffix(" huyen"), f"{path}.{key}"
            else:
                assert_holds(value, found[key], f"{path}.{key}")
    elif isinstance(expected, list):
        assert len(found) == len(expected), f"{path}: {len(found)} read, {len(expected)} expected"
        for at, (wanted, got) in enumerate(zip(expected, found, strict=True)):
            assert_holds(wanted, got, f"{path}[{at}]")
    else:
        assert found == expected, path


def test_every_acceptance_fact(read: dict[str, Any]) -> None:
    facts = json.loads((SHARED / "acceptance" / "hon-quan-2024.json").read_text(encoding="utf-8"))
    counted = {name: facts.pop(name) for name in list(facts) if name.startswith("number_of_")}
    assert_holds(facts, read)
    hundred = [one for one in read["commitments"] if one["percent"] == 100]
    assert counted == {
        "number_of_100_percent_commitments": len(hundred),
        "number_of_100_percent_commitments_among_targets": sum(one["section"] == "targets" for one in hundred),
        "number_of_policies": len(read["policies"]),
        "number_of_responsibility_groups": len(read["responsibilities"]),
        "number_of_recipients": len(read["recipients"]),
        "number_of_errors": sum(finding["severity"] == "error" for finding in read["findings"]),
    }


def test_no_figure_of_it_is_doubtful(read: dict[str, Any]) -> None:
    assert [finding for finding in read["findings"] if finding["severity"] != "note"] == []


def test_all_but_one_line_found_its_place(read: dict[str, Any]) -> None:
    """Line 45 promises programmes to the eligible without figure or 100 %: neither target nor commitment."""
    assert [line["line"] for line in read["unread"]] == [45]


def test_every_part_says_which_lines_it_was_read_from(read: dict[str, Any]) -> None:
    lines = PLAN.read_text(encoding="utf-8").split("\n")
    reduction = read["targets"][0]
    first, last = (int(number) for number in reduction["where"].partition("#")[2].split("-"))
    assert "giảm 68 hộ nghèo" in " ".join(lines[first - 1 : last])
    d2 = read["projects"][0]["budget"]
    assert d2["where"] == "hon-quan-2024.txt#103-109"
    assert read["annexes"] == [{"text": "phụ lục phân bổ chỉ tiêu giảm nghèo của các xã", "attached": False}]
