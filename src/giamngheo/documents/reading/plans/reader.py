"""The plan reader: from opened documents to a plan, every line accounted for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from giamngheo.common.money import find_amounts
from giamngheo.common.text import fold, squeeze
from giamngheo.documents.reading.blocks import Block, blocks_of
from giamngheo.documents.reading.phrases import PHRASES, longest_match
from giamngheo.documents.reading.plans.budgets import StatedBudget, budget_in
from giamngheo.documents.reading.plans.captions import captions_of
from giamngheo.documents.reading.plans.closing import annexes_named, closing_of
from giamngheo.documents.reading.plans.header import header_of
from giamngheo.documents.reading.plans.instruments import instruments_in
from giamngheo.documents.reading.plans.organisation import policies_in, responsibilities_in
from giamngheo.documents.reading.plans.outline import placed_in_order
from giamngheo.documents.reading.plans.plan import Annex, Commitment, Plan, SituationFigure, Target, UnreadLine
from giamngheo.documents.reading.plans.plan_figures import statements_of
from giamngheo.documents.reading.plans.programme_money import main_statement, rows_of_tables
from giamngheo.documents.reading.plans.projects import Draft, drafts_in
from giamngheo.documents.reading.plans.sections import Sorted, opens_annex, sorted_into_sections
from giamngheo.documents.reading.plans.situation import situation_in
from giamngheo.documents.reading.plans.targets import commitments_in, targets_in
from giamngheo.documents.reading.source import Document, Line
from giamngheo.documents.reading.stated.statements import statements_in, without_repeated
from giamngheo.figures.checking import check
from giamngheo.figures.findings import Finding
from giamngheo.figures.statements import StatedSum

_HEADING_ROWS = 5
_LONGEST_HOLDER = 120
_NEVER_COMMIT = {"preamble", "closing", "annex"}


@dataclass(slots=True)
class _Reading:
    """What has been read so far: the paragraphs by section, and every block and table row that found its place."""

    documents: Sequence[Document]
    paragraphs: list[Sorted]
    read: set[Block] = field(default_factory=set)
    read_tables: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """The tables understood, with the words of their rows that were not."""
    captions: Mapping[Block, tuple[str, str]] = field(init=False)
    """The paragraphs that belong to a table below them."""

    def __post_init__(self) -> None:
        self.captions = captions_of(self.documents, [paragraph.placed.block for paragraph in self.paragraphs])

    def section(self, *names: str) -> list[Sorted]:
        """Return the paragraphs of these sections, in order."""
        return [paragraph for paragraph in self.paragraphs if paragraph.section in names]

    def contents(self, *names: str) -> list[Block]:
        """Return the blocks of these sections without their headings and the captions of tables."""
        blocks = (paragraph.placed.block for paragraph in self.section(*names) if not paragraph.is_heading)
        return [block for block in blocks if block not in self.captions]

    def texts(self, *names: str) -> list[str]:
        """Return the texts of these sections and count them as read."""
        blocks = self.contents(*names)
        self.read.update(blocks)
        return [squeeze(block.text) for block in blocks]


def read_plan(documents: Sequence[Document]) -> Plan:
    """Read one plan out of one or several files (its text and its annexes), and check its figures.

    The file with the plan's parts may stand anywhere in the list; figures of all files are checked together.
    """
    ordered = _main_first(documents)
    reading = _Reading(documents, _paragraphs(ordered))
    reading.read.update(_headings(reading.paragraphs))
    blocks = [paragraph.placed.block for paragraph in reading.paragraphs]
    header = header_of(reading.contents("preamble"))
    reading.read.update(header.read)
    drafts = _drafts(reading)
    programme = _programme_money(reading, drafts)
    situation = _situation(reading)
    general_objective, targets = _objectives(reading)
    recipients, signatory, closing = closing_of(reading.contents("closing"))
    reading.read.update(closing)
    policies, of_policies = policies_in(reading.section("policies"))
    responsibilities, of_duties = responsibilities_in(reading.section("organisation"))
    reading.read.update(of_policies, of_duties)
    commitments = _commitments(reading)
    return Plan(
        title=header.title,
        kind=header.kind,
        number=header.number,
        issued_on=header.issued_on,
        issuer=header.issuer,
        year=header.year,
        place=header.place,
        purposes=reading.texts("purposes", "purposes_and_requirements"),
        requirements=reading.texts("requirements"),
        general_objective=general_objective,
        expected_results=reading.texts("expected_results"),
        instruments=instruments_in(blocks, header.number),
        situation=situation,
        targets=targets,
        commitments=commitments,
        budget=main.budget if (main := main_statement(programme)) else None,
        projects=[draft.project() for draft in drafts.values()],
        policies=policies,
        funding=reading.texts("funding"),
        responsibilities=responsibilities,
        recipients=recipients,
        signatory=signatory,
        annexes=_annexes(reading, ordered),
        findings=_findings(ordered, statements_of(programme, drafts.values())),
        unread=_unread(reading),
    )


def _headings(paragraphs: Sequence[Sorted]) -> list[Block]:
    """Return the headings of parts, and those that only hold parts (“Phần thứ hai. KẾ HOẠCH NĂM 2026”)."""
    holders = (above for above, below in pairwise(paragraphs) if _only_holds(above, below))
    headings = (paragraph for paragraph in paragraphs if paragraph.is_heading and not paragraph.projects)
    return [paragraph.placed.block for paragraph in (*headings, *holders)]


def _only_holds(above: Sorted, below: Sorted) -> bool:
    is_unknown = above.section in {"other", "preamble"} and not above.is_heading and above.placed.opens
    goes_deeper = below.is_heading and not below.projects and below.placed.depth > above.placed.depth
    return is_unknown and goes_deeper and len(above.placed.block.text) <= _LONGEST_HOLDER


def _main_first(documents: Sequence[Document]) -> list[Document]:
    """Put the file that names the plan's parts first; annexes follow in the order given."""

    def number_of_parts(document: Document) -> int:
        return sum(
            placed.opens and longest_match(placed.block.head, PHRASES.sections) is not None
            for placed in placed_in_order(blocks_of(document))
        )

    if len(documents) < 2:
        return list(documents)
    main = max(documents, key=number_of_parts)
    return [main, *(document for document in documents if document is not main)]


