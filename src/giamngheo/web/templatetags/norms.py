"""What the pages of profile, papers and approvals need to know of the user."""

from typing import Any

from django import template

from giamngheo.norms import queries

register = template.Library()


@register.simple_tag(takes_context=True)
def has_approvals(context: dict[str, Any]) -> bool:
    """Say whether the user can approve something or has asked for it: then the tab leads somewhere."""
    return queries.has_approvals(context["request"].scope)
