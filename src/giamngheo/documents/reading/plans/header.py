"""What stands above a plan's text: who issues it, its number, date, kind, title, year and place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from giamngheo.common.text import fold, squeeze
from giamngheo.documents.reading.blocks import Block
from giamngheo.documents.reading.days import first_day
from giamngheo.documents.reading.phrases import PHRASES, longest_match
from giamngheo.documents.reading.plans.instruments import symbol_kind
from giamngheo.documents.reading.plans.plan import Place, PlaceLevel

_NUMBER = re.compile(r"\bSố\s*:?\s*(?P<number>\d+\s*/\s*(?:\d{4}/)?[A-ZĐ][\wĐ&]*(?:\s*-\s*[\wĐ&]+)*)", re.IGNORECASE)
_COMMITTEE = re.compile(r"(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd)\b", re.IGNORECASE)
_LEVELS = {word: level for level, words in PHRASES.place_levels.items() for word in words}
_LEVEL = re.compile(rf"\b(?P<level>{'|'.join(sorted(_LEVELS, key=len, reverse=True))})\s+(?=\S)", re.IGNORECASE)
_YEAR = re.compile(r"năm\s+(20\d\d)", re.IGNORECASE)
_ISSUES = re.compile(
    r"(?P<issuer>(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd)\s[^.;:,]{2,60}?)\s+(?:ban hành|xây dựng)\b", re.IGNORECASE
)
_BASES = ("can cu", "xet de nghi", "thuc hien", "theo de nghi")


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a plan; `read` are the blocks it was read from."""

    title: str | None
    kind: str | None
    number: str | None
    issued_on: date | None
    issuer: str | None
    year: int | None
    place: Place | None
    read: frozenset[Block]


def header_of(blocks: Sequence[Block]) -> Header:
    """Read the head out of the blocks before the first part of the plan (the preamble)."""
    kind_at = next((at for at, block in enumerate(blocks) if _kind_line(block)), None)
    head = blocks[: kind_at + 1] if kind_at is not None else blocks[:12]
    title_blocks = _title_blocks(blocks, kind_at)
    title = squeeze(" ".join(block.text for block in title_blocks)) or None
    if title is None and kind_at is not None and len(blocks[kind_at].text.split()) > 4:
        # “KẾ HOẠCH Thực hiện …” on one line.
        title = blocks[kind_at].text.split(maxsplit=2)[2]
    letterhead = _letterhead(head)
    number = _number(head)
    place = place_in(title or "") or place_in(letterhead or "")
    return Header(
        title=title,
        kind=_kind_line(blocks[kind_at]) if kind_at is not None else number and symbol_kind(number),
        number=number,
        issued_on=next((day for block in head if not _is_basis(block) and (day := first_day(block.text))), None),
        issuer=letterhead or _issuer_in_preamble(blocks, place),
        year=_year(title),
        place=place,
        read=frozenset(
            {
                *(block for block in head if _is_letterhead(block) or _kind_line(block)),
                *title_blocks,
                *(block for block in blocks if _is_basis(block) or _is_remark(block)),
            }
        ),
    )


def place_in(text: str) -> Place | None:
    """Return the last place the text names: “… trên địa bàn huyện Hớn Quản” → Hớn Quản, district."""
    found = None
    for match in _LEVEL.finditer(text):
        words = []
        for word in re.split(r"\s+", text[match.end() :].strip()):
            if not word[:1].isupper() and not word.isdigit():
                break
            words.append(word.strip(".,;:()"))
            if word[-1] in ".,;:)":
                break
        if words:
            name = " ".join(words)
            name = name.title() if name.isupper() else name
            found = Place(name, _level(match["level"].lower(), name))
    return found


def _level(word: str, name: str) -> PlaceLevel:
    if word == "thành phố" and name in PHRASES.central_cities:
        return "province"
    levels: dict[str, PlaceLevel] = {"province": "province", "district": "district", "commune": "commune"}
    return levels[_LEVELS[word]]


