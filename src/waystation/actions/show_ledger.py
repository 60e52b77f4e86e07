"""Who did what, when and why: what do two auditors read?"""

from __future__ import annotations

from collections.abc import Sequence

from waystation.actions.acting import Desk, opening
from waystation.domain.access import LedgerEntry
from waystation.kit.language import N_
from waystation.vault.auditing import entries

VERB = N_("show ledger")


def show_ledger(desk: Desk, why: str = "") -> Sequence[tuple[int, LedgerEntry | None]]:
    """Return number and entry of each row; None for one that was written for other auditors.

    Raises NotAllowed for one alone, Broken for a row that the member named in it has not signed.
    """
    with opening(desk, VERB, why=why) as look:
        return list(entries(look, desk.second))
