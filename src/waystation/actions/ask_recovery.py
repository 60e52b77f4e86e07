"""How does a member ask that another one, who has lost the passphrase, may come back?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting
from waystation.kit.language import N_
from waystation.vault.recovery import Request, ask

VERB = N_("ask recovery")


def ask_recovery(desk: Desk, member: str, receiver: str, why: str = "") -> Request:
    """Ask for the root of a member (id), for a claim by its public key (hex), and tell every desk.

    Compare the words of the claim face to face first (`claims.words_of_claim`). Nothing happens for 24 hours.
    """
    with acting(desk, VERB, why) as work:
        return ask(work, member, receiver)