def _paragraphs(documents: Sequence[Document]) -> list[Sorted]:
    return [
        paragraph
        for at, document in enumerate(documents)
        for paragraph in sorted_into_sections(placed_in_order(blocks_of(document)), is_annex=at > 0)
    ]


def _drafts(reading: _Reading) -> dict[str, Draft]:
    """Gather the projects from the text and give them the money of the tables."""
    drafts, read = drafts_in(reading.paragraphs)
    reading.read.update(read)
    return drafts


def _programme_money(reading: _Reading, drafts: dict[str, Draft]) -> list[StatedBudget]:
    """Return the programme's money wherever it is stated: before the projects, under funding, in a table's total."""
    stated = []
    for sections in (("content", "projects"), ("funding",)):
        blocks = [
            paragraph.placed.block
            for paragraph in reading.section(*sections)
            if not paragraph.projects and find_amounts(paragraph.placed.block.text)
        ]
        money = budget_in(blocks)
        if money is not None:
            reading.read.update(money.blocks)
            stated.append(money)
    rows, reading.read_tables = rows_of_tables(reading.documents, drafts)
    reading.read.update(block for block, table in reading.captions.items() if table in reading.read_tables)
    return [*stated, *(row.stated for row in rows if row.project is None and row.stated is not None)]


def _situation(reading: _Reading) -> list[SituationFigure]:
    # Headings too: “Kết quả giảm nghèo năm 2025” says of which day the figures below are.
    blocks = [p.placed.block for p in reading.section("situation") if p.placed.block not in reading.captions]
    blocks += [
        block
        for block in reading.contents("objectives", "preamble", "general_objective", "targets")
        if longest_match(block.head, {"situation": PHRASES.sections["situation"]})
    ]
    figures, read = situation_in(blocks)
    reading.read.update(read)
    return figures


