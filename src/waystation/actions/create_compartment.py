"""How do people begin to know something together?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting
from waystation.actions.permissions import check_compartment
from waystation.domain.access import CompartmentKind
from waystation.kit.language import N_
from waystation.vault import compartments
from waystation.vault.manifests import Compartment

VERB = N_("create compartment")


def create_compartment(desk: Desk, kind: CompartmentKind, title: str, state: str = "") -> Compartment:
    """Make a compartment that the member at the desk alone holds. Raises NotAllowed for the role."""
    check_compartment(desk.session.me.role, kind)
    with acting(desk, VERB) as work:
        return compartments.create_compartment(work, kind, title, state)
