"""Who leads and who takes part, out of sentences such as “Trung tâm Y tế huyện chủ trì, phối hợp với …”."""

import re
from dataclasses import dataclass

from giamngheo.common.text import squeeze
from giamngheo.documents.reading.phrases import PHRASES

_HEADS = "|".join(re.escape(head) for head in sorted(PHRASES.agency_heads, key=len, reverse=True))
_SMALL_HEADS = "phòng|sở|ban|trung tâm|ủy ban|hội|đoàn|công an|ngân hàng|đài"
_AGENCY_START = (
    rf"(?:(?:{_HEADS})(?![\wà-ỹ])|(?:{_SMALL_HEADS})\s+(?=[A-ZĐÂÁÀÊÔƠƯÝ])"
    r"|[Cc]ác\s+(?:[Pp]hòng|[Ss]ở|[Bb]an|cơ quan|đơn vị|xã|phường|hội|đoàn thể|tổ chức|ngành|địa phương|thành viên))"
)
_BETWEEN = re.compile(rf"(?:\s*[,;]\s*(?:và\s+|cùng\s+)?|\s+(?:và|cùng|cùng với)\s+)(?={_AGENCY_START})")
_STARTS_WITH_AGENCY = re.compile(_AGENCY_START)
_END = re.compile(r"\s*(?:[.;:]|,?\s*\b(?:" + "|".join(map(re.escape, PHRASES.agency_ends)) + r")\b).*$", re.DOTALL)
_LEAD = re.compile(
    r"^(?P<before>.*?)[\s,]*\b(?:làm\s+|là\s+(?:cơ quan|đơn vị)\s+)?chủ trì\b", re.IGNORECASE | re.DOTALL
)
_LEAD_NAMED = re.compile(r"(?:cơ quan|đơn vị)?\s*chủ trì(?: thực hiện)?\s*(?::|là)\s*(?P<lead>[^.;\n]+)", re.IGNORECASE)
_PARTNERS = re.compile(
    r"(?:phối hợp(?:\s+chặt chẽ)?(?:\s+với|\s*:)|phối hợp\s*:)\s*(?P<partners>.+)", re.IGNORECASE | re.DOTALL
)
_AFTER_LEAD = re.compile(r"\bchủ trì\b[^,;]*?[,;]\s*(?P<partners>.+)", re.IGNORECASE | re.DOTALL)
_POLITE = re.compile(r"^(?:giao|phân công|đề nghị|do|yêu cầu|cơ quan|đơn vị)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Assignment:
    """The lead agency (cơ quan chủ trì) and its partners (cơ quan phối hợp), as named in the text."""

    lead: str | None
    partners: list[str]


def assignment_in(text: str) -> Assignment:
    """Read who leads and who takes part; nobody is guessed where the text names nobody."""
    named = _LEAD_NAMED.search(text)
    if named:
        lead_text, rest = named["lead"], text[named.end("lead") :]
        lead_text = re.split(r",?\s*(?:cơ quan|đơn vị)?\s*phối hợp", lead_text, maxsplit=1, flags=re.IGNORECASE)[0]
    else:
        match = _LEAD.search(text)
        lead_text, rest = (match["before"], text) if match else ("", text)
    lead = _one_agency(lead_text)
    partners = _PARTNERS.search(text if named else rest) or _AFTER_LEAD.search(rest)
    return Assignment(lead, agencies_in(partners["partners"]) if partners else [])


def agencies_in(text: str) -> list[str]:
    """Split “Phòng A, Trung tâm B và UBND các xã, thị trấn tổ chức thực hiện …” into its agencies."""
    return agencies_of_heading(_END.sub("", text.strip()))


def agencies_of_heading(text: str) -> list[str]:
    """Split a heading that is agencies' names and nothing else: “Phòng A; Trung tâm B, Trung tâm C”."""
    names = (_polished(name) for name in _BETWEEN.split(text.strip()))
    return [name for name in names if name]


def names_an_agency(text: str) -> bool:
    """Say whether the text begins with an agency's name (after “Đề nghị”, “Giao” and the like)."""
    name = _POLITE.sub("", text.strip())
    return _STARTS_WITH_AGENCY.match(name[:1].upper() + name[1:]) is not None


def _one_agency(text: str) -> str | None:
    """Return the last agency named in the text before “chủ trì”: “…, Phòng Y tế” → “Phòng Y tế”."""
    text = _POLITE.sub("", squeeze(text).rpartition(": ")[2])
    sentence = re.split(r"(?<=[.;])\s+", text)[-1]
    candidates = [part for part in _BETWEEN.split(sentence) if _STARTS_WITH_AGENCY.match(_POLITE.sub("", part))]
    return _polished(candidates[-1]) if candidates else None


def _polished(name: str) -> str:
    name = _POLITE.sub("", squeeze(name).strip(" .,;:-–+"))
    return name[:1].upper() + name[1:]
