"""Findings table by table and check by check, and who says which figure."""

import pytest

from giamngheo.documents.reading.source import Document, PlacedTable
from giamngheo.figures.findings import Finding, Rule, Severity
from giamngheo.figures.grids import Grid
from giamngheo.web.documents.addresses import AddressBook
from giamngheo.web.documents.finding_groups import SourceGroup, grouped
from giamngheo.web.documents.findings import FindingRow, as_value, finding_rows, in_order

BOOK = AddressBook(
    [
        Document(file, (), (PlacedTable(Grid(file, sheet, ()), 0, False),))
        for file, sheet in (("a.xlsx", "Biểu 2"), ("b.xlsx", "Biểu 3"), ("c.xlsx", "Biểu 3"))
    ]
)


def finding(rule: Rule, *where: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(where[0].partition("#")[0], severity, rule, where, "19", "33", "…")


def rows(*findings: Finding) -> tuple[FindingRow, ...]:
    return finding_rows(in_order(findings), BOOK)


def listed(groups: tuple[SourceGroup, ...]) -> list[tuple[str, int, list[tuple[str, str]]]]:
    return [(group.name, group.count, [(rule.name, rule.numbers) for rule in group.rules]) for group in groups]


def test_findings_of_one_table_and_one_check_stand_together_and_are_numbered_as_they_stand() -> None:
    found = rows(
        finding(Rule.ROW_FORMULA, "a.xlsx#Biểu 2!L1"),
        finding(Rule.COLUMN_SUM, "b.xlsx#Biểu 3!L1"),
        finding(Rule.COLUMN_SUM, "a.xlsx#Biểu 2!L2"),
        finding(Rule.ROW_FORMULA, "a.xlsx#Biểu 2!L3"),
    )
    assert [row.number for row in found] == [1, 2, 3, 4]
    assert listed(grouped(found)) == [
        ("Biểu 2", 3, [("Công thức in trên biểu", "mục 1–2"), ("Cộng dọc", "mục 3")]),
        ("Biểu 3", 1, [("Cộng dọc", "mục 4")]),
    ]


def test_the_surest_come_first_of_tables_and_of_checks() -> None:
    found = rows(
        finding(Rule.ROW_FORMULA, "a.xlsx#Biểu 2!L1", severity=Severity.NOTE),
        finding(Rule.COLUMN_SUM, "b.xlsx#Biểu 3!L1", severity=Severity.WARNING),
        finding(Rule.ROW_FORMULA, "b.xlsx#Biểu 3!L2"),
    )
    assert [row.severity for row in found] == ["error", "warning", "note"]


@pytest.mark.parametrize(("number", "is_open"), [(10, True), (11, False)])
def test_a_short_list_is_open_and_a_long_one_folded(number: int, is_open: bool) -> None:
    [source] = grouped(rows(*[finding(Rule.ROW_SUM, f"a.xlsx#Biểu 2!A{row + 1}") for row in range(number)]))
    assert [rule.is_open for rule in source.rules] == [is_open]
    assert [sign.count for sign in source.rules[0].signs] == [number]


@pytest.mark.parametrize(
    ("rule", "where", "says"),
    [
        (Rule.ROW_FORMULA, ["a.xlsx#Biểu 2!L1"], ("Số ghi", "Tính được")),
        (Rule.SHARE_OVER_100, ["a.xlsx#Biểu 2!L1", "a.xlsx#Biểu 2!C1"], ("Số ghi", "Phải là")),
        (Rule.ZERO_DENOMINATOR, ["a.xlsx#Biểu 2!L1"], ("Số ghi", "Phải là")),
        (Rule.PART_OVER_WHOLE, ["a.xlsx#Biểu 2!L1"], ("Số ghi", "Phải là")),
        (Rule.WORDS_VS_DIGITS, ["a.xlsx#Biểu 2!L1"], ("Bằng số", "Bằng chữ")),
        (Rule.CROSS_TABLE, ["a.xlsx#Biểu 2!E1", "b.xlsx#Biểu 3!H1"], ("Biểu 2 ghi", "Biểu 3 ghi")),
        (Rule.CROSS_TABLE, ["b.xlsx#Biểu 3!E1", "c.xlsx#Biểu 3!H1"], ("b.xlsx, Biểu 3 ghi", "c.xlsx, Biểu 3 ghi")),
    ],
)
def test_each_figure_goes_by_who_says_it(rule: Rule, where: list[str], says: tuple[str, str]) -> None:
    [row] = rows(finding(rule, *where))
    assert (row.found.who, row.expected.who) == says


def test_a_place_in_the_table_it_is_listed_under_is_named_by_its_cell_alone() -> None:
    [row] = rows(finding(Rule.CROSS_TABLE, "a.xlsx#Biểu 2!E1", "b.xlsx#Biểu 3!H1"))
    assert [spot.words for spot in row.spots] == ["ô E1", "b.xlsx: Biểu 3, ô H1"]


@pytest.mark.parametrize(
    ("printed", "value"),
    [("1.748", 1748), ("4,52", 4.52), ("2.040 %", "2.040 %"), ("không quá 100 %", "không quá 100 %"), ("", "")],
)
def test_one_number_is_a_number_in_a_spreadsheet(printed: str, value: float | str) -> None:
    assert as_value(printed) == value
