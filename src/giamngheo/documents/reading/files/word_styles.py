"""What a Word file's styles say about text: its font (old letters), whether it is hidden, which list numbers it."""

from dataclasses import dataclass

from lxml import etree

from giamngheo.documents.reading.files.office_package import child, local_name, value


@dataclass(frozen=True, slots=True)
class Style:
    """The parts of a style that change what is read; None = as the style it is based on."""

    font: str | None = None
    is_hidden: bool | None = None
    list_id: str | None = None
    level: int | None = None


class Styles:
    """The styles of one document."""

    def __init__(self, part: etree._Element | None) -> None:
        self._own: dict[str, Style] = {}
        self._based_on: dict[str, str] = {}
        self._resolved: dict[str, Style] = {}
        self.list_of_style: dict[str, str] = {}
        self.default = Style()
        self.default_paragraph = ""
        for element in part if part is not None else ():
            if local_name(element) == "docDefaults":
                self.default = style_of(None, child(element, "rPrDefault", "rPr"))
            elif local_name(element) == "style":
                self._add(element)

    def _add(self, element: etree._Element) -> None:
        name = value(element, "styleId") or ""
        own = self._own[name] = style_of(child(element, "pPr"), child(element, "rPr"))
        self._based_on[name] = value(child(element, "basedOn")) or ""
        if value(element, "type") == "numbering" and own.list_id:
            self.list_of_style[name] = own.list_id
        if value(element, "type") == "paragraph" and value(element, "default") in {"1", "true"}:
            self.default_paragraph = name

    def resolve(self, name: str) -> Style:
        """Return a style with everything it inherits."""
        if name not in self._resolved:
            chain, seen = [], set()
            while name in self._own and name not in seen:
                seen.add(name)
                chain.append((name, self._own[name]))
                name = self._based_on[name]
            style = Style()
            for passed, own in reversed(chain):
                style = self._resolved[passed] = laid_over(style, own)
            if not chain:
                self._resolved[name] = style
            return style
        return self._resolved[name]


def style_of(paragraph: etree._Element | None, run: etree._Element | None) -> Style:
    """Return what paragraph and run properties (w:pPr, w:rPr) say themselves."""
    fonts, hidden, numbering = child(run, "rFonts"), child(run, "vanish"), child(paragraph, "numPr")
    level = value(child(numbering, "ilvl"))
    return Style(
        font=value(fonts, "ascii") or value(fonts, "hAnsi"),
        is_hidden=None if hidden is None else value(hidden) not in {"0", "false", "off"},
        list_id=value(child(numbering, "numId")),
        level=int(level) if level and level.isdecimal() else None,
    )


def laid_over(base: Style, own: Style) -> Style:
    """Return a style that says what `own` says and otherwise what `base` says."""
    return Style(
        font=own.font if own.font is not None else base.font,
        is_hidden=own.is_hidden if own.is_hidden is not None else base.is_hidden,
        list_id=own.list_id if own.list_id is not None else base.list_id,
        level=own.level if own.level is not None else base.level,
    )
