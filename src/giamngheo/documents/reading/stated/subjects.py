"""What a figure counts, in a few Vietnamese words for messages: “hộ nghèo”, “kinh phí”."""

from giamngheo.documents.reading.stated.passages import Figure, Passage
from giamngheo.documents.reading.stated.phrases import STATEMENT_PHRASES

_NAMES = STATEMENT_PHRASES.class_names


def subject_of(passage: Passage, figure: Figure) -> str:
    """Name what a figure counts; a change is named as one (“mức giảm hộ nghèo”)."""
    words = subject_of_any(passage, figure)
    movement = passage.movement_of(figure) if figure.letter != "v" else ""
    return f"mức {movement} {words}" if movement else words


def subject_of_any(passage: Passage, *figures: Figure) -> str:
    """Name what several figures of one statement count, from the first whose words tell a class of household."""
    first = figures[0]
    if first.letter == "v":
        return "kinh phí"
    classes = next((found for figure in figures if (found := passage.classes_of(figure))), frozenset())
    named = " và ".join(name for key, name in _NAMES.items() if key in classes)
    noun = "tỷ lệ hộ" if first.letter == "c" and named else "tỷ lệ" if first.letter == "c" else first.noun
    return f"{noun or 'số'} {named}".strip()
