"""How long would it take if somebody were taken tonight? All of it on a copy."""

from __future__ import annotations

from waystation.actions.acting import Desk, acting
from waystation.actions.compromise import Compromised, compromise
from waystation.vault.copying import copied
from waystation.vault.exposure import Subject

VERB = "drill compromise"


def drill_compromise(desk: Desk, subject: Subject, word: str, reason: str) -> Compromised:
    """Do all that `compromise` does on a copy of the vault, and return it with its time.

    Nobody is told, no key changes, no mark stands; the copy is gone. The ledger says that there was a drill.
    """
    with acting(desk, VERB, reason):
        pass
    with copied(desk.session) as session:
        return compromise(Desk(session, desk.second), subject, word, reason)
