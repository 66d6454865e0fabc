"""The one door: check grids and statements, return what must be looked at."""

from collections.abc import Iterable, Sequence

from giamngheo.figures.column_checks import check_columns
from giamngheo.figures.cross_tables import check_across
from giamngheo.figures.findings import Finding, Rule
from giamngheo.figures.formula_checks import check_formulas
from giamngheo.figures.grids import Grid
from giamngheo.figures.rates_tables import check_rates
from giamngheo.figures.row_checks import check_rows
from giamngheo.figures.statement_checks import check_statements
from giamngheo.figures.statements import Statement
from giamngheo.figures.table_building import tables_of


def check(grids: Sequence[Grid], statements: Sequence[Statement]) -> list[Finding]:
    """Return every figure that must be looked at, table by table, then across tables, then in the text.

    All grids are also checked against each other. A correct document gives no finding of severity error or warning.
    """
    tables = [table for grid in grids for table in tables_of(grid)]
    found: list[Finding] = []
    for table in tables:
        found += check_formulas(table)
        found += check_rows(table)
        found += check_columns(table)
    found += check_across(tables)
    found += check_rates(tables)
    found += check_statements(statements)
    return _each_once(found)


def _each_once(findings: Iterable[Finding]) -> list[Finding]:
    """Keep the first of findings that speak of the same places by the same rule."""
    once: dict[tuple[Rule, tuple[str, ...]], Finding] = {}
    for finding in findings:
        once.setdefault((finding.rule, finding.where), finding)
    return list(once.values())
