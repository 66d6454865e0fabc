"""Findings as the page lists them, and the marks they leave on lines and cells."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from giamngheo.common.numbers import parse_number
from giamngheo.figures.findings import Finding, Rule
from giamngheo.web.documents.addresses import AddressBook, CellPlace, LineRange, PlaceWords, Spot
from giamngheo.web.documents.severities import MEANINGS, ORDER, RULES, SIGNS, WORDS, Doubt

SheetValue = str | int | float
_LIMITS = frozenset({Rule.SHARE_OVER_100, Rule.ZERO_DENOMINATOR, Rule.PART_OVER_WHOLE})
"""Checks that calculate nothing: they name what the figure has to be."""


@dataclass(frozen=True, slots=True)
class Said:
    """One of the two figures of a finding, and who says it: “Biểu 2 ghi” 19, “Tính được” 33."""

    who: str
    figure: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One figure to be looked at (số liệu cần kiểm tra), numbered as on the page."""

    number: int
    severity: str
    word: str
    sign: str
    rule: str
    message: str
    found: Said
    expected: Said
    spots: tuple[Spot, ...]
    where: tuple[PlaceWords, ...]


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
    """The findings table by table and check by check; tables, checks and findings with the surest come first."""
    surest: dict[tuple[str, ...], tuple[int, int]] = {}
    for at, finding in enumerate(findings):
        for group in (_source(finding), (*_source(finding), finding.rule.value)):
            surest[group] = min(surest.get(group, (len(ORDER), at)), (ORDER.index(finding.severity), at))
    return sorted(
        findings,
        key=lambda finding: (
            surest[_source(finding)],
            surest[*_source(finding), finding.rule.value],
            ORDER.index(finding.severity),
        ),
    )


def _source(finding: Finding) -> tuple[str, ...]:
    """The table, or the text, a finding is about."""
    return finding.file, finding.where[0].rpartition("!")[0] if finding.where else ""


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
            found=Said(says[0], finding.found),
            expected=Said(says[1], finding.expected),
            spots=_spots(finding.where, places, addresses),
            where=places,
        )
        for number, finding in enumerate(findings, start=1)
        for places in [tuple(addresses.in_words(where) for where in finding.where)]
        for says in [_who_says(finding, places)]
    )


def _spots(where: Sequence[str], places: Sequence[PlaceWords], addresses: AddressBook) -> tuple[Spot, ...]:
    """Links to the places; those in the table (or text) that the finding is listed under need not name it again."""
    found = [(addresses.spot(address), place) for address, place in zip(where, places, strict=True)]
    home = (places[0].file, places[0].sheet) if places else ("", "")
    return tuple(
        replace(spot, words=place.inside) if (place.file, place.sheet) == home else spot
        for spot, place in found
        if spot
    )


def _who_says(finding: Finding, places: Sequence[PlaceWords]) -> tuple[str, str]:
    """Who says what was found, and who says otherwise."""
    if finding.rule in _LIMITS:
        return "Số ghi", "Phải là"
    if finding.rule is Rule.WORDS_VS_DIGITS:
        return "Bằng số", "Bằng chữ"
    if finding.rule is not Rule.CROSS_TABLE or len(places) < 2:
        return "Số ghi", "Tính được"
    ours, theirs = (place.sheet or place.file for place in places[:2])
    if ours == theirs:
        ours, theirs = (f"{place.file}, {place.sheet}" for place in places[:2])
    return f"{ours} ghi", f"{theirs} ghi"


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


def findings_as_table(findings: Sequence[FindingRow], note: str = "") -> list[list[SheetValue]]:
    """The findings as rows of a spreadsheet, with a heading row; a note stands below."""
    rows: list[list[SheetValue]] = [
        [
            *("Mục", "Mức", "Phép kiểm tra", "Nội dung", "Nguồn số ghi", "Số ghi", "Nguồn số đối chiếu"),
            *("Số đối chiếu", "Tệp", "Biểu, bảng", "Ô, dòng"),
        ],
        *(
            [
                *(row.number, row.word, row.rule, row.message, row.found.who, as_value(row.found.figure)),
                *(row.expected.who, as_value(row.expected.figure), _listed(place.file for place in row.where)),
                *(_listed(place.sheet for place in row.where), _listed(place.inside for place in row.where)),
            ]
            for row in findings
        ),
    ]
    return [*rows, [note]] if note else rows


def as_value(figure: str) -> SheetValue:
    """A printed figure as a spreadsheet takes it: a number where it is one number and nothing else."""
    number = parse_number(figure)
    if number is None:
        return figure
    return int(number.value) if number.value == number.value.to_integral_value() else float(number.value)


def _listed(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(word for word in words if word))
