"""Who asks the console in these tests?"""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client

from waystation.actions.acting import Desk
from waystation.vault.keys import Credentials
from waystation.vault.login import unlock
from waystation.web.demo.cast import CAST
from waystation.web.place import Place

WORDS = {member.handle: f"a passphrase of {member.handle}" for member in CAST}


@dataclass(frozen=True)
class Console:
    """A console in this process."""

    place: Place

    def as_(self, handle: str) -> Client:
        """Return a browser in which this member has unlocked."""
        client = self.nobody()
        answer = client.post("/account/login/", {"login": handle, "password": WORDS[handle]})
        assert answer.status_code == 302, answer.content.decode()
        return client

    def nobody(self) -> Client:
        """Return a browser in which nobody has."""
        return Client(SERVER_NAME="localhost")

    def desk(self, handle: str) -> Desk:
        """Return the member's desk, to look at the vault beside the browser."""
        login = Credentials(handle, WORDS[handle], self.place.burn())
        return Desk(unlock(self.place.opened, login))
