"""Findings as the page lists them: table by table, check by check, folded where there are many."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from giamngheo.web.documents.findings import FindingRow

_FEW = 10
"""A list this short is shown open."""


@dataclass(frozen=True, slots=True)
class SignCount:
    """How many findings of one severity a group holds: “✕ 12 không thể cùng đúng”."""

    severity: str
    sign: str
    word: str
    count: int


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """The findings of one check in one table; `numbers` are the first and the last: “16–28”."""

    anchor: str
    name: str
    numbers: str
    signs: tuple[SignCount, ...]
    rows: tuple[FindingRow, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """The findings of one table, or of one text."""

    name: str
    file: str
    count: int
    rules: tuple[RuleGroup, ...]


def grouped(findings: Sequence[FindingRow]) -> tuple[SourceGroup, ...]:
    """Group findings, which come table by table and check by check, without changing their order."""
    is_open = len(findings) <= _FEW
    groups = []
    for (file, sheet), of_source in groupby(findings, key=_source):
        rows = list(of_source)
        rules = tuple(_rule_group(list(held), is_open=is_open) for _, held in groupby(rows, key=lambda row: row.rule))
        groups.append(SourceGroup(sheet or file, file if sheet else "", len(rows), rules))
    return tuple(groups)


def _source(row: FindingRow) -> tuple[str, str]:
    return (row.where[0].file, row.where[0].sheet) if row.where else ("", "")


def _rule_group(rows: list[FindingRow], *, is_open: bool) -> RuleGroup:
    first, last = rows[0].number, rows[-1].number
    counted = Counter((row.severity, row.sign, row.word) for row in rows)
    return RuleGroup(
        anchor=f"nhom-{first}",
        name=rows[0].rule,
        numbers=f"mục {first}" if first == last else f"mục {first}–{last}",
        signs=tuple(SignCount(*kind, count) for kind, count in counted.items()),
        rows=tuple(rows),
        is_open=is_open,
    )
