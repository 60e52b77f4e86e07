"""The application of the accounts."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import pre_save


class Accounts(AppConfig):
    """Accounts and their second factors."""

    name = "waystation.web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Let no second factor be saved with its times."""
        own, theirs = import_module("waystation.web.accounts.models"), import_module("allauth.mfa.models")
        pre_save.connect(own.without_times, sender=theirs.Authenticator)