def _objectives(reading: _Reading) -> tuple[str | None, list[Target]]:
    """Return the general objective and the targets; without headings of their own, the first sentence is the former."""
    targets: list[Target] = []
    for block in reading.contents("targets", "objectives"):
        if block in reading.read:
            continue
        found = targets_in(block)
        targets += found
        if found or block.text.endswith(":"):
            reading.read.add(block)
    general = reading.texts("general_objective")
    if not general:
        unplaced = (b for b in reading.contents("objectives") if b not in reading.read and "100" not in b.text)
        first = next(unplaced, None)
        if first is not None:
            reading.read.add(first)
            general = [squeeze(first.text)]
    return " ".join(general) or None, targets


def _annexes(reading: _Reading, ordered: Sequence[Document]) -> list[Annex]:
    """Return the annexes named in the text; sentences that only name one count as read."""
    attached = [p.placed.block.text for p in reading.section("annex") if p.is_heading]
    attached += [heading for document in ordered[1:] for heading in _annex_headings(document)]
    blocks = [p.placed.block for p in reading.paragraphs if p.section != "annex"]
    reading.read.update(block for block in blocks if block.text.startswith("(") and annexes_named([block], []))
    return annexes_named(blocks, attached)


def _annex_headings(document: Document) -> list[str]:
    """Return by what a file that came as an annex says which annex it is: its sheets' first rows, else its name."""
    found = [
        text
        for placed in document.tables
        for text in (placed.grid.sheet, *(str(cell) for row in placed.grid.rows[:_HEADING_ROWS] for cell in row))
        if opens_annex(fold(text))
    ]
    return found or [document.file.replace("-", " ").replace("_", " ")]


def _commitments(reading: _Reading) -> list[Commitment]:
    commitments: list[Commitment] = []
    for paragraph in reading.paragraphs:
        if paragraph.section in _NEVER_COMMIT:
            continue
        section = "targets" if paragraph.section == "objectives" else paragraph.section
        found = commitments_in(paragraph.placed.block, section)
        if found:
            reading.read.add(paragraph.placed.block)
        commitments += found
    return commitments


def _findings(documents: Sequence[Document], money: Sequence[StatedSum]) -> list[Finding]:
    """Check the tables and what the text says, each of it once: what the plan's money states goes before."""
    in_text = [statement for document in documents for statement in statements_in(document)]
    grids = [placed.grid for document in documents for placed in document.tables if not placed.is_layout]
    return check(grids, [*without_repeated(in_text, money), *money])


def _unread(reading: _Reading) -> list[UnreadLine]:
    """Return, file by file, the lines that found no place: paragraphs nobody read and tables nobody understood."""
    blocks = (paragraph.placed.block for paragraph in reading.paragraphs)
    unread_lines = {
        (block.file, number)
        for block in blocks
        if block not in reading.read
        for number in range(block.first, block.last + 1)
    }
    unread = []
    for document in reading.documents:
        arranging = {placed.grid.sheet for placed in document.tables if placed.is_layout}
        for line in document.lines:
            in_table = line.table is not None and line.table not in arranging
            is_unread = (
                _is_left_over(line, reading.read_tables.get((document.file, line.table or "")))
                if in_table
                else (document.file, line.number) in unread_lines
            )
            if is_unread and any(character.isalnum() for character in line.text):
                unread.append(UnreadLine(document.file, line.number, squeeze(line.text)))
    return unread


def _is_left_over(line: Line, left_over: Sequence[str] | None) -> bool:
    """Say whether a table's line is unread: a table nobody understood, or a row of one that found no place."""
    text = squeeze(line.text)
    return left_over is None or any(words in text for words in left_over)
