"""What does a member type to come in?"""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms

from waystation.kit.language import _


class UnlockForm(LoginForm):  # type: ignore[misc]
    """Handle and passphrase."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(label=_("Handle"), max_length=200)
        self.fields["password"] = forms.CharField(
            label=_("Passphrase"), max_length=1000, strip=False, widget=forms.PasswordInput
        )
