"""Ties each part of a plan to its lines: a link from the part to the text, and a mark on the text that leads back."""

from collections.abc import Sequence
from dataclasses import dataclass

from giamngheo.documents.reading.source import Document
from giamngheo.figures.findings import Finding
from giamngheo.web.documents.addresses import AddressBook, LineRange, Spot
from giamngheo.web.documents.finder import LineFinder
from giamngheo.web.documents.findings import doubts_of
from giamngheo.web.documents.marks import Part
from giamngheo.web.documents.severities import Doubt

_WIDEST_WITH_DOUBTS = 60
"""Parts over more lines than this (a whole project) leave the marks to the parts inside them."""
_LINES_OF_A_SIGNATURE = 15


@dataclass(frozen=True, slots=True)
class Link:
    """Where a part was read, and the doubtful figures that stand in its lines."""

    spot: Spot | None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class TextRow:
    """One sentence or item of the plan, with its link."""

    anchor: str
    text: str
    link: Link


NOWHERE = Link(None)


class Linker:
    """Makes the links of one page and remembers, in `parts`, what each line was read as."""

    def __init__(self, documents: Sequence[Document], findings: Sequence[Finding]) -> None:
        self.addresses = AddressBook(documents)
        self.doubts = doubts_of(findings, self.addresses)
        self.parts: list[Part] = []
        self._finder = LineFinder(documents)

    def link(self, label: str, anchor: str, where: str, *, doubts: bool = True) -> Link:
        """Link a part to its address; `label` is what its lines are marked with, `anchor` where the part stands."""
        place = self.addresses.place(where)
        if isinstance(place, LineRange):
            return self._link_lines(label, anchor, place, doubts=doubts)
        if place is None:
            return NOWHERE
        self.parts.append(Part(label, f"#{anchor}", place))
        return Link(self.addresses.spot(where), self.doubts.by_cell.get((place.file, place.table, place.cell), ()))

    def link_text(self, label: str, anchor: str, text: str | None, inside: str | None = None) -> Link:
        """Link a part that has no address to the first lines, `inside` those of another, that hold its words.

        Lines that name the part as well (“Đối tượng: trẻ em …”) come before lines that only happen to hold its words.
        """
        bounds = self.addresses.lines(inside) if inside else None
        lines = self._finder.find(f"{label} {text}", bounds) if text else None
        lines = lines or self._finder.find(text, bounds)
        return self._link_lines(label, anchor, lines) if lines else NOWHERE

    def link_closing(self, label: str, anchor: str, text: str | None) -> Link:
        """Link a part of the document's end, whose words may well stand before, to the last lines that hold them."""
        lines = self._finder.find(text, last=True)
        return self._link_lines(label, anchor, lines) if lines else NOWHERE

    def find(self, text: str) -> Link:
        """A link to the first lines that hold a text, which leaves no mark on them."""
        lines = self._finder.find(text)
        return Link(self.addresses.spot_of_lines(lines)) if lines else NOWHERE

    def link_whole_line(self, label: str, anchor: str, text: str) -> Link:
        """Link a part to the first line that holds its words alone: “KẾ HOẠCH”."""
        lines = self._finder.find_whole(text)
        return self._link_lines(label, anchor, lines) if lines else NOWHERE

    def link_any(self, label: str, anchor: str, texts: Sequence[str], inside: str | None = None) -> Link:
        """Link a part that may be written in several ways to the first that is found."""
        bounds = self.addresses.lines(inside) if inside else None
        lines = next((found for text in texts if (found := self._finder.find(text, bounds))), None)
        return self._link_lines(label, anchor, lines) if lines else NOWHERE

    def link_signature(self, label: str, anchor: str, name: str | None, above: Sequence[str]) -> Link:
        """Link the signatory's name to the last lines that hold it, and mark what stands `above` it: “KT. CHỦ TỊCH”."""
        lines = self._finder.find(name, last=True)
        if lines is None:
            return NOWHERE
        near = LineRange(lines.file, max(1, lines.first - _LINES_OF_A_SIGNATURE), lines.last)
        for words in above:
            if found := self._finder.find(words, near):
                self._link_lines(label, anchor, found)
        return self._link_lines(label, anchor, lines)

    def rows(self, label: str, anchor: str, texts: Sequence[str], inside: str | None = None) -> tuple[TextRow, ...]:
        """A row with its link for each text; their anchors are numbered from 1."""
        return tuple(
            TextRow(name, text, self.link_text(label, name, text, inside))
            for number, text in enumerate(texts, start=1)
            for name in [f"{anchor}-{number}"]
        )

    def mark_unread(self, lines: LineRange, anchor: str, words: str = "") -> Link:
        """Mark lines that found no place in the plan; `words` name them where they are a table's row."""
        if not lines.file:  # of no file shown here
            return NOWHERE
        self.parts.append(Part("chưa xếp được", f"#{anchor}", lines, is_unread=True))
        return Link(self.addresses.spot_named(lines, words) if words else self.addresses.spot_of_lines(lines))

    def _link_lines(self, label: str, anchor: str, lines: LineRange, *, doubts: bool = True) -> Link:
        self.parts.append(Part(label, f"#{anchor}", lines))
        found: dict[int, Doubt] = {}
        if doubts and lines.width <= _WIDEST_WITH_DOUBTS:
            for number in range(lines.first, lines.last + 1):
                for doubt in self.doubts.by_line.get((lines.file, number), ()):
                    found.setdefault(doubt.number, doubt)
        return Link(self.addresses.spot_of_lines(lines), tuple(found.values()))
