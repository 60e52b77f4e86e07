"""How does a member get, or lose, a passphrase for when he is made to give one?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting
from waystation.kit.language import N_
from waystation.vault.duress import set_duress, unset_duress
from waystation.vault.keys import Credentials

VERB = N_("set duress passphrase")


def set_duress_passphrase(desk: Desk, now: Credentials, passphrase: str | None) -> None:
    """Set the duress passphrase of the member at the desk; None takes it away.

    `now` is what the member unlocks with. Raises WrongPassphrase, and NotAllowed where both are the same.
    """
    with acting(desk, VERB) as work:
        if passphrase is None:
            unset_duress(work, now)
        else:
            set_duress(work, now, passphrase)
    desk.session.vault.store.tidy()
