"""How does anybody say no to a recovery?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting
from waystation.kit.language import N_
from waystation.vault.recovery import Request, stop

VERB = N_("stop recovery")


def stop_recovery(desk: Desk, request: str, why: str = "") -> Request:
    """End a recovery that is not done, and tell every desk."""
    with acting(desk, VERB, why) as work:
        return stop(work, request, why)
