"""One plan saved as Word, PDF, and text in the encodings of thirty years: the same plan is read out of each."""

import csv
import io
import textwrap
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordDocument
from factories.pdf_files import pdf_file, text_at

from giamngheo.common.text import fold
from giamngheo.documents import reading
from giamngheo.documents.reading.files.opening import open_bytes
from giamngheo.documents.reading.plans.plan import plan_as_json
from giamngheo.documents.reading.plans.reader import read_plan

SOURCE = Path(reading.__file__).parent
[PLAN] = (SOURCE.parents[1] / "demo" / "plan_files").glob("*.txt")
TEXT = PLAN.read_text(encoding="utf-8")
LINES_PER_PAGE = 40


def as_word() -> bytes:
    document, stream = WordDocument(), io.BytesIO()
    for line in TEXT.split("\n"):
        document.add_paragraph(line)
    document.save(stream)
    return stream.getvalue()


def as_pdf(width: int, indent: int) -> bytes:
    """Return printed pages, their lines broken at the margin, numbered from the second on."""
    printed = [
        (70 + indent if at == 0 else 70, part)
        for line in TEXT.split("\n")
        for at, part in enumerate(textwrap.wrap(line, width, initial_indent=" " * (indent // 6)))
    ]
    pages = [printed[at : at + LINES_PER_PAGE] for at in range(0, len(printed), LINES_PER_PAGE)]
    drawings = ["".join(text_at(x, 780 - 17 * at, part.strip()) for at, (x, part) in enumerate(page)) for page in pages]
    return pdf_file(
        drawing + (text_at(300, 810, str(number)) if number > 1 else "")
        for number, drawing in enumerate(drawings, start=1)
    )


def in_old_letters(column: str) -> bytes:
    with (SOURCE / "files" / "old_letters.csv").open(encoding="utf-8", newline="") as rows:
        table = {row["letter"]: row[column] for row in csv.DictReader(rows) if row[column]}
    codes = {letter: chr(int(code, 16)) if column == "tcvn3" else code for letter, code in table.items()}
    # TCVN3 has no codes for most accented capitals: they are typed small, in a font that draws capitals.
    return "".join(codes.get(letter, codes.get(letter.lower(), letter)) for letter in TEXT).encode("latin-1")


FILES: dict[str, Callable[[], bytes]] = {
    "word.docx": as_word,
    "narrow.pdf": lambda: as_pdf(60, 30),
    "wide.pdf": lambda: as_pdf(85, 30),
    "indented.pdf": lambda: as_pdf(75, 48),
    "decomposed.txt": lambda: unicodedata.normalize("NFD", TEXT).encode(),
    "marked.txt": lambda: TEXT.encode("utf-8-sig"),
    "wide-letters.txt": lambda: TEXT.encode("utf-16"),
    "windows-lines.txt": lambda: TEXT.replace("\n", "\r\n").encode(),
    "tcvn3.txt": lambda: in_old_letters("tcvn3"),
    "vni.txt": lambda: in_old_letters("vni"),
}


def read(name: str, data: bytes) -> Any:
    return comparable(plan_as_json(read_plan([open_bytes(name, data)])))


def comparable(value: Any) -> Any:
    """Leave out addresses, which differ by file, and case, which TCVN3 loses."""
    if isinstance(value, dict):
        return {key: comparable(inner) for key, inner in value.items() if key not in {"where", "file", "line"}}
    if isinstance(value, list):
        return [comparable(inner) for inner in value]
    return fold(value) if isinstance(value, str) else value


@pytest.mark.parametrize("name", FILES)
def test_the_same_plan_is_read(name: str) -> None:
    original = read("goc.txt", TEXT.encode())
    assert original["unread"] == []
    assert read(name, FILES[name]()) == original
