"""How deep each paragraph stands: plans number their parts in many ways, so the depth is learnt from the order."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from giamngheo.common.text import fold
from giamngheo.documents.reading.blocks import Block
from giamngheo.documents.reading.phrases import PHRASES, longest_match, names_only_a_part

# Numbered this way a part is never inside one that is numbered a), 1. or with a dash.
_OUTERMOST = {"part": 0, "chapter": 1, "capital": 2, "section": 3, "roman": 4, "title": 5, "article": 6}
_BULLETS = {"-", "+", "*"}
_LONGEST_ABOUT = 120
_INSIDE_PROJECTS = {"sub-project", "letter", *_BULLETS}
_PROJECT = re.compile(r"du an(?: thanh phan)?(?: so)?\s+(?P<code>\d{1,2}|[ivx]{1,4})(?!\w)(?P<rest>.*)", re.DOTALL)
_SUB_PROJECT = re.compile(
    r"(?:tieu du an|tieu da|tda)(?: so)?\s+(?P<code>\d{1,2})(?!\w)"
    r"(?:\s*\(?\s*(?:thuoc\s+)?(?:du an|da)\s+(?P<project>\d{1,2})\)?)?(?P<rest>.*)",
    re.DOTALL,
)
ROMAN_CODES = {
    roman: str(number)
    for number, roman in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"), start=1)
}


@dataclass(frozen=True, slots=True)
class ProjectHeading:
    """A paragraph that opens a project or, with `project` or `is_sub`, a sub-project; `name` is None if it follows."""

    code: str
    is_sub: bool
    project: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph with its depth (0 = outermost) and, where it opens a project, what it says of it."""

    block: Block
    depth: int
    project: ProjectHeading | None
    is_plain_title: bool = False

    @property
    def opens(self) -> bool:
        """Say whether it may be a heading: numbered, lettered, set in capitals, or a part's name on a line alone."""
        marker = self.block.marker
        return (marker is not None and not marker.is_bullet) or is_title(self.block) or self.is_plain_title


def placed_in_order(blocks: Iterable[Block]) -> list[Placed]:
    """Give every paragraph its depth.

    A sign that its list already uses returns to that list; “1.”, “a)” or a new sign opens a list inside what stands
    above. A paragraph without sign stands inside whatever is open; but where no part of a plan is numbered, a part's
    name on a line alone is its heading (offices set it in bold).
    """
    blocks = list(blocks)
    are_parts_named = not any(_numbers_a_part(block) for block in blocks)
    open_lists: list[tuple[str, int | None]] = []
    placed: list[Placed] = []
    for block in blocks:
        heading = project_heading(block.text)
        is_plain_title = are_parts_named and heading is None and _is_plain_title(block)
        style = "title" if is_plain_title else _style(block, heading)
        if style is None:
            placed.append(Placed(block, len(open_lists), None))
            continue
        ordinal = block.marker.ordinal if block.marker else None
        depth = _depth(open_lists, style, ordinal)
        del open_lists[depth:]
        open_lists.append((style, ordinal))
        placed.append(Placed(block, depth, heading, is_plain_title))
    return placed


def _numbers_a_part(block: Block) -> bool:
    is_heading = is_title(block) or (block.marker is not None and not block.marker.is_bullet)
    return is_heading and longest_match(block.head, PHRASES.sections) is not None


def _is_plain_title(block: Block) -> bool:
    """Recognise “Tổ chức thực hiện” on a line alone; “Nội dung:” may as well be a project's field."""
    if block.marker is not None or block.text.endswith(".") or block.tail or not names_only_a_part(block.text):
        return False
    return ":" not in block.text or longest_match(block.head, PHRASES.project_fields) is None


def is_title(block: Block) -> bool:
    """Say whether a paragraph without sign is a heading by its capitals alone."""
    return block.marker is None and block.text.isupper() and len(block.text) > 3


def project_heading(text: str) -> ProjectHeading | None:
    """Read “Dự án 3: …”, “DỰ ÁN 3.”, “Tiểu dự án 1 (Dự án 3) …”; None for prose that merely mentions a project."""
    folded = fold(text)
    for pattern in (_SUB_PROJECT, _PROJECT):
        match = pattern.match(folded)
        if match is None or len(text) > 300:
            continue
        rest = text[match.start("rest") :] if len(folded) == len(text) else match["rest"]
        if not _looks_like_heading(rest):
            return None
        name = _without_signs(rest)
        code = match["code"]
        return ProjectHeading(
            code=ROMAN_CODES.get(code, code.lstrip("0") or "0"),
            is_sub=pattern is _SUB_PROJECT,
            project=match.groupdict().get("project"),
            name=name or None,
        )
    return None


def _looks_like_heading(rest: str) -> bool:
    stripped = rest.lstrip()
    is_about = stripped.startswith("về ") and len(stripped) < _LONGEST_ABOUT and not stripped.endswith((".", ";"))
    return not stripped or stripped[0] in ".:-–—(" or stripped[0].isupper() or is_about


def _without_signs(rest: str) -> str:
    """Return a name without the signs around it; of brackets only those that hold the whole name or nothing."""
    name = rest.strip(" .:-–—").removeprefix("về ")
    while name and (name[0] == "(") == (name[-1] == ")") and name[0] in "()":
        name = name[1:-1].strip(" .:-–—")
    name = name.removeprefix(")").removesuffix("(").strip(" .:-–—")
    if name.count(")") > name.count("(") and name.endswith(")"):
        name = name[:-1].strip()
    if name.startswith("(") and name.count("(") > name.count(")"):
        name = name[1:].strip()
    return name[:1].upper() + name[1:]


def _style(block: Block, heading: ProjectHeading | None) -> str | None:
    if block.marker is not None:
        return block.marker.style
    if heading is not None:
        return "sub-project" if heading.is_sub else "project"
    return "title" if is_title(block) else None


def _depth(open_lists: Sequence[tuple[str, int | None]], style: str, ordinal: int | None) -> int:
    innermost = _innermost(open_lists, style)
    for depth in range(len(open_lists) - 1, -1, -1):
        if open_lists[depth][0] == style:
            restarts = ordinal == 1 and open_lists[depth][1] is not None and style not in _OUTERMOST
            return innermost if restarts else depth
    if style in _OUTERMOST:
        rank = _OUTERMOST[style]
        return next(
            (depth for depth, (other, _) in enumerate(open_lists) if _OUTERMOST.get(other, 9) > rank), innermost
        )
    if style == "project":
        return next((depth for depth, (other, _) in enumerate(open_lists) if other in _INSIDE_PROJECTS), innermost)
    return innermost


def _innermost(open_lists: Sequence[tuple[str, int | None]], style: str) -> int:
    """Return the depth of a new list: a bullet may stand under anything, a number or heading not under a bullet."""
    depth = len(open_lists)
    while style not in _BULLETS and depth and open_lists[depth - 1][0] in _BULLETS:
        depth -= 1
    return depth
