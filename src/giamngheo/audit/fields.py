"""How the fields of a deed are shown: by their Vietnamese names, sensitive ones masked."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from giamngheo.audit.kinds import FieldRow
from giamngheo.audit.names import field_name
from giamngheo.audit.values import holds
from giamngheo.common.dates import print_day

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
MASK = "••••"

SENSITIVE = frozenset(
    {
        "cccd",
        "so_can_cuoc",
        "dan_toc",
        "ton_giao",
        "so_tai_khoan",
        "toa_do",
        "citizen_number",
        "identity_number",
        "insurance_number",
        "account_number",
        "bank_account",
        "health",
        "illness",
        "disability",
        "nutrition",
        "hiv",
        "ethnic_group",
        "ethnicity",
        "religion",
        "map_point",
        "latitude",
        "longitude",
        "location",
        "photo",
    }
)
"""Names, or parts of names, of fields that hold sensitive personal data (dữ liệu cá nhân nhạy cảm)."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*")


def changes(before: Mapping[str, Any], after: Mapping[str, Any], *, reveal: bool = False) -> tuple[FieldRow, ...]:
    """Return a row for each field, sensitive ones masked unless they are to be revealed.

    They stand in the order of their names: one database keeps the order in which they were written, another does not.
    """
    rows = (_row(name, before, after, reveal=reveal) for name in {*before, *after})
    return tuple(sorted(rows, key=lambda row: row.name))


def masked(value: Any, name: str = "") -> Any:
    """Return a value with everything sensitive in it masked, at whatever depth."""
    if value not in (None, "") and holds(name, SENSITIVE):
        return MASK
    if isinstance(value, dict):
        return {key: masked(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [masked(one, name) for one in value]
    return value


def printed(value: Any) -> str:
    """Return a value as officers read it: days as 05/03/2024, yes and no in words, lists on one line."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, dict):
        return "; ".join(sorted(f"{field_name(key)}: {printed(one) or '(trống)'}" for key, one in value.items()))
    if isinstance(value, list):
        return "; ".join(printed(one) for one in value)
    text = str(value)
    if _DAY.fullmatch(text):
        return _printed_day(text)
    return _printed_instant(text) if _INSTANT.fullmatch(text) else text


def in_words(fields: Mapping[str, Any]) -> str:
    """Return the fields before or after a deed on one line, as its page shows them, sensitive ones masked."""
    return printed(masked(dict(fields)))


def print_instant(at: datetime) -> str:
    """Return an instant as the clock here shows it: 05/03/2024 14:30:05."""
    return f"{at.astimezone(HERE):%d/%m/%Y %H:%M:%S}"


def _row(name: str, before: Mapping[str, Any], after: Mapping[str, Any], *, reveal: bool) -> FieldRow:
    old, new = before.get(name), after.get(name)
    shown = (old, new) if reveal else (masked(old, name), masked(new, name))
    return FieldRow(field_name(name), printed(shown[0]), printed(shown[1]), is_hidden=shown != (old, new))


def _printed_day(text: str) -> str:
    try:
        return print_day(date.fromisoformat(text))
    except ValueError:
        return text  # looks like a day and is none: shown as it was written


def _printed_instant(text: str) -> str:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text  # looks like an instant and is none
    return print_instant(at) if at.tzinfo else f"{at:%d/%m/%Y %H:%M:%S}"
