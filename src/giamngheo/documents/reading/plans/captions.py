"""The lines printed above a table that are its title or name its unit: they belong to the table, not to the text."""

from collections.abc import Mapping, Sequence

from giamngheo.common.text import fold
from giamngheo.documents.reading.blocks import Block
from giamngheo.documents.reading.files.transcript import CAPTION_LENGTH, CAPTION_LINES
from giamngheo.documents.reading.phrases import PHRASES, longest_match
from giamngheo.documents.reading.source import Document

TableKey = tuple[str, str]


def captions_of(documents: Sequence[Document], blocks: Sequence[Block]) -> Mapping[Block, TableKey]:
    """Return the paragraphs that are captions, each with the file and the name of the table below it."""
    found: dict[Block, TableKey] = {}
    for document in documents:
        own = [block for block in blocks if block.file == document.file]
        for placed in document.tables:
            if placed.is_layout:
                continue
            above = [block for block in own if block.last <= placed.after_line][-CAPTION_LINES:]
            for block in reversed(above):
                if not _is_caption(block):
                    break
                found[block] = (document.file, placed.grid.sheet)
    return found


def _is_caption(block: Block) -> bool:
    is_named = longest_match(fold(block.text), {"caption": PHRASES.captions}) is not None
    return is_named and len(block.text) <= CAPTION_LENGTH and not block.text.endswith((".", ";"))
