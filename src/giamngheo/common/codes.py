"""Telephone numbers and one-time codes in one form."""

import re

_COUNTRY = re.compile(r"^(?:\+|00)?84(?=\d{9}$)")
_ONLY_DIGITS = re.compile(r"0\d{9}")


class NoTelephoneNumber(ValueError):
    """What was typed is no telephone number of Vietnam."""


def telephone(typed: str) -> str:
    """Return a Vietnamese number as ten digits from 0: “+84 912.345.678” → “0912345678”.

    Raises:
        NoTelephoneNumber: it is none.
    """
    digits = _COUNTRY.sub("0", re.sub(r"[\s.\-()]", "", typed))
    if not _ONLY_DIGITS.fullmatch(digits):
        raise NoTelephoneNumber(f"“{typed.strip()}” không phải số điện thoại; hãy ghi 10 số, ví dụ 0912345678.")
    return digits
