"""Which part of the plan each paragraph belongs to, and inside a project which of its fields."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from giamngheo.common.money import find_amounts
from giamngheo.common.text import fold
from giamngheo.documents.reading.blocks import Block
from giamngheo.documents.reading.counted import counted_in
from giamngheo.documents.reading.phrases import PHRASES, keys_within, longest_match, names_only_a_part
from giamngheo.documents.reading.plans.agencies import states_a_lead
from giamngheo.documents.reading.plans.closing import opens_signature
from giamngheo.documents.reading.plans.outline import Placed, ProjectHeading, is_title

_LONGEST_HEADING = 160
_LONGEST_FIELD_NAME = 70
# Parts that hold other parts: a heading further in may open one of those.
_CONTAINERS = {"preamble", "objectives", "content", "purposes_and_requirements", "annex", "other"}
# Parts that plans also open by a mere label under a dash: “- Mục tiêu chung: …”.
_NEXT_PARTS = {"objectives", "content"}
_LABELLED = {"purposes", "requirements", "general_objective", "targets", "expected_results", "situation"}
_CLOSING = re.compile(r"tren day la (?:ke hoach|noi dung|bao cao|chuong trinh)|noi nhan\b")
_WHOLE_PROJECT = re.compile(r"(?<!tieu )\bdu an \d|\bchung\b|\bca hai tieu du an\b|\bcac tieu du an\b")
_ANNEX = re.compile(r"(?:phu luc|bieu)(?: so)?(?:\s+(?:\d+|[ivx]+))?(?![a-z])")


@dataclass(frozen=True, slots=True)
class Sorted:
    """A paragraph and its part: `section` (“targets”, “projects”, …), its heading or not, its project and field.

    `projects` is the path of project headings it stands under: none, a project, or a project and a sub-project.
    """

    placed: Placed
    section: str
    is_heading: bool
    projects: tuple[ProjectHeading, ...] = ()
    field: str | None = None

    @property
    def content(self) -> str:
        """Return the text without the name of the field in front of it (“Đối tượng: …”)."""
        block = self.placed.block
        if not (self.is_heading and self.field):
            return block.text
        # “Kinh phí 50 triệu đồng” names its field without a colon.
        return block.tail if ":" in block.text or not find_amounts(block.text) else block.text


class _Walk:
    """Where the walk stands: the open section, project, sub-project and field, each with its depth."""

    def __init__(self, first_section: str) -> None:
        self.section = first_section
        self.section_depth = -1
        self.around_label: tuple[str, int] | None = None
        self.project: tuple[int, ProjectHeading] | None = None
        self.sub_project: tuple[int, ProjectHeading] | None = None
        self.sub_has_inner_fields = False
        self.heads_of_sub: set[str] = set()
        self.field: tuple[int, str] | None = None

    def sort(self, placed: Placed) -> Sorted:
        """Place one paragraph."""
        folded = fold(placed.block.text)
        self._leave_label(placed)
        signs = self.section != "preamble" and opens_signature(placed.block.text)
        if _CLOSING.match(folded) or signs or self.section == "closing":
            return self._closing(placed, folded)
        if _is_annex_heading(placed.block, folded):
            self._enter("annex", placed.depth)
            return self._sorted(placed, is_heading=True)
        if placed.project is not None and not self._only_mentions_projects(placed):
            return self._enter_project(placed, placed.project)
        section = self._section_opened(placed)
        if section is not None:
            return self._enter_section(placed, section)
        if placed.opens and placed.depth <= self.section_depth:
            self._enter("other", placed.depth)
            return self._sorted(placed, is_heading=False)
        return self._inside(placed)

    def _only_mentions_projects(self, placed: Placed) -> bool:
        """Say whether projects named here are not planned here: under the duties, or done in the year before."""
        is_past = self.section == "situation" and placed.depth > self.section_depth
        return is_past or self.section == "organisation"

    def _closing(self, placed: Placed, folded: str) -> Sorted:
        if _is_annex_heading(placed.block, folded):
            self._enter("annex", placed.depth)
            return self._sorted(placed, is_heading=True)
        self._enter("closing", 0)
        return self._sorted(placed, is_heading=False)

    def _enter_section(self, placed: Placed, section: str) -> Sorted:
        # A part of the situation leaves the whole of it open: what stands beside the part belongs to it too.
        if not (section == self.section == "situation" and placed.depth > self.section_depth):
            around = None if placed.opens else self.around_label or (self.section, self.section_depth)
            self._enter(section, placed.depth)
            self.around_label = around
        return self._sorted(placed, is_heading=True)

    def _enter(self, section: str, depth: int) -> None:
        self.section, self.section_depth = section, depth
        self.project = self.sub_project = self.field = self.around_label = None

    def _leave_label(self, placed: Placed) -> None:
        """Return to the part around a label at the next sign of the label's list."""
        if self.around_label and placed.block.marker is not None and placed.depth <= self.section_depth:
            self._enter(*self.around_label)

    def _section_opened(self, placed: Placed) -> str | None:
        if not placed.opens:
            return self._label(placed)
        if len(placed.block.head) > _LONGEST_HEADING:
            return None
        inside_project = self.project is not None and placed.depth > self.project[0]
        deeper = placed.depth > self.section_depth
        found = longest_match(placed.block.head, PHRASES.sections)
        stays = deeper and self.section not in _CONTAINERS and not (found == self.section == "situation")
        if inside_project or stays:
            return None
        if found == "situation" and _NEXT_PARTS.intersection(keys_within(placed.block.head, PHRASES.sections)):
            # “TÌNH HÌNH VÀ MỤC TIÊU” holds both: they follow under it.
            return None
        if found == "projects" and self.section == "organisation":
            return None
        return found

    def _label(self, placed: Placed) -> str | None:
        name = longest_match(placed.block.head, PHRASES.sections)
        is_beside_label = self.around_label is not None and placed.depth <= self.section_depth
        may_hold = self.project is None and (is_beside_label or self.section in _CONTAINERS - {"annex"})
        return name if may_hold and name in _LABELLED and _names_only_a_part(placed.block) else None

    def _enter_project(self, placed: Placed, heading: ProjectHeading) -> Sorted:
        self.field = None
        if heading.is_sub:
            if heading.project and (self.project is None or self.project[1].code != heading.project):
                depth = self.project[0] if self.project else placed.depth
                self.project = (depth, ProjectHeading(heading.project, is_sub=False, project=None, name=None))
            self.sub_project = (placed.depth, heading)
            self.sub_has_inner_fields = False
            self.heads_of_sub = set()
        else:
            if self.section not in {"projects", "annex"}:
                self.section, self.section_depth = "projects", placed.depth - 1
            self.project, self.sub_project = (placed.depth, heading), None
        return self._sorted(placed, is_heading=True)

    def _inside(self, placed: Placed) -> Sorted:
        if self.project is None and self.sub_project is None:
            return self._sorted(placed, is_heading=False)
        name = self._field_named(placed)
        is_beside_field = self.field is not None and placed.depth <= self.field[0]
        if name is None and is_beside_field and (placed.opens or states_a_lead(placed.block.text)):
            self.field = None
        if name is not None:
            if self._leaves_sub_project(placed):
                self.sub_project = None
            self.field = (placed.depth, name)
            self.sub_has_inner_fields |= self.sub_project is not None and placed.depth > self.sub_project[0]
            self.heads_of_sub.add(placed.block.head)
        return self._sorted(placed, is_heading=name is not None)

    def _leaves_sub_project(self, placed: Placed) -> bool:
        """Say whether a field is the whole project's: it stands no deeper than the sub-project, or says so.

        Where sub-projects and fields share one list of dashes, a field the sub-project already has is the project's.
        """
        if self.sub_project is None:
            return False
        is_again = placed.block.head in self.heads_of_sub
        is_outside = placed.depth <= self.sub_project[0] and (placed.opens or self.sub_has_inner_fields or is_again)
        return is_outside or _WHOLE_PROJECT.search(placed.block.head) is not None

    def _field_named(self, placed: Placed) -> str | None:
        head = placed.block.head.strip(" .")
        name = longest_match(head, PHRASES.project_fields)
        has_colon = ":" in placed.block.text
        if name is None or len(head) > _LONGEST_FIELD_NAME or not (has_colon or len(placed.block.text) < 40):
            return None
        # “Tổng kinh phí dự kiến: …” under “Dự kiến kinh phí” is that field's content, not the field anew.
        continues = self.field is not None and self.field[1] == name and placed.depth > self.field[0]
        if continues and not _WHOLE_PROJECT.search(head):
            return None
        return name

    def _sorted(self, placed: Placed, *, is_heading: bool) -> Sorted:
        path = tuple(entry[1] for entry in (self.project, self.sub_project) if entry is not None)
        return Sorted(placed, self.section, is_heading, path, self.field[1] if self.field else None)


