"""`./giamngheo figures check`: do the figures of these files agree?"""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from giamngheo.commands.findings import print_findings
from giamngheo.commands.opening import open_documents, working
from giamngheo.documents.reading.stated.statements import statements_in
from giamngheo.figures.checking import check as check_figures

app = typer.Typer(no_args_is_help=True)


@app.callback()
def figures() -> None:
    """Kiểm tra số liệu trong biểu và văn bản: cộng dọc, cộng ngang, công thức, tỷ lệ, đối chiếu giữa các biểu."""


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(metavar="TỆP…", help="Biểu, văn bản: .xlsx .csv .docx .pdf .txt")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Chỉ in JSON ra màn hình.")] = False,
) -> int:
    """Kiểm tra một hay nhiều tệp; các tệp còn được đối chiếu với nhau."""
    documents = open_documents(files)
    with working("Đang kiểm tra số liệu …"):
        grids = [placed.grid for document in documents for placed in document.tables if not placed.is_layout]
        statements = [statement for document in documents for statement in statements_in(document)]
        findings = check_figures(grids, statements)
    if as_json:
        sys.stdout.write(json.dumps([finding.as_json() for finding in findings], ensure_ascii=False, indent=2) + "\n")
        return 0
    console = Console(highlight=False)
    console.print(f"Đã xem {len(grids)} biểu, bảng và {len(statements)} câu có số liệu trong {len(documents)} tệp.")
    print_findings(console, findings)
    return 0
