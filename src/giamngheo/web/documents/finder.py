"""Finds the lines a piece of text was read from, for the parts of a plan that carry no address of their own."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from giamngheo.common.text import fold
from giamngheo.documents.reading.source import Document
from giamngheo.web.documents.addresses import LineRange

_NO_WORD = re.compile(r"[^0-9a-z]+")
_SHORTEST = 4


class LineFinder:
    """The words of each document in one string, with the line every word came from."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._files = [_Words(document) for document in documents]

    def find(self, text: str | None, inside: LineRange | None = None, *, last: bool = False) -> LineRange | None:
        """The first (or last) lines that hold the text, case, accents and punctuation aside; None where none do."""
        wanted = _words(text or "")
        if len(wanted) < _SHORTEST:
            return None
        for number, words in enumerate(self._files, start=1):
            if inside and inside.file != number:
                continue
            found = words.find_last(wanted) if last else words.find_first(wanted, inside)
            if found:
                return LineRange(number, *found)
        return None

    def find_whole(self, text: str) -> LineRange | None:
        """The first line that says this and nothing else."""
        wanted = _words(text)
        for number, words in enumerate(self._files, start=1):
            if wanted and (line := words.find_whole(wanted)):
                return LineRange(number, line, line)
        return None


class _Words:
    def __init__(self, document: Document) -> None:
        self._numbers: list[int] = []
        self._starts: list[int] = []
        pieces: list[str] = []
        length = 1
        for line in document.lines:
            words = _words(line.text)
            if words:
                self._numbers.append(line.number)
                self._starts.append(length)
                pieces.append(words)
                length += len(words) + 1
        self._pieces = pieces
        self._text = f" {' '.join(pieces)} "

    def find_first(self, wanted: str, inside: LineRange | None) -> tuple[int, int] | None:
        start = 0
        while (at := self._text.find(f" {wanted} ", start)) >= 0:
            first, last = self._lines(at, wanted)
            if inside is None or (inside.first <= first and last <= inside.last):
                return first, last
            start = at + 1
        return None

    def find_last(self, wanted: str) -> tuple[int, int] | None:
        at = self._text.rfind(f" {wanted} ")
        return self._lines(at, wanted) if at >= 0 else None

    def find_whole(self, wanted: str) -> int | None:
        return next((line for line, words in zip(self._numbers, self._pieces, strict=True) if words == wanted), None)

    def _lines(self, at: int, wanted: str) -> tuple[int, int]:
        return self._line(at + 1), self._line(at + len(wanted))

    def _line(self, position: int) -> int:
        return self._numbers[bisect_right(self._starts, position) - 1]


def _words(text: str) -> str:
    return _NO_WORD.sub(" ", fold(text)).strip()
