"""How does a compartment open again whose table of contents is damaged?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting, require
from waystation.actions.permissions import check_compartment
from waystation.domain.access import CompartmentKind
from waystation.kit.language import N_
from waystation.vault.faults import NotHeld
from waystation.vault.rebuilding import Rebuilt, holders, rebuild

VERB = N_("rebuild manifest")


def rebuild_manifest(desk: Desk, compartment: str, kind: CompartmentKind, title: str, why: str) -> Rebuilt:
    """List anew what is in a compartment, by opening every record in it, and give it a new key.

    Kind and title stood in the manifest alone, so somebody has to know them. Raises NotAllowed where somebody
    who holds it may not hold such a kind: then it was another; and for a compartment that is not damaged.
    """
    require(desk, VERB)
    if compartment not in desk.session.keys:
        raise NotHeld(compartment)
    with acting(desk, VERB, why) as work:
        for member in holders(work, compartment):
            check_compartment(desk.session.directory.member(member).role, kind)
        made = rebuild(work, compartment, kind, title)
    desk.session.vault.store.tidy()
    return made
