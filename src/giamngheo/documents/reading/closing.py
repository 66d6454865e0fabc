"""The end of a plan: who receives it, who signed it, which annexes it names."""

import re
from collections.abc import Iterable, Sequence

from giamngheo.common.text import fold, squeeze
from giamngheo.documents.reading.blocks import Block
from giamngheo.documents.reading.plan import Annex, Signatory

_RECIPIENTS = re.compile(r"nơi nhận\s*:?\s*", re.IGNORECASE)
_AUTHORITY = re.compile(r"(?:TM|KT|TL|TUQ|Q)\s*\.\s*\S")
_POSITION = re.compile(
    r"(?:pho |quyen )?(?:chu tich|truong phong|giam doc|bi thu|chanh van phong|truong ban|tong giam doc)\b"
)
_SIGNED = re.compile(r"\(?(?:đã ký|da ky|ký tên|ký, đóng dấu)", re.IGNORECASE)
_ANNEX_NAMED = re.compile(
    r"\b(?:kèm(?:\s+theo)?|theo|tại|có)\s+(?:các\s+|kế hoạch này\s+)?(?P<text>(?:phụ lục|phụ biểu|biểu)\b[^.;)]*)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:phu luc|phu bieu|bieu)(?: so)?\s+(\d+|[ivx]+)\b")


def closing_of(blocks: Sequence[Block]) -> tuple[list[str], Signatory | None, set[Block]]:
    """Return the recipients (one per line), the signatory, and the blocks they were read from."""
    recipients: list[str] = []
    authority: list[str] = []
    position = name = None
    read: set[Block] = set()
    for block in blocks:
        text = block.text
        if _AUTHORITY.match(text):
            authority.append(text)
        elif text.isupper() and _POSITION.match(fold(text)):
            position = text
        elif position and name is None and block.marker is None and _is_a_name(text):
            name = text
        elif fold(text).startswith("noi nhan"):
            recipients += _listed(_RECIPIENTS.sub("", text, count=1))
        elif block.marker is not None and block.marker.is_bullet:
            recipients.append(text.strip(" ;."))
        elif not (fold(text).startswith("tren day la") or _SIGNED.match(text)):
            continue
        read.add(block)
    if not (authority or position or name):
        return recipients, None, read
    return recipients, Signatory("; ".join(authority) or None, position, name), read


def annexes_named(blocks: Iterable[Block], attached: Sequence[str]) -> list[Annex]:
    """Return the annexes the text names; `attached` holds the headings of those that came along.

    A numbered annex is attached when that number came; an unnumbered one when any annex came.
    """
    came = {match[1] for heading in attached if (match := _NUMBERED.match(fold(heading)))}
    named: dict[str, Annex] = {}
    for block in blocks:
        for match in _ANNEX_NAMED.finditer(block.text):
            text = squeeze(match["text"])
            number = _NUMBERED.match(fold(text))
            named.setdefault(fold(text), Annex(text, number[1] in came if number else bool(attached)))
    return list(named.values())


def _listed(text: str) -> list[str]:
    return [part.strip() for part in re.split(r";\s*|\s+-\s+(?=[A-ZĐ])", text) if part.strip()]


def _is_a_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 6 and all(word[0].isupper() and word.replace("-", "").isalpha() for word in words)
