"""How does a case come to its next state?"""

from __future__ import annotations

from waystation.actions.acting import Desk, require
from waystation.actions.keeping import Seen, changed
from waystation.domain.case_record import CaseRecord, CaseState
from waystation.domain.case_steps import stepped
from waystation.kit import clock
from waystation.kit.language import N_
from waystation.vault.records import Saved

VERB = N_("step case")
DECIDED: frozenset[CaseState] = frozenset({"accepted", "declined"})
_DECIDE = "decide request"


def step_case(desk: Desk, case: Seen, to: CaseState, reason: str | None = None) -> Saved:
    """Take a step; an end or a way back needs a reason. To accept or decline is another verb of the table.

    Raises BadInput with all that stands in the way, NotAllowed, BothSides.
    """
    require(desk, VERB)
    if to in DECIDED:
        require(desk, _DECIDE)
    by = desk.session.member_id
    change = lambda it: stepped(it, to, clock.now(), by, reason)  # noqa: E731
    return changed(desk, VERB, case, CaseRecord, change)