def sorted_into_sections(placed: Sequence[Placed], *, is_annex: bool = False) -> list[Sorted]:
    """Give each paragraph of one file its part; a file that came as an annex begins in “annex”."""
    walk = _Walk("annex" if is_annex else "preamble")
    return [part for one in placed for part in _heading_and_text(walk.sort(one))]


def _heading_and_text(paragraph: Sorted) -> list[Sorted]:
    """Part a heading from the text that follows it in the same paragraph: “1. Mục tiêu chung: Giảm nghèo …”."""
    block = paragraph.placed.block
    if not paragraph.is_heading or paragraph.projects or paragraph.section == "annex":
        return [paragraph]
    has_text = bool(block.tail) and not block.tail.endswith(":")
    if not has_text and not counted_in(block.text):
        return [paragraph]
    # A heading that says more than the part's name (“Chỉ tiêu giảm hộ nghèo: 68 hộ”) gives its text a meaning.
    text = block.tail if has_text and _names_only_a_part(block) else block.text
    below = Placed(replace(block, marker=None, text=text), paragraph.placed.depth + 1, None)
    heading = replace(paragraph.placed, block=replace(block, text=block.text.partition(":")[0]))
    return [replace(paragraph, placed=heading), replace(paragraph, placed=below, is_heading=False)]


def _names_only_a_part(block: Block) -> bool:
    """Say whether a label is a part's name and at most its period: “Mục tiêu cụ thể năm 2024: …”."""
    return ":" in block.text and names_only_a_part(block.head)


def opens_annex(folded: str) -> bool:
    """Say whether a folded line names an annex or a statutory table (“phụ lục 1”, “biểu số 2”)."""
    return _ANNEX.match(folded) is not None


def _is_annex_heading(block: Block, folded: str) -> bool:
    in_capitals = is_title(block) or block.text.startswith(("PHỤ LỤC", "Phụ lục", "PHU LUC", "BIỂU"))
    return block.marker is None and len(block.text) < 200 and opens_annex(folded) and in_capitals
