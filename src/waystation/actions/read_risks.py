"""Who has read the risks of a decision, before he could see what others think of it?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting
from waystation.actions.decisions_kept import again, keep, open_decision
from waystation.domain.decision_record import DecisionRecord, Reading, read_by
from waystation.kit.language import N_

VERB = N_("read risks")


def read_risks(desk: Desk, decision: str) -> DecisionRecord:
    """Note that the member at the desk has read the risks now. Once is enough; the first time stays."""

    def noted() -> DecisionRecord:
        found = open_decision(desk, VERB, decision)
        if read_by(found.record, desk.session.member_id):
            return found.record
        with acting(desk, VERB) as work:
            mine = Reading(by=desk.session.member_id, at=work.at)
            readings = (*found.record.readings, mine)
            return keep(work, found, found.record.model_copy(update={"readings": readings}))

    return again(noted)
