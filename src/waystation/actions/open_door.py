"""How does the organisation get a door, and which key does the door need?"""

from __future__ import annotations

from typing import NamedTuple

from waystation.actions.acting import Desk, acting
from waystation.kit.language import N_
from waystation.vault.doors import doors, make_door, public_key

VERB = N_("open door")


class DoorKey(NamedTuple):
    """A door's compartment, and what is handed to its process."""

    compartment: str
    public: bytes


def open_door(desk: Desk, title: str) -> DoorKey:
    """Return the key of the door that the member holds; make one with this title where there is none.

    Who else shall read what comes in is granted the compartment. Raises NotAllowed.
    """
    with acting(desk, VERB) as work:
        there = doors(work.session, work.tx)
        held = there[0] if there else make_door(work, title)
        return DoorKey(held.id, public_key(held))
