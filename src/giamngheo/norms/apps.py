"""Django's entry for this package."""

from django.apps import AppConfig


class NormsConfig(AppConfig):
    """Names the package for Django; the label `norms` is the prefix of its tables."""

    name = "giamngheo.norms"
    label = "norms"
    verbose_name = "Thiết lập"
