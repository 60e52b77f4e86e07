"""How does another member get to know what is in a compartment?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting
from waystation.actions.permissions import check_compartment
from waystation.kit.language import N_
from waystation.vault.compartments import grant

VERB = N_("grant compartment")


def grant_compartment(desk: Desk, compartment: str, member: str, why: str = "") -> None:
    """Give a member the key of a compartment. Raises NotAllowed where the member's role may not hold it."""
    with acting(desk, VERB, why) as work:
        kind = work.compartment(compartment).manifest.kind
        check_compartment(desk.session.directory.member(member).role, kind)
        grant(work, compartment, member)
