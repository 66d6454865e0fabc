"""Django's entry for this package."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Names the package for Django; the label `audit` is the prefix of its tables."""

    name = "giamngheo.audit"
    label = "audit"
    verbose_name = "Dấu vết"
