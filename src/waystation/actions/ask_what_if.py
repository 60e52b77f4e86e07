"""What if one thing were otherwise: a river higher, patrols doubled, without this helper, a day later?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from waystation.actions.acting import Desk
from waystation.actions.decisions_kept import open_decision
from waystation.decisions.hidden import shown_to
from waystation.domain.decision_record import DecisionRecord
from waystation.kit.language import N_
from waystation.plan.suppose import Supposed

if TYPE_CHECKING:
    from waystation.plan.whatif import Figures

VERB = N_("what if")


def basis_of(desk: Desk, decision: str) -> DecisionRecord:
    """Open the decision that is asked about: the network and the case as they were when it was made."""
    return shown_to(open_decision(desk, VERB, decision).record, desk.session.member_id)


def ask_what_if(basis: DecisionRecord, suppositions: Sequence[Supposed]) -> tuple[Figures, Figures]:
    """Return what the figures of an opened decision are, and what they would be. Nothing is kept of it.

    Its floors hold. Raises BadInput for what the network has not.
    """
    from waystation.plan.whatif import what_if  # noqa: PLC0415  (loads numpy and the compiler)

    now = what_if(basis.known_network, basis.known_case)
    return now, what_if(basis.known_network, basis.known_case, suppositions)
