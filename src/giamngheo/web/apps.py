"""Django's entry for this package: it brings templates and static files."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Names the package for Django; it has no tables."""

    name = "giamngheo.web"
    label = "web"
    verbose_name = "Trang web"
