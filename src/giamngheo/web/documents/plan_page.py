"""What the page of a plan shows: the text on the left, what was read on the right, each tied to the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from giamngheo.documents.reading.plans.plan import Plan, plan_as_json
from giamngheo.documents.reading.source import Document
from giamngheo.web.documents.checked import CheckedRow, checked_plan, grids_of
from giamngheo.web.documents.finding_groups import SourceGroup, grouped
from giamngheo.web.documents.findings import (
    FindingRow,
    SeverityCount,
    finding_rows,
    findings_as_table,
    in_order,
    severity_counts,
)
from giamngheo.web.documents.links import Linker, TextRow
from giamngheo.web.documents.marks import marks_of
from giamngheo.web.documents.money import MoneyTable, money_table
from giamngheo.web.documents.plan_rows import (
    AnnexRow,
    FactRow,
    InstrumentRow,
    PolicyRow,
    ResponsibilityRow,
    SituationRow,
    TargetRow,
    annex_rows,
    commitment_rows,
    facts,
    instrument_rows,
    policy_rows,
    recipient_rows,
    responsibility_rows,
    situation_rows,
    target_rows,
)
from giamngheo.web.documents.projects import ProjectCard, project_card
from giamngheo.web.documents.text_pane import FilePane, file_panes
from giamngheo.web.documents.unread import Placed, placed_lines, unread_rows

_MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One line of the index beside the page."""

    href: str
    words: str
    count: int | None


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything the template of a plan prints."""

    title: str
    is_only_tables: bool
    placed: Placed
    facts: tuple[FactRow, ...]
    findings: tuple[FindingRow, ...]
    groups: tuple[SourceGroup, ...]
    severities: tuple[SeverityCount, ...]
    checked: tuple[CheckedRow, ...]
    money: MoneyTable
    targets: tuple[TargetRow, ...]
    situation: tuple[SituationRow, ...]
    commitments: tuple[TextRow, ...]
    purposes: tuple[TextRow, ...]
    requirements: tuple[TextRow, ...]
    general_objective: TextRow | None
    expected_results: tuple[TextRow, ...]
    projects: tuple[ProjectCard, ...]
    policies: tuple[PolicyRow, ...]
    funding: tuple[TextRow, ...]
    responsibilities: tuple[ResponsibilityRow, ...]
    instruments: tuple[InstrumentRow, ...]
    recipients: tuple[TextRow, ...]
    annexes: tuple[AnnexRow, ...]
    unread: tuple[TextRow, ...]
    files: tuple[FilePane, ...]
    index: tuple[IndexEntry, ...]
    downloads: dict[str, Any]


def plan_page(documents: Sequence[Document], plan: Plan, note: str = "") -> PlanPage:
    """Lay out a plan beside the files it was read from; a note (“minh họa”) goes into whatever is downloaded."""
    findings = in_order(plan.findings)
    linker = Linker(documents, findings)
    money = money_table(plan, linker)
    projects = tuple(
        project_card(project, f"du-an-{number}", linker) for number, project in enumerate(plan.projects, start=1)
    )
    objective = plan.general_objective
    rows: dict[str, Any] = {
        "facts": facts(plan, linker),
        "targets": target_rows(plan, linker),
        "situation": situation_rows(plan, linker),
        "commitments": commitment_rows(plan, linker),
        "purposes": linker.rows("Mục đích", "muc-dich", plan.purposes),
        "requirements": linker.rows("Yêu cầu", "yeu-cau", plan.requirements),
        "general_objective": TextRow(
            "muc-tieu-chung", objective, linker.link_text("Mục tiêu chung", "muc-tieu-chung", objective)
        )
        if objective
        else None,
        "expected_results": linker.rows("Kết quả", "ket-qua", plan.expected_results),
        "policies": policy_rows(plan, linker),
        "funding": linker.rows("Nguồn kinh phí", "nguon-von", plan.funding),
        "responsibilities": responsibility_rows(plan, linker),
        "instruments": instrument_rows(plan, linker),
        "recipients": recipient_rows(plan, linker),
        "annexes": annex_rows(plan, linker),
        "unread": unread_rows(documents, plan, linker),
    }
    is_only_tables = _is_only_tables(documents, plan)
    listed = finding_rows(findings, linker.addresses)
    return PlanPage(
        title=_title(plan, is_only_tables=is_only_tables),
        is_only_tables=is_only_tables,
        placed=placed_lines(documents, plan),
        findings=listed,
        groups=grouped(listed),
        severities=severity_counts(findings),
        checked=checked_plan(documents, plan),
        money=money,
        projects=projects,
        files=file_panes(documents, marks_of(linker.parts, linker.doubts)),
        index=_index(plan, len(rows["unread"]), is_only_tables=is_only_tables),
        downloads=_downloads(plan, money, listed, note),
        **rows,
    )


def _title(plan: Plan, *, is_only_tables: bool) -> str:
    if is_only_tables:
        return "Tệp này có vẻ là biểu, không phải kế hoạch"
    return plan.title or f"{'Chưa đọc được' if plan.unread else 'Văn bản không nêu'} tên kế hoạch"


def _is_only_tables(documents: Sequence[Document], plan: Plan) -> bool:
    """Whether somebody handed in tables (an annex alone) where a plan is read."""
    if plan.title or plan.kind or plan.number or plan.targets or plan.projects or not grids_of(documents):
        return False
    filled = [line for document in documents for line in document.lines if line.text.strip()]
    return sum(line.table is not None for line in filled) > _MOSTLY * len(filled)


def _index(plan: Plan, unread: int, *, is_only_tables: bool) -> tuple[IndexEntry, ...]:
    entries = _entries(plan, unread)
    return (entries[0], entries[-1]) if is_only_tables else entries


def _entries(plan: Plan, unread: int) -> tuple[IndexEntry, ...]:
    return (
        IndexEntry("#so-lieu", "Số liệu cần kiểm tra", len(plan.findings)),
        IndexEntry("#kinh-phi", "Kinh phí", None),
        IndexEntry("#chi-tieu", "Chỉ tiêu", len(plan.targets)),
        IndexEntry("#tinh-hinh", "Tình hình đầu kỳ", len(plan.situation)),
        IndexEntry("#chi-tieu-100", "Chỉ tiêu 100 %", len(plan.commitments)),
        IndexEntry("#muc-tieu", "Mục đích, mục tiêu", None),
        IndexEntry("#du-an", "Dự án", len(plan.projects)),
        IndexEntry("#chinh-sach", "Chính sách", len(plan.policies)),
        IndexEntry("#nguon-kinh-phi", "Nguồn kinh phí", len(plan.funding)),
        IndexEntry("#trach-nhiem", "Phân công", len(plan.responsibilities)),
        IndexEntry("#van-ban-dan", "Văn bản viện dẫn", len(plan.instruments)),
        IndexEntry("#noi-nhan", "Nơi nhận, ký", len(plan.recipients)),
        IndexEntry("#phu-luc", "Phụ lục", len(plan.annexes)),
        IndexEntry("#chua-xep", "Dòng chưa xếp được", unread),
    )


def _downloads(plan: Plan, money: MoneyTable, findings: Sequence[FindingRow], note: str) -> dict[str, Any]:
    """What the browser makes files of; nothing is kept on the server."""
    return {
        "json": plan_as_json(plan),
        "money": [
            [
                "Nội dung",
                *(f"{column} (triệu đồng)" for column in money.columns),
                "Cơ quan chủ trì",
                "Ghi chú",
                "Nơi ghi",
            ],
            *(
                [
                    row.name,
                    *(cell.printed if cell.in_trieu is None else cell.in_trieu for cell in row.cells),
                    row.lead,
                    row.note,
                    row.link.spot.words if row.link.spot else "",
                ]
                for row in money.rows
            ),
            *([[note]] if note else []),
        ],
        "findings": findings_as_table(findings, note),
    }
