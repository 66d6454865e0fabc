"""What all refusals of this package have in common."""

from typing import ClassVar


class NotChanged(ValueError):
    """A place was not changed; the message says why and what to do, `field` which entry of a form it is about."""

    field: ClassVar[str] = ""
