"""Django's entry for this package."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Names the package for Django; the label `accounts` is the prefix of its tables."""

    name = "giamngheo.accounts"
    label = "accounts"
    verbose_name = "Tài khoản"
