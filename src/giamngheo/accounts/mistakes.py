"""What all refusals of something entered have in common: the field a page shows them beside."""

from typing import ClassVar


class Mistake(ValueError):
    """Something entered cannot be kept; the message says what to do, `field` where it was entered."""

    field: ClassVar[str] = ""


class OverBefore(Mistake):
    """What would end on a day has ended by then already."""

    field = "day"
    said: ClassVar[str]

    def __init__(self) -> None:
        super().__init__(self.said)
