"""How does a member say that a case is more, or less, urgent than its answers?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.keeping import Seen, changed
from waystation.domain.case_record import CaseRecord, Urgency
from waystation.domain.intake import with_urgency
from waystation.kit import clock
from waystation.kit.language import N_
from waystation.vault.records import Saved

VERB = N_("set urgency")


def set_urgency(
    desk: Desk, case: Seen, urgency: Urgency, reason: str | None = None, *, danger: bool | None = None
) -> Saved:
    """Set the urgency, and whether they are in present danger: upwards freely, downwards with a reason.

    Raises BadInput, BothSides.
    """
    by = desk.session.member_id
    change = lambda it: with_urgency(it, urgency, clock.now(), by, reason, danger=danger)  # noqa: E731
    return changed(desk, VERB, case, CaseRecord, change)
