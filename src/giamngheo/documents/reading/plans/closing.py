"""The end of a plan: who receives it, who signed it, which annexes it names."""

import re
from collections.abc import Iterable, Sequence

from giamngheo.common.text import fold, squeeze
from giamngheo.documents.reading.blocks import Block
from giamngheo.documents.reading.plans.outline import ROMAN_CODES
from giamngheo.documents.reading.plans.plan import Annex, Signatory

_RECIPIENTS = re.compile(r"nơi nhận\s*:?\s*", re.IGNORECASE)
_AUTHORITY = re.compile(r"(?:TM|KT|TL|TUQ|Q)\s*\.\s*\S")
_POSITION = re.compile(
    r"(?:pho |quyen )?(?:chu tich|truong phong|giam doc|bi thu|chanh van phong|truong ban|tong giam doc)\b"
)
_SIGNED = re.compile(r"\(?(?:đã ký|da ky|ký tên|ký(?:,| và) đóng dấu)", re.IGNORECASE)
_SIGNED_WITHIN = re.compile(r"\(?(?:đã ký|ký tên|ký(?:,| và) đóng dấu)(?:,? đóng dấu)?\)?", re.IGNORECASE)
_LONGEST_POSITION = 40
_ANNEX_NAMED = re.compile(
    r"\b(?:kèm(?:\s+theo)?|theo|tại|có)\s+(?:các\s+|kế hoạch này\s+)?(?P<text>(?:phụ lục|phụ biểu|biểu)\b[^.;)]*)",
    re.IGNORECASE,
)
_NEXT_ANNEX = re.compile(r"\s*(?:,|\bvà\b)\s*(?:kèm theo\s+)?(?=(?:phụ lục|phụ biểu|biểu)\b)", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:phu luc|phu bieu|bieu)(?: so)?\s+(\d+|[ivx]+)\b")


def closing_of(blocks: Sequence[Block]) -> tuple[list[str], Signatory | None, set[Block]]:
    """Return the recipients (one per line), the signatory, and the blocks they were read from."""
    recipients: list[str] = []
    authority: list[str] = []
    position = name = None
    read: set[Block] = set()
    for block, text in _signed_apart(blocks):
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


def opens_signature(text: str) -> bool:
    """Say whether a line begins the signatures: “TM. ỦY BAN NHÂN DÂN”, “KT. CHỦ TỊCH”, “CHỦ TỊCH”."""
    is_position = len(text) < _LONGEST_POSITION and _POSITION.match(fold(text)) is not None
    return text.isupper() and (is_position or _AUTHORITY.match(text) is not None)


def _signed_apart(blocks: Sequence[Block]) -> list[tuple[Block, str]]:
    """Part “CHỦ TỊCH (Đã ký) Lê Văn Bốn”, printed on one line, into its position and its name."""
    parted: list[tuple[Block, str]] = []
    for block in blocks:
        position, *name = (part.strip() for part in _SIGNED_WITHIN.split(block.text, maxsplit=1))
        is_signature = name and (not position or position.isupper()) and (not name[0] or _is_a_name(name[0]))
        texts = [part for part in (position, *name) if part] if is_signature else []
        parted += [(block, text) for text in texts or [block.text]]
    return parted


def annexes_named(blocks: Iterable[Block], attached: Sequence[str]) -> list[Annex]:
    """Return the annexes the text names; `attached` holds the headings of those that came along.

    A numbered annex is attached when that number came; an unnumbered one, or the only one, when any annex came.
    """
    came = {_number(heading) for heading in attached}
    named: dict[str, tuple[str, str | None]] = {}
    for block in blocks:
        for match in _ANNEX_NAMED.finditer(block.text):
            for text in _NEXT_ANNEX.split(squeeze(match["text"])):
                named.setdefault(fold(text), (text.strip(), _number(text)))
    is_only = len({number for _, number in named.values()}) == 1
    return [
        Annex(text, bool(came) if number is None else number in came or (is_only and None in came))
        for text, number in named.values()
    ]


def _number(heading: str) -> str | None:
    match = _NUMBERED.match(fold(heading))
    return ROMAN_CODES.get(match[1], match[1]) if match else None


def _listed(text: str) -> list[str]:
    parts = (part.strip(" -–+.") for part in re.split(r";\s*|\s+-\s+(?=[A-ZĐ])", text))
    return [part for part in parts if part]


def _is_a_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 6 and all(word[0].isupper() and word.replace("-", "").isalpha() for word in words)
