"""The application of the accounts."""

from __future__ import annotations

from django.apps import AppConfig


class Accounts(AppConfig):
    """Accounts and their second factors."""

    name = "waystation.web.accounts"
    label = "accounts"
