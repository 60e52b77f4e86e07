"""How is the vault copied out?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from waystation.actions.acting import Desk, acting
from waystation.kit.language import N_
from waystation.vault.agekeys import recipient, recipients
from waystation.vault.backup import BackedUp, back_up

VERB = N_("back up")


def back_up_vault(
    desk: Desk, folder: Path, members: Sequence[str] = (), others: Sequence[str] = (), *, full: bool = False
) -> BackedUp:
    """Write the next link of the chain in a folder: for oneself, for members (ids) and for age recipients.

    The ledger says so first, and its end stands in the link. Raises BadInput where nothing can be written.
    """
    with acting(desk, VERB) as work:
        work.members += members
        keys = [recipient(desk.session.directory.application(each).box_key) for each in members]
        readers, at = recipients([*keys, *others]), work.at
    return back_up(desk.session, folder, readers, at, full=full)
