"""Is the ledger whole?"""

from __future__ import annotations

from collections.abc import Sequence

from waystation.actions.acting import Desk, opening
from waystation.domain.access import Head
from waystation.kit.language import N_
from waystation.vault.ledger import verify

VERB = N_("verify ledger")


def verify_ledger(desk: Desk, anchors: Sequence[Head] = ()) -> Head:
    """Return the end of the ledger where every row is chained and every anchor is in it. Raises Broken."""
    with opening(desk, VERB) as look:
        return verify(look.tx, anchors)
