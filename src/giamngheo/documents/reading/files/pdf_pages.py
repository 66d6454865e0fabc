"""One page of a PDF: its words where they stand, put together into printed lines and columns."""

from collections.abc import Iterator
from ctypes import c_double
from dataclasses import dataclass
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_LINE_END_HYPHENS = {0x02, 0xFFFE}
_NARROWEST_GUTTER = 10.0
_Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a space between them, in points from the page's lower left corner as it is shown."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    baseline: float
    """Where its letters stand, whatever font each comes from; decides the line the word belongs to."""

    @property
    def middle(self) -> float:
        """Half height."""
        return (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Words on one line of a page, from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The line as printed."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where the line ends."""
        return max(word.right for word in self.words)

    @property
    def baseline(self) -> float:
        """Where the line's letters stand."""
        return median(word.baseline for word in self.words)

    @property
    def height(self) -> float:
        """Usual height of its words."""
        return median(word.top - word.bottom for word in self.words)

    def widest_gap(self) -> tuple[float, float]:
        """Return the ends of the widest white space inside the line."""
        gaps = [(left.right, right.left) for left, right in zip(self.words, self.words[1:], strict=False)]
        return max(gaps, key=lambda gap: gap[1] - gap[0], default=(0.0, 0.0))


class Placing:
    """Turns a point of the file's coordinates into one of the page as it is shown (rotated, cropped)."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.width, self.height = page.get_size()
        self._rotation = page.get_rotation()
        self._left, self._bottom, *_ = page.get_cropbox()

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the file is shown."""
        x, y = x - self._left, y - self._bottom
        if self._rotation == 90:
            return y, self.height - x
        if self._rotation == 180:
            return self.width - x, self.height - y
        if self._rotation == 270:
            return self.width - y, x
        return x, y

    def box(self, left: float, bottom: float, right: float, top: float) -> _Box:
        """Return a rectangle as shown: left, bottom, right, top."""
        xs, ys = zip(self.point(left, bottom), self.point(right, top), strict=True)
        return min(xs), min(ys), max(xs), max(ys)


def words_of(text_page: pdfium.PdfTextPage, placing: Placing) -> Iterator[Word]:
    """Yield the words of a page in the order of the file."""
    letters: list[str] = []
    boxes: list[_Box] = []
    baselines: list[float] = []
    x, y = c_double(), c_double()

    def word() -> Word:
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        return Word(_joined(letters), min(lefts), min(bottoms), max(rights), max(tops), median(baselines))

    for index in range(text_page.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(text_page, index)
        letter = "-" if code in _LINE_END_HYPHENS else chr(code)
        if letter.isspace() or code == 0:
            if letters:
                yield word()
                letters, boxes, baselines = [], [], []
            continue
        box = placing.box(*text_page.get_charbox(index, loose=True))
        pdfium_c.FPDFText_GetCharOrigin(text_page, index, x, y)
        _, baseline = placing.point(x.value, y.value)
        if letters and _is_apart(boxes[-1], box, baseline - baselines[-1]):
            yield word()
            letters, boxes, baselines = [], [], []
        letters.append(letter)
        boxes.append(box)
        baselines.append(baseline)
    if letters:
        yield word()


def _joined(letters: list[str]) -> str:
    """Letters beyond the first plane come as two halves."""
    text = "".join(letters)
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        return text.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="replace")
    return text


def _is_apart(before: _Box, box: _Box, rise: float) -> bool:
    height = max(before[3] - before[1], 1.0)
    return abs(rise) > height * 0.7 or box[0] - before[2] > height or box[0] < before[0] - height


def lines_of(words: list[Word]) -> list[PrintedLine]:
    """Return words grouped into printed lines, from the top of the page down."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: -word.baseline):
        if lines and abs(lines[-1][-1].baseline - word.baseline) < 0.3 * max(word.top - word.bottom, 1.0):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [PrintedLine(tuple(sorted(line, key=lambda word: word.left))) for line in lines]


def in_reading_order(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Return lines with side-by-side blocks (letter head, signatures) read one after the other, left one first."""
    ordered: list[PrintedLine] = []
    at = 0
    while at < len(lines):
        length, gutter = _two_columns(lines, at)
        if length:
            block = [word for line in lines[at : at + length] for word in line.words]
            ordered += lines_of([word for word in block if word.right <= gutter])
            ordered += lines_of([word for word in block if word.right > gutter])
            at += length
        else:
            ordered.append(lines[at])
            at += 1
    return ordered


def _two_columns(lines: list[PrintedLine], start: int) -> tuple[int, float]:
    """Return how many lines from `start` stand in two columns (0: none) and where they are parted."""
    left, right = _gutter(lines, start)
    height = lines[start].height
    if right <= left:
        return 0, 0.0
    length = split = 1
    for at in range(start + 1, len(lines)):
        line = lines[at]
        gap = line.widest_gap()
        shared = max(left, gap[0]), min(right, gap[1])
        if shared[1] - shared[0] >= _NARROWEST_GUTTER:
            split += 1
        elif line.right <= right - _NARROWEST_GUTTER:
            shared = max(left, line.right), right
        elif line.left >= left + _NARROWEST_GUTTER:
            shared = left, min(right, line.left)
        else:
            break
        if lines[at - 1].baseline - line.baseline > 2 * height and _gutter(lines, at) == (0.0, 0.0):
            break
        split += _is_beside(lines[at - 1], line)
        left, right = shared
        length += 1
    is_block = split >= 2 or (right - left >= 3 * height and length >= 2)
    return (length, (left + right) / 2) if is_block else (0, 0.0)


def _gutter(lines: list[PrintedLine], at: int) -> tuple[float, float]:
    """Return the white space that parts two columns at a line, (0, 0) where there is none."""
    line = lines[at]
    left, right = line.widest_gap()
    if right - left >= 2 * line.height:
        return left, right
    if at + 1 < len(lines) and _is_beside(line, lines[at + 1]):
        first, second = sorted((line, lines[at + 1]), key=lambda side: side.left)
        return first.right, second.left
    return 0.0, 0.0


def _is_beside(line: PrintedLine, other: PrintedLine) -> bool:
    """Tell whether two lines overlap in height, so that they can only stand in two columns."""
    apart = max(line.left, other.left) - min(line.right, other.right)
    return abs(line.baseline - other.baseline) < 0.8 * min(line.height, other.height) and apart >= _NARROWEST_GUTTER
