"""The figures to be looked at, as the command line prints them."""

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from giamngheo.documents.words import SEVERITIES, place_in_words
from giamngheo.figures.findings import Finding, Severity

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "dim"}


def print_findings(console: Console, findings: Sequence[Finding]) -> None:
    """Print the findings table by table (file by file for texts): severity in words, the sentence, the places."""
    if not findings:
        console.print("\n[bold]Số liệu cần kiểm tra:[/bold] không có.")
        return
    console.print(f"\n[bold]Số liệu cần kiểm tra:[/bold] {len(findings)}")
    for source, found in groupby(findings, key=_source):
        of_source = list(found)
        console.print(Text(f"\n{source}: {len(of_source)}", style="bold"))
        for finding in of_source:
            sentence = Text(f"{SEVERITIES[finding.severity]} – ", style=_STYLES[finding.severity])
            sentence.append(finding.message, style="not bold default")
            console.print(Padding(sentence, (0, 0, 0, 2)))
            places = "; ".join(place_in_words(where).removeprefix(f"{source}, ") for where in finding.where)
            console.print(Padding(Text(places, style="dim"), (0, 0, 0, 4)))


def _source(finding: Finding) -> str:
    """The file, or the sheet of it, that a finding is about; findings come in this order."""
    place = place_in_words(finding.where[0])
    return place.rpartition(", ")[0]
