"""The plan's own sums: do the sources make the total, do the projects make the programme?"""

from collections.abc import Iterable, Sequence

from giamngheo.documents.reading.plans.budgets import SOURCES, StatedBudget
from giamngheo.documents.reading.plans.projects import Draft
from giamngheo.figures.statements import Coverage, Quantity, StatedSum

_SOURCE_NAMES = {
    "total": "tổng kinh phí",
    "central": "ngân sách trung ương",
    "province": "ngân sách tỉnh",
    "district": "ngân sách huyện",
    "other": "nguồn khác",
}


def statements_of(programme: Sequence[StatedBudget], drafts: Iterable[Draft]) -> list[StatedSum]:
    """Return every sum the plan's money must keep.

    Sources against their total; projects against the programme and sub-projects against their project, source by
    source, where each of them states that source; and, where the programme's money is stated more than once, each
    statement against the first.
    """
    projects = list(drafts)
    statements = [statement for stated in programme for statement in _sources_sum(stated, "kinh phí Chương trình")]
    for again in programme[1:]:
        statements += _same(programme[0], again)
    if programme:
        statements += _parts_sum(_stated_beside(programme, projects), projects, "các dự án trong Chương trình")
    for draft in projects:
        statements += _draft_sums(draft, f"Dự án {draft.code}")
    return statements


def _stated_beside(programme: Sequence[StatedBudget], drafts: Sequence[Draft]) -> StatedBudget:
    """Return the programme's money as stated in the file of the projects' money: an annex keeps its own sum."""
    files = {draft.stated_budget.where.partition("#")[0] for draft in drafts if draft.stated_budget}
    beside = (stated for stated in programme if files == {stated.where.partition("#")[0]})
    return next(beside, programme[0])


def _draft_sums(draft: Draft, subject: str) -> list[StatedSum]:
    stated = draft.stated_budget
    statements = _sources_sum(stated, f"kinh phí {subject}") if stated else []
    if stated and draft.table_budget and draft.table_budget is not stated:
        statements += [
            *_sources_sum(draft.table_budget, f"kinh phí {subject} trong bảng"),
            *_same(stated, draft.table_budget),
        ]
    if stated and draft.subs:
        statements += _parts_sum(stated, draft.subs.values(), f"các tiểu dự án của {subject}")
    for sub in draft.subs.values():
        statements += _draft_sums(sub, f"Tiểu dự án {sub.code} ({subject})")
    return statements


def _sources_sum(stated: StatedBudget, subject: str) -> list[StatedSum]:
    whole = stated.amounts.get("total")
    parts = tuple(stated.amounts[source] for source in SOURCES if source in stated.amounts)
    if whole is None or not parts or stated.low_ends:
        return []
    # A single source need not be all of the money; two or more are how plans break a total down.
    return [StatedSum(whole, parts, coverage=Coverage.ALL if len(parts) > 1 else Coverage.SOME, subject=subject)]


def _same(first: StatedBudget, again: StatedBudget) -> list[StatedSum]:
    return [
        StatedSum(
            amount, (again.amounts[source],), coverage=Coverage.ALL, subject=f"{_SOURCE_NAMES[source]} nêu ở hai chỗ"
        )
        for source, amount in first.amounts.items()
        if source in again.amounts and not (first.low_ends or again.low_ends)
    ]


def _parts_sum(whole: StatedBudget, drafts: Iterable[Draft], subject: str) -> list[StatedSum]:
    parts = [_money_of(draft) for draft in drafts]
    if len(parts) < 2 or not all(parts) or whole.low_ends:
        return []
    statements = []
    for source, amount in whole.amounts.items():
        given = [part[source] for part in parts if part and source in part]
        if len(given) == len(parts):
            statements.append(
                StatedSum(amount, tuple(given), coverage=Coverage.ALL, subject=f"{_SOURCE_NAMES[source]} của {subject}")
            )
    return statements


def _money_of(draft: Draft) -> dict[str, Quantity] | None:
    """Return a project's money by source: its own, or its sub-projects' where the plan gives it only there."""
    stated = draft.stated_budget
    if stated is not None:
        return None if stated.low_ends else stated.amounts
    subs = [_money_of(sub) for sub in draft.subs.values()]
    if not subs or not all(subs):
        return None
    known = [sub for sub in subs if sub]
    return {
        source: _added([sub[source] for sub in known])
        for source in ("total", *SOURCES)
        if all(source in sub for sub in known)
    }


def _added(amounts: Sequence[Quantity]) -> Quantity:
    first = amounts[0]
    return Quantity(
        value=sum((amount.value for amount in amounts), start=first.value - first.value),
        unit=first.unit,
        # Each part was rounded by itself, so their sum may be off by as many printed units.
        step=sum((amount.step for amount in amounts), start=first.step - first.step),
        where=first.where,
        text=" + ".join(amount.text for amount in amounts),
        approximate=any(amount.approximate for amount in amounts),
    )
