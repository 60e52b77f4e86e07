"""Would the vault come back from its backup?"""

from __future__ import annotations

from pathlib import Path

from waystation.actions.acting import Desk, acting
from waystation.kit.language import N_
from waystation.vault.restore import Drilled, drill

VERB = N_("drill backup")


def drill_backup(desk: Desk, folder: Path, chain: str | None = None) -> Drilled:
    """Build the vault from the newest chain in a fresh place, open what one may, compare, and remove it.

    Raises Damaged or Broken where it would not come back.
    """
    with acting(desk, VERB):
        pass
    return drill(desk.session, folder, chain=chain)
