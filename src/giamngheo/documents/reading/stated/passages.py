"""A paragraph prepared for comparing its figures: numbers set apart, sentences and brackets found."""

import bisect
import re
from dataclasses import dataclass

from giamngheo.common.text import compose, squeeze
from giamngheo.documents.reading.blocks import Block
from giamngheo.documents.reading.stated.phrases import STATEMENT_PHRASES, any_of
from giamngheo.documents.reading.stated.printed_figures import LETTERS, Printed, printed_figures
from giamngheo.figures.statements import Quantity, Unit

MARK = re.compile(r"⟦([a-z])(\d+)⟧")
"""What stands in a passage's text for its figures: the letter of the unit and the figure's place in `figures`."""

_SENTENCE_END = re.compile(r"[.!?…]+[\"”’]*\s+(?=\S)")
_SHORT_FORMS = re.compile(r"(?:^|[\s(])(?:tp|tx|tt|th|ts|gs|pgs|bs|st|tr|[^\W\d_])$", re.IGNORECASE)
_NO_CLASS = re.compile(any_of(STATEMENT_PHRASES.no_class))
_CLASS_OF = {phrase: key for key, phrases in STATEMENT_PHRASES.classes.items() for phrase in phrases}
_CLASSES = re.compile(any_of(_CLASS_OF))
_NO_MOVEMENT = re.compile(any_of(STATEMENT_PHRASES.no_movement))
_MOVEMENT = re.compile(any_of([*STATEMENT_PHRASES.rises, *STATEMENT_PHRASES.falls]))
_OPENERS = [phrase for phrases in STATEMENT_PHRASES.openers.values() for phrase in phrases]
_LABEL_END = re.compile(rf"[,;.()]|{any_of(['và', 'còn', *_OPENERS])}")
_BOTH_CLASSES = re.compile(
    r"\s*(?:hộ |khẩu |người )?nghèo(?:\s*(?:,|và|/)\s*(?:hộ |khẩu |người )?(?:cận nghèo|mới thoát nghèo))+"
    r"(?!\s*(?:là|:|có|còn|giảm|tăng)?\s*⟦)"
)

_JOINED = re.compile(r"[\s,;]*và\b")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a passage. `start` and `end` are its mark's place in the passage's text.

    `quantity` is None for what proves nothing. `noun` is what is counted, as printed (“hộ”).
    """

    index: int
    letter: str
    noun: str
    quantity: Quantity | None
    year: int | None
    start: int
    end: int

    def counts_like(self, other: "Figure") -> bool:
        """Say whether two figures have the same unit; nouns other than households and people must be the same too."""
        return self.letter == other.letter and (self.letter != "o" or self.noun == other.noun)


@dataclass(frozen=True, slots=True)
class Passage:
    """A block whose figures are marks. `text` is in small letters; `starts` are where its sentences begin.

    `brackets` are the places of “(” and “)”; `outer` says of each which one is around it, −1 where none is.
    """

    block: Block
    text: str
    figures: tuple[Figure, ...]
    starts: tuple[int, ...]
    brackets: tuple[tuple[int, int], ...]
    outer: tuple[int, ...]

    def sentences(self) -> list[tuple[int, int]]:
        """Return where each sentence begins and ends."""
        return [self.sentence_at(start) for start in self.starts]

    def sentence_at(self, at: int) -> tuple[int, int]:
        """Return the sentence a place is in."""
        following = bisect.bisect_right(self.starts, at)
        end = self.starts[following] if following < len(self.starts) else len(self.text)
        return self.starts[following - 1], end

    def bracket_at(self, at: int) -> tuple[int, int] | None:
        """Return the innermost bracket around a place."""
        index = bisect.bisect_left(self.brackets, (at,)) - 1
        while index >= 0 and self.brackets[index][1] <= at:
            index = self.outer[index]
        return self.brackets[index] if index >= 0 else None

    def brackets_between(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the brackets that stand wholly in a stretch, in order."""
        low, high = bisect.bisect_left(self.brackets, (start,)), bisect.bisect_left(self.brackets, (end,))
        return [bracket for bracket in self.brackets[low:high] if bracket[1] < end]

    def flattened(self, start: int, end: int) -> str:
        """Return a stretch with what stands in brackets inside it blanked out, each letter in its old place."""
        text = self.text[start:end]
        for left, right in self.brackets_between(start, end):
            text = text[: left - start] + " " * (right - left + 1) + text[right - start + 1 :]
        return text

    def figures_between(self, start: int, end: int) -> list[Figure]:
        """Return the figures of a stretch, in order."""
        low = bisect.bisect_left(self.figures, start, key=lambda figure: figure.start)
        high = bisect.bisect_left(self.figures, end, key=lambda figure: figure.start)
        return list(self.figures[low:high])

    def words_behind(self, figure: Figure) -> str:
        """Return the words that belong to a figure and stand behind it: “hộ nghèo” of “125 hộ nghèo, …”."""
        later = (self.figures[index] for index in range(figure.index + 1, len(self.figures)))
        following = next((other.start for other in later if other.letter not in "ry"), len(self.text))
        stretch = self.text[figure.end : following]
        both = _BOTH_CLASSES.match(self.text, figure.end)
        if both:
            return both[0]
        end = _LABEL_END.search(stretch)
        return stretch[: end.start()] if end else stretch

    def is_joined(self, figure: Figure) -> bool:
        """Say whether “và” joins a figure to one of its unit before it: what follows may speak of both together."""
        before = self.figures[figure.index - 1] if figure.index else None
        return bool(before and before.letter == figure.letter and _JOINED.match(self.words_before(figure)))

    def words_before(self, figure: Figure) -> str:
        """Return the words before a figure, back to the figure before it or the beginning of the sentence."""
        start, _ = self.sentence_at(figure.start)
        earlier = (self.figures[index] for index in range(figure.index - 1, -1, -1))
        before = next((other for other in earlier if other.letter not in "ry"), None)
        if before and before.start >= start:
            start = before.end + len(self.words_behind(before))
        return MARK.sub(" ", self.text[start : figure.start])

    def classes_of(self, figure: Figure) -> frozenset[str]:
        """Return the classes a figure counts (`poor`, `near_poor`), from the words behind it or else before it."""
        return classes_in(self.words_behind(figure)) or classes_in(self.words_before(figure))

    def movement_of(self, figure: Figure) -> str:
        """Return “giảm” or “tăng” where the figure is a change; empty where it is a state."""
        words = re.split(r"[,;:()]", self.words_before(figure))[-1]
        found = _MOVEMENT.findall(_NO_MOVEMENT.sub(" ", words))
        return found[-1] if found else ""


