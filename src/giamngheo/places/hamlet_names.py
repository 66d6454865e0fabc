"""What a hamlet is called: its type and its name, out of what officers type (“ấp 1”, “KP3”, “SÓC Lộc Khê”)."""

import re

from giamngheo.common.text import compose, fold, squeeze
from giamngheo.places.kinds import TYPES, Level
from giamngheo.places.refusals import NotChanged

LONGEST_NAME = 120
HAMLET_TYPES = TYPES[Level.HAMLET]

_SHORT = {"kp": "Khu phố", "tdp": "Tổ dân phố"}
_EXACT = {kind.casefold(): kind for kind in HAMLET_TYPES}
_FOLDED = {fold(kind): kind for kind in HAMLET_TYPES} | _SHORT
_MOST_WORDS = max(len(kind.split()) for kind in HAMLET_TYPES)
_GLUED = re.compile(r"^([^\W\d_]+)\.?\s*(?=\d)")
_EDGES = " .,:;-–"
_ALLOWED = re.compile(r"[^\W_][\w\s\-–./'’(),&]*")
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


class WrongName(NotChanged):
    """What was typed cannot be the name of a place; the message says why and what to do."""

    field = "name"


def parted(typed_type: str, typed_name: str) -> tuple[str, str]:
    """Return type and name: the type out of its own column, or out of the beginning of the name.

    Raises:
        WrongName: the type is missing or unknown, or the name is blank, too long or has signs no name has.
    """
    name = squeeze(compose(typed_name)).strip(_EDGES)
    found, rest = _type_before(name)
    if squeeze(typed_type):
        kind = hamlet_type(typed_type)
        if kind is None:
            raise WrongName(f"loại “{squeeze(typed_type)[:30]}” không có trong danh mục ({', '.join(HAMLET_TYPES)})")
        name = rest if found == kind else name
    elif found:
        kind, name = found, rest
    else:
        raise WrongName(
            f"chưa rõ “{name[:40]}” là thôn, ấp hay khu phố; hãy ghi loại trước tên, ví dụ “Ấp {name[:20]}”"
        )
    return kind, checked(name)


def hamlet_type(typed: str) -> str | None:
    """Return the type as it is written here: “ấp”, “AP”, “kp.” → “Ấp”, “Ấp”, “Khu phố”; None where it is none."""
    word = squeeze(compose(typed)).strip(_EDGES)
    if (exact := _EXACT.get(word.casefold())) is not None:
        return exact
    # Without accents everything is near everything: “bàn” is no “bản”. Only what has none at all is folded.
    return _FOLDED.get(word.casefold()) if fold(word) == word.casefold() else None


def checked(name: str) -> str:
    """Return a name in one form: composed, on one line.

    Raises:
        WrongName: it is blank, too long, or has signs no name has.
    """
    name = squeeze(compose(name)).strip(_EDGES)
    if not name:
        raise WrongName("chưa có tên")
    if len(name) > LONGEST_NAME:
        raise WrongName(f"tên dài {len(name)} chữ, tối đa {LONGEST_NAME}: “{name[:40]}…”")
    if not _ALLOWED.fullmatch(name):
        raise WrongName(f"tên “{name[:40]}” có ký hiệu không dùng trong tên địa bàn")
    return name


def same(kind: str, name: str) -> str:
    """Return a key that is the same for one hamlet written in two ways: “Ấp 01”, “ấp 1”. Accents count."""
    return _LEADING_ZEROS.sub("", compose(f"{kind} {squeeze(name)}").casefold())


def _type_before(name: str) -> tuple[str, str]:
    words = _GLUED.sub(r"\1 ", name).split()
    for length in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        if (kind := hamlet_type(" ".join(words[:length]))) is not None:
            return kind, " ".join(words[length:]).strip(_EDGES)
    return "", name