def _kind_line(block: Block) -> str | None:
    """Return the kind where the line names it in capitals: “KẾ HOẠCH”, “KẾ HOẠCH Thực hiện …”."""
    first_words = " ".join(block.text.split()[:2])
    if block.marker is not None or not (first_words.isupper() or fold(block.text) in PHRASES.kinds.values()):
        return None
    return longest_match(fold(block.text), {kind: [phrase] for kind, phrase in PHRASES.kinds.items()})


def _title_blocks(blocks: Sequence[Block], kind_at: int | None) -> list[Block]:
    """Return what stands between the kind and the first basis, part or sentence; a title may fill several lines."""
    title: list[Block] = []
    for block in blocks[kind_at + 1 :] if kind_at is not None else []:
        # “Thực hiện Nghị quyết số …” may be the title itself, but not after a title.
        is_basis = _is_basis(block) and (bool(title) or not fold(block.text).startswith("thuc hien"))
        if is_basis or block.marker is not None or block.text.startswith("(") or not _has_letters(block.text):
            break
        if len(block.text) > 400 or len(title) == 4 or (title and block.text.endswith((".", ":"))):
            break
        title.append(block)
    return title


def _has_letters(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _is_basis(block: Block) -> bool:
    """Recognise “Căn cứ …”, “Xét đề nghị …” and the sentence that leads to the text (“… cụ thể như sau:”)."""
    folded = fold(block.text)
    leads_on = folded.endswith(("nhu sau:", "cu the nhu sau:", "nhu sau.")) or "ban hanh ke hoach" in folded
    return (folded.startswith(_BASES) and (_cites(block.text) or folded.startswith(("can cu", "xet")))) or leads_on


def _is_letterhead(block: Block) -> bool:
    """Recognise the state's motto, the name of an office, the number and the day."""
    is_office = block.text.isupper() and longest_match(fold(block.text), {"office": PHRASES.letterhead}) is not None
    is_motto = fold(block.text).startswith(("cong hoa", "doc lap"))
    return is_office or is_motto or bool(_NUMBER.search(block.text)) or first_day(block.text) is not None


def _is_remark(block: Block) -> bool:
    """Recognise what stands in brackets under the title: “(Kèm theo Quyết định số …)”."""
    return block.text.startswith("(") and block.text.rstrip(" .").endswith(")")


def _cites(text: str) -> bool:
    return re.search(r"\d/[A-ZĐ\d]", text) is not None


def _letterhead(head: Sequence[Block]) -> str | None:
    """Return the issuing committee from the letter head, its name possibly on the line below."""
    for at, block in enumerate(head):
        if not _COMMITTEE.match(block.text) or not block.text.isupper():
            continue
        following = head[at + 1].text if at + 1 < len(head) else ""
        name = block.text if _LEVEL.search(block.text) else f"{block.text} {following}"
        place = place_in(re.split(r"\s{2,}|CỘNG", name)[0])
        if place is not None:
            word = next(match["level"].lower() for match in _LEVEL.finditer(name))
            return f"Ủy ban nhân dân {word} {place.name}"
    return None


def _issuer_in_preamble(blocks: Sequence[Block], place: Place | None) -> str | None:
    """Return the committee that says it issues the plan; a level without name takes the plan's own place."""
    for block in blocks:
        for sentence in re.split(r"(?<=[.;])\s+", block.text):
            match = _ISSUES.search(sentence)
            if match is None:
                continue
            issuer = squeeze(match["issuer"])
            issuer = issuer[:1].upper() + issuer[1:]
            level = issuer.split()[-1].lower()
            return f"{issuer} {place.name}" if place and level in _LEVELS else issuer
    return None


def _number(head: Sequence[Block]) -> str | None:
    for block in head:
        match = _NUMBER.search(block.text)
        if match:
            return re.sub(r"\s", "", match["number"])
    return None


def _year(title: str | None) -> int | None:
    years = _YEAR.findall(title or "")
    return int(years[-1]) if years else None
