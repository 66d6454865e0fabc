"""Django's entry for this package."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Names the package for Django; the label `files` is the prefix of its tables."""

    name = "giamngheo.files"
    label = "files"
    verbose_name = "Tệp"
