"""Tables as offices draw them, without a mistake: nothing is reported beyond rounding, whatever file they come in.

They stand in correct_tables/, one file for each field; places, names and figures are invented. `== …` begins a table,
`merged:` names its merged areas. Each is read with these areas and without, as offices send both.
"""

from pathlib import Path

import pytest
from factories.grids import doubts, grid
from factories.table_files import WAYS, read_back

from giamngheo.figures.checking import check
from giamngheo.figures.grids import Grid


def tables() -> dict[str, tuple[str, list[str]]]:
    """Return the drawing and the merged areas of every table, by name."""
    found = {}
    for path in sorted((Path(__file__).parent / "correct_tables").glob("*.txt")):
        for section in path.read_text(encoding="utf-8").removeprefix("== ").split("\n== "):
            name, _, drawing = section.partition("\n")
            merged, _, rest = drawing.partition("\n") if drawing.startswith("merged:") else ("", "", drawing)
            found[f"{path.stem}: {name}"] = (rest.strip("\n"), merged.removeprefix("merged:").split())
    return found


TABLES = tables()


def drawn(name: str, **named: str) -> Grid:
    drawing, merged = TABLES[name]
    return grid(drawing, merged=merged, **named)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", TABLES)
def test_a_correct_table_gives_nothing_to_look_at(name: str, way: str) -> None:
    drawing, merged = TABLES[name]
    for spans in (merged, []):
        findings = check(read_back(grid(drawing, merged=spans), way), [])
        assert [finding.message for finding in doubts(findings)] == []


def test_the_forms_of_one_review_agree() -> None:
    forms = [name for name in TABLES if name.startswith("statutory: form")]
    grids = [drawn(name, file=f"bieu-{number}.xlsx", sheet=f"Biểu {number}") for number, name in enumerate(forms, 1)]
    assert len(grids) == 15
    assert [finding.message for finding in check(grids, [])] == []
