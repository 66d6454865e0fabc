"""Tables that only arrange text on a page: a letter head, a signature block, a frame."""

from giamngheo.common.numbers import parse_number
from giamngheo.common.text import fold
from giamngheo.figures.grids import Grid

_LAYOUT_PHRASES = (
    "cong hoa xa hoi chu nghia viet nam",
    "doc lap - tu do",
    "noi nhan",
    "kt.",
    "tm.",
    "tl.",
    "tuq.",
    "dang cong san viet nam",
)


def is_layout(grid: Grid) -> bool:
    """Tell whether a table only arranges text (letter head, signatures, a frame): no figures, and the words for it."""
    texts = [cell for row in grid.rows for cell in row if isinstance(cell, str)]
    if any(parse_number(line) for text in texts for line in text.split("\n")):
        return False
    folded = [fold(text) for text in texts]
    return (
        len(grid.rows) <= 1
        or len(grid.rows[0]) <= 1
        or any(phrase in text for text in folded for phrase in _LAYOUT_PHRASES)
    )
