"""What was checked, counted, so that “nothing found” is not taken for “nothing checked”."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from giamngheo.documents.reading.plans.plan import Budget, Plan
from giamngheo.documents.reading.source import Document
from giamngheo.documents.reading.stated.statements import statements_in
from giamngheo.figures.grids import Grid
from giamngheo.figures.statements import StatedDifference, StatedShare, StatedSum, Statement, WordsAndDigits

_NAMES: dict[type, str] = {
    StatedSum: "tổng ghi trong văn bản, đối chiếu với các phần",
    StatedShare: "tỷ lệ ghi trong văn bản, tính lại",
    StatedDifference: "mức tăng, giảm ghi trong văn bản, tính lại",
    WordsAndDigits: "số tiền viết bằng chữ, so với số",
}


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """What was looked at, and how much of it: “2 biểu, bảng”."""

    count: int
    name: str


def grids_of(documents: Sequence[Document]) -> list[Grid]:
    """The tables of figures in all files; tables that only arrange text are none."""
    return [placed.grid for document in documents for placed in document.tables if not placed.is_layout]


def checked_tables(grids: Sequence[Grid]) -> tuple[CheckedRow, ...]:
    """The tables that were checked; nothing where there are none."""
    return (CheckedRow(len(grids), "biểu, bảng"),) if grids else ()


def checked_plan(documents: Sequence[Document], plan: Plan) -> tuple[CheckedRow, ...]:
    """What was checked in a plan: its tables, its statements, and its sums of money against their sources."""
    summed = [budget for budget in _budgets(plan) if budget.total is not None and _number_of_sources(budget) > 1]
    money = (CheckedRow(len(summed), "khoản kinh phí, tổng đối chiếu với các nguồn"),) if summed else ()
    told = {_beginning(budget.where) for budget in summed}
    statements = [
        statement
        for document in documents
        for statement in statements_in(document)
        if not (isinstance(statement, StatedSum) and _beginning(statement.whole.where) in told)
    ]
    return (*checked_tables(grids_of(documents)), *money, *checked_statements(statements))


def _beginning(where: str) -> str:
    """Where a range of lines begins: the money of a budget is told from the line of its total on."""
    return where.rpartition("-")[0]


def _budgets(plan: Plan) -> list[Budget]:
    projects = [part for project in plan.projects for part in (project, *project.sub_projects)]
    return [budget for budget in (plan.budget, *(project.budget for project in projects)) if budget]


def _number_of_sources(budget: Budget) -> int:
    return sum(value is not None for value in (budget.central, budget.province, budget.district, budget.other))


def checked_statements(statements: Sequence[Statement]) -> tuple[CheckedRow, ...]:
    """The statements of running text that were checked, by kind; kinds that do not occur are left out."""
    counted = Counter(type(statement) for statement in statements)
    return tuple(CheckedRow(counted[kind], name) for kind, name in _NAMES.items() if counted[kind])
