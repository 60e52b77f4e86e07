"""Who waits at the door?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting
from waystation.domain.access import Application
from waystation.kit.language import N_
from waystation.vault.members import applications

VERB = N_("list applications")


def list_applications(desk: Desk) -> list[Application]:
    """Return who has applied and is not yet a member."""
    with acting(desk, VERB) as work:
        return applications(work)
