"""Names to sign in with."""

import re
from collections.abc import Collection

from giamngheo.accounts.models import User
from giamngheo.common.text import fold

_NO_NAME = "nguoidung"
_SHORTEST, _LONGEST = 3, 30


def suggest_username(full_name: str, *, besides: Collection[str] = ()) -> str:
    """Return a free user name made of a name: “Nguyễn Văn An” → nguyenvanan, with a number where that is taken.

    Args:
        full_name: the name.
        besides: user names that are about to be taken.
    """
    letters = re.sub(r"[^a-z]", "", fold(full_name))[:_LONGEST]
    if len(letters) < _SHORTEST:
        letters = f"{_NO_NAME}{letters}"
    taken = {*besides, *User.objects.filter(username__startswith=letters).values_list("username", flat=True)}
    number, name = 1, letters
    while name in taken:
        number += 1
        name = f"{letters}{number}"
    return name
