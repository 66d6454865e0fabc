"""The money of the whole plan: from its text and its tables, each project given its table's row."""

from collections.abc import Sequence

from giamngheo.common.text import fold
from giamngheo.documents.reading.blocks import Block
from giamngheo.documents.reading.plans.budget_tables import RowBudget, budgets_in_table, rows_left_over
from giamngheo.documents.reading.plans.budgets import StatedBudget
from giamngheo.documents.reading.plans.projects import Draft
from giamngheo.documents.reading.source import Document


def main_statement(statements: Sequence[StatedBudget]) -> StatedBudget | None:
    """Return the plan's money as first stated; where that gives no source, one of the same total that does."""
    first = next(iter(statements), None)
    if first is None or len(first.amounts) > 1:
        return first
    total = first.amounts.get("total")
    fuller = (
        other
        for other in statements
        if total and len(other.amounts) > 1 and (same := other.amounts.get("total")) and same.value == total.value
    )
    return next(fuller, first)


def rows_of_tables(
    documents: Sequence[Document], drafts: dict[str, Draft]
) -> tuple[list[RowBudget], dict[tuple[str, str], list[str]]]:
    """Read the budget tables and hand each project its row.

    Returns all rows, and for each table understood (by file and name) the words of its rows that were not.
    """
    names = {
        fold(draft.name or ""): (code, sub)
        for code, project in drafts.items()
        for sub, draft in [(None, project), *project.subs.items()]
        if draft.name
    }
    found: list[RowBudget] = []
    read: dict[tuple[str, str], list[str]] = {}
    for document in documents:
        for placed in document.tables:
            rows = [] if placed.is_layout else budgets_in_table(placed.grid, names)
            if rows:
                read[document.file, placed.grid.sheet] = rows_left_over(placed.grid, rows)
            for row in rows:
                _hand_to_project(row, drafts, placed.grid.address(row.row, 0))
            found += rows
    return found, read


def _hand_to_project(row: RowBudget, drafts: dict[str, Draft], place: str) -> None:
    if row.project is None:
        return
    block = Block(place.partition("#")[0], 0, 0, None, row.name or "")
    draft = drafts.setdefault(row.project, Draft(row.project, row.project_name, block, block, table_place=place))
    if row.sub_project is not None:
        sub = Draft(row.sub_project, row.name, block, block, table_place=place)
        draft = draft.subs.setdefault(row.sub_project, sub)
    draft.table_budget = draft.table_budget or row.stated
    draft.table_lead = draft.table_lead or row.lead
    draft.name = draft.name or row.name
