"""How does a member lose a compartment?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting
from waystation.kit.errors import Fault
from waystation.kit.language import N_, _
from waystation.vault.compartments import withdraw
from waystation.vault.faults import NotAllowed

VERB = N_("withdraw compartment")


def withdraw_compartment(desk: Desk, compartment: str, member: str, why: str = "") -> None:
    """Take a compartment from a member; everything in it is sealed anew.

    Raises NotAllowed for oneself and for the directory, which every member holds.
    """
    if member == desk.session.member_id:
        raise NotAllowed([Fault(_("member"), _("oneself"), _("another member"))])
    if compartment == desk.session.directory.compartment.id:
        raise NotAllowed(
            [Fault(_("compartment"), _("the directory"), _("another one, or removing the member"))]
        )
    with acting(desk, VERB, why) as work:
        withdraw(work, compartment, member)
    desk.session.vault.store.tidy()
