"""Lists as the spreadsheet program of an office opens them: every .csv that leaves is written here."""

import csv
from collections.abc import Iterable
from io import BytesIO, TextIOWrapper
from typing import IO

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%")


def write_sheet(headings: Iterable[str], rows: Iterable[Iterable[object]], *, to: IO[bytes]) -> int:
    """Write a .csv row by row and return how many rows there were, the headings apart.

    UTF-8 with its mark, without which Excel garbles Vietnamese; semicolons between cells, because Windows set to
    Vietnamese has the comma for decimals and puts a line with commas into one cell.
    """
    text = TextIOWrapper(to, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    number = 0
    for number, row in enumerate(rows, start=1):  # noqa: B007 – the last number is how many there were
        writer.writerow(map(neutral, row))
    text.flush()
    text.detach()
    return number


def sheet(headings: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Return a short list as a .csv; long ones are written with `write_sheet`."""
    content = BytesIO()
    write_sheet(headings, rows, to=content)
    return content.getvalue()


def neutral(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe before it."""
    if isinstance(cell, str) and (cell.lstrip().startswith(_FORMULA) or cell.startswith(("\t", "\r", "\n"))):
        return f"'{cell}"
    return cell
