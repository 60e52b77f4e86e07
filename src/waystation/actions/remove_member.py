"""How is a member removed, so that from now on he opens nothing?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting
from waystation.kit.language import N_
from waystation.vault.removal import remove

VERB = N_("remove member")


def remove_member(desk: Desk, member: str, why: str) -> tuple[str, ...]:
    """Remove a member; return the compartments that were sealed anew. What he saw, he knows: see exposure."""
    with acting(desk, VERB, why) as work:
        rotated = remove(work, member)
    desk.session.vault.store.tidy()
    return rotated
