"""Who leads and who takes part, out of sentences such as “Trung tâm Y tế huyện chủ trì, phối hợp với …”."""

import re
from dataclasses import dataclass

from giamngheo.common.text import squeeze
from giamngheo.documents.reading.phrases import PHRASES

_HEADS = "|".join(re.escape(head) for head in sorted(PHRASES.agency_heads, key=len, reverse=True))
_TOGETHER = "|".join(map(re.escape, PHRASES.agencies_together))
_ONE_NAME = re.compile("|".join(map(re.escape, PHRASES.agencies_with_and)), re.IGNORECASE)
_GLUE = "\u2060"
_SMALL_HEADS = "phòng|sở|ban|trung tâm|ủy ban|hội|đoàn|công an|ngân hàng|đài|trạm|trường|văn phòng|tổ"
_AGENCY_START = (
    rf"(?:(?:{_HEADS})(?![\wà-ỹ])|(?:{_SMALL_HEADS})\s+(?=[A-ZĐÂÁÀÊÔƠƯÝ])"
    rf"|[Cc]ác\s+(?i:{_TOGETHER})(?![\wà-ỹ]))"
)
_BETWEEN = re.compile(rf"(?:\s*[,;]\s*(?:và\s+|cùng\s+)?|\s+(?:và|cùng|cùng với)\s+)(?={_AGENCY_START})")
_STARTS_WITH_AGENCY = re.compile(_AGENCY_START)
_END = re.compile(r"\s*(?:[.;:]|,?\s*\b(?:" + "|".join(map(re.escape, PHRASES.agency_ends)) + r")\b).*$", re.DOTALL)
_LEADS = r"(?:chủ trì|chủ đầu tư)"
_LEAD = re.compile(
    rf"^(?P<before>.*?)[\s,]*\b(?:làm\s+|là\s+(?:cơ quan\s+|đơn vị\s+)?)?{_LEADS}\b(?!\s*(?::|là\b))",
    re.IGNORECASE | re.DOTALL,
)
_LEAD_NAMED = re.compile(
    rf"(?:cơ quan|đơn vị)?\s*{_LEADS}(?:\s+thực hiện)?\s*(?::|\blà\b)\s*(?P<lead>[^.;\n]+)", re.IGNORECASE
)
_CHARGED = re.compile(
    r"(?:^|[\s:;,.(])(?:giao(?:\s+cho)?|phân công|do)\s+(?P<lead>[^.;:()\n]+?),?\s+"
    r"(?:(?:tổ chức|triển khai|trực tiếp|chịu trách nhiệm)\s+)*(?:thực hiện|triển khai|quản lý)\b",
    re.IGNORECASE,
)
_CARRIES_OUT = re.compile(r"^(?P<lead>[^.;:(),\n]+?)\s+(?:tổ chức\s+|triển khai\s+)?thực hiện\s*\.?$")
_PARTNERS = re.compile(
    rf"(?i:phối hợp(?:\s+chặt chẽ)?)(?:\s+(?i:với|cùng|là)|\s*:|(?=\s+{_AGENCY_START}))\s*(?P<partners>.+)", re.DOTALL
)
_AFTER_LEAD = re.compile(r"\bchủ trì\b[^,;]*?[,;]\s*(?P<partners>.+)", re.IGNORECASE | re.DOTALL)
_POLITE = re.compile(
    r"^(?:(?:giao(?:\s+cho)?|phân công|đề nghị|do|yêu cầu|đối với|(?:trách nhiệm|nhiệm vụ) của|cơ quan|đơn vị)\s+)+",
    re.IGNORECASE,
)


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
        lead_text, rest = (match["before"], text) if match else (_charged(text), text)
    lead = _one_agency(lead_text)
    partners = _PARTNERS.search(text if named else rest) or _AFTER_LEAD.search(rest)
    return Assignment(lead, agencies_in(partners["partners"]) if partners else [])


def states_a_lead(text: str) -> bool:
    """Say whether a sentence is about who leads: it begins with an agency, and that agency leads."""
    return names_an_agency(text) and assignment_in(text).lead is not None


def _charged(text: str) -> str:
    """Return who is charged (“giao … thực hiện”), or the one agency that a sentence says carries it out."""
    charged = _CHARGED.search(text)
    if charged:
        return charged["lead"]
    alone = _CARRIES_OUT.match(squeeze(text))
    return "" if alone is None or alone["lead"].lower().startswith("các ") else alone["lead"]


def agencies_in(text: str) -> list[str]:
    """Split “Phòng A, Trung tâm B và UBND các xã, thị trấn tổ chức thực hiện …” into its agencies."""
    return agencies_of_heading(_END.sub("", text.strip()))


def agencies_of_heading(text: str) -> list[str]:
    """Split a heading that is agencies' names and nothing else: “Phòng A; Trung tâm B, Trung tâm C”."""
    names = (_polished(name) for name in _agencies_apart(text.strip()))
    return [name for name in names if name]


def names_an_agency(text: str) -> bool:
    """Say whether the text begins with an agency's name (after “Đề nghị”, “Giao” and the like)."""
    name = _POLITE.sub("", text.strip())
    return _STARTS_WITH_AGENCY.match(name[:1].upper() + name[1:]) is not None


def _one_agency(text: str) -> str | None:
    """Return the last agency named in the text before “chủ trì”: “…, Phòng Y tế” → “Phòng Y tế”."""
    text = _POLITE.sub("", squeeze(text).rpartition(": ")[2])
    sentence = re.split(r"(?<=[.;])\s+", text)[-1]
    candidates = [part for part in _agencies_apart(sentence) if _STARTS_WITH_AGENCY.match(_POLITE.sub("", part))]
    return _polished(candidates[-1]) if candidates else None


def _agencies_apart(text: str) -> list[str]:
    """Split where one agency's name ends and the next begins; “Văn phòng HĐND và UBND” is one."""
    glued = _ONE_NAME.sub(lambda name: name[0].replace(" và ", f" và{_GLUE}"), text)
    return [part.replace(_GLUE, " ") for part in _BETWEEN.split(glued)]


def _polished(name: str) -> str:
    name = _POLITE.sub("", squeeze(name).strip(" .,;:-–+"))
    return name[:1].upper() + name[1:]
