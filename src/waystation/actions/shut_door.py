"""How does the desk shut the door for a while, and open it again?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting
from waystation.kit.language import N_
from waystation.letters.spool import Spool

VERB = N_("shut door")


def shut_door(desk: Desk, spool: Spool, *, shut: bool = True) -> None:
    """Let the door take in no letters, or take them in again, as soon as the spool has reached it.

    Answers can be read all the time. Raises NotAllowed, and BadInput where the spool cannot be written.
    """
    with acting(desk, VERB, "shut" if shut else "open"):
        spool.prepare()
        spool.close(closed=shut)
