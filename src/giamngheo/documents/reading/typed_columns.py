"""Letter heads and signatures typed side by side with tabs or bars, read one column after the other."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from giamngheo.documents.reading.source import Line

_BAR = re.compile(r"(?<!\\)\|")


def columns_apart(lines: Sequence[Line], arranging: Iterable[str]) -> list[Line]:
    """Return the lines with every table that only arranges text (named in `arranging`) column by column.

    Lines right below such a table belong to it while they hold a tab: “(Đã ký)” stands alone in the right column.
    """
    names = set(arranging)
    apart: list[Line] = []
    run: list[Line] = []
    for line in lines:
        if (line.table in names and _cells(line.text)) or (run and (not line.text.strip() or "\t" in line.text)):
            run.append(line)
            continue
        apart += _by_column(run)
        apart.append(line)
        run = []
    return apart + _by_column(run)


def _cells(text: str) -> list[str]:
    """Return the cells of a typed row; none where nothing stands side by side."""
    if text.lstrip().startswith("|"):
        return _BAR.split(text.strip().removeprefix("|").removesuffix("|"))
    return text.split("\t") if "\t" in text else []


def _by_column(run: Sequence[Line]) -> list[Line]:
    rows = [(line, _cells(line.text)) for line in run]
    width = max((len(cells) for _, cells in rows), default=0)
    return [
        replace(line, text=cells[column])
        for column in range(width)
        for line, cells in rows
        if column < len(cells) and any(character.isalnum() for character in cells[column])
    ]
