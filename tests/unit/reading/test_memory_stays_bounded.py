"""Files that would take gigabytes if they were simply loaded: refused, and little memory taken before."""

import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from factories.office_files import paragraph, table, word_file, workbook, zipped
from factories.pdf_files import pdf_file

from giamngheo.documents.reading.files import limits

MEMORY_MB = 500
BLANK = b" " * (1 << 20)
PROGRAM = f"""
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, ({3 * 1024 * limits.MEGABYTE}, -1))
from giamngheo.documents.reading.files.opening import UnreadableDocument, open_document
try:
    open_document(Path(sys.argv[1]))
except UnreadableDocument as refusal:
    print(type(refusal).__name__)
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(peak.split()[1]) // 1024)
"""


def a_part_that_hides_its_size() -> bytes:
    honest = word_file("", more={"word/document.xml": BLANK * 130})
    return honest.replace((130 << 20).to_bytes(4, "little"), (1 << 20).to_bytes(4, "little"))


def rows(number: int, cell: str) -> str:
    return "".join(f'<row r="{row}"><c r="A{row}" {cell}</c></row>' for row in range(1, number))


def a_stream_that_inflates() -> bytes:
    stream = zlib.compress(BLANK * 400)
    return pdf_file(["x"]) + b"99 0 obj <</Filter /FlateDecode>> stream\n" + stream + b"\nendstream"


BOMBS = {
    "one huge part.docx": lambda: word_file("", more={"word/document.xml": BLANK * 300}),
    "many big parts.docx": lambda: word_file("", more={f"word/media/{n}": BLANK * 100 for n in range(5)}),
    "a part that hides its size.docx": a_part_that_hides_its_size,
    "a million paragraphs.docx": lambda: word_file(paragraph("x") * 400_000),
    "elements without end.docx": lambda: word_file("<w:bookmarkStart w:id='123456789'/>" * 2_000_000),
    "a row without end.docx": lambda: word_file(
        table([paragraph("x")])[:-18] + "<w:tc><w:p/></w:tc>" * 800_000 + "</w:tr></w:tbl>"
    ),
    "too many parts.docx": lambda: zipped({str(n): "" for n in range(20_000)}),
    "a million rows.xlsx": lambda: workbook({"a": rows(10**6, "><v>1</v>")}),
    "one text in every cell.xlsx": lambda: workbook({"a": rows(10**5, 't="s"><v>0</v>')}, shared=["x" * 32_000]),
    "ten thousand columns.xlsx": lambda: workbook(
        {"a": '<row r="1">' + "<c><v>1</v></c>" * 10_000 + '</row><row r="200000"><c r="A200000"><v>1</v></c></row>'}
    ),
    "lines without end.txt": lambda: b"\n" * (20 << 20),
    "a stream that inflates.pdf": a_stream_that_inflates,
}


@pytest.mark.parametrize("name", BOMBS)
def test_it_is_refused_and_memory_stays_bounded(name, tmp_path):
    path = tmp_path / name
    path.write_bytes(BOMBS[name]())
    source = Path(__file__).parents[3] / "src"

    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, path],
        env={"PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=True,
    )

    refusal, megabytes = done.stdout.split()
    assert refusal in {"UnsafeContent", "TooMuchToRead", "DamagedFile"}
    assert int(megabytes) < MEMORY_MB
