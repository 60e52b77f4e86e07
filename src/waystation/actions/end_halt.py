"""How does a journey go on that stopped because somebody took a consent back?"""

from __future__ import annotations

from typing import Literal

from waystation.actions.acting import Desk
from waystation.actions.keeping import Seen, changed
from waystation.domain.decision_record import DecisionRecord
from waystation.domain.intake import said
from waystation.domain.journey import Journey
from waystation.domain.resting import went_on
from waystation.kit import clock
from waystation.kit.language import _
from waystation.vault.records import Saved

VERB = "end halt"


def end_halt(desk: Desk, kind: Literal["journey", "decision"], record: Seen, reason: str) -> Saved:
    """End what halts a journey or a decision, with what was agreed with her. The halt stays written.

    A journey waits where it stands until somebody starts it; a decision is made anew. Raises BadInput where
    nothing halts it, or without a reason; BothSides.
    """
    why = said(reason, _("reason for going on"))
    if kind == "journey":
        return changed(desk, VERB, record, Journey, lambda it: went_on(it, clock.now(), why))
    return changed(desk, VERB, record, DecisionRecord, lambda it: went_on(it, clock.now(), why))
