"""What the page of figures shows: the files as printed on the left, the figures to be looked at on the right."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from giamngheo.documents.reading.source import Document
from giamngheo.documents.reading.stated.statements import statements_in
from giamngheo.figures.checking import check
from giamngheo.figures.findings import Finding
from giamngheo.web.documents.addresses import AddressBook
from giamngheo.web.documents.checked import CheckedRow, checked_statements, checked_tables, grids_of
from giamngheo.web.documents.finding_groups import SourceGroup, grouped
from giamngheo.web.documents.findings import (
    FindingRow,
    SeverityCount,
    doubts_of,
    finding_rows,
    findings_as_table,
    in_order,
    severity_counts,
)
from giamngheo.web.documents.marks import marks_of
from giamngheo.web.documents.text_pane import FilePane, file_panes


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """Everything the template of checked figures prints."""

    findings: tuple[FindingRow, ...]
    groups: tuple[SourceGroup, ...]
    severities: tuple[SeverityCount, ...]
    checked: tuple[CheckedRow, ...]
    files: tuple[FilePane, ...]
    downloads: dict[str, Any]


def figures_page(documents: Sequence[Document], note: str = "") -> FiguresPage:
    """Check the figures of all files together and lay them out as printed; a note goes into what is downloaded."""
    grids = grids_of(documents)
    statements = [statement for document in documents for statement in statements_in(document)]
    findings = in_order(check(grids, statements))
    addresses = AddressBook(documents)
    rows = finding_rows(findings, addresses)
    return FiguresPage(
        findings=rows,
        groups=grouped(rows),
        severities=severity_counts(findings),
        checked=(*checked_tables(grids), *checked_statements(statements)),
        files=file_panes(documents, marks_of((), doubts_of(findings, addresses))),
        downloads={"json": [_as_json(finding) for finding in findings], "findings": findings_as_table(rows, note)},
    )


def _as_json(finding: Finding) -> dict[str, Any]:
    """A finding as the command line prints it."""
    return {**asdict(finding), "where": list(finding.where)}
