"""The projects of the plan: their fields gathered, their money and their agencies read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from giamngheo.common.money import find_amounts
from giamngheo.common.text import fold, squeeze
from giamngheo.documents.reading.blocks import Block
from giamngheo.documents.reading.plans.agencies import Assignment, assignment_in, states_a_lead
from giamngheo.documents.reading.plans.budgets import StatedBudget, budget_in
from giamngheo.documents.reading.plans.outline import ProjectHeading
from giamngheo.documents.reading.plans.plan import Project
from giamngheo.documents.reading.plans.project_names import charge_in_heading, name_in_heading
from giamngheo.documents.reading.plans.sections import Sorted

_PRIORITY = re.compile(r"(?:^|[;.,:(]\s*)(?P<clause>[Ưư]u tiên\b[^;.]*)")


@dataclass(slots=True)
class Draft:
    """A project being gathered: its heading's block, the paragraphs of each field, its sub-projects.

    `charge` is what its heading says of who leads; `table_place` the row it stands in where the text has no heading.
    """

    code: str
    name: str | None
    first: Block
    last: Block
    fields: dict[str, list[str]] = field(default_factory=dict)
    budget_blocks: list[Block] = field(default_factory=list)
    assignment_blocks: list[Block] = field(default_factory=list)
    placed_blocks: set[Block] = field(default_factory=set)
    charge: str | None = None
    table_budget: StatedBudget | None = None
    table_lead: str | None = None
    table_place: str | None = None
    subs: dict[str, "Draft"] = field(default_factory=dict)

    @property
    def stated_budget(self) -> StatedBudget | None:
        """Return the money stated in the text, else the money of a table's row."""
        return budget_in(self.budget_blocks) or self.table_budget

    @property
    def assignment(self) -> Assignment:
        """Return who leads and who takes part: from the text, else from the heading, else from a table's row."""
        stated = self._stated_assignment
        if stated.lead is None and self.charge:
            charged = assignment_in(self.charge)
            stated = Assignment(charged.lead, stated.partners or charged.partners)
        return Assignment(stated.lead or self.table_lead, stated.partners)

    @property
    def _stated_assignment(self) -> Assignment:
        return assignment_in("\n".join(block.text for block in self.assignment_blocks))

    @property
    def priority(self) -> str | None:
        """Return who or what comes first: from its own field, else the beneficiaries, else the other parts."""
        clauses = list(self.fields.get("priority", []))
        for names in (["beneficiaries"], ["objective", "activities"]):
            texts = [text for name in names for text in self.fields.get(name, [])]
            clauses += [] if clauses else [clause for text in texts for clause in _priorities(text)]
        return "; ".join(clauses) or None

    @property
    def read(self) -> set[Block]:
        """Return the blocks that something was read from, in its sub-projects too."""
        stated, assignment = budget_in(self.budget_blocks), self._stated_assignment
        return self.placed_blocks.union(
            stated.blocks if stated else (),
            self.assignment_blocks if assignment != Assignment(None, []) else (),
            *(sub.read for sub in self.subs.values()),
        )

    def project(self) -> Project:
        """Return the finished project."""
        assignment = self.assignment
        last = self.last.last if self.last.file == self.first.file else self.first.last
        return Project(
            code=self.code,
            name=self.name or "",
            objective=" ".join(self.fields.get("objective", [])) or None,
            beneficiaries=self.fields.get("beneficiaries", []),
            priority=self.priority,
            activities=self.fields.get("activities", []),
            lead_agency=assignment.lead,
            partner_agencies=assignment.partners,
            budget=stated.budget if (stated := self.stated_budget) else None,
            sub_projects=[draft.project() for draft in self.subs.values()],
            where=self.table_place or f"{self.first.file}#{self.first.first}-{last}",
        )


def drafts_in(paragraphs: Sequence[Sorted]) -> tuple[dict[str, Draft], set[Block]]:
    """Gather the projects, by code in the order they stand, and return the blocks that found a place in one."""
    drafts: dict[str, Draft] = {}
    for paragraph in paragraphs:
        if not paragraph.projects:
            continue
        _gather(_draft_for(drafts, paragraph.projects, paragraph.placed.block), paragraph)
    return drafts, {block for draft in drafts.values() for block in draft.read}


def _draft_for(drafts: dict[str, Draft], path: Sequence[ProjectHeading], block: Block) -> Draft:
    """Return the draft of the innermost heading; a project named again continues the one there is."""
    heading, *deeper = path
    draft = drafts.setdefault(heading.code, Draft(heading.code, None, block, block))
    if heading.name:
        draft.name = draft.name or name_in_heading(heading.name)
        draft.charge = draft.charge or charge_in_heading(heading.name)
    # A project reaches to the end of what stands under it, in the file it began in.
    draft.last = block if block.file == draft.first.file else draft.last
    return _draft_for(draft.subs, deeper, block) if deeper else draft


def _gather(draft: Draft, paragraph: Sorted) -> None:
    block, content = paragraph.placed.block, paragraph.content
    has_money = bool(find_amounts(block.text))
    if paragraph.field is None:
        _gather_unnamed(draft, block, is_heading=paragraph.is_heading, has_money=has_money)
    elif not content:
        draft.placed_blocks.add(block)
    elif paragraph.field == "budget" or (paragraph.field != "activities" and has_money):
        draft.budget_blocks.append(block)
    elif paragraph.field == "assignment":
        # “Cơ quan chủ trì: Phòng Y tế” keeps its words: they say which of the field's agencies leads.
        draft.assignment_blocks.append(block)
    else:
        draft.fields.setdefault(paragraph.field, []).append(squeeze(content).rstrip(" ;"))
        draft.placed_blocks.add(block)


def _gather_unnamed(draft: Draft, block: Block, *, is_heading: bool, has_money: bool) -> None:
    """Take the heading itself, or a paragraph under no field: the name the heading left out, money, or who leads."""
    if is_heading:
        draft.placed_blocks.add(block)
    elif draft.name is None and block.marker is None and not has_money and not states_a_lead(block.text):
        draft.name, draft.charge = name_in_heading(block.text), charge_in_heading(block.text)
        draft.placed_blocks.add(block)
        return
    elif not has_money:
        draft.assignment_blocks += [block] if assignment_in(block.text).lead else []
    if has_money:
        draft.budget_blocks.append(block)


def _priorities(text: str) -> list[str]:
    clauses = (squeeze(match["clause"]) for match in _PRIORITY.finditer(text))
    return [clause if "(" in clause else clause.rstrip(")") for clause in clauses if fold(clause) != "uu tien"]
