"""Who can give a member the own root again, were the passphrase lost?"""

from __future__ import annotations

from collections.abc import Sequence

from waystation.actions.acting import Desk, acting
from waystation.kit.language import N_
from waystation.vault.recovery import NEEDED, entrust

VERB = N_("entrust root")


def entrust_root(desk: Desk, trustees: Sequence[str], needed: int = NEEDED) -> None:
    """Lock the own root for any `needed` of these members (ids); who was chosen before is trusted no more."""
    with acting(desk, VERB) as work:
        entrust(work, trustees, needed)
    desk.session.vault.store.tidy()
