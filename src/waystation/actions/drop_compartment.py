"""How does a compartment die with everything in it?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting
from waystation.kit.errors import Fault
from waystation.kit.language import N_, _
from waystation.vault.compartments import drop
from waystation.vault.faults import NotAllowed

VERB = N_("drop compartment")


def drop_compartment(desk: Desk, compartment: str, why: str) -> None:
    """Destroy a compartment. Raises NotAllowed for the directory and the watchtower."""
    directory = desk.session.directory
    if compartment in {directory.compartment.id, directory.watchtower}:
        raise NotAllowed(
            [Fault(_("compartment"), _("one that the vault cannot be without"), _("another one"))]
        )
    with acting(desk, VERB, why) as work:
        drop(work, compartment)
    desk.session.vault.store.tidy()
