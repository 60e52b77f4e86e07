"""Do handle and passphrase open a member's root? The vault says so; Django only knows an account."""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import Any

from django.http import HttpRequest

from waystation.vault.faults import WrongPassphrase
from waystation.vault.keys import Credentials, account_tag
from waystation.vault.login import unlock
from waystation.web.accounts.models import Account
from waystation.web.place import here
from waystation.web.sessions import ROOT

MEMBER = "member"  # in the data of a session: the member's id
ACCOUNT = "account"  # and the tag of the account whose passphrase it was
AT_ONCE = BoundedSemaphore(2)  # each guess takes 128 MiB


class VaultBackend:
    """Lets in who can unlock the vault."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> Account | None:
        """Return the account of a member who has the passphrase; the root waits in the sealed session."""
        if request is None or not username or not password:
            return None
        place = here()
        burn = place.burn()
        try:
            with AT_ONCE:
                session = unlock(place.opened, Credentials(username, password, burn))
        except WrongPassphrase:
            return None
        request.session[MEMBER] = session.member_id
        request.session[ROOT] = session.root.seed.hex()
        request.session[ACCOUNT] = account_tag(username, burn).hex()
        account, _made = Account.objects.get_or_create(tag=request.session[ACCOUNT])
        return account

    def get_user(self, user_id: int) -> Account | None:
        """Return an account by its number."""
        return Account.objects.filter(pk=user_id).first()
