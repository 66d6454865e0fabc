"""Ids in addresses: `<id:…>` takes no more digits than a database does; a longer one is no page (404)."""

from django.urls import register_converter


class IdConverter:
    """A whole number of at most 18 digits."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        """Return the id."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return the id as an address has it."""
        return str(value)


register_converter(IdConverter, "id")
