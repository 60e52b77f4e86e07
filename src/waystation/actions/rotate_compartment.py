"""How does a compartment get a new key although nobody leaves?"""

from __future__ import annotations

from collections.abc import Sequence

from waystation.actions.acting import Desk, acting
from waystation.kit.language import N_
from waystation.vault.rotation import rotate

VERB = N_("rotate compartment")


def rotate_compartment(desk: Desk, compartments: Sequence[str], why: str = "") -> None:
    """Seal compartments anew under new keys, after a device was lost for example. All who hold them stay."""
    with acting(desk, VERB, why) as work:
        rotate(work, compartments)
    desk.session.vault.store.tidy()
