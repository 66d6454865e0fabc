"""How deep each paragraph stands: plans number their parts in many ways, so the depth is learnt from the order."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from giamngheo.common.text import fold
from giamngheo.documents.reading.blocks import Block

# Numbered this way a part is never inside one that is numbered a), 1. or with a dash.
_OUTERMOST = {"part": 0, "capital": 1, "roman": 2, "title": 3}
_BULLETS = {"-", "+", "*"}
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

    @property
    def opens(self) -> bool:
        """Say whether it may be a heading: numbered, lettered or set in capitals."""
        marker = self.block.marker
        return (marker is not None and not marker.is_bullet) or is_title(self.block)


def placed_in_order(blocks: Iterable[Block]) -> list[Placed]:
    """Give every paragraph its depth.

    A sign that its list already uses returns to that list; “1.”, “a)” or a new sign opens a list inside what stands
    above. A paragraph without sign stands inside whatever is open.
    """
    open_lists: list[tuple[str, int | None]] = []
    placed: list[Placed] = []
    for block in blocks:
        heading = project_heading(block.text)
        style = _style(block, heading)
        if style is None:
            placed.append(Placed(block, len(open_lists), None))
            continue
        ordinal = block.marker.ordinal if block.marker else None
        depth = _depth(open_lists, style, ordinal)
        del open_lists[depth:]
        open_lists.append((style, ordinal))
        placed.append(Placed(block, depth, heading))
    return placed


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
        name = rest.strip(" .:-–—)(")
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
    return not stripped or stripped[0] in ".:-–—(" or stripped[0].isupper()


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
