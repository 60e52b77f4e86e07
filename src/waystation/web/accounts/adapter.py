"""Where does our way in differ from allauth's: no sign-up, sealed seeds, the vault's own passphrase?"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from nacl.encoding import URLSafeBase64Encoder
from nacl.secret import SecretBox

from waystation.vault.faults import WrongPassphrase
from waystation.vault.keys import account_tag
from waystation.web.place import here
from waystation.web.proving import prove


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """The way in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Tell that nobody signs up here: two sponsors let a member in."""
        return False

    def reauthenticate(self, user: Any, password: str) -> bool:  # noqa: ARG002
        """Tell whether this is the passphrase of who is at the desk. Raises BadInput after many guesses."""
        desk = getattr(self.request, "desk", None)
        if desk is None:
            return False
        try:
            prove(self.request, desk, password)
        except WrongPassphrase:
            return False
        return True

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # noqa: ARG002
        """Return under what guesses are counted: the account, by whatever address it is reached."""
        return account_tag(credentials.get("username", ""), here().burn()).hex()

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: allauth's sentences name accounts."""


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factors."""

    def encrypt(self, text: str) -> str:
        """Return the seed of a TOTP, or of recovery codes, sealed under a key that burning destroys."""
        return (
            SecretBox(here().secret("factors")).encrypt(text.encode(), encoder=URLSafeBase64Encoder).decode()
        )

    def decrypt(self, encrypted_text: str) -> str:
        """Return it opened."""
        box = SecretBox(here().secret("factors"))
        return box.decrypt(encrypted_text.encode(), encoder=URLSafeBase64Encoder).decode()

    def get_totp_label(self, user: Any) -> str:  # noqa: ARG002
        """Return what the phone shows beside the code: nothing that tells whose it is."""
        return "desk"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return for whom a security key answers."""
        return {"id": context.request.get_host().partition(":")[0], "name": "Waystation"}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """Return what a security key remembers: no name."""
        return {"id": user.tag.encode(), "display_name": "desk", "name": "desk"}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002, ARG002  (its name there)
        """Return what a security key is called in the table: nothing that tells whose it is."""
        return "key"
