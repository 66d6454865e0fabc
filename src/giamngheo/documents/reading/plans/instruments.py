"""The documents a plan cites: decrees, decisions, plans of the level above."""

import re
from collections.abc import Iterable

from giamngheo.common.text import fold
from giamngheo.documents.reading.blocks import Block
from giamngheo.documents.reading.days import DAY, day_of
from giamngheo.documents.reading.phrases import PHRASES
from giamngheo.documents.reading.plans.plan import Instrument

# The State writes 90/QĐ-TTg or 24/2021/QH15, the Party 05-CT/TW.
_NUMBER = re.compile(
    r"(?<![\w/])\d{1,5}[a-z]?(?:(?:/\d{4})?/|\s/(?=[\wĐ&]+\s?[-–]))[A-ZĐ][\wĐ&]*(?:\s?[-–]\s?[A-ZĐ][\wĐ&]*)*"
    r"|(?<![\w/])\d{1,5}\s?[-–]\s?[A-ZĐ][A-ZĐr]+/[A-ZĐ]{2,}"
)
_DATE_AFTER = re.compile(rf"[\s,]*(?:ban hành\s+)?{DAY}", re.IGNORECASE)
_ISSUER_AFTER = re.compile(
    r"[\s,]*của\s+(?P<issuer>[^,.;:()]+?)"
    r"(?=\s+(?:về|hướng dẫn|phê duyệt|quy định|ban hành|giao|sửa đổi|tại|thì|để|do)\b|\s*[,.;:()]|\s*$)"
)
_ISSUER_BEFORE = re.compile(
    r"\bcủa\s+(?P<issuer>[^,.;:()]+?)\s+tại\s+(?:[Tt]ờ trình|[Bb]áo cáo|[Cc]ông văn)\s+số:?\s*$"
)
_SYMBOLS = {
    "QĐ": "quyet_dinh", "NQ": "nghi_quyet", "NĐ": "nghi_dinh", "TT": "thong_tu", "TTLT": "thong_tu_lien_tich",
    "CT": "chi_thi", "KH": "ke_hoach", "CV": "cong_van", "TTr": "to_trinh", "BC": "bao_cao", "TB": "thong_bao",
    "HD": "huong_dan", "KL": "ket_luan", "CTr": "chuong_trinh", "QH": "luat", "CĐ": "cong_dien", "ĐA": "de_an",
    "PA": "phuong_an",
}  # fmt: skip


def instruments_in(blocks: Iterable[Block], own_number: str | None) -> list[Instrument]:
    """Return every numbered document cited, each once with its fullest citation's first place.

    `own_number` is the plan's own, which is no citation. Laws cited by name alone carry no number and are left out.
    """
    cited: dict[str, Instrument] = {}
    for block in blocks:
        for match in _NUMBER.finditer(block.text):
            number = re.sub(r"\s", "", match[0]).replace("–", "-")
            if number == own_number:
                continue
            found = _cited(block, match, number)
            known = cited.get(number)
            if known is None or (known.date is None and found.date is not None):
                cited[number] = found
    return list(cited.values())


def symbol_kind(number: str) -> str | None:
    """Return the kind a number's symbol stands for: “12/KH-UBND” → `ke_hoach`."""
    of_the_party = re.match(r"\d+-(\w+)/", number)
    symbol = of_the_party[1] if of_the_party else re.split(r"[-\d]", number.rsplit("/", 1)[1])[0]
    return _SYMBOLS.get(symbol)


def _cited(block: Block, match: re.Match[str], number: str) -> Instrument:
    rest = block.text[match.end() :]
    dated = _DATE_AFTER.match(rest)
    issued = _ISSUER_AFTER.match(rest[dated.end() if dated else 0 :]) or _ISSUER_BEFORE.search(
        block.text[: match.start()]
    )
    return Instrument(
        kind=_kind(block.text[: match.start()]) or symbol_kind(number) or "van_ban",
        number=number,
        date=day_of(dated) if dated else None,
        issuer=issued["issuer"].strip() if issued else None,
        where=block.where,
    )


def _kind(before: str) -> str | None:
    """Return the kind named just before the number: “Thông tư số …”."""
    words = re.sub(r"\s*(?:so|:)\s*$", "", fold(before)).strip(" :,")
    endings = [(len(word), kind) for kind, word in PHRASES.kinds.items() if words.endswith(word)]
    return max(endings)[1] if endings else None
