"""Django's entry for this package."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Names the package for Django; the label `places` is the prefix of its tables."""

    name = "giamngheo.places"
    label = "places"
    verbose_name = "Địa bàn"
