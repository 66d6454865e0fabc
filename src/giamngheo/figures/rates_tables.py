"""A table of rates beside its table of counts: is each rate the count over the total?"""

import re
from collections.abc import Iterator, Sequence

from giamngheo.figures.differences import in_print, judge
from giamngheo.figures.findings import Finding, Rule, Severity, finding
from giamngheo.figures.tables import Column, Row, Table
from giamngheo.figures.vocabulary import place_key, plain
from giamngheo.figures.wording import place_of

_RATE_TITLE = re.compile(r"\bty le\b|\bti le\b")
_NOT_THE_SUBJECT = re.compile(r"\b(?:ty le|ti le|so luong|bieu|mau so|phu luc)\b|\b\d+\b")
_HOLDS_OFTEN_ENOUGH = 0.6

Pair = tuple[Row, Column, Row, Column]


def check_rates(tables: Sequence[Table]) -> Iterator[Finding]:
    """Yield the rates that do not follow from the table of counts with the same title."""
    counts = {_subject(table): table for table in tables if not _is_of_rates(table)}
    for rates in tables:
        if _is_of_rates(rates) and (of_counts := counts.get(_subject(rates))):
            yield from _compare(rates, of_counts)


def _is_of_rates(table: Table) -> bool:
    return bool(_RATE_TITLE.search(plain(table.title)))


def _subject(table: Table) -> str:
    return " ".join(_NOT_THE_SUBJECT.sub(" ", plain(table.title)).split())


def _compare(rates: Table, counts: Table) -> Iterator[Finding]:
    whole = next((column for column in counts.columns if plain(column.own).startswith("tong so")), None)
    if whole is None or not _subject(rates):
        return
    findings = [_finding(rates, counts, whole, pair) for pair in _pairs(rates, counts)]
    wrong = [finding for finding in findings if finding]
    # A total that is not the denominator would make nearly every rate look wrong.
    if len(wrong) <= (1 - _HOLDS_OFTEN_ENOUGH) * len(findings):
        yield from wrong


def _pairs(rates: Table, counts: Table) -> Iterator[Pair]:
    columns = {plain(column.own): column for column in counts.columns}
    rows = {(place_key(row.name), row.number, row.group): row for row in counts.rows}
    for column in rates.columns:
        same = columns.get(plain(column.own))
        if same is None or plain(column.own).startswith("tong so"):
            continue
        for row, _ in rates.values(column):
            other = rows.get((place_key(row.name), row.number, row.group))
            if other is not None and counts.value(other, same):
                yield row, column, other, same


def _finding(rates: Table, counts: Table, whole: Column, pair: Pair) -> Finding | None:
    row, column, other, same = pair
    found, part, total = rates.value(row, column), counts.value(other, same), counts.value(other, whole)
    if found is None or part is None or total is None or total.value == 0:
        return None
    expected = part.value / total.value * 100
    if judge(found.value, expected, found.step) is not Severity.ERROR:
        return None
    return finding(
        Severity.ERROR,
        Rule.CROSS_TABLE,
        (rates.address(row, column), counts.address(other, same)),
        (in_print(found.value), in_print(expected)),
        (
            f"{rates.grid.sheet}, {place_of(rates, row, column)} ghi tỷ lệ {in_print(found.value)}, "
            f"nhưng {counts.grid.sheet} có {in_print(part.value)} trên {in_print(total.value)}, "
            f"tức {in_print(expected)}."
        ),
    )
