"""The figures to be looked at, as the command line prints them."""

from collections.abc import Sequence

from rich.console import Console

from giamngheo.documents.words import SEVERITIES
from giamngheo.figures.findings import Finding, Severity

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "dim"}


def print_findings(console: Console, findings: Sequence[Finding]) -> None:
    """Print each finding with its severity in words, its sentence and its places."""
    if not findings:
        console.print("\n[bold]Số liệu cần kiểm tra:[/bold] không có.")
        return
    console.print(f"\n[bold]Số liệu cần kiểm tra:[/bold] {len(findings)}")
    for finding in findings:
        console.print(f"  {SEVERITIES[finding.severity]}", style=_STYLES[finding.severity], end=" – ")
        console.print(finding.message, markup=False)
        console.print(f"    {'; '.join(finding.where)}", style="dim", markup=False)
