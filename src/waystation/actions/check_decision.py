"""What must be so before anybody goes, and is it now? And where it is, and enough have signed: go."""

from __future__ import annotations

from waystation.actions.acting import Desk, acting
from waystation.actions.decisions_kept import again, keep, open_decision
from waystation.actions.look_again import after, look_again
from waystation.decisions.hidden import shown_to
from waystation.domain.decision_record import DecisionRecord
from waystation.kit.language import N_

VERB = N_("check decision")


def check_decision(desk: Desk, decision: str) -> DecisionRecord:
    """Look at all preconditions again and keep what was found; an open decision may become go by it.

    Whoever may not open a record relies on who could, on the same day. Raises BadInput, NotAllowed.
    """

    def checked() -> DecisionRecord:
        found = open_decision(desk, VERB, decision)
        seen = look_again(desk, VERB, found)
        with acting(desk, VERB) as work:
            then = after(work, found, found.record, seen)
            return keep(work, found, then.record, then.others)

    return shown_to(again(checked), desk.session.member_id)
