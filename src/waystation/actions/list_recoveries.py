"""Whose root is asked for, by whom, and how far is it?"""

from __future__ import annotations

from waystation.actions.acting import Desk, opening
from waystation.kit.language import N_
from waystation.vault.recovery import Request, requests

VERB = N_("list notices")


def list_recoveries(desk: Desk) -> list[Request]:
    """Return all requests, the newest first."""
    with opening(desk, VERB) as look:
        return requests(desk.session, look.tx)
