"""How do older chains of backups go, in which still stands what has died since?"""

from __future__ import annotations

from pathlib import Path

from waystation.actions.acting import Desk, acting
from waystation.kit.language import N_
from waystation.vault.backup import forget
from waystation.vault.restore import drill

VERB = N_("forget backups")


def forget_backups(desk: Desk, folder: Path) -> int:
    """Delete every chain in a folder but the newest, once that has been tried; return how many files.

    The ledger says so first. Raises Damaged or Broken where the newest one would not come back, and deletes
    nothing then.
    """
    with acting(desk, VERB):
        pass
    drill(desk.session, folder)
    return forget(folder)
