"""Which printed lines of a PDF go on with the paragraph above, by where they begin and end on the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from giamngheo.documents.reading.files.pdf_pages import PrintedLine
from giamngheo.documents.reading.markers import split_marker

_ALIGNED = 3.0
"""Points within which lines count as beginning or ending at one place."""
_INDENTED = 6.0
_SHIFTED = 20.0
"""How far the margins of left and right pages may differ."""
_SHARE_AT_EDGE = 0.1
_EXTRA_GAP = 1.2
_SPACE = 0.2
"""A space's width as a part of the line's height, at the least."""


@dataclass(frozen=True, slots=True)
class _Measures:
    """A page's margins and the usual distance between its lines."""

    left: float
    right: float
    leading: float

    def at_least(self, usual: "_Measures") -> "_Measures":
        """Return the measures with the document's own where this page's lines (a last page's) reach less far."""
        return _Measures(
            left=usual.left if self.left > usual.left + _SHIFTED else self.left,
            right=usual.right if self.right < usual.right - _SHIFTED else self.right,
            leading=min(self.leading, usual.leading),
        )


def continuations(pages: Sequence[Sequence[PrintedLine]]) -> Iterator[list[bool]]:
    """Yield, page by page, whether each line goes on with the line above it (a page's first: with the page before).

    A line does so where its first word had no room above, no more white than usual lies between, and it begins where
    the paragraph's other lines do: at the margin, or hanging behind the paragraph's number or dash.
    """
    usual = _measures([line for lines in pages for line in lines])
    above: tuple[PrintedLine, _Measures] | None = None
    hangs = False
    for lines in pages:
        measures = _measures(lines).at_least(usual)
        verdicts = []
        for at, line in enumerate(lines):
            verdict = False
            if above is not None:
                is_close = at == 0 or 0 < above[0].baseline - line.baseline <= _EXTRA_GAP * measures.leading
                shift = (line.left - measures.left) - (above[0].left - above[1].left)
                begins_hanging = shift > _INDENTED and split_marker(above[0].text)[0] is not None
                hangs = begins_hanging or (hangs and abs(shift) <= _ALIGNED)
                at_margin = line.left - measures.left <= _ALIGNED
                verdict = is_close and (at_margin or hangs) and _had_no_room(*above, line)
            hangs = hangs and verdict
            verdicts.append(verdict)
            above = line, measures
        yield verdicts


def _measures(lines: Sequence[PrintedLine]) -> _Measures:
    gaps = sorted(gap for upper, lower in pairwise(lines) if (gap := upper.baseline - lower.baseline) > 0)
    return _Measures(
        left=-_edge([-line.left for line in lines]),
        right=_edge([line.right for line in lines]),
        # Lines of one paragraph are closest; paragraphs of one line may be the most.
        leading=gaps[len(gaps) // 4] if gaps else 0.0,
    )


def _edge(ends: Sequence[float]) -> float:
    """Return the outermost place where a fair share of the lines ends."""
    enough = max(2, _SHARE_AT_EDGE * len(ends))
    outermost_first = sorted(ends, reverse=True)
    for place in outermost_first:
        if sum(place - _ALIGNED <= end <= place for end in ends) >= enough:
            return place
    return outermost_first[0] if outermost_first else 0.0


def _had_no_room(above: PrintedLine, measures: _Measures, line: PrintedLine) -> bool:
    first = line.words[0]
    return above.right + _SPACE * above.height + first.right - first.left > measures.right - _ALIGNED
