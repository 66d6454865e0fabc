"""What of a deed's fields may be written: JSON that every database takes, of bounded size, and never a secret."""

import json
import math
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any
from uuid import UUID

LONGEST_TEXT = 2_000
LONGEST_LIST = 200
DEEPEST = 6
LARGEST = 64_000
"""Characters that the fields before or after a deed may take together, as JSON, apart from their names."""

SECRETS = ("password", "passphrase", "mat_khau", "secret", "token", "totp", "recovery_codes")
_NOT_WRITTEN = "(không ghi)"

type_of_json = str | int | float | bool | None | list["type_of_json"] | dict[str, "type_of_json"]


class NotForTheTrace(TypeError):
    """A field holds something that is no value – a row of the database, a file – and cannot be kept as one."""


def kept(fields: Mapping[str, Any] | None) -> dict[str, type_of_json]:
    """Return the fields as they are written: dates and amounts as text, what is too long cut and saying so.

    Raises:
        NotForTheTrace: one of them is no value.
    """
    written = _mapping(fields or {}, 0)
    sizes = {name: len(json.dumps(value, ensure_ascii=False)) for name, value in written.items()}
    while sum(sizes.values()) > LARGEST:
        largest = max(sizes, key=lambda name: sizes[name])
        written[largest] = f"(quá dài, không ghi: {sizes[largest]} ký tự)"
        sizes[largest] = len(str(written[largest]))
    return written


def clean(text: str, longest: int) -> str:
    """Return text as every database takes it: no NUL, no half of a character pair, cut to a length."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")[:longest]


@lru_cache(maxsize=4_096)
def holds(name: str, words: tuple[str, ...] | frozenset[str]) -> bool:
    """Say whether a field's name is one of the words or has one as a part: `old_account_number`, `account_number`."""
    whole = f"_{name.strip().lower().replace('-', '_').replace('.', '_')}_"
    return any(f"_{word}_" in whole for word in words)


def _value(name: str, value: Any, depth: int) -> type_of_json:  # noqa: PLR0911 – one answer for each kind of value
    if holds(name, SECRETS) and not isinstance(value, bool):  # whether there is one is no secret
        return _NOT_WRITTEN
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, bool | int):
        return value if not isinstance(value, int) or abs(value) < 2**63 else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, Mapping | list | tuple | set | frozenset):
        return _several(name, value, depth)
    raise NotForTheTrace(f"{name}: {type(value).__name__}")


def _several(name: str, values: Any, depth: int) -> type_of_json:
    if depth >= DEEPEST:
        return "(nhiều tầng, không ghi)"
    if isinstance(values, Mapping):
        return _mapping(values, depth)
    ordered = sorted(values, key=str) if isinstance(values, set | frozenset) else values
    listed = [_value(name, one, depth + 1) for one in ordered[:LONGEST_LIST]]
    return listed if len(ordered) <= LONGEST_LIST else [*listed, f"… và {len(ordered) - LONGEST_LIST} mục nữa"]


def _mapping(values: Mapping[Any, Any], depth: int) -> dict[str, type_of_json]:
    pairs = list(values.items())[:LONGEST_LIST]
    found = {clean(str(key), 100): _value(str(key), one, depth + 1) for key, one in pairs}
    return found if len(values) <= LONGEST_LIST else found | {"…": f"và {len(values) - LONGEST_LIST} mục nữa"}


def _text(value: str) -> str:
    short = clean(value, LONGEST_TEXT)
    return short if len(value) <= LONGEST_TEXT else f"{short}… (đã cắt, dài {len(value)} ký tự)"
