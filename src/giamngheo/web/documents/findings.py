"""Findings as the page lists them, and the marks they leave on lines and cells."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from giamngheo.figures.findings import Finding
from giamngheo.web.documents.addresses import AddressBook, CellPlace, LineRange, Spot
from giamngheo.web.documents.severities import MEANINGS, ORDER, RULES, SIGNS, WORDS, Doubt


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One figure to be looked at (số liệu cần kiểm tra), numbered as on the page."""

    number: int
    severity: str
    word: str
    sign: str
    rule: str
    message: str
    found: str
    expected: str
    spots: tuple[Spot, ...]
    where: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeverityCount:
    """How many findings are of one severity, and what that severity means."""

    severity: str
    word: str
    sign: str
    meaning: str
    count: int


@dataclass(frozen=True, slots=True)
class Doubts:
    """The findings by the line (file, number) and by the cell (file, table, cell) they speak of."""

    by_line: dict[tuple[int, int], tuple[Doubt, ...]]
    by_cell: dict[tuple[int, int, str], tuple[Doubt, ...]]


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, the surest first, otherwise as found."""
    return sorted(findings, key=lambda finding: ORDER.index(finding.severity))


def finding_rows(findings: Sequence[Finding], addresses: AddressBook) -> tuple[FindingRow, ...]:
    """The findings as rows, in the given order, numbered from 1."""
    return tuple(
        FindingRow(
            number=number,
            severity=finding.severity.value,
            word=WORDS[finding.severity],
            sign=SIGNS[finding.severity],
            rule=RULES[finding.rule],
            message=finding.message,
            found=finding.found,
            expected=finding.expected,
            spots=tuple(spot for where in finding.where if (spot := addresses.spot(where))),
            where=finding.where,
        )
        for number, finding in enumerate(findings, start=1)
    )


def severity_counts(findings: Sequence[Finding]) -> tuple[SeverityCount, ...]:
    """How many findings there are of each severity that occurs."""
    counted = Counter(finding.severity for finding in findings)
    return tuple(
        SeverityCount(severity.value, WORDS[severity], SIGNS[severity], MEANINGS[severity], counted[severity])
        for severity in ORDER
        if counted[severity]
    )


def doubts_of(findings: Sequence[Finding], addresses: AddressBook) -> Doubts:
    """The marks that the findings, numbered in the given order, leave on lines and cells."""
    by_line: defaultdict[tuple[int, int], list[Doubt]] = defaultdict(list)
    by_cell: defaultdict[tuple[int, int, str], list[Doubt]] = defaultdict(list)
    for number, finding in enumerate(findings, start=1):
        severity = finding.severity
        doubt = Doubt(severity.value, WORDS[severity], SIGNS[severity], number, finding.message)
        for where in dict.fromkeys(finding.where):
            match addresses.place(where):
                case LineRange(file, first, last):
                    for line in range(first, last + 1):
                        by_line[file, line].append(doubt)
                case CellPlace(file, table, cell):
                    by_cell[file, table, cell].append(doubt)
                case None:
                    continue
    return Doubts(
        {place: tuple(doubts) for place, doubts in by_line.items()},
        {place: tuple(doubts) for place, doubts in by_cell.items()},
    )


def findings_as_table(findings: Sequence[FindingRow], note: str = "") -> list[list[str]]:
    """The findings as rows of a spreadsheet, with a heading row; a note stands below."""
    return [
        ["Số", "Mức", "Phép kiểm tra", "Nội dung", "Số ghi", "Số tính được", "Nơi ghi"],
        *(
            [str(row.number), row.word, row.rule, row.message, row.found, row.expected, "; ".join(row.where)]
            for row in findings
        ),
        *([[note]] if note else []),
    ]
