"""The projects of the plan: their fields gathered, their money and their agencies read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from giamngheo.common.money import find_amounts
from giamngheo.common.text import fold, squeeze
from giamngheo.documents.reading.agencies import assignment_in
from giamngheo.documents.reading.blocks import Block
from giamngheo.documents.reading.budgets import StatedBudget, budget_in
from giamngheo.documents.reading.outline import ProjectHeading
from giamngheo.documents.reading.plan import Project
from giamngheo.documents.reading.sections import Sorted

_PRIORITY = re.compile(r"(?:^|[;.,:]\s*)(?P<clause>[Ưư]u tiên\b[^;.]*)")
_MONEY_IN_NAME = re.compile(r"[,:;(–-]?\s*(?:tổng\s+)?(?:kinh phí|vốn|dự toán)\b.*$", re.IGNORECASE)


@dataclass(slots=True)
class Draft:
    """A project being gathered: its heading's block, the paragraphs of each field, its sub-projects."""

    code: str
    name: str | None
    first: Block
    last: Block
    fields: dict[str, list[str]] = field(default_factory=dict)
    budget_blocks: list[Block] = field(default_factory=list)
    table_budget: StatedBudget | None = None
    subs: dict[str, "Draft"] = field(default_factory=dict)

    @property
    def stated_budget(self) -> StatedBudget | None:
        """Return the money stated in the text, else the money of a table's row."""
        return budget_in(self.budget_blocks) or self.table_budget

    def project(self) -> Project:
        """Return the finished project."""
        beneficiaries = self.fields.get("beneficiaries", [])
        assignment = assignment_in("\n".join(self.fields.get("assignment", [])))
        priority = [clause for text in beneficiaries for clause in _priorities(text)] + self.fields.get("priority", [])
        last = self.last.last if self.last.file == self.first.file else self.first.last
        return Project(
            code=self.code,
            name=self.name or "",
            objective=" ".join(self.fields.get("objective", [])) or None,
            beneficiaries=beneficiaries,
            priority="; ".join(priority) or None,
            activities=self.fields.get("activities", []),
            lead_agency=assignment.lead,
            partner_agencies=assignment.partners,
            budget=stated.budget if (stated := self.stated_budget) else None,
            sub_projects=[draft.project() for draft in self.subs.values()],
            where=f"{self.first.file}#{self.first.first}-{last}",
        )


def drafts_in(paragraphs: Sequence[Sorted]) -> tuple[dict[str, Draft], set[Block]]:
    """Gather the projects, by code in the order they stand, and return the blocks that found a place in one."""
    drafts: dict[str, Draft] = {}
    placed: set[Block] = set()
    for paragraph in paragraphs:
        if not paragraph.projects:
            continue
        draft = _draft_for(drafts, paragraph.projects, paragraph.placed.block)
        if _gathered(draft, paragraph):
            placed.add(paragraph.placed.block)
    return drafts, placed


def _draft_for(drafts: dict[str, Draft], path: tuple[ProjectHeading, ...], block: Block) -> Draft:
    """Return the draft of the innermost heading; a project named again continues the one there is."""
    level = drafts
    draft = None
    for heading in path:
        draft = level.setdefault(heading.code, Draft(heading.code, None, block, block))
        draft.name = draft.name or _clean_name(heading.name)
        # A project reaches to the end of what stands under it, in the file it began in.
        draft.last = block if block.file == draft.first.file else draft.last
        level = draft.subs
    assert draft is not None, "a path holds at least one heading"  # noqa: S101
    return draft


def _gathered(draft: Draft, paragraph: Sorted) -> bool:
    block = paragraph.placed.block
    if paragraph.is_heading and paragraph.field is None:
        if find_amounts(block.text):
            draft.budget_blocks.append(block)
        return True
    if paragraph.field is None:
        return _name_or_objective(draft, block)
    if paragraph.field == "budget" or (paragraph.field != "activities" and find_amounts(block.text)):
        draft.budget_blocks.append(block)
        return True
    texts = draft.fields.setdefault(paragraph.field, [])
    # “Cơ quan chủ trì: Phòng Y tế” keeps its words: they say which of the field's agencies leads.
    text = block.text if paragraph.field == "assignment" and paragraph.content else paragraph.content
    if text:
        texts.append(squeeze(text).rstrip(" ;"))
    return True


def _name_or_objective(draft: Draft, block: Block) -> bool:
    """Take a paragraph that stands under no field: the name a heading left out, or money."""
    if draft.name is None and block.marker is None:
        draft.name = _clean_name(block.text)
        return True
    if find_amounts(block.text):
        draft.budget_blocks.append(block)
        return True
    assignment = assignment_in(block.text)
    if assignment.lead is not None:
        draft.fields.setdefault("assignment", []).append(block.text)
        return True
    return False


def _clean_name(name: str | None) -> str | None:
    if name is None:
        return None
    return _MONEY_IN_NAME.sub("", name).strip(" .:;,-–(") or None


def _priorities(text: str) -> list[str]:
    return [squeeze(match["clause"]) for match in _PRIORITY.finditer(text) if fold(match["clause"]) != "uu tien"]
