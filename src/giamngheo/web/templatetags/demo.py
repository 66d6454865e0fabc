"""What the pages of the demo offer: its invented accounts, one press away."""

from django import template

from giamngheo.demo.people import ACCOUNTS, PASSWORD, DemoAccount

register = template.Library()


@register.simple_tag
def demo_accounts() -> tuple[DemoAccount, ...]:
    """The invented people of the demo, for its sign-in page."""
    return ACCOUNTS


@register.simple_tag
def demo_password() -> str:
    """The one password of all of them."""
    return PASSWORD
