"""Django's entry for this package."""

from django.apps import AppConfig


class HandoverConfig(AppConfig):
    """Names the package for Django; the label `handover` is the prefix of its tables."""

    name = "giamngheo.handover"
    label = "handover"
    verbose_name = "Bàn giao"
