"""How does a trustee give what he holds of somebody's root?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting
from waystation.kit.language import N_
from waystation.vault.recovery import Request, help_with

VERB = N_("help recovery")


def help_recovery(desk: Desk, request: str) -> Request:
    """Take off one's layer, once the notice is over. Raises NotAllowed for who is no trustee."""
    with acting(desk, VERB) as work:
        return help_with(work, request)
