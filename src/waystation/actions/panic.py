"""How does a member throw away all own keys at once?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting
from waystation.kit.language import N_
from waystation.vault.panic import throw_away_keys

VERB = N_("panic")


def panic(desk: Desk) -> None:
    """Throw away the keys of the member at the desk. Nothing brings them back but being let in anew."""
    with acting(desk, VERB) as work:
        throw_away_keys(work)
    desk.session.vault.store.tidy()
