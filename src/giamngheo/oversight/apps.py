"""Django's entry for this package."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Names the package for Django; the label `oversight` is the prefix of its tables."""

    name = "giamngheo.oversight"
    label = "oversight"
    verbose_name = "Giám sát"