def classes_in(words: str) -> frozenset[str]:
    """Return the classes of households named in the words."""
    return frozenset(_CLASS_OF[phrase] for phrase in _CLASSES.findall(_NO_CLASS.sub(" ", words)))


def passage_of(block: Block) -> Passage:
    """Prepare a block."""
    text = compose(squeeze(block.text)).replace("⟦", "[").replace("⟧", "]")
    pieces: list[str] = []
    figures: list[Figure] = []
    at = length = 0
    for index, printed in enumerate(printed_figures(text)):
        mark = f"⟦{printed.letter}{index}⟧"
        pieces += [text[at : printed.start], mark]
        length += printed.start - at
        figures.append(_figure(block, text, printed, index, length))
        length += len(mark)
        at = printed.end
    marked = "".join([*pieces, text[at:]])
    brackets = _brackets(marked)
    return Passage(
        block, _small(marked), tuple(figures), _sentence_starts(marked, brackets), brackets, _outer(brackets)
    )


def _figure(block: Block, text: str, printed: Printed, index: int, start: int) -> Figure:
    end = start + len(f"⟦{printed.letter}{index}⟧")
    quantity = None
    if printed.letter in LETTERS or printed.letter == "n":
        quantity = Quantity(
            value=printed.value,
            unit=LETTERS.get(printed.letter, Unit.OTHER),
            step=printed.step,
            where=block.where,
            text=text[printed.start : printed.unit_end],
            approximate=printed.approximate,
        )
    return Figure(index, printed.letter, printed.noun, quantity, printed.year, start, end)


def _small(text: str) -> str:
    """Return the text in small letters, each letter in its old place."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def _brackets(text: str) -> tuple[tuple[int, int], ...]:
    """Return the pairs of brackets; one without its partner is none."""
    open_at: list[int] = []
    pairs = []
    for match in re.finditer(r"[()]", text):
        if match[0] == "(":
            open_at.append(match.start())
        elif open_at:
            pairs.append((open_at.pop(), match.start()))
    return tuple(sorted(pairs))


def _outer(brackets: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    outer: list[int] = []
    around: list[int] = []
    for index, (left, _) in enumerate(brackets):
        while around and brackets[around[-1]][1] < left:
            around.pop()
        outer.append(around[-1] if around else -1)
        around.append(index)
    return tuple(outer)


def _sentence_starts(text: str, brackets: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    starts = [0]
    closed_until = 0
    pairs = iter([*brackets, (len(text), len(text))])
    pair = next(pairs)
    for match in _SENTENCE_END.finditer(text):
        while pair[0] < match.start():
            closed_until = max(closed_until, pair[1])
            pair = next(pairs, (len(text), len(text)))
        is_short_form = match[0][0] == "." and _SHORT_FORMS.search(text, max(0, match.start() - 6), match.start())
        if match.start() >= closed_until and not text[match.end()].islower() and not is_short_form:
            starts.append(match.end())
    return tuple(starts)
