"""Which part of the plan each paragraph belongs to, and inside a project which of its fields."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from giamngheo.common.text import fold
from giamngheo.documents.reading.outline import Placed, ProjectHeading, is_title
from giamngheo.documents.reading.phrases import PHRASES, longest_match

_LONGEST_HEADING = 160
_LONGEST_FIELD_NAME = 70
# Parts that hold other parts: a heading further in may open one of those.
_CONTAINERS = {"preamble", "objectives", "content", "purposes_and_requirements", "annex", "other"}
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
        return block.tail if self.is_heading and self.field else block.text


class _Walk:
    """Where the walk stands: the open section, project, sub-project and field, each with its depth."""

    def __init__(self, first_section: str) -> None:
        self.section = first_section
        self.section_depth = -1
        self.project: tuple[int, ProjectHeading] | None = None
        self.sub_project: tuple[int, ProjectHeading] | None = None
        self.sub_has_inner_fields = False
        self.field: tuple[int, str] | None = None

    def sort(self, placed: Placed) -> Sorted:
        """Place one paragraph."""
        folded = fold(placed.block.text)
        if _CLOSING.match(folded) or self.section == "closing":
            return self._closing(placed, folded)
        if _opens_annex(placed, folded):
            self._enter("annex", placed.depth)
            return self._sorted(placed, is_heading=True)
        if placed.project is not None and self.section != "organisation":
            return self._enter_project(placed, placed.project)
        section = self._section_opened(placed)
        if section is not None:
            self._enter(section, placed.depth)
            return self._sorted(placed, is_heading=True)
        if placed.opens and placed.depth <= self.section_depth:
            self._enter("other", placed.depth)
            return self._sorted(placed, is_heading=False)
        return self._inside(placed)

    def _closing(self, placed: Placed, folded: str) -> Sorted:
        if _opens_annex(placed, folded):
            self._enter("annex", placed.depth)
            return self._sorted(placed, is_heading=True)
        self._enter("closing", 0)
        return self._sorted(placed, is_heading=False)

    def _enter(self, section: str, depth: int) -> None:
        self.section, self.section_depth = section, depth
        self.project = self.sub_project = self.field = None

    def _section_opened(self, placed: Placed) -> str | None:
        if not placed.opens or len(placed.block.head) > _LONGEST_HEADING:
            return None
        inside_project = self.project is not None and placed.depth > self.project[0]
        deeper = placed.depth > self.section_depth
        if inside_project or (deeper and self.section not in _CONTAINERS):
            return None
        found = longest_match(placed.block.head, PHRASES.sections)
        if found == "projects" and self.section == "organisation":
            return None
        return found

    def _enter_project(self, placed: Placed, heading: ProjectHeading) -> Sorted:
        self.field = None
        if heading.is_sub:
            if heading.project and (self.project is None or self.project[1].code != heading.project):
                depth = self.project[0] if self.project else placed.depth
                self.project = (depth, ProjectHeading(heading.project, is_sub=False, project=None, name=None))
            self.sub_project = (placed.depth, heading)
            self.sub_has_inner_fields = False
        else:
            if self.section not in {"projects", "annex"}:
                self.section, self.section_depth = "projects", placed.depth - 1
            self.project, self.sub_project = (placed.depth, heading), None
        return self._sorted(placed, is_heading=True)

    def _inside(self, placed: Placed) -> Sorted:
        if self.project is None and self.sub_project is None:
            return self._sorted(placed, is_heading=False)
        name = self._field_named(placed)
        if name is None and self.field and placed.opens and placed.depth <= self.field[0]:
            self.field = None
        if name is not None:
            if self._leaves_sub_project(placed):
                self.sub_project = None
            self.field = (placed.depth, name)
            self.sub_has_inner_fields |= self.sub_project is not None and placed.depth > self.sub_project[0]
        return self._sorted(placed, is_heading=name is not None)

    def _leaves_sub_project(self, placed: Placed) -> bool:
        """Say whether a field is the whole project's: it stands no deeper than the sub-project, or says so."""
        if self.sub_project is None:
            return False
        is_outside = placed.depth <= self.sub_project[0] and (placed.opens or self.sub_has_inner_fields)
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
    return [walk.sort(one) for one in placed]


def _opens_annex(placed: Placed, folded: str) -> bool:
    block = placed.block
    return (
        block.marker is None
        and len(block.text) < 200
        and _ANNEX.match(folded) is not None
        and (is_title(block) or block.text.startswith(("PHỤ LỤC", "Phụ lục", "PHU LUC", "BIỂU")))
    )
