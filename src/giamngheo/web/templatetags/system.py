"""What every page prints about the system itself."""

from django import template

import giamngheo

register = template.Library()


@register.simple_tag
def version() -> str:
    """The version of the system."""
    return giamngheo.__version__
