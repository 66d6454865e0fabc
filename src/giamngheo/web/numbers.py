"""Ids as they arrive in addresses and forms."""

LONGEST = 18


def number(typed: str | None) -> int:
    """Return an id as a number; 0, which nothing has, for what is none."""
    return int(typed) if typed and typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST else 0
