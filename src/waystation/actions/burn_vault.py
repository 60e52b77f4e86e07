"""How is everything that is sealed made useless at once, from a desk?"""

from __future__ import annotations

from pathlib import Path

from waystation.actions.acting import Desk, require
from waystation.kit.language import N_
from waystation.vault.burning import Burned, burn

VERB = N_("burn vault")


def burn_vault(desk: Desk, secret: Path) -> Burned:
    """Destroy the burn secret in a file and every wrapped key of the vault. It cannot be undone.

    Two agree at a desk; whoever has the machine burns without anybody (`waystation burn`). No row of the
    ledger is written: nobody could ever read it. Raises NotAllowed; BadInput for a file that is none.
    """
    require(desk, VERB)
    return burn(secret, desk.session.vault)
