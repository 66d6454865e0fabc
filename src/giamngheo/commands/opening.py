"""The files named on a command line, opened while the person at the keyboard sees that something happens."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console

from giamngheo.documents.reading.files.opening import open_document
from giamngheo.documents.reading.files.refusals import UnreadableDocument
from giamngheo.documents.reading.source import Document

UNREADABLE = 2
"""Exit code where a file cannot be read."""


@contextmanager
def working(words: str) -> Iterator[None]:
    """Show on stderr that work goes on, where somebody looks at it; stdout stays for the result."""
    with Console(file=sys.stderr).status(words):
        yield


def open_documents(files: Sequence[Path]) -> list[Document]:
    """Open the files in order and tell on stderr what opening had to do.

    Raises:
        typer.Exit: a file cannot be read; its sentence has been told.
    """
    documents = []
    try:
        for file in files:
            with working(f"Đang mở {file.name} …"):
                documents.append(open_document(file))
    except UnreadableDocument as refusal:
        sys.stderr.write(f"{refusal}\n")
        raise typer.Exit(UNREADABLE) from refusal
    for document in documents:
        for note in document.notes:
            sys.stderr.write(f"{document.file}: {note}\n")
    return documents
