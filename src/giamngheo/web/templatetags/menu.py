"""The menu of every page of a signed-in user."""

from typing import Any

from django import template

from giamngheo.web import menu

register = template.Library()


@register.inclusion_tag("web/parts/menu.html", takes_context=True)
def main_menu(context: dict[str, Any]) -> dict[str, Any]:
    """Show the ways open to the user; the one that leads to this page is lit."""
    request = context.get("request")
    if request is None or not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"items": []}
    here = request.resolver_match.url_name if request.resolver_match else ""
    return {"items": [(way, (here or "").startswith(way.lit_on)) for way in menu.ways(request.scope)]}
