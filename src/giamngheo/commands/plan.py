"""`./giamngheo plan read`: read a plan and say what stands in it."""

import json
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from giamngheo.commands.findings import print_findings
from giamngheo.commands.opening import open_documents, working
from giamngheo.common.numbers import print_number
from giamngheo.documents.reading.plans.plan import Budget, Plan, Project, Target, plan_as_json
from giamngheo.documents.reading.plans.reader import read_plan
from giamngheo.documents.reading.source import Document
from giamngheo.documents.words import (
    KINDS,
    LEVELS,
    OPERATORS,
    breakdown_in_words,
    day_in_words,
    measure_in_words,
    percent_in_words,
)

SOURCES = {"total": "Tổng", "central": "Trung ương", "province": "Tỉnh", "district": "Huyện", "other": "Khác"}
app = typer.Typer(no_args_is_help=True)


@app.callback()
def plan() -> None:
    """Đọc kế hoạch giảm nghèo thành mục tiêu, dự án, kinh phí, phân công và kiểm tra số liệu."""


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(metavar="TỆP…", help="Kế hoạch và các phụ lục: .docx .pdf .txt .xlsx")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Chỉ in JSON ra màn hình.")] = False,
) -> int:
    """Đọc một kế hoạch (một hay nhiều tệp) và in tóm tắt."""
    documents = open_documents(files)
    with working("Đang đọc kế hoạch …"):
        read = read_plan(documents)
    if as_json:
        sys.stdout.write(json.dumps(plan_as_json(read), ensure_ascii=False, indent=2) + "\n")
    else:
        print_summary(read, documents)
    return 0


def print_summary(plan: Plan, documents: Sequence[Document]) -> None:
    """Print the plan's head, money by project and source, targets, agencies, and figures to be looked at."""
    console = Console(highlight=False)
    console.print(f"[bold]{plan.title or 'Không thấy tên văn bản'}[/bold]")
    console.print(" · ".join(_head(plan)) or "Không thấy số, ngày, cơ quan ban hành, địa phương, năm.")
    console.print(_money_table(plan) if plan.projects or plan.budget else _nothing(plan, "dự án và kinh phí"))
    _print_targets(console, plan)
    _print_agencies(console, plan)
    counts = (
        f"{len(plan.instruments)} văn bản được viện dẫn",
        f"{len(plan.policies)} chính sách",
        f"{len(plan.responsibilities)} nhóm nhiệm vụ",
        f"{len(plan.recipients)} nơi nhận",
    )
    console.print("\n[bold]Còn đọc được:[/bold] " + ", ".join(counts))
    for annex in plan.annexes:
        console.print(f"Phụ lục được nêu: {annex.text}" + ("" if annex.attached else " [bold](chưa kèm tệp)[/bold]"))
    print_findings(console, plan.findings)
    number_of_lines = sum(1 for document in documents for line in document.lines if line.text.strip())
    console.print(f"\n[bold]Dòng chưa xếp được:[/bold] {len(plan.unread)} trên {number_of_lines} dòng có chữ")
    for line in plan.unread[:20]:
        console.print(f"  {line.file}, dòng {line.line}: {line.text[:100]}", markup=False)
    if len(plan.unread) > 20:
        console.print(f"  … và {len(plan.unread) - 20} dòng nữa (xem đủ bằng --json)")


def _nothing(plan: Plan, what: str) -> str:
    """Say that something was not found; only of a plan read to its last line can it be said that it is not there."""
    return f"\nChưa đọc được {what}; xem các dòng chưa xếp được." if plan.unread else f"\nVăn bản không nêu {what}."


def _head(plan: Plan) -> Iterator[str]:
    if plan.kind:
        yield KINDS.get(plan.kind, plan.kind)
    if plan.number:
        yield f"số {plan.number}"
    if plan.issued_on:
        yield f"ngày {day_in_words(plan.issued_on)}"
    if plan.issuer:
        yield plan.issuer
    if plan.place:
        yield f"{LEVELS[plan.place.level]} {plan.place.name}"
    if plan.year:
        yield f"năm {plan.year}"


def _money_table(plan: Plan) -> Table:
    used = [source for source in SOURCES if any(getattr(b, source) is not None for b in _budgets(plan))]
    table = Table(title="Kinh phí theo dự án và nguồn (triệu đồng)", title_justify="left", show_footer=True)
    table.add_column("Dự án", footer="Toàn Chương trình", overflow="fold")
    table.add_column("Cơ quan chủ trì", overflow="fold")
    for source in used:
        table.add_column(SOURCES[source], footer=_trieu(plan.budget, source), justify="right")
    for project in plan.projects:
        _add_row(table, f"[bold]{project.code}. {project.name}[/bold]", project, used)
        for sub in project.sub_projects:
            _add_row(table, f"  {project.code}.{sub.code} {sub.name}", sub, used)
    return table


def _budgets(plan: Plan) -> list[Budget]:
    projects = [part for project in plan.projects for part in (project, *project.sub_projects)]
    return [budget for budget in (plan.budget, *(project.budget for project in projects)) if budget is not None]


def _add_row(table: Table, name: str, project: Project, used: Sequence[str]) -> None:
    table.add_row(name, project.lead_agency or "—", *(_trieu(project.budget, source) for source in used))


def _trieu(budget: Budget | None, source: str) -> str:
    amount = getattr(budget, source) if budget is not None else None
    return print_number(Decimal(amount) / 1_000_000) if amount is not None else "—"


def _print_targets(console: Console, plan: Plan) -> None:
    console.print("\n[bold]Tình hình đầu kỳ[/bold]" if plan.situation else _nothing(plan, "tình hình đầu kỳ"))
    for figure in plan.situation:
        value = f"{print_number(figure.value)}" if figure.value is not None else ""
        rate = f" ({percent_in_words(figure.rate_percent)})" if figure.rate_percent is not None else ""
        parts = f"; {breakdown_in_words(figure.breakdown)}" if figure.breakdown else ""
        console.print(f"  {measure_in_words(figure.measure) or figure.measure}: {value}{rate}{parts}")
    console.print("\n[bold]Chỉ tiêu[/bold]" if plan.targets else _nothing(plan, "chỉ tiêu có số"))
    for target in plan.targets:
        console.print(f"  {_target_in_words(target)}", markup=False)
    console.print(f"  Chỉ tiêu 100 %: {len(plan.commitments)}")
    for commitment in plan.commitments:
        console.print(f"    - {commitment.text}", markup=False)


def _target_in_words(target: Target) -> str:
    value = percent_in_words(target.value_percent) if target.value_percent is not None else ""
    value = print_number(target.value) if target.value is not None else value
    parts = f" ({breakdown_in_words(target.breakdown)})" if target.breakdown else ""
    measure = measure_in_words(target.measure) or target.text
    deadline = f", hạn {day_in_words(target.deadline)}" if target.deadline else ""
    return " ".join(f"{measure}: {OPERATORS[target.operator]} {value}{parts}{deadline}".split())


def _print_agencies(console: Console, plan: Plan) -> None:
    leads: dict[str, list[str]] = {}
    for project in plan.projects:
        for part, code in [(project, project.code), *((s, f"{project.code}.{s.code}") for s in project.sub_projects)]:
            if part.lead_agency:
                leads.setdefault(part.lead_agency, []).append(code)
    console.print("\n[bold]Cơ quan chủ trì dự án[/bold]" if leads else _nothing(plan, "cơ quan chủ trì dự án"))
    for agency, codes in leads.items():
        console.print(f"  {agency}: dự án {', '.join(codes)}", markup=False)
