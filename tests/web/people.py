"""Who asks the console in these tests?"""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client

from waystation.actions.acting import Desk
from waystation.vault.keys import Credentials
from waystation.vault.login import unlock
from waystation.web.demo.cast import CAST
from waystation.web.place import Place

PATIENCE = 120.0  # seconds
WORDS = {member.handle: f"a passphrase of {member.handle}" for member in CAST}


def patient() -> None:
    """Let no plan be out of time, however busy the machine is. For a process in which Django stands."""
    from waystation.actions import replan_journey, try_edit  # noqa: PLC0415
    from waystation.web.demo import deciding  # noqa: PLC0415
    from waystation.web.pages.decisions import asking  # noqa: PLC0415
    from waystation.web.pages.network import editing  # noqa: PLC0415

    replan_journey.SECONDS = deciding.SECONDS = asking.SECONDS = editing.SECONDS = try_edit.EACH = PATIENCE


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
