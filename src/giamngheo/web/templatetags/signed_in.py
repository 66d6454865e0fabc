"""What the head of a page prints about who is signed in."""

from typing import Any

from django import template

from giamngheo.accounts.own_account import short_seat

register = template.Library()


@register.simple_tag(takes_context=True)
def own_seat(context: dict[str, Any]) -> str:
    """The seat the user works from; blank for none."""
    request = context["request"]
    return short_seat(request.scope, on=request.today)
