"""Which record does an address mean? What is not there and what is not held look alike."""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.vault.faults import NotAllowed
from waystation.vault.finding import by_id


def which(desk: Desk, identity: str, kind: str) -> str:
    """Return the id of a record of a kind that the member could open. Raises NotAllowed for any other."""
    try:
        found = by_id(desk.session, [identity]).get(identity)
    except ValueError:  # no id at all
        found = None
    if found is None or found.listed.kind != kind:
        raise NotAllowed.to("record", "one in a compartment that was granted")
    return identity
