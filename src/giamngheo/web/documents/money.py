"""The money of a plan as a table: projects down, sources across, in triệu đồng."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from giamngheo.common.numbers import print_number
from giamngheo.documents.reading.plans.plan import Budget, Plan, Project
from giamngheo.web.documents.links import NOWHERE, Link, Linker

SOURCES = {
    "total": "Tổng số",
    "central": "Trung ương",
    "province": "Tỉnh",
    "district": "Huyện",
    "other": "Nguồn khác",
}
APPROXIMATE = "số dự kiến, ước tính"
_SHORT = {"Trung ương": "TW", "Nguồn khác": "Khác"}
_TRIEU = 1_000_000

Amounts = dict[str, int | None]


@dataclass(frozen=True, slots=True)
class MoneyCell:
    """One amount: printed in triệu đồng, and whole đồng for the tooltip; both empty where the plan gives none.

    `in_trieu` is the amount for a spreadsheet; None where there is none or a range.
    """

    source: str
    printed: str
    exact: str
    in_trieu: int | float | None = None


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """The money of the plan, of a project (`depth` 1) or of a sub-project (`depth` 2); `is_sum` where we added up."""

    name: str
    href: str
    depth: int
    is_sum: bool
    note: str
    cells: tuple[MoneyCell, ...]
    link: Link
    lead: str = ""

    @property
    def sources(self) -> str:
        """The money by source in one line, for a narrow screen: “TW 3.507 · Tỉnh 176 · Huyện 351”."""
        given = [cell for cell in self.cells[1:] if cell.printed]
        return " · ".join(f"{_SHORT.get(cell.source, cell.source)} {cell.printed}" for cell in given)


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """All rows; `columns` leaves out sources for which no row has money; `note` holds for every row."""

    columns: tuple[str, ...]
    rows: tuple[MoneyRow, ...]
    note: str

    @property
    def has_leads(self) -> bool:
        """Whether any project names who leads it."""
        return any(row.lead for row in self.rows)


def money_table(plan: Plan, linker: Linker) -> MoneyTable:
    """Lay out the money of a plan; empty where it gives none."""
    budgets = [plan.budget, *_budgets(plan.projects)]
    sources = tuple(source for source in SOURCES if any(b and getattr(b, source) is not None for b in budgets))
    if not sources:
        return MoneyTable((), (), "")
    all_approximate = all(budget.approximate for budget in budgets if budget)
    rows = [_plan_row(plan.budget, sources, linker)] if plan.budget else []
    for number, project in enumerate(plan.projects, start=1):
        rows += _project_rows(project, f"du-an-{number}", sources, linker)
    if len(plan.projects) > 1:
        rows.append(_sum_row(plan.projects, sources))
    if all_approximate:
        rows = [replace(row, note="") if row.note == APPROXIMATE else row for row in rows]
    note = "các khoản đều là số dự kiến, ước tính" if all_approximate else ""
    return MoneyTable(tuple(SOURCES[source] for source in sources), tuple(rows), note)


def cells_of(budget: Budget | None, sources: Sequence[str] = tuple(SOURCES)) -> tuple[MoneyCell, ...]:
    """The amounts of one budget; sources without money are blank."""
    return tuple(_cell(source, getattr(budget, source) if budget else None, budget) for source in sources)


def cells_of_amounts(amounts: Amounts) -> tuple[MoneyCell, ...]:
    """The amounts that were added up; sources without money are blank."""
    return tuple(_cell(source, amounts[source], None) for source in SOURCES)


def _budgets(projects: Sequence[Project]) -> list[Budget | None]:
    return [budget for project in projects for budget in (project.budget, *_budgets(project.sub_projects))]


def _plan_row(budget: Budget, sources: Sequence[str], linker: Linker) -> MoneyRow:
    link = linker.link("Tổng kinh phí", "kinh-phi-chung", budget.where)
    return MoneyRow("Toàn Chương trình", "#kinh-phi-chung", 0, False, _note(budget), cells_of(budget, sources), link)


def _project_rows(project: Project, anchor: str, sources: Sequence[str], linker: Linker) -> list[MoneyRow]:
    own = project.budget
    below = [
        _sub_project_row(sub, f"{anchor}-{number}", project, sources, linker)
        for number, sub in enumerate(project.sub_projects, start=1)
    ]
    name = f"Dự án {project.code}. {project.name}"
    lead = project.lead_agency or ""
    if own:
        link = linker.link("Kinh phí", anchor, own.where)
        return [MoneyRow(name, f"#{anchor}", 1, False, _note(own), cells_of(own, sources), link, lead), *below]
    amounts = effective_amounts(project)
    is_sum = any(value is not None for value in amounts.values())
    note = "cộng từ các tiểu dự án" if is_sum else ""
    cells = tuple(_cell(source, amounts[source], None) for source in sources)
    return [MoneyRow(name, f"#{anchor}", 1, is_sum, note, cells, NOWHERE, lead), *below]


def _sub_project_row(sub: Project, anchor: str, whole: Project, sources: Sequence[str], linker: Linker) -> MoneyRow:
    link = linker.link("Kinh phí", anchor, sub.budget.where) if sub.budget else NOWHERE
    note = _note(sub.budget) if sub.budget else "ghi chung ở dự án" if whole.budget else "không nêu riêng"
    lead = sub.lead_agency or (f"theo dự án: {whole.lead_agency}" if whole.lead_agency else "")
    name = f"Tiểu dự án {sub.code}. {sub.name}"
    return MoneyRow(name, f"#{anchor}", 2, False, note, cells_of(sub.budget, sources), link, lead)


def effective_amounts(project: Project) -> Amounts:
    """A project's money by source: its own, or the sum of its sub-projects where every one of them gives it."""
    if project.budget:
        return {source: getattr(project.budget, source) for source in SOURCES}
    return added([effective_amounts(sub) for sub in project.sub_projects])


def added(parts: Sequence[Amounts]) -> Amounts:
    """Add up by source; a source that any part does not give stays unknown: a blank is not a zero."""
    sums: Amounts = {}
    for source in SOURCES:
        values = [part[source] for part in parts]
        known = [value for value in values if value is not None]
        sums[source] = sum(known) if known and len(known) == len(values) else None
    return sums


def _sum_row(projects: Sequence[Project], sources: Sequence[str]) -> MoneyRow:
    amounts = added([effective_amounts(project) for project in projects])
    note = "" if any(value is not None for value in amounts.values()) else "không đủ số để cộng"
    cells = tuple(_cell(source, amounts[source], None) for source in sources)
    return MoneyRow("Cộng các dự án", "", 0, True, note, cells, NOWHERE)


def _cell(source: str, amount: int | None, budget: Budget | None) -> MoneyCell:
    if amount is None:
        return MoneyCell(SOURCES[source], "", "")
    low, high = budget.ranges.get(source, (amount, amount)) if budget else (amount, amount)
    if low != high:
        return MoneyCell(
            SOURCES[source], f"{_trieu(low)}–{_trieu(high)}", f"{print_number(low)}–{print_number(high)} đồng"
        )
    in_trieu = amount // _TRIEU if amount % _TRIEU == 0 else amount / _TRIEU
    return MoneyCell(SOURCES[source], _trieu(amount), f"{print_number(amount)} đồng", in_trieu)


def _trieu(amount: int) -> str:
    return print_number(Decimal(amount) / _TRIEU)


def _note(budget: Budget) -> str:
    return APPROXIMATE if budget.approximate else ""
