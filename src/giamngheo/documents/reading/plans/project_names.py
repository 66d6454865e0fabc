"""A project's name set apart from what its heading adds: money, and who is charged with it."""

import re

from giamngheo.documents.reading.plans.agencies import assignment_in, names_an_agency

_MONEY = re.compile(r"[,:;(–-]?\s*(?:tổng\s+)?(?:kinh phí|vốn|dự toán)\b.*$", re.IGNORECASE)
_ADDED = re.compile(r"\s*(?:[:;,(–]|\s-\s|\.\s)\s*")
_SIGNS = " .:;,-–("


def name_in_heading(heading: str) -> str | None:
    """Return the name alone: “Việc làm bền vững: giao Phòng Nội vụ làm chủ đầu tư” → “Việc làm bền vững”."""
    name = _MONEY.sub("", heading)
    charge = charge_in_heading(name)
    if charge is not None:
        name = name[: -len(charge)]
    return name.strip(_SIGNS) or None


def charge_in_heading(heading: str) -> str | None:
    """Return the end of a heading that says who leads, None where it says nothing of it."""
    for sign in _ADDED.finditer(heading):
        rest = heading[sign.end() :]
        if names_an_agency(rest) and assignment_in(rest.rstrip(" .;)")).lead:
            return rest
        if _NAMES_THE_LEAD.match(rest) and assignment_in(rest).lead:
            return rest
    return None


_NAMES_THE_LEAD = re.compile(r"(?:cơ quan |đơn vị )?(?:chủ trì|chủ đầu tư)\b", re.IGNORECASE)
