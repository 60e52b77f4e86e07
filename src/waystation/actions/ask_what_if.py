"""What if one thing were otherwise: a river higher, patrols doubled, without this helper, a day later?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from waystation.actions.acting import Desk
from waystation.actions.decisions_kept import open_decision
from waystation.plan.suppose import Supposed

if TYPE_CHECKING:
    from waystation.plan.whatif import Figures

VERB = "what if"


def ask_what_if(desk: Desk, decision: str, suppositions: Sequence[Supposed]) -> tuple[Figures, Figures]:
    """Return what the figures of a decision are, and what they would be. Nothing is kept of it.

    What it was made from is what it is asked about, and its floors hold. Raises BadInput for what the network
    has not.
    """
    from waystation.plan.whatif import what_if  # noqa: PLC0415  (loads numpy and the compiler)

    record = open_decision(desk, VERB, decision).record
    now = what_if(record.known_network, record.known_case)
    return now, what_if(record.known_network, record.known_case, suppositions)
