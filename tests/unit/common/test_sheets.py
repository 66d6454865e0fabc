"""Lists for spreadsheet programs: Vietnamese letters, cells that stay apart, and nothing that runs."""

import io
import re
from pathlib import Path

import pytest

import giamngheo
from giamngheo.common.sheets import neutral, sheet, write_sheet


def test_windows_set_to_vietnamese_opens_it_as_a_table() -> None:
    written = sheet(("Tên", "Số"), [("Ấp 1", 2), ("có ; bên trong", None)])
    assert written == b"\xef\xbb\xbf" + 'Tên;Số\r\nẤp 1;2\r\n"có ; bên trong";\r\n'.encode()


def test_rows_are_counted_and_the_file_stays_open() -> None:
    content = io.BytesIO()
    assert write_sheet(("Số",), ((number,) for number in range(3)), to=content) == 3
    assert write_sheet(("Số",), (), to=io.BytesIO()) == 0
    assert not content.closed


def test_no_cell_runs_as_a_formula() -> None:
    assert "'=1+1;'@x" in sheet(("a", "b"), [("=1+1", "@x")]).decode()


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\rx", "\nx", "＝1", "%x", "|x", "  \t @x"]
)
def test_text_that_a_spreadsheet_would_run_is_made_text(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["Ấp 1", "15/11/2024", "", 5, -5, None, "a=b", "'x"])
def test_all_else_stays(cell: object) -> None:
    assert neutral(cell) == cell


def test_every_csv_that_leaves_is_written_here() -> None:
    sources = Path(giamngheo.__file__).parent
    writing = {
        path.relative_to(sources).as_posix()
        for path in sources.rglob("*.py")
        if re.search(r"csv\.(?:Dict)?[wW]riter\(", path.read_text(encoding="utf-8"))
    }
    # The second one turns an uploaded sheet into the text of the form; nothing of it leaves.
    assert writing == {"common/sheets.py", "web/places/list_views.py"}
